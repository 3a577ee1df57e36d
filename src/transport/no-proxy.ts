/** The rules of NO_PROXY: which hosts are reached without a proxy. */
import { BlockList, isIP } from 'node:net';

/** Whether NO_PROXY has an entry for the host of `url`: `*`, the host, a parent domain, its address, or a range with it. */
export function isExempt(url: URL, noProxy: string): boolean {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
  const port = url.port === '' ? DEFAULT_PORTS[url.protocol] : url.port;
  return noProxy
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some(
      (entry) => entry === '*' || (isIP(host) === 0 ? namesHost(entry, host, port) : namesAddress(entry, host, port)),
    );
}

const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/** Entries `example.com`, `.example.com`, `*.example.com`, with or without a port: the domain and its subdomains. */
function namesHost(entry: string, host: string, port: string | undefined): boolean {
  const [, name = '', only] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  if (only !== undefined && only !== port) return false;
  const bare = name.replace(/^\*?\./, '').replace(/\.$/, '');
  if (bare === '' || !URL.canParse(`http://${bare}`)) return false;
  const domain = new URL(`http://${bare}`).hostname; // small letters; names in other scripts in the form of DNS
  return host === domain || host.endsWith(`.${domain}`);
}

/** Entries `10.1.2.3`, `10.0.0.0/8`, `fd00::1`, `[fd00::1]:443`, `fd00::/8`. */
function namesAddress(entry: string, address: string, port: string | undefined): boolean {
  const [, bracketed, bare = bracketed ?? '', range, only] =
    /^(?:\[([^\]]+)\]|([\d.]+|[\da-f:.]*:[\da-f:.]*:[\da-f:.]*))(?:\/(\d+))?(?::(\d+))?$/i.exec(entry) ?? [];
  const [kind, longest] = isIP(bare) === 4 ? (['ipv4', 32] as const) : (['ipv6', 128] as const);
  if (isIP(bare) === 0 || Number(range ?? 0) > longest || (only !== undefined && only !== port)) return false;
  const list = new BlockList();
  if (range === undefined) list.addAddress(bare, kind);
  else list.addSubnet(bare, Number(range), kind);
  return list.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
}
