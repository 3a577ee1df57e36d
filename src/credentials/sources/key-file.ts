/** The names of the files in which temporary credentials are cached. */
import { sha256Hex } from '../../core/signature.ts';
import type { FetchEffects } from '../providers/effects.ts';
import { accountOf, type Source } from '../source.ts';

/** The name of a source's cache file: `keys-<16 hex digits>.json`. */
export function fileOf(source: Source, io: Pick<FetchEffects, 'stsOrigin' | 'metadataOrigin'>): string {
  return `keys-${sha256Hex(`${accountOf(source)}\n${whereOf(source, io)}`).slice(0, 16)}.json`;
}

/** Where credentials are fetched, with what, and for how long: all that makes them others. Only its hash is stored. */
function whereOf(source: Source, io: Pick<FetchEffects, 'stsOrigin' | 'metadataOrigin'>): string {
  switch (source.kind) {
    case 'known':
      // Another secret must be checked by STS, not answered from what the right secret has fetched.
      return source.keys.accessKeySecret;
    case 'role':
      return `${io.stsOrigin(source)} ${source.duration ?? ''} ${whereOf(source.with, io)}`;
    case 'oidc':
      return `${io.stsOrigin(source)} ${source.duration ?? ''} ${source.tokenFile}`;
    case 'machine':
      return `${io.metadataOrigin ?? ''} ${source.v2Only ? 'v2' : ''}`;
    default:
      return '';
  }
}
