/** The word `help` in a command line, as another way to type --help. */
import { NOUNS, SUB_NOUNS } from '../../operations/nouns.ts';
import { GLOBAL_OPTIONS } from '../../commands/global-options.ts';
import { TOOL_COMMANDS } from '../../commands/registry.ts';
import type { Param } from '../../core/params.ts';

/** The global options whose value is the next word. */
const takesValue = (): ReadonlySet<string> =>
  new Set(
    Object.values<Param>(GLOBAL_OPTIONS)
      .filter(({ kind, optional }) => kind !== 'boolean' && optional !== true)
      .flatMap(({ flag, short }) => [`--${flag ?? ''}`, ...(short === undefined ? [] : [`-${short}`])]),
  );

/** Words that are followed by a verb, or by another noun. */
const isNoun = (path: string): boolean =>
  path in NOUNS || path in SUB_NOUNS || TOOL_COMMANDS.some((command) => command.path.startsWith(`${path} `));

/**
 * A command line that asks for help with the word `help`, rewritten to `--help`: `help topic list`, `topic help`,
 * `topic help list`. The word counts before the first noun, or between a noun and its verb. An empty line asks for
 * help.
 */
export function withHelpOption(argv: readonly string[]): string[] {
  if (argv.length === 0) return ['--help'];
  const at = helpAt(argv);
  if (at === undefined) return [...argv];
  const rest = argv.filter((_word, i) => i !== at);
  // A repeated word has no further effect.
  if (helpAt(rest) !== undefined) return withHelpOption(rest);
  const end = rest.indexOf('--');
  return end < 0 ? [...rest, '--help'] : [...rest.slice(0, end), '--help', ...rest.slice(end)];
}

/** The index of the word that asks for help. */
function helpAt(argv: readonly string[]): number | undefined {
  if (!argv.includes('help')) return undefined;
  const withValue = takesValue();
  const nouns: string[] = [];
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i] ?? '';
    if (word === '--') return undefined;
    if (word.startsWith('-') && word !== '-') i += withValue.has(word) ? 1 : 0;
    else if (word === 'help') return i;
    else {
      nouns.push(word);
      if (!isNoun(nouns.join(' '))) return undefined;
    }
  }
  return undefined;
}
