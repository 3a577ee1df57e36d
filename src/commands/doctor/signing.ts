import { requireCredentials, type Settings } from '../../config/settings.ts';
import { fetchKeys } from '../../credentials/providers/fetch.ts';
import type { Source } from '../../credentials/source.ts';
import type { GlobalOptions } from '../global-options.ts';
import type { Io } from '../../engine/io.ts';
import { fetchEffects } from '../../client/keys.ts';
import type { Fetch } from './run-checks.ts';

/** Where the keys come from, and how they are fetched. */
export interface Signing {
  readonly source: Source;
  readonly fetch: Fetch;
}

/** The source in force, each link of it as it is asked. Throws Failure (exit 4) where there is none. */
export function signingOf(settings: Settings, globals: GlobalOptions, { context, log }: Io): Signing {
  const source = requireCredentials(settings);
  const effects = fetchEffects(context, settings, globals, log, undefined);
  return { source, fetch: async (one) => fetchKeys(one, await effects) };
}
