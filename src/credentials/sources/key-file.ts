import { sha256Hex } from '../../core/signature.ts';
import type { FetchEffects } from '../providers/effects.ts';
import { accountOf, type Source } from '../source.ts';

/** The name of the file that a source's keys are kept in. */
export function fileOf(source: Source, io: Pick<FetchEffects, 'stsOrigin' | 'metadataOrigin'>): string {
  return `keys-${sha256Hex(`${accountOf(source)}\n${whereOf(source, io)}`).slice(0, 16)}.json`;
}

/** Where, with what, and for how long: other keys come from elsewhere. All of it goes into a hash. */
function whereOf(source: Source, io: Pick<FetchEffects, 'stsOrigin' | 'metadataOrigin'>): string {
  switch (source.kind) {
    case 'known':
      // Another secret is to be tried, not to be answered from what the right one has fetched.
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
