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

/** Whether a variable that switches something is on: `true` or `1`, in any case. */
export function isOn(value: string | undefined): boolean {
  return /^(true|1)$/i.test(filled(value) ?? '');
}
