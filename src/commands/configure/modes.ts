/** The authentication modes in `configure`: the keys of each, and their order in the wizard. */
import type { Mode } from '../../credentials/source.ts';

/** A key of `config set` that belongs to a mode. */
export interface ModeField {
  readonly key: string;
  readonly required: boolean;
}

const needs = (key: string): ModeField => ({ key, required: true });
const optional = (key: string): ModeField => ({ key, required: false });

const PAIR = [needs('access-key-id'), needs('access-key-secret')];
const ROLE = [needs('role-arn'), optional('role-session-name')];

/** The keys of each mode, in the order of the questions. */
export const MODE_FIELDS: Readonly<Record<Mode, readonly ModeField[]>> = {
  AK: PAIR,
  StsToken: [...PAIR, needs('security-token')],
  RamRoleArn: [...PAIR, ...ROLE],
  EcsRamRole: [optional('role-name')],
  OIDC: [needs('oidc-provider-arn'), needs('oidc-token-file'), ...ROLE],
  CredentialsURI: [needs('credentials-uri')],
  External: [needs('credential-process')],
  ChainableRamRoleArn: [needs('source-profile'), ...ROLE],
  RamRoleArnWithRoleName: [optional('role-name'), ...ROLE],
};

/** The modes that the wizard offers, by the names that Alibaba Cloud uses; the others can be set with --mode. */
export const OFFERED: readonly { readonly value: Mode; readonly label: string }[] = [
  { value: 'AK', label: 'AccessKey (AK): AccessKey ID and secret of a RAM user' },
  { value: 'StsToken', label: 'STS token (StsToken): temporary AccessKey with a security token' },
  { value: 'RamRoleArn', label: 'RAM role (RamRoleArn): assume a role with an AccessKey' },
  { value: 'EcsRamRole', label: 'ECS instance role (EcsRamRole): the RAM role of this ECS instance' },
  { value: 'OIDC', label: 'OIDC: assume a RAM role with a token from a CI system or Kubernetes' },
  { value: 'CredentialsURI', label: 'Credentials URI (CredentialsURI): a URL that returns credentials' },
  { value: 'External', label: 'External process (External): a command that prints credentials' },
];
