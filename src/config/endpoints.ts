import { isLoopback, NETWORKS, type Network, parseEndpoint } from '../core/endpoint.ts';
import { type Choice, passedOver } from './layers.ts';
import type { Env } from '../core/env.ts';
import type { Setting } from './setting.ts';

/** Both endpoints that are set, with what lost. */
export interface EndpointChoices {
  readonly endpoint: Choice;
  readonly metricsEndpoint: Choice;
}

/** A typed --network asks for the region's own hosts, so that it beats the endpoints that are set elsewhere. */
export function chooseEndpoints({
  endpoint,
  metricsEndpoint: metrics,
  network,
}: EndpointChoices & { readonly network: Choice }): EndpointChoices {
  const metricsEndpoint = metrics.chosen === undefined ? { ...metrics, chosen: both(endpoint.chosen) } : metrics;
  if (network.chosen?.source !== '--network') return { endpoint, metricsEndpoint };
  return { endpoint: passedOver(endpoint), metricsEndpoint: passedOver(metrics) };
}

/** A loopback endpoint (the emulator) serves metrics too, unless they have one of their own. */
function both(endpoint: Setting | undefined): Setting | undefined {
  const parsed = endpoint === undefined ? undefined : parseEndpoint(endpoint.value);
  return parsed !== undefined && 'origin' in parsed && isLoopback(parsed.origin) ? endpoint : undefined;
}

/** The variables without a word for the network that is not "vpc", the only one that the vendor's variable knows. */
export function withoutOtherNetworks(env: Env): Env {
  const isVpc = env['ALIBABA_CLOUD_ENDPOINT_TYPE']?.trim().toLowerCase() === 'vpc';
  return { ...env, ALIBABA_CLOUD_ENDPOINT_TYPE: isVpc ? 'vpc' : undefined };
}

/** A network by its word, or undefined where it is none. */
export function networkOf(word: string): Network | undefined {
  return NETWORKS.find((one) => one === word.toLowerCase());
}
