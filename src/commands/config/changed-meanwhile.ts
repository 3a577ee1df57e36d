/** The check that a profile is unchanged since a command asked about it. */
import { isDeepStrictEqual } from 'node:util';
import type { ProfileFile } from '../../config/profiles/profiles.ts';
import { t } from '../../core/text/texts.ts';
import { EXIT, Failure } from '../../errors/failure.ts';

/**
 * Compares a profile in the file that the questions were about with the current file. Throws Failure (exit 5) if
 * another command changed it.
 */
export function refuseOther(name: string, asked: ProfileFile, now: ProfileFile): void {
  if (isDeepStrictEqual(asked.profiles[name], now.profiles[name])) return;
  throw new Failure({
    exitCode: EXIT.conflict,
    code: 'ProfileChanged',
    message: t('profile "{name}" was changed by another command in the meantime; nothing was saved', { name }),
    hint: t('Run the same command again.'),
  });
}
