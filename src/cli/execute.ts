import { loadSettings } from '../config/load-settings.ts';
import type { Io } from '../engine/io.ts';
import type { Outcome } from '../engine/outcome.ts';
import { runCommand } from '../engine/run-command.ts';
import { check } from './input/check.ts';
import type { ParsedServiceCommand } from './parsed-command.ts';

/** Runs one command of the service as it was typed. Throws Failure. */
export async function execute(parsed: ParsedServiceCommand, io: Io): Promise<Outcome> {
  const settings = await loadSettings(parsed.flags, io.context);
  return runCommand(await check(parsed, settings, io), settings, io);
}
