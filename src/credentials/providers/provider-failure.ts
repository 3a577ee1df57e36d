import { safeText } from '../../core/text/safe-text.ts';
import { EXIT, Failure, type FailureParts } from '../../errors/failure.ts';
import { MASK, type Redact } from '../../errors/redact.ts';
import type { Source } from '../source.ts';

/** Keys could not be fetched: which link failed, and what it said. */
export function linkFailure(
  { from, mode }: Pick<Source, 'from' | 'mode'>,
  said: string,
  parts: Partial<FailureParts> = {},
): Failure {
  return new Failure({
    exitCode: EXIT.credentials,
    code: 'CredentialsFailed',
    message: `no keys from ${from} (${mode}): ${said}`,
    ...parts,
  });
}

/** More is not looked at: the text may be anything. */
const LOOKED_AT = 4000;
const SHOWN = 80;

/** What follows the name of a secret, to the end of its value. */
const AFTER_NAME = /([\w-]*(?:secret|token|password|key|signature)[\w-]*\\?["']?\s*[:=>]\s*\\?["']?)[^\s"'<>&,;}]+/gi;
/** Long runs of letters and digits: a key looks so, hardly a word does. */
const LIKE_A_KEY = /[\w+/=~-]*\d[\w+/=~.-]{7,}|[\w+/=~.-]{16,}/g;

/**
 * The beginning of a foreign text on one line, without what may be a key. `redact` masks the secrets that are known,
 * before anything is cut.
 */
export function glimpse(text: string, redact: Redact, length = SHOWN): string {
  const line = redact(text, LOOKED_AT).replace(/\s+/g, ' ').trim();
  const masked = line.replace(AFTER_NAME, `$1${MASK}`).replace(LIKE_A_KEY, MASK);
  if (masked === '') return 'nothing';
  return safeText(masked.length > length ? `${masked.slice(0, length)}…` : masked);
}
