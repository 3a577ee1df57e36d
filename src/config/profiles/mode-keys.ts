/** The keys of a profile for authentication. Other keys are in profile-keys.ts. */
import { MODES } from '../../credentials/source.ts';
import type { ProfileKey } from './profile-key.ts';
import {
  durationRule,
  endpointRule,
  externalIdRule,
  policyRule,
  providerArnRule,
  regionRule,
  roleArnRule,
  sessionNameRule,
  uriRule,
} from '../value-rules.ts';

/** Keys of a profile for authentication: the mode, and what the modes need in addition to an AccessKey. */
export const MODE_KEYS: Readonly<Record<string, ProfileKey>> = {
  mode: { field: 'mode', words: MODES, help: 'Authentication mode' },
  'role-arn': { field: 'roleArn', help: 'ARN of the RAM role to assume', check: roleArnRule },
  'role-session-name': {
    field: 'roleSessionName',
    help: 'Session name, shown in ActionTrail',
    check: sessionNameRule,
  },
  'external-id': {
    field: 'externalId',
    help: 'External ID that the role of another account requires',
    check: externalIdRule,
  },
  policy: { field: 'policy', help: 'RAM policy that restricts the session further, as JSON', check: policyRule },
  'duration-seconds': {
    field: 'durationSeconds',
    help: 'Lifetime of the STS credentials in seconds, 900 to 43200',
    check: durationRule,
  },
  'sts-region': { field: 'stsRegion', help: 'Region of the STS endpoint', check: regionRule },
  'sts-endpoint': { field: 'stsEndpoint', help: 'Host or URL to use for STS', check: endpointRule },
  'source-profile': { field: 'sourceProfile', help: 'Profile whose credentials assume the role' },
  'role-name': { field: 'roleName', help: 'RAM role of the ECS instance (default: read from its metadata)' },
  'oidc-provider-arn': {
    field: 'oidcProviderArn',
    help: 'ARN of the OIDC provider in RAM',
    check: providerArnRule,
  },
  'oidc-token-file': { field: 'oidcTokenFile', path: true, help: 'File with the OIDC token' },
  'credentials-uri': { field: 'credentialsUri', help: 'URL that returns the credentials', check: uriRule },
  'credential-process': { field: 'credentialProcess', help: 'Command that prints the credentials as JSON' },
};
