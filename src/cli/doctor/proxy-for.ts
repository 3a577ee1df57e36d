import type { ProxySettings } from '../../wire/send.ts';
import { asUrl } from '../../wire/undici.ts';

/** A proxy that applies. */
export interface Proxy {
  /** As it is written, with its scheme; may hold a password. */
  readonly url: string;
  /** Without user name and password. */
  readonly shown: string;
}

/** The proxy for an origin, by the rules of the HTTP client (undici's EnvHttpProxyAgent); undefined where none applies. */
export function proxyFor(origin: string, settings: ProxySettings | undefined): Proxy | undefined {
  const { protocol } = new URL(origin);
  const { httpProxy, httpsProxy } = settings ?? {};
  const written = protocol === 'https:' ? (httpsProxy ?? httpProxy) : httpProxy;
  if (written === undefined || isExempt(new URL(origin), settings?.noProxy ?? '')) return undefined;
  const url = asUrl(written);
  return URL.canParse(url) ? { url, shown: withoutUser(url) } : undefined;
}

function withoutUser(url: string): string {
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}

/** Whether NO_PROXY names the host: itself, a domain above it, or everything. */
function isExempt({ hostname, port, protocol }: URL, noProxy: string): boolean {
  if (noProxy === '*') return true;
  const to = port === '' ? { 'http:': 80, 'https:': 443 }[protocol] : Number(port);
  return noProxy
    .split(/[,\s]/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      const [, name = entry, only] = /^(.+):(\d+)$/.exec(entry) ?? [];
      const domain = name.replace(/^\*?\./, '').toLowerCase();
      if (only !== undefined && Number(only) !== 0 && Number(only) !== to) return false;
      return hostname === domain || hostname.endsWith(`.${domain}`);
    });
}
