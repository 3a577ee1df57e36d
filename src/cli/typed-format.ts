/** The output format as typed, for errors before the command line is parsed and the settings are read. */
import type { Context } from '../context.ts';
import { outputVariable } from '../commands/global-options.ts';

/** The format of errors before the settings are read: from the command line and the environment. */
export const formatHint = (argv: readonly string[], { env }: Context): string =>
  typedFormat(argv) ?? outputVariable(env) ?? 'table';

/** The output format of the command line; undefined if it has none. */
export function typedFormat(argv: readonly string[]): string | undefined {
  for (const [i, word] of argv.entries()) {
    if (word === '-o' || word === '--output') return argv[i + 1] ?? '';
    const joined = /^(?:-o|--output=)(.+)$/.exec(word);
    if (joined !== null) return joined[1] ?? '';
  }
  return undefined;
}
