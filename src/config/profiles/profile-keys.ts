import { NETWORKS } from '../../core/endpoint.ts';
import { MODE_KEYS } from './mode-keys.ts';
import type { ProfileKey } from './profile-key.ts';
import { endpointRule, regionRule } from '../value-rules.ts';

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
  'ca-file': { field: 'caFile', path: true, help: "PEM file of a CA that is trusted in addition to the system's" },
  output: { field: 'output', help: 'Output format' },
  readonly: { field: 'readonly', words: ['true', 'false'], help: 'true: nothing is changed under this profile' },
  confirm: { field: 'confirm', words: ['name'], help: 'name: every change asks for the name of what it changes' },
  ...MODE_KEYS,
};
