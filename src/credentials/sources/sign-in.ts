/** The fields of a profile for authentication, under the names of this tool, and how they are read from a file. */

/** The fields, as a profile of this tool stores them. */
export const SIGN_IN_FIELDS = [
  'mode', // a Mode, in any case; implied by the other fields where it is absent
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
  'sourceProfile', // the profile whose credentials assume the role
  'roleName', // the RAM role of an ECS instance
  'oidcProviderArn',
  'oidcTokenFile',
  'credentialsUri',
  'credentialProcess',
] as const;

/** A field of a profile. */
export type Field = (typeof SIGN_IN_FIELDS)[number];

/** How a profile signs in, under one set of field names, whichever file it is from. */
export type SignIn = { readonly [F in Field]?: string };

/** The names of the fields in a file; the file has no others. */
export type FieldNames = Readonly<Partial<Record<Field, string>>>;

/**
 * The fields of a profile, read from its file. Numbers become text; empty values and values of other types are left
 * out.
 */
export function signInOf(raw: Readonly<Record<string, unknown>>, names: FieldNames): SignIn {
  const fields = Object.entries(names).map(([field, name]) => [field, textOf(raw[name])] as const);
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}

/** Whether a field has a value of the wrong type. `null` counts as absent; durations may be numbers. */
export function isWrongType(field: string, value: unknown): boolean {
  if (value === undefined || value === null || typeof value === 'string') return false;
  return !(typeof value === 'number' && field === 'durationSeconds');
}

/** The text of a hand-written value; undefined if it is empty or neither text nor a number. */
export function textOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined;
}
