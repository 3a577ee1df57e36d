/** The failure of fetching credentials, and how a foreign text is quoted in it without a secret. */
import { safeText } from '../../core/text/safe-text.ts';
import { t } from '../../core/text/texts.ts';
import { EXIT, Failure, type FailureParts } from '../../errors/failure.ts';
import { MASK, type Redact } from '../../errors/redact.ts';
import type { Source } from '../source.ts';

/**
 * Credentials could not be fetched: from which source, and why. `reason` is a clause that is complete without the rest.
 */
export function providerFailure(
  { from, mode }: Pick<Source, 'from' | 'mode'>,
  reason: string,
  parts: Partial<FailureParts> = {},
): Failure {
  return new Failure({
    exitCode: EXIT.credentials,
    code: 'CredentialsFailed',
    message: t('cannot get credentials from {from} ({mode}): {reason}', { from, mode, reason }),
    ...parts,
  });
}

/** Characters of a foreign text that are read, and that are shown. */
const READ = 4000;
const SHOWN = 80;

/** What follows the name of a secret, to the end of its value. */
const AFTER_NAME = /([\w-]*(?:secret|token|password|key|signature)[\w-]*\\?["']?\s*[:=>]\s*\\?["']?)[^\s"'<>&,;}]+/gi;
/** Long runs of letters and digits: keys look like this, words hardly do. */
const LIKE_A_KEY = /[\w+/=~-]*\d[\w+/=~.-]{7,}|[\w+/=~.-]{16,}/g;

/**
 * The beginning of a foreign text on one line, without what may be a key; empty if the text is blank. `redact` masks
 * the known secrets before anything is cut.
 */
export function excerpt(text: string, redact: Redact, length = SHOWN): string {
  const line = redact(text, READ).replace(/\s+/g, ' ').trim();
  const masked = line.replace(AFTER_NAME, `$1${MASK}`).replace(LIKE_A_KEY, MASK);
  return safeText(masked.length > length ? `${masked.slice(0, length)}…` : masked);
}
