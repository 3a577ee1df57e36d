/** Why a command that waited for input was stopped. */
import { EXIT, type Failure } from '../errors/failure.ts';

/**
 * The failure of a command that waited for input: by a signal, or by a closed terminal, whose signal may still come.
 */
export async function stopped(stop: AbortSignal): Promise<Failure> {
  const { interrupted } = await import('../errors/interrupted.ts');
  return interrupted(stop.aborted ? stop : AbortSignal.abort(EXIT.hungUp));
}
