import { NETWORKS } from '../../core/endpoint.ts';
import { MODE_KEYS } from './mode-keys.ts';
import type { Profile } from './profiles.ts';
import { endpointRule, regionRule, type ValueRule } from '../value-rules.ts';

/** A key of `config set` and `config get`. */
export interface ProfileKey {
  readonly field: keyof Profile;
  readonly secret?: boolean;
  readonly help: string;
  /** The only values that it takes, where there are such. */
  readonly words?: readonly string[];
  readonly check?: ValueRule;
  /** It is a path, and saved from the root. */
  readonly path?: true;
}

/** Every key of a profile, in the order in which they are listed. */
export const PROFILE_KEYS: Readonly<Record<string, ProfileKey>> = {
  'access-key-id': { field: 'accessKeyId', help: 'Id of the AccessKey' },
  'access-key-secret': { field: 'accessKeySecret', secret: true, help: 'Secret of the AccessKey' },
  'security-token': { field: 'securityToken', secret: true, help: 'Token of temporary (STS) credentials' },
  region: { field: 'region', help: 'Region', check: regionRule },
  instance: { field: 'instance', help: 'Instance, by id or name' },
  endpoint: { field: 'endpoint', help: 'Other host for the product alikafka', check: endpointRule },
  'metrics-endpoint': { field: 'metricsEndpoint', help: 'Other host for CloudMonitor', check: endpointRule },
  network: { field: 'network', words: NETWORKS, help: "vpc: the region's hosts inside a VPC" },
  'ca-file': { field: 'caFile', path: true, help: "PEM file of a CA that is trusted beside the system's" },
  output: { field: 'output', help: 'Output format' },
  readonly: { field: 'readonly', words: ['true', 'false'], help: 'true: nothing is changed under this profile' },
  confirm: { field: 'confirm', words: ['name'], help: 'name: every change asks for the name of what it changes' },
  ...MODE_KEYS,
};

/** The value as it is saved, its word in its own spelling, or what is wrong with it. */
export function readProfileValue(
  key: ProfileKey,
  value: string,
): { readonly value: string } | { readonly violation: string } {
  if (value === '') return { violation: 'must not be empty; "config unset" removes a key' };
  const word = key.words?.find((one) => one.toLowerCase() === value.toLowerCase());
  if (key.words !== undefined && word === undefined)
    return { violation: `must be ${listed(key.words)}, not "${value}"` };
  const violation = key.check?.(value);
  return violation === undefined ? { value: word ?? value } : { violation };
}

/** `a, b or c`. */
const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
