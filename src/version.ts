/** The version of package.json; the build puts it in. */
declare const ALIKAFKA_VERSION: string | undefined;

export const VERSION: string = typeof ALIKAFKA_VERSION === 'string' ? ALIKAFKA_VERSION : '0.0.0-source';

/** Whether the version is asked for: answered before anything is built, as the fastest thing that a program can be asked. */
export function isVersion(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  const words = end === -1 ? argv : argv.slice(0, end);
  return words.includes('-V') || words.includes('--version');
}
