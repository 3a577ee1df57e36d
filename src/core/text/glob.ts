/** A shell-like pattern (`*`, `?`) as a test of a whole name. Everything else is literal. */
export function glob(pattern: string): (name: string) => boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const whole = new RegExp(`^${source}$`, 'su');
  return (name) => whole.test(name);
}
