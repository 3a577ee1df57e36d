/** The route of requests to each service: address and proxy. */
import { originOf, type Settings } from '../../config/settings.ts';
import { isLoopback } from '../../core/endpoint.ts';
import { ALIKAFKA, CMS, type Product } from '../../core/operation.ts';
import { stsOrigin } from '../../credentials/providers/sts-origin.ts';
import { Failure } from '../../errors/failure.ts';
import { proxyFor } from '../../transport/proxy.ts';
import type { Proxy } from '../../transport/send.ts';
import { proxyOf } from '../../transport/proxy-variables.ts';
import type { CheckContext } from './check-context.ts';

/** The services that a command may call, by their names in checks. */
export type Service = 'alikafka' | 'metrics' | 'sts';

/** How a service is reached. */
export interface Route {
  readonly origin: string;
  /** The address is one of this machine. */
  readonly loopback: boolean;
  /** The proxy that applies, if one does. */
  readonly proxy: Proxy | undefined;
  /** The host of the first connection: the service, or the proxy. */
  readonly host: string;
  readonly port: number;
}

/** The route to a service; undefined if it is not called. Throws Failure if the proxy's variable is invalid. */
export function routeTo(service: Service, checks: CheckContext): Route | undefined {
  const origin = origins(checks)[service];
  if (origin === undefined) return undefined;
  const proxy = proxyFor(origin, proxyOf(checks.io.context.env));
  const first = new URL(proxy?.origin ?? origin);
  // Only URLs put an IPv6 address in brackets.
  const host = first.hostname.replace(/^\[(.*)\]$/, '$1');
  return { origin, loopback: isLoopback(origin), proxy, host, port: portOf(first) };
}

/** The certificate authority of --ca-file (PEM), which every request trusts. */
export const caOf = ({ target }: CheckContext): string | undefined =>
  target instanceof Failure ? undefined : target.ca;

/** STS is called only to assume a role. Without a region, no service is called. */
function origins(checks: CheckContext): Readonly<Record<Service, string | undefined>> {
  const { target } = checks;
  if (target instanceof Failure || target.region === undefined)
    return { alikafka: undefined, metrics: undefined, sts: undefined };
  const region = target.region.value;
  const at = (product: Product): string => originOf(product, target, undefined, region);
  return { alikafka: at(ALIKAFKA), metrics: at(CMS), sts: originOfSts(checks, target, region) };
}

function originOfSts(
  { signing, io }: CheckContext,
  { network, emulator }: Settings,
  region: string,
): string | undefined {
  if (signing === undefined || signing instanceof Failure) return undefined;
  const { source } = signing;
  if (source.kind !== 'role' && source.kind !== 'oidc') return undefined;
  return stsOrigin(source, { env: io.context.env, region, vpc: network.value === 'vpc', emulator: emulator?.value });
}

const PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

const portOf = ({ port, protocol }: URL): number => (port === '' ? (PORTS[protocol] ?? 443) : Number(port));
