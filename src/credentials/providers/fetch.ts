/** Fetches the credentials of a source. The provider of each kind is imported at its first use. */
import type { FetchEffects } from './effects.ts';
import { type FetchedKeys, hideKeys, type Source } from '../source.ts';

/**
 * The credentials of a source; their secrets are hidden before it returns. Throws Failure (exit 4) that names the
 * source.
 */
export async function fetchKeys(source: Source, io: FetchEffects): Promise<FetchedKeys> {
  switch (source.kind) {
    case 'known':
      hideKeys(source.keys, io);
      return source.keys;
    case 'role': {
      const keys = await fetchKeys(source.with, io);
      return (await import('./role.ts')).assumeRole(source, keys, io);
    }
    case 'oidc':
      return (await import('./oidc.ts')).assumeRoleWithToken(source, io);
    case 'machine':
      return (await import('./machine.ts')).keysOfMachine(source, io);
    case 'uri':
      return (await import('./uri.ts')).keysOfUri(source, io);
    case 'process':
      return (await import('./external.ts')).keysOfProcess(source, io);
  }
}
