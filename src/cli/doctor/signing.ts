import { requireCredentials, type Settings } from '../../config/settings.ts';
import type { Source } from '../../credentials/source.ts';
import type { Fetch } from './links.ts';

/** Where the keys come from, and how they are fetched. */
export interface Signing {
  readonly source: Source;
  readonly fetch: Fetch;
}

/**
 * The one place where the ways to sign in are put in. Settings know keys alone so far, which nobody needs to be asked
 * for. Throws Failure (exit 4) where there are none.
 */
export function signingOf(settings: Settings): Signing {
  const keys = requireCredentials(settings);
  const mode = keys.securityToken === undefined ? 'AK' : 'StsToken';
  const from = settings.credentials?.source ?? 'unknown';
  return { source: { kind: 'known', mode, from, keys }, fetch: async () => keys };
}
