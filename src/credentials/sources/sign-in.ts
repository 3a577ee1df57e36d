/** The fields by which a profile says how it signs in, as a profile of this tool stores them. */
export const SIGN_IN_FIELDS = [
  'mode', // a Mode, in any case; guessed from the other fields where it is absent
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
  'sourceProfile', // the profile whose keys take the role
  'roleName', // the role of an ECS machine
  'oidcProviderArn',
  'oidcTokenFile',
  'credentialsUri',
  'credentialProcess',
] as const;

/** A field of a profile. */
export type Field = (typeof SIGN_IN_FIELDS)[number];

/** What a profile says about signing in, under one set of names, whichever file it is from. */
export type SignIn = { readonly [F in Field]?: string };

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
