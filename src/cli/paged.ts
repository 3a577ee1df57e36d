/** Shows tables that are longer than the screen in a pager on a terminal. */
import type { Context } from '../context.ts';
import type { Env } from '../core/env.ts';
import { isSecretName } from '../core/secret-name.ts';
import { interrupted } from '../errors/interrupted.ts';
import { screenFit } from '../output/terminal/rows.ts';

type Paging = Pick<Context, 'env' | 'stdout' | 'pager' | 'progress' | 'stop'>;

/**
 * Prints a table on a terminal, through the user's pager if it is longer than the screen and the pager can be started.
 * Throws Failure if the command is stopped during that time.
 */
export async function writePaged(text: string, { env, stdout, pager, progress, stop }: Paging): Promise<void> {
  const command = stdout.animated && stdout.rows > 0 ? pagerOf(env) : undefined;
  // The prompt of the shell takes the last row.
  const fit = command === undefined ? 'fits' : await screenFit(text, stdout.rows - 1, stdout.columns);
  const options = { env: pagerVariables(env, fit === 'wide'), stop };
  const shown = command !== undefined && fit !== 'fits' && (await progress.aside(() => pager(command, text, options)));
  if (shown && stop.aborted) throw interrupted(stop);
  if (!shown) await stdout.write(text);
}

/** The command line of PAGER; undefined if it turns pagers off, or if the type of the terminal is unknown. */
function pagerOf(env: Env): string | undefined {
  if ((env['TERM'] ?? '') === '' && (env['OS'] ?? '') !== 'Windows_NT') return undefined;
  const command = (env['PAGER'] ?? 'less').trim();
  return command === '' || command === 'cat' ? undefined : command;
}

/** The variables of this tool and of the vendor's, which may have keys. */
const OWN = /^(?:ALIKAFKA|ALIBABA_?CLOUD|ALICLOUD|ALIYUN)_/i;

/**
 * The variables of a pager: those of the user without keys, and settings of less and lv if they have none. A table that
 * is wider than the screen is not folded: the arrow keys move it sideways.
 */
function pagerVariables(env: Env, isWide: boolean): Env {
  const kept = Object.entries(env).filter(([name]) => !OWN.test(name) && !isSecretName(name));
  // F: end if all of it is on the screen, which less cannot tell with S. R: colors. S: do not fold lines. X: leave the
  // text on the screen.
  return { LESS: isWide ? 'RSX' : 'FRX', LV: '-c', ...Object.fromEntries(kept) };
}
