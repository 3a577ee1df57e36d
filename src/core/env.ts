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

/**
 * Whether a variable that switches something is on: unless it is not set or says false, 0, no or off, in any case. Most
 * of them forbid something, and a word that is unclear must not allow it.
 */
export function isOn(value: string | undefined): boolean {
  return !/^(false|0|no|off)?$/i.test(filled(value) ?? '');
}
