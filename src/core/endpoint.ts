import type { Product } from './operation.ts';

/** Which of a region's two networks a host is reached over. */
export type Network = 'public' | 'vpc';

export const NETWORKS: readonly Network[] = ['public', 'vpc'];

/**
 * The host of a product in a region: `alikafka.<region>.aliyuncs.com`, `alikafka-vpc.<region>.aliyuncs.com`. No region is an
 * exception: older tables have CloudMonitor of cn-hangzhou-finance on a host of another name.
 */
export function hostNameOf(product: Product, region: string, network: Network = 'public'): string {
  return `${product.host}${network === 'vpc' ? '-vpc' : ''}.${region}.aliyuncs.com`;
}

/** Where a product is asked in a region (docs/sources.md#hosts). */
export function hostOf(product: Product, region: string, network: Network = 'public'): string {
  return `https://${hostNameOf(product, region, network)}`;
}

/**
 * An endpoint as a person gives it to an origin: a bare host means https; http only where it is written out.
 * Returns what is wrong as a sentence's end instead when it is no endpoint.
 */
export function parseEndpoint(text: string): { readonly origin: string } | { readonly violation: string } {
  const written = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(written)) return { violation: `"${text}" is not a host or URL` };
  const url = new URL(written);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return { violation: `must begin with https:// or http://, not ${url.protocol}//` };
  if (url.username !== '' || url.password !== '') return { violation: 'must not hold a user name or password' };
  if (url.search !== '' || url.hash !== '' || url.pathname !== '/')
    return { violation: `must be a host alone, without "${url.pathname}${url.search}${url.hash}"` };
  return { origin: url.origin };
}

/** Whether an origin is this machine itself. */
export function isLoopback(origin: string): boolean {
  const { hostname } = new URL(origin);
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** A region's form: what could be part of a host name and nothing else. */
export function isRegionId(text: string): boolean {
  return /^[a-z0-9]+(-[a-z0-9]+)*$/i.test(text) && text.length <= 64;
}
