/** The result of checking one place for credentials, as `config explain` and `doctor` show it. */
import { middleMasked } from '../../errors/redact.ts';
import type { Offered } from './place.ts';
import type { Mode, Source } from '../source.ts';

/** One place that was checked for credentials. It has no secrets. */
export interface ChainEntry {
  readonly from: string;
  readonly mode?: Mode;
  /** The AccessKey ID, its middle masked. */
  readonly keyId?: string;
  readonly region?: string;
  readonly used: boolean;
  /** Why it is used or not, in a few words: `not set`, `overridden by profile "prod"`. */
  readonly why: string;
}

/** The entry of a place that offers credentials. */
export function offeredEntry({ source, region }: Offered, used: boolean, why: string): ChainEntry {
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

/** The id of the AccessKey that a source begins with; undefined if it begins with none. */
function keyIdOf(source: Source): string | undefined {
  if (source.kind === 'known') return source.keys.accessKeyId;
  return source.kind === 'role' ? keyIdOf(source.with) : undefined;
}
