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

/** Keys of a profile that say how it signs in. */
export const MODE_KEYS: Readonly<Record<string, ProfileKey>> = {
  mode: { field: 'mode', words: MODES, help: 'How the profile signs in' },
  'role-arn': { field: 'roleArn', help: 'ARN of the role that is taken', check: roleArnRule },
  'role-session-name': {
    field: 'roleSessionName',
    help: 'Name of the session, seen in audit logs',
    check: sessionNameRule,
  },
  'external-id': { field: 'externalId', help: 'What the role of another account asks for', check: externalIdRule },
  policy: { field: 'policy', help: 'JSON that narrows what the role may do', check: policyRule },
  'duration-seconds': { field: 'durationSeconds', help: 'How long temporary keys are good', check: durationRule },
  'sts-region': { field: 'stsRegion', help: 'Region in which STS is asked', check: regionRule },
  'sts-endpoint': { field: 'stsEndpoint', help: 'Other host for STS', check: endpointRule },
  'source-profile': { field: 'sourceProfile', help: 'Profile whose keys take the role' },
  'role-name': { field: 'roleName', help: 'Role of the ECS machine; the machine says it when left out' },
  'oidc-provider-arn': {
    field: 'oidcProviderArn',
    help: 'ARN of the provider whose token is shown',
    check: providerArnRule,
  },
  'oidc-token-file': { field: 'oidcTokenFile', path: true, help: "File with the provider's token" },
  'credentials-uri': { field: 'credentialsUri', help: 'Address that gives the keys', check: uriRule },
  'credential-process': { field: 'credentialProcess', help: 'Command that prints the keys' },
};
