/** Keys of a source, whatever it takes. What a kind needs is imported when it is first asked for. */
import type { FetchEffects } from './effects.ts';
import type { FetchedKeys, Source } from '../source.ts';

/** The keys of a source. Throws Failure (exit 4) that says which link failed. Their secrets are hidden by then. */
export async function fetchKeys(source: Source, io: FetchEffects): Promise<FetchedKeys> {
  switch (source.kind) {
    case 'known':
      return hidden(source.keys, io);
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

function hidden(keys: FetchedKeys, io: FetchEffects): FetchedKeys {
  io.hide(keys.accessKeySecret);
  if (keys.securityToken !== undefined) io.hide(keys.securityToken);
  return keys;
}
