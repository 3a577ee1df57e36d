import { EXIT, type Failure } from '../errors/failure.ts';

/** Why a command that waited for a person ends: a signal, or a terminal that is gone, whose signal may still come. */
export async function stopped(stop: AbortSignal): Promise<Failure> {
  const { interrupted } = await import('../errors/interrupted.ts');
  return interrupted(stop.aborted ? stop : AbortSignal.abort(EXIT.hungUp));
}
