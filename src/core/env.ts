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

/** Those of several variables that are set, in the order of their names. */
export const filledOf = (env: Env, names: readonly string[]): { readonly name: string; readonly value: string }[] =>
  names.flatMap((name) => {
    const value = filled(env[name]);
    return value === undefined ? [] : [{ name, value }];
  });

/**
 * Whether a variable that switches something is on: unless it is not set or says false, 0, no or off, in any case. Most
 * of them forbid something, and a word that is unclear must not allow it.
 */
export function isOn(value: string | undefined): boolean {
  return !/^(false|0|no|off)?$/i.test(filled(value) ?? '');
}
