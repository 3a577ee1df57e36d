/** Executes a typed command of the service: checks, picks missing values, runs. */
import { loadSettings } from '../config/load-settings.ts';
import type { Io } from '../engine/io.ts';
import type { Outcome } from '../engine/outcome.ts';
import { runCommand } from '../engine/run-command.ts';
import { check } from './input/check.ts';
import type { ParsedServiceCommand } from './parsed-command.ts';

/** Runs one command of the service; `words` are its arguments after the program's name. Throws Failure. */
export async function execute(parsed: ParsedServiceCommand, words: readonly string[], io: Io): Promise<Outcome> {
  const settings = await loadSettings(parsed.flags, io.context);
  const checked = await check(parsed, settings, io);
  if (!('open' in checked)) return runCommand(checked, settings, io);
  const { pickMissing } = await import('./input/pick.ts');
  const completed = await pickMissing({ parsed, words, settings }, checked, io);
  return runCommand(completed.request, completed.settings, io);
}
