/** The version of package.json; the build puts it in. */
declare const ALIKAFKA_VERSION: string | undefined;

export const VERSION: string = typeof ALIKAFKA_VERSION === 'string' ? ALIKAFKA_VERSION : '0.0.0-source';

/** Whether the version is asked for: answered before anything is built, as the fastest thing that a program can be asked. */
export function isVersion(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  const words = end === -1 ? argv : argv.slice(0, end);
  return words.includes('-V') || words.includes('--version');
}

/** Whether the program's own help is asked for, and nothing else: the build has written it down. */
export function isHelp(argv: readonly string[]): boolean {
  return argv.length === 0 || (argv.length === 1 && ['--help', '-h', 'help'].includes(argv[0] ?? ''));
}

/**
 * The language that texts are wanted in, by the variables of POSIX in their order: `de` of `de_AT.UTF-8`. Undefined where
 * it is English or none: nothing has to be read then.
 */
export function languageOf(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  const [, language] = /^([a-z]{2,3})(?:[_.@-]|$)/.exec(locale) ?? [];
  return language === 'en' ? undefined : language;
}
