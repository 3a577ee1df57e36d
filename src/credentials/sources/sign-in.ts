/** What a profile says about signing in, under one set of names, whichever file it is from. */
export interface SignIn {
  /** A Mode, in any case; guessed from the other fields where it is absent. */
  readonly mode?: string;
  readonly accessKeyId?: string;
  readonly accessKeySecret?: string;
  readonly securityToken?: string;
  readonly roleArn?: string;
  readonly roleSessionName?: string;
  readonly externalId?: string;
  readonly policy?: string;
  readonly durationSeconds?: string;
  readonly stsRegion?: string;
  readonly stsEndpoint?: string;
  /** The profile whose keys take the role. */
  readonly sourceProfile?: string;
  /** The role of an ECS machine. */
  readonly roleName?: string;
  readonly oidcProviderArn?: string;
  readonly oidcTokenFile?: string;
  readonly credentialsUri?: string;
  readonly credentialProcess?: string;
}

/** A field of a profile. */
export type Field = keyof SignIn;

/** Every field, as a profile of this tool stores them. */
export const SIGN_IN_FIELDS: readonly Field[] = [
  'mode',
  'accessKeyId',
  'accessKeySecret',
  'securityToken',
  'roleArn',
  'roleSessionName',
  'externalId',
  'policy',
  'durationSeconds',
  'stsRegion',
  'stsEndpoint',
  'sourceProfile',
  'roleName',
  'oidcProviderArn',
  'oidcTokenFile',
  'credentialsUri',
  'credentialProcess',
];

/** What a file calls the fields; those without a name are not in it. */
export type Called = Readonly<Partial<Record<Field, string>>>;

/** The fields of a profile as its file has them. Numbers become text; what is empty, or neither, is not there. */
export function signInOf(raw: Readonly<Record<string, unknown>>, called: Called): SignIn {
  const fields = Object.entries(called).map(([field, name]) => [field, textOf(raw[name])] as const);
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}

/** Whether a field holds what no text can be made of. `null` is as good as nothing; durations are written as numbers. */
export function isOddValue(field: string, value: unknown): boolean {
  if (value === undefined || value === null || typeof value === 'string') return false;
  return !(typeof value === 'number' && field === 'durationSeconds');
}

/** Text of a hand-written value. */
export function textOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined;
}
