import { isLoopback, NETWORKS, type Network, parseEndpoint } from '../core/endpoint.ts';
import { type Choice, type Layers, passedOver, pick } from './layers.ts';
import { filled } from '../core/env.ts';
import type { Setting } from './setting.ts';

/** Both endpoints that are set, with what lost. */
export interface EndpointChoices {
  readonly endpoint: Choice;
  readonly metricsEndpoint: Choice;
}

/** A typed --network asks for the region's own hosts, so that it beats the endpoints that are set elsewhere. */
export function chooseEndpoints(layers: Layers, network: Choice): EndpointChoices {
  const endpoint = pick(layers, {
    field: 'endpoint',
    target: true,
    variables: ['ALIKAFKA_ENDPOINT', 'ALIBABA_CLOUD_ENDPOINT_ALIKAFKA'],
  });
  const metrics = pick(layers, {
    field: 'metricsEndpoint',
    target: true,
    variables: ['ALIKAFKA_METRICS_ENDPOINT'],
  });
  const metricsEndpoint = metrics.chosen === undefined ? { ...metrics, chosen: both(endpoint.chosen) } : metrics;
  if (network.chosen?.source !== '--network') return { endpoint, metricsEndpoint };
  return { endpoint: passedOver(endpoint), metricsEndpoint: passedOver(metrics) };
}

/** A loopback endpoint (the emulator) serves metrics too, unless they have one of their own. */
function both(endpoint: Setting | undefined): Setting | undefined {
  const parsed = endpoint === undefined ? undefined : parseEndpoint(endpoint.value);
  return parsed !== undefined && 'origin' in parsed && isLoopback(parsed.origin) ? endpoint : undefined;
}

/** Which of a region's networks is asked. The vendor's variable knows "vpc" alone: any other word is passed over. */
export function chooseNetwork(layers: Layers, flag: string | undefined): Choice {
  const vendors = filled(layers.env['ALIBABA_CLOUD_ENDPOINT_TYPE'])?.toLowerCase();
  const env = { ...layers.env, ALIBABA_CLOUD_ENDPOINT_TYPE: vendors === 'vpc' ? vendors : undefined };
  return pick(
    { ...layers, env },
    { field: 'network', target: true, flag: ['--network', flag], variables: ['ALIBABA_CLOUD_ENDPOINT_TYPE'] },
  );
}

/** A network by its word, or undefined where it is none. */
export function networkOf(word: string): Network | undefined {
  return NETWORKS.find((one) => one === word.toLowerCase());
}
