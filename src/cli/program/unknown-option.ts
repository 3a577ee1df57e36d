/** The error for an option above the commands, of a noun or of the program, that does not exist. */
import { alikafka } from '../../core/text/command-line.ts';
import { type Failure, problem, usage } from '../../errors/failure.ts';
import { above } from '../correct/known-command.ts';
import { correctOptions } from '../correct/options.ts';
import { cleanLine, type TypedLine } from '../correct/clean-line.ts';
import { meantBy } from './meant-command.ts';
import type { UnknownOption } from './lazy-command.ts';

/**
 * A usage error (exit code 2) that names the option, or the verb that was typed as one: `topic --describe`. The next
 * command is the corrected line if it can run, else the help of what was meant.
 */
export async function unknownOption(error: UnknownOption, typed: TypedLine): Promise<Failure> {
  const { above: path, flag } = error;
  const verb = verbOf(error);
  const help = alikafka`${path === '' ? [] : path.split(' ')} --help`.replace('  ', ' ');
  if (verb !== undefined) {
    const at = typed.argv.findIndex((word) => word === flag);
    const pathOfVerb = path === '' ? verb : verb.slice(path.length + 1);
    const line = [...typed.argv.slice(0, at), ...pathOfVerb.split(' '), ...typed.argv.slice(at + 1)];
    const message = problem(flag, 'unknown option {name}; did you mean "{command}"?', { command: verb });
    const next = (await cleanLine([line], typed)) ?? alikafka`${verb.split(' ')} --help`;
    return usage([message], { next });
  }
  const { line, problems, hint, whole } = correctOptions(typed.argv, above(path));
  const [first = problem(flag, 'unknown option {name}')] = problems;
  const next = problems.length > 0 && whole ? await cleanLine([line], typed) : undefined;
  return usage([first], { next: next ?? help, hint });
}

/** The one verb of a noun that an option names, in these or other words: `--describe`, `--alter`. */
function verbOf({ above: path, flag, known }: UnknownOption): string | undefined {
  const word = flag.replace(/^--/, '');
  if (path === '' || word === flag) return undefined;
  if (known.includes(word)) return `${path} ${word}`;
  const [found, ...others] = meantBy(path, [word]).paths.filter((one) => one.startsWith(`${path} `));
  return others.length > 0 ? undefined : found;
}
