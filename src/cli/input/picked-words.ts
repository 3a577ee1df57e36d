/** A command line with words that were picked, as if they had been typed. */

/** Inserts options before a `--`. */
export function withOptions(words: readonly string[], more: readonly string[]): string[] {
  const end = words.indexOf('--');
  return end < 0 ? [...words, ...more] : [...words.slice(0, end), ...more, ...words.slice(end)];
}

/** An option with each of its values. */
export const optionWords = (flag: string, values: readonly string[]): string[] =>
  values.flatMap((value) => (value.startsWith('-') ? [`--${flag}=${value}`] : [`--${flag}`, value]));

/** Appends arguments, after `--` if one of them looks like an option. */
export function withArguments(words: readonly string[], values: readonly string[]): string[] {
  const needsEnd = !words.includes('--') && values.some((value) => value.startsWith('-'));
  return [...words, ...(needsEnd ? ['--'] : []), ...values];
}
