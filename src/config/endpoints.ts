/** The endpoints and the network in use. Their form is checked in check-settings.ts. */
import { isLoopback, NETWORKS, type Network, parseEndpoint } from '../core/endpoint.ts';
import { type Choice, overridden } from './layers.ts';
import type { Env } from '../core/env.ts';
import type { Setting } from './setting.ts';

/** Both endpoints that are set, each with what it overrides. */
export interface EndpointChoices {
  readonly endpoint: Choice;
  readonly metricsEndpoint: Choice;
}

/** --network on the command line means the region's own hosts, so it overrides endpoints that are set elsewhere. */
export function chooseEndpoints({
  endpoint,
  metricsEndpoint: metrics,
  network,
}: EndpointChoices & { readonly network: Choice }): EndpointChoices {
  const metricsEndpoint = metrics.chosen === undefined ? { ...metrics, chosen: both(endpoint.chosen) } : metrics;
  if (network.chosen?.source !== '--network') return { endpoint, metricsEndpoint };
  return { endpoint: overridden(endpoint), metricsEndpoint: overridden(metrics) };
}

/** A loopback endpoint (an emulator) serves metrics too, unless a metrics endpoint is set. */
function both(endpoint: Setting | undefined): Setting | undefined {
  const parsed = endpoint === undefined ? undefined : parseEndpoint(endpoint.value);
  return parsed !== undefined && 'origin' in parsed && isLoopback(parsed.origin) ? endpoint : undefined;
}

/** The environment without a network other than `vpc`, the only value that the vendor's variable has. */
export function withoutOtherNetworks(env: Env): Env {
  const isVpc = env['ALIBABA_CLOUD_ENDPOINT_TYPE']?.trim().toLowerCase() === 'vpc';
  return { ...env, ALIBABA_CLOUD_ENDPOINT_TYPE: isVpc ? 'vpc' : undefined };
}

/** A network by its name, in any case; undefined if there is none of that name. */
export function networkOf(word: string): Network | undefined {
  return NETWORKS.find((one) => one === word.toLowerCase());
}
