/**
 * Where credentials come from, as data: read from variables and files without a request. Some sources are credentials
 * already; those of the others are fetched at the first call (providers/fetch.ts).
 */
import type { Credentials } from '../core/request.ts';

/** The supported sign-in modes. */
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

/** How a profile signs in. The names are the vendor's, compared without case. */
export type Mode = (typeof MODES)[number];

/** What all sources have. */
interface Named {
  readonly mode: Mode;
  /** `ALIBABA_CLOUD_ACCESS_KEY_ID`, `profile prod`, `~/.aliyun/config.json, profile default`. Never a secret. */
  readonly from: string;
}

/** Credentials that need no request. */
export interface KnownKeys extends Named {
  readonly kind: 'known';
  readonly keys: Credentials;
}

/** What both ways to assume a RAM role have in common. */
export interface RoleParts {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly policy?: string;
  /** Seconds; the service's 3600 when absent. */
  readonly duration?: number;
  readonly stsRegion?: string;
  readonly stsEndpoint?: string;
}

/** A RAM role that is assumed with other credentials (AssumeRole). */
export interface AssumedRole extends Named, RoleParts {
  readonly kind: 'role';
  readonly with: Source;
  readonly externalId?: string;
}

/** A RAM role that is assumed with an OIDC token (AssumeRoleWithOIDC): how CI systems and ACK sign in. */
export interface OidcRole extends Named, RoleParts {
  readonly kind: 'oidc';
  readonly providerArn: string;
  /** Read at each fetch: the platform renews it. */
  readonly tokenFile: string;
  /** The variable that sets the file, where one does. */
  readonly tokenVariable?: string;
}

/** The RAM role of an ECS instance, from the instance metadata service. */
export interface MachineRole extends Named {
  readonly kind: 'machine';
  /** When absent, the service is asked for it. */
  readonly roleName?: string;
  /** Only requests with a token (IMDSv2). */
  readonly v2Only: boolean;
  /**
   * Nothing names it: it is tried because there are no other credentials, and its absence is not an error.
   */
  readonly guessed: boolean;
}

/** Credentials that a URL returns (ALIBABA_CLOUD_CREDENTIALS_URI). */
export interface UriKeys extends Named {
  readonly kind: 'uri';
  readonly uri: string;
}

/** Credentials that a program prints (process_command). */
export interface ProcessKeys extends Named {
  readonly kind: 'process';
  readonly command: string;
}

/** A source of credentials, by its kind. */
export type Source = KnownKeys | AssumedRole | OidcRole | MachineRole | UriKeys | ProcessKeys;

/** Credentials with their expiration. */
export interface FetchedKeys extends Credentials {
  /** Epoch milliseconds; undefined if they do not expire. */
  readonly expires?: number;
}

/** Registers the secrets of credentials, so that no output shows them. */
export function hideKeys({ accessKeySecret, securityToken }: Credentials, log: { hide(secret: string): void }): void {
  log.hide(accessKeySecret);
  if (securityToken !== undefined) log.hide(securityToken);
}

/**
 * Identifies a source in caches, rate limits and journals: the AccessKey ID, the role, the URL, the command. Only its
 * hash is written to disk, and the hash must stay the same between versions.
 */
export function accountOf(source: Source): string {
  switch (source.kind) {
    case 'known':
      return source.keys.accessKeyId;
    case 'role':
      return [roleText(source, [source.externalId]), accountOf(source.with)].join(' with ');
    case 'oidc':
      return [roleText(source), source.providerArn].join(' by ');
    case 'machine':
      return ['machine', source.roleName ?? ''].join(' ');
    case 'uri':
      return source.uri;
    case 'process':
      return source.command;
  }
}

const roleText = ({ roleArn, sessionName, policy }: RoleParts, more: readonly (string | undefined)[] = []): string =>
  [roleArn, sessionName, ...more, policy].map((part) => part ?? '').join('/');
