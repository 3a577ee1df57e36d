/** The table of all keys of a profile, in the order of display. */
import { NETWORKS } from '../../core/endpoint.ts';
import { MODE_KEYS } from './mode-keys.ts';
import type { ProfileKey } from './profile-key.ts';
import { endpointRule, regionRule } from '../value-rules.ts';

/** Every key of a profile, in the order in which they are listed. */
export const PROFILE_KEYS: Readonly<Record<string, ProfileKey>> = {
  'access-key-id': { field: 'accessKeyId', help: 'AccessKey ID' },
  'access-key-secret': { field: 'accessKeySecret', secret: true, help: 'AccessKey secret' },
  'security-token': { field: 'securityToken', secret: true, help: 'STS security token' },
  region: { field: 'region', help: 'Region id', check: regionRule },
  instance: { field: 'instance', help: 'Default instance, by id or name' },
  endpoint: { field: 'endpoint', help: 'Host or URL to use for ApsaraMQ for Kafka', check: endpointRule },
  'metrics-endpoint': { field: 'metricsEndpoint', help: 'Host or URL to use for CloudMonitor', check: endpointRule },
  network: { field: 'network', words: NETWORKS, help: 'public, or vpc to use the endpoints inside a VPC' },
  'ca-file': {
    field: 'caFile',
    path: true,
    help: "PEM file with certificate authorities to trust in addition to the system's",
  },
  output: { field: 'output', help: 'Default output format' },
  readonly: { field: 'readonly', words: ['true', 'false'], help: 'true to refuse every change with this profile' },
  confirm: { field: 'confirm', words: ['name'], help: 'name to ask for the name of the resource before every change' },
  ...MODE_KEYS,
};
