import { isDeepStrictEqual } from 'node:util';
import type { ProfileFile } from '../../config/profiles/profiles.ts';
import { t } from '../../core/text/texts.ts';
import { EXIT, Failure } from '../../errors/failure.ts';

/**
 * Refuses to save a profile that another command changed while the user answered questions about it. Throws Failure
 * (exit 5).
 */
export function refuseOther(name: string, asked: ProfileFile, now: ProfileFile): void {
  if (isDeepStrictEqual(asked.profiles[name], now.profiles[name])) return;
  throw new Failure({
    exitCode: EXIT.conflict,
    code: 'ProfileChanged',
    message: t('profile "{name}" was changed by another command in the meantime. Nothing was saved.', { name }),
    hint: t('Run the same command again.'),
  });
}
