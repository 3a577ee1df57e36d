import { middleMasked } from '../../errors/redact.ts';
import type { Offered } from './place.ts';
import type { Mode, Source } from '../source.ts';

/** One place that was looked at for keys, and what became of it. Nothing in it is secret. */
export interface ChainEntry {
  readonly from: string;
  readonly mode?: Mode;
  /** Its middle masked. */
  readonly keyId?: string;
  readonly region?: string;
  readonly used: boolean;
  /** Why it is used, or why not; the end of a sentence. */
  readonly why: string;
}

/** A row for a place that offers keys. */
export function offeredRow({ source, region }: Offered, used: boolean, why: string): ChainEntry {
  const keyId = keyIdOf(source);
  return {
    from: source.from,
    mode: source.mode,
    ...(keyId === undefined ? {} : { keyId: middleMasked(keyId) }),
    ...(region === undefined ? {} : { region }),
    used,
    why,
  };
}

/** The id of the long-lived key that a source begins with, where it begins with one. */
function keyIdOf(source: Source): string | undefined {
  if (source.kind === 'known') return source.keys.accessKeyId;
  return source.kind === 'role' ? keyIdOf(source.with) : undefined;
}
