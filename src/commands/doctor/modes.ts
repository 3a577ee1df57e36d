import { shellWord } from '../../core/text/shell-word.ts';
import type { ProbeResult } from '../../ports/probes.ts';
import type { CheckContext } from './check-context.ts';
import { type CheckResult, ok, warn } from './check-result.ts';

/** What others than the owner may do. */
const OTHERS = 0o077;

/** Whether others than the owner may do anything with it. */
export const isOpen = (mode: number): boolean => (mode & OTHERS) !== 0;

/** A file or folder that is for its owner alone. */
export interface Private {
  readonly check: string;
  readonly path: string;
  readonly mode: 0o600 | 0o700;
  /** This tool's own: `--fix` sets its mode. */
  readonly own: boolean;
}

/** What its mode says: in order, mended, or open to others. `more` is what else was seen of it. */
export async function modeLine(
  checks: CheckContext,
  { check, path, mode, own }: Private,
  found: number,
  more = '',
): Promise<CheckResult> {
  if (!hasModes(checks)) return ok(check, `${path}${more}`);
  const seen = `${path}: mode ${text(found)}${more}`;
  if (!isOpen(found)) return ok(check, seen);
  const byHand = `chmod ${mode.toString(8)} ${shellWord(path)}`;
  const open = `${seen}; others than its owner may get at it`;
  if (!own) return warn(check, open, byHand);
  if (!checks.fix) return warn(check, open, 'alikafka doctor --fix');
  const set = await checks.io.context.probes.setMode(path, mode);
  if (set.ok) checks.io.unprinted.add([{ names: { File: path }, word: 'changed' }]);
  if (!set.ok) return warn(check, `${open}; it cannot be changed: ${set.why}`, `sudo ${byHand}`);
  return ok(check, `${path}: mode ${text(mode)}, set now; it was ${text(found)}${more}`);
}

/** Modes say nothing on Windows. */
const hasModes = ({ io }: CheckContext): boolean => io.context.probes.machine.platform !== 'win32';

const text = (mode: number): string => `0${mode.toString(8).padStart(3, '0')}`;

/** Whether nothing is there. */
export const isAbsent = (found: ProbeResult<unknown>): boolean =>
  !found.ok && (found.code === 'ENOENT' || found.code === 'ENOTDIR');
