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
  const verbs = verbsOf(error);
  if (verbs.length > 0) return ofVerbs(error, verbs, typed);
  const { above: path, flag } = error;
  const { line, problems, hint, whole } = correctOptions(typed.argv, above(path));
  const [first = problem(flag, 'unknown option {name}')] = problems;
  const next = problems.length > 0 && whole ? await cleanLine([line], typed) : undefined;
  return usage([first], { next: next ?? helpOf(path), hint });
}

const helpOf = (path: string): string => (path === '' ? alikafka`--help` : alikafka`${path.split(' ')} --help`);

/** The error for a verb that was typed as an option. */
async function ofVerbs(
  { above: path, flag }: UnknownOption,
  verbs: readonly string[],
  typed: TypedLine,
): Promise<Failure> {
  const at = typed.argv.indexOf(flag);
  const lines = verbs.map((verb) => typed.argv.toSpliced(at, 1, ...verb.slice(path.length + 1).split(' ')));
  const [first = path, ...others] = verbs;
  const detail =
    others.length === 0
      ? problem(flag, 'unknown option {name}; did you mean "{command}"?', { command: first })
      : problem(flag, 'unknown option {name}; did you mean one of {commands}?', {
          commands: verbs.map((verb) => `"${verb}"`).join(', '),
        });
  return usage([detail], { next: (await cleanLine(lines, typed)) ?? helpOf(others.length === 0 ? first : path) });
}

/** The verbs of a noun that an option names, in these or other words: `--describe`, `--alter`. */
function verbsOf({ above: path, flag, known }: UnknownOption): readonly string[] {
  const word = flag.replace(/^--/, '');
  if (path === '' || word === flag) return [];
  if (known.includes(word)) return [`${path} ${word}`];
  return meantBy(path, [word]).paths.filter((one) => one.startsWith(`${path} `));
}
