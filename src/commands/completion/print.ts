/** `completion <shell>`: prints the completion script. */
import { choose } from './shell.ts';
import type { Io } from '../../engine/io.ts';
import { finished, type Outcome, piece } from '../../engine/outcome.ts';
import { problem } from '../../errors/failure.ts';
import { countProblems } from '../config/profiles-file.ts';
import type { ParsedToolCommand } from '../tool-command.ts';
import { toolGlobals } from '../tool-outcome.ts';
import { SCRIPTS, SHELLS } from './scripts/scripts.ts';

/** `completion <shell>`: prints the script, in any output format. Throws Failure (exit 2) for another word. */
export async function printScript(typed: ParsedToolCommand, io: Io): Promise<Outcome> {
  const [word] = typed.operands;
  const { shell, problems } = word === undefined ? missing() : choose(word, SHELLS, ['install', 'uninstall']);
  await toolGlobals(typed, io, [...problems, ...countProblems(typed, [], 1)]);
  return finished({ bytes: piece(SCRIPTS[shell ?? 'bash']) });
}

const missing = () => ({
  shell: undefined,
  problems: [problem('<shell>', '{name} is required: one of {shells}', { shells: SHELLS.join(', ') })],
});
