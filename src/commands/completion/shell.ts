/** The shell of a command: the named one, or the one in use. */
import { basename } from 'node:path';
import { filled } from '../../core/env.ts';
import { suggest } from '../../core/text/suggest.ts';
import type { Io } from '../../engine/io.ts';
import { type Detail, problem } from '../../errors/failure.ts';
import { INSTALLED, type InstalledShell } from './scripts/scripts.ts';

/**
 * The shell of a word among those that are possible, or the problem of the word. `pwsh` is PowerShell; `others` are
 * words that may be meant instead; the shells are few, and tcsh is no misspelled zsh.
 */
export function choose<S extends string>(
  typed: string,
  shells: readonly S[],
  others: readonly string[] = [],
): { readonly shell: S | undefined; readonly problems: readonly Detail[] } {
  const word = typed.toLowerCase();
  const shell = shells.find((name) => name === (word === 'pwsh' ? 'powershell' : word));
  if (shell !== undefined) return { shell, problems: [] };
  const near = suggest(typed, others);
  const values = { shells: shells.join(', '), typed };
  const wrong =
    near === undefined
      ? problem('<shell>', '{name} must be one of {shells}, not "{typed}"', values)
      : problem('<shell>', '{name} must be one of {shells}, not "{typed}"; did you mean {near}?', { ...values, near });
  return { shell: undefined, problems: [wrong] };
}

/** The shell that this command was typed in, or else the user's login shell; undefined if neither is known. */
export async function currentShell({ context }: Io): Promise<InstalledShell | undefined> {
  const parent = await parentName(context);
  return shellOf(parent) ?? shellOf(filled(context.env['SHELL']));
}

/** The shell of a program: `/bin/zsh`, or `-zsh` for a login shell. */
function shellOf(program: string | undefined): InstalledShell | undefined {
  const name = basename(program?.trim() ?? '').replace(/^-/, '');
  return INSTALLED.find((shell) => shell === name);
}

/** Milliseconds that `ps` may take. */
const PS_LIMIT = 2000;

async function parentName({ files, env, parentPid, runProgram, stop }: Io['context']): Promise<string | undefined> {
  const name = await files.read(`/proc/${parentPid}/comm`).catch(() => undefined);
  if (name !== undefined) return name;
  const { stdout } = await runProgram(['ps', '-o', 'comm=', '-p', String(parentPid)], {
    limit: PS_LIMIT,
    env,
    terminal: false,
    stop,
  });
  return stdout;
}
