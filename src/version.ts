/** The version of package.json; the build puts it in. */
declare const ALIKAFKA_VERSION: string | undefined;

/** The version of this tool; `0.0.0-source` when it runs from its sources. */
export const VERSION: string = typeof ALIKAFKA_VERSION === 'string' ? ALIKAFKA_VERSION : '0.0.0-source';

/** Whether the version is requested, which is answered before anything else is loaded. */
export function isVersion(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  const words = end === -1 ? argv : argv.slice(0, end);
  return words.includes('-V') || words.includes('--version');
}

/** Whether only the program's own help is requested: the build has saved its text. */
export function isHelp(argv: readonly string[]): boolean {
  return argv.length === 0 || (argv.length === 1 && ['--help', '-h', 'help'].includes(argv[0] ?? ''));
}

/**
 * The language of texts by the variables of POSIX, in their order: `de` of `de_AT.UTF-8`. Undefined for English or if
 * none is set: no translation is read then.
 */
export function languageOf(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  const [, language] = /^([a-z]{2,3})(?:[_.@-]|$)/.exec(locale) ?? [];
  return language === 'en' ? undefined : language;
}
