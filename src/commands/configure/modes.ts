import type { Mode } from '../../credentials/source.ts';

/** A key of `config set` that a mode takes. */
export interface ModeField {
  readonly key: string;
  readonly required: boolean;
}

const needs = (key: string): ModeField => ({ key, required: true });
const may = (key: string): ModeField => ({ key, required: false });

const PAIR = [needs('access-key-id'), needs('access-key-secret')];
const ROLE = [needs('role-arn'), may('role-session-name')];

/** What each mode is made of, in the order of the questions. */
export const MODE_FIELDS: Readonly<Record<Mode, readonly ModeField[]>> = {
  AK: PAIR,
  StsToken: [...PAIR, needs('security-token')],
  RamRoleArn: [...PAIR, ...ROLE],
  EcsRamRole: [may('role-name')],
  OIDC: [needs('oidc-provider-arn'), needs('oidc-token-file'), ...ROLE],
  CredentialsURI: [needs('credentials-uri')],
  External: [needs('credential-process')],
  ChainableRamRoleArn: [needs('source-profile'), ...ROLE],
  RamRoleArnWithRoleName: [may('role-name'), ...ROLE],
};

/** The modes that the wizard offers, in words; the others are for flags. */
export const OFFERED: readonly { readonly value: Mode; readonly label: string }[] = [
  { value: 'AK', label: 'AK: an AccessKey' },
  { value: 'StsToken', label: 'StsToken: temporary keys with their token' },
  { value: 'RamRoleArn', label: 'RamRoleArn: a role, taken with an AccessKey' },
  { value: 'EcsRamRole', label: 'EcsRamRole: the role of the ECS machine that this is' },
  { value: 'OIDC', label: 'OIDC: a role, taken with the token of a CI system or cluster' },
  { value: 'CredentialsURI', label: 'CredentialsURI: keys that an address gives' },
  { value: 'External', label: 'External: keys that a program prints' },
];
