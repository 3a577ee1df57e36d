/** Endpoints of the products: the host rule of a region, and endpoints as users type them. */
import type { Product } from './operation.ts';
import { type Sentence, sentence } from './text/texts.ts';

/** Which of a region's two networks a host is reached over. */
export type Network = 'public' | 'vpc';

/** All networks, in the order in which help lists them. */
export const NETWORKS: readonly Network[] = ['public', 'vpc'];

/**
 * The host of a product in a region: `alikafka.<region>.aliyuncs.com`, `alikafka-vpc.<region>.aliyuncs.com`. No region
 * is an exception: older tables have CloudMonitor of cn-hangzhou-finance on a host of another name.
 */
export function hostNameOf(product: Product, region: string, network: Network = 'public'): string {
  return `${product.host}${network === 'vpc' ? '-vpc' : ''}.${region}.aliyuncs.com`;
}

/** The host of a product in a region, as `host` of a URL (docs/sources.md#hosts). */
export function hostOf(product: Product, region: string, network: Network = 'public'): string {
  return `https://${hostNameOf(product, region, network)}`;
}

/**
 * Converts an endpoint as typed to an origin: a bare host means https; http only if it is typed. Returns the violation
 * if the text is not an endpoint.
 */
export function parseEndpoint(text: string): { readonly origin: string } | { readonly violation: Sentence } {
  const written = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(written)) return { violation: sentence('{name} must be a host or URL, not "{text}"', { text }) };
  const url = new URL(written);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return {
      violation: sentence('{name} must begin with https:// or http://, not {scheme}//', { scheme: url.protocol }),
    };
  if (url.username !== '' || url.password !== '')
    return { violation: sentence('{name} must not contain a user name or password') };
  if (url.search !== '' || url.hash !== '' || url.pathname !== '/')
    return {
      violation: sentence('{name} must be only a host, without "{rest}"', {
        rest: `${url.pathname}${url.search}${url.hash}`,
      }),
    };
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
