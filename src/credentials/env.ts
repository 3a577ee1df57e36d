/** The environment, as a context gives it. */
export type Env = Readonly<Record<string, string | undefined>>;

/** The value of a variable; set to nothing is not set. */
export function filled(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
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

/** Whether a variable that switches something is on: `true` or `1`, in any case. */
export function isOn(value: string | undefined): boolean {
  return /^(true|1)$/i.test(value?.trim() ?? '');
}
