/** Permission bits of files and folders that only their owner may use. */
import { alikafka } from '../../core/text/command-line.ts';
import { shellWord } from '../../core/text/shell-word.ts';
import { t } from '../../core/text/texts.ts';
import type { ProbeResult } from '../../ports/probes.ts';
import type { CheckContext } from './check-context.ts';
import { type CheckResult, ok, warn } from './check-result.ts';

/** The permission bits of the group and of all others. */
const OTHERS = 0o077;

/** Whether users other than the owner have any permission. */
export const isOpen = (mode: number): boolean => (mode & OTHERS) !== 0;

/** A file or folder that only its owner may use. */
export interface Private {
  /** The check that reports it. */
  readonly check: string;
  readonly path: string;
  /** The mode that it should have. */
  readonly mode: 0o600 | 0o700;
  /** It belongs to this tool, so `--fix` sets its mode. */
  readonly own: boolean;
}

/**
 * Checks the mode of a file or folder and sets it with `--fix`. `file` is its path, or a text with the path and other
 * facts.
 */
export async function modeResult(
  checks: CheckContext,
  { check, path, mode, own }: Private,
  found: number,
  file = path,
): Promise<CheckResult> {
  if (!hasModes(checks)) return ok(check, file);
  const values = { file, mode: octal(found) };
  if (!isOpen(found)) return ok(check, t('{file}, mode {mode}', values));
  const chmod = `chmod ${mode.toString(8)} ${shellWord(path)}`;
  const open = t('{file}, mode {mode}: accessible to other users', values);
  if (!own) return warn(check, open, chmod);
  if (!checks.fix) return warn(check, open, alikafka`doctor --fix`);
  const set = await checks.io.context.probes.setMode(path, mode);
  if (!set.ok)
    return warn(
      check,
      t('{file}, mode {mode}: accessible to other users; cannot change the mode: {reason}', {
        ...values,
        reason: set.why,
      }),
      `sudo ${chmod}`,
    );
  checks.io.unprinted.add([{ names: { File: path }, word: 'changed' }]);
  return ok(check, t('{file}, mode changed from {from} to {to}', { file, from: octal(found), to: octal(mode) }));
}

/** Windows has no such permission bits. */
const hasModes = ({ io }: CheckContext): boolean => io.context.probes.machine.platform !== 'win32';

/** A mode as `ls` users write it: `0644`. */
const octal = (mode: number): string => `0${mode.toString(8).padStart(3, '0')}`;

/** Whether a probe found no file or folder. */
export const isAbsent = (found: ProbeResult<unknown>): boolean =>
  !found.ok && (found.code === 'ENOENT' || found.code === 'ENOTDIR');
