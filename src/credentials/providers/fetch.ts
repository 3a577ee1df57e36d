/** Keys of a source, whatever it takes. What a kind needs is imported when it is first asked for. */
import type { FetchEffects } from './effects.ts';
import { type FetchedKeys, hideKeys, type Source } from '../source.ts';

/** The keys of a source. Throws Failure (exit 4) that says which link failed. Their secrets are hidden by then. */
export async function fetchKeys(source: Source, io: FetchEffects): Promise<FetchedKeys> {
  switch (source.kind) {
    case 'known':
      hideKeys(source.keys, io);
      return source.keys;
    case 'role': {
      const keys = await fetchKeys(source.with, io);
      return (await import('./role.ts')).takeRole(source, keys, io);
    }
    case 'oidc':
      return (await import('./oidc.ts')).takeRoleWithToken(source, io);
    case 'machine':
      return (await import('./machine.ts')).keysOfMachine(source, io);
    case 'uri':
      return (await import('./uri.ts')).keysOfUri(source, io);
    case 'process':
      return (await import('./external.ts')).keysOfProcess(source, io);
  }
}
