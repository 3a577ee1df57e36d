/**
 * Where keys come from, as data: found out from variables and files without asking anybody. Some are keys at once; the
 * others are fetched at the first call (providers/fetch.ts).
 */
import type { Credentials } from '../core/request.ts';

/** The modes that this tool signs in with. */
export const MODES = [
  'AK',
  'StsToken',
  'RamRoleArn',
  'ChainableRamRoleArn',
  'RamRoleArnWithRoleName',
  'EcsRamRole',
  'OIDC',
  'External',
  'CredentialsURI',
] as const;

/** How a profile signs in. Names are the vendor's, compared without case. */
export type Mode = (typeof MODES)[number];

/** What every source says of itself. */
interface Named {
  readonly mode: Mode;
  /** `ALIBABA_CLOUD_ACCESS_KEY_ID`, `profile prod`, `~/.aliyun/config.json, profile default`. Never a secret. */
  readonly from: string;
}

/** Keys that are known at once. */
export interface KnownKeys extends Named {
  readonly kind: 'known';
  readonly keys: Credentials;
}

/** What both ways to take a role have in common. */
export interface RoleParts {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly policy?: string;
  /** Seconds; the service's 3600 when absent. */
  readonly duration?: number;
  readonly stsRegion?: string;
  readonly stsEndpoint?: string;
}

/** A role that is taken with other keys, through STS (AssumeRole). */
export interface AssumedRole extends Named, RoleParts {
  readonly kind: 'role';
  readonly with: Source;
  readonly externalId?: string;
}

/** A role that is taken with somebody else's token (AssumeRoleWithOIDC): how CI systems and ACK sign in. */
export interface OidcRole extends Named, RoleParts {
  readonly kind: 'oidc';
  readonly providerArn: string;
  /** Read again at each fetch: it is renewed from outside. */
  readonly tokenFile: string;
  /** The variable that names the file, where one does. */
  readonly tokenVariable?: string;
}

/** The role of an ECS machine, from its metadata server. */
export interface MachineRole extends Named {
  readonly kind: 'machine';
  /** The server lists it when absent. */
  readonly roleName?: string;
  /** Only the token flow (IMDSv2). */
  readonly v2Only: boolean;
  /** Nobody asked for it: it is tried because nothing else applies, and its absence is no error of its own. */
  readonly guessed: boolean;
}

/** Keys that an address gives (ALIBABA_CLOUD_CREDENTIALS_URI). */
export interface UriKeys extends Named {
  readonly kind: 'uri';
  readonly uri: string;
}

/** Keys that a program prints (process_command). */
export interface ProcessKeys extends Named {
  readonly kind: 'process';
  readonly command: string;
}

export type Source = KnownKeys | AssumedRole | OidcRole | MachineRole | UriKeys | ProcessKeys;

/** Keys with their end. */
export interface FetchedKeys extends Credentials {
  /** Epoch milliseconds; undefined where they do not end. */
  readonly expires?: number;
}

/** Hides what is secret in keys from all that is said from now on. */
export function hideKeys({ accessKeySecret, securityToken }: Credentials, log: { hide(secret: string): void }): void {
  log.hide(accessKeySecret);
  if (securityToken !== undefined) log.hide(securityToken);
}

/** What names a source in caches, paces and journals: the key id, the role, the address; hashed where it is written down. */
export function accountOf(source: Source): string {
  switch (source.kind) {
    case 'known':
      return source.keys.accessKeyId;
    case 'role':
      return `${source.roleArn}/${source.sessionName}/${source.externalId ?? ''}/${source.policy ?? ''} with ${accountOf(source.with)}`;
    case 'oidc':
      return `${source.roleArn}/${source.sessionName}/${source.policy ?? ''} by ${source.providerArn}`;
    case 'machine':
      return `machine ${source.roleName ?? ''}`;
    case 'uri':
      return source.uri;
    case 'process':
      return source.command;
  }
}
