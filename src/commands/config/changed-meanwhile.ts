import { isDeepStrictEqual } from 'node:util';
import type { ProfileFile } from '../../config/profiles/profiles.ts';
import { EXIT, Failure } from '../../errors/failure.ts';

/**
 * Refuses to go on where a profile is not what was asked about: another command changed it while somebody answered.
 * Throws Failure (exit 5).
 */
export function refuseOther(name: string, asked: ProfileFile, now: ProfileFile): void {
  if (isDeepStrictEqual(asked.profiles[name], now.profiles[name])) return;
  throw new Failure({
    exitCode: EXIT.conflict,
    code: 'ProfileChanged',
    message: `another command changed the profile ${name} in the meantime. Nothing was saved.`,
    hint: 'Run the command again; it starts from what is saved now.',
  });
}
