/** The environment, as a context gives it. */
export type Env = Readonly<Record<string, string | undefined>>;

/** The value of a variable without surrounding white space; undefined if the rest is empty. */
export function filled(value: string | undefined): string | undefined {
  const text = value?.trim();
  return text === '' ? undefined : text;
}

/** The variables of a list that are set, in the order of the list. */
export const filledOf = (env: Env, names: readonly string[]): { readonly name: string; readonly value: string }[] =>
  names.flatMap((name) => {
    const value = filled(env[name]);
    return value === undefined ? [] : [{ name, value }];
  });

/**
 * Whether a switch is on: unless it is not set, or false, 0, no or off, in any case. Most switches forbid something, so
 * that an unknown word must not allow it.
 */
export function isOn(value: string | undefined): boolean {
  return !/^(false|0|no|off)?$/i.test(filled(value) ?? '');
}
