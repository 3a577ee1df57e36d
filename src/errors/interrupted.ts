/** The failure of a stopped command. */
import { t } from '../core/text/texts.ts';
import { EXIT, Failure } from './failure.ts';

/** The failure of a command that a signal stopped; the reason of `stop` is the exit code. */
export function interrupted(stop: AbortSignal): Failure {
  const { exitCode, meaning } = SIGNALS.find((signal) => signal.exitCode === stop.reason) ?? SIGNALS[0];
  return new Failure({ exitCode, code: 'Interrupted', message: t(meaning) });
}

const SIGNALS = [
  { exitCode: EXIT.interrupted, meaning: 'interrupted' },
  { exitCode: EXIT.terminated, meaning: 'terminated' },
  { exitCode: EXIT.hungUp, meaning: 'terminal closed' },
] as const;
