/** The environment, as a context gives it. */
export type Env = Readonly<Record<string, string | undefined>>;

/**
 * The value of a variable, without the blanks and line ends around it that files and shells leave there; set to nothing
 * else is not set.
 */
export function filled(value: string | undefined): string | undefined {
  const text = value?.trim();
  return text === '' ? undefined : text;
}

/** Families of variables, in the order in which they are looked at. */
export const FAMILIES = ['ALIBABA_CLOUD', 'ALIBABACLOUD', 'ALICLOUD'] as const;

/** The first variable of the families that is set: `ROLE_ARN` is ALIBABA_CLOUD_ROLE_ARN, then the other spellings. */
export function ofFamilies(env: Env, part: string): { readonly name: string; readonly value: string } | undefined {
  for (const family of FAMILIES) {
    const name = `${family}_${part}`;
    const value = filled(env[name]);
    if (value !== undefined) return { name, value };
  }
  return undefined;
}

/** Variables that switch the vendor CLI's file off. */
const OFF = ['ALIBABA_CLOUD_IGNORE_PROFILE', 'ALIBABA_CLOUD_CLI_PROFILE_DISABLED'];

/** The variable that switches the vendor CLI's file off, where one does. */
export const switchedOff = (env: Env): string | undefined => OFF.find((name) => isOn(env[name]));

/**
 * Whether a variable that switches something is on: unless it is not set or says false, 0, no or off, in any case. Most
 * of them forbid something, and a word that is unclear must not allow it.
 */
export function isOn(value: string | undefined): boolean {
  return !/^(false|0|no|off)?$/i.test(filled(value) ?? '');
}
