import { requireCredentials, type Settings } from '../../config/settings.ts';
import { fetchKeys } from '../../credentials/providers/fetch.ts';
import type { FetchedKeys, KnownKeys, Source } from '../../credentials/source.ts';
import type { GlobalOptions } from '../global-options.ts';
import type { Io } from '../../engine/io.ts';
import { fetchEffects } from '../../client/keys.ts';
import type { Fetch } from './run-checks.ts';

/** Where the keys come from, and how they are fetched. */
export interface Signing {
  readonly source: Source;
  /** Each source is asked once, however many checks need its keys: it may be a program that asks a person. */
  readonly fetch: Fetch;
}

/** The source in force, each link of it as it is asked. Throws Failure (exit 4) where there is none. */
export function signingOf(settings: Settings, globals: GlobalOptions, { context, log }: Io): Signing {
  const source = requireCredentials(settings);
  const effects = fetchEffects(context, settings, globals, log, undefined);
  const made = new Map<Source, Promise<FetchedKeys>>();
  const fresh = async (one: Source): Promise<FetchedKeys> => fetchKeys(await begun(one), await effects);
  const begun = async (one: Source): Promise<Source> =>
    one.kind === 'role' ? { ...one, with: asKnown(one.with, await fetch(one.with)) } : one;
  const fetch: Fetch = (one) => {
    const keys = made.get(one) ?? fresh(one);
    made.set(one, keys);
    return keys;
  };
  return { source, fetch };
}

/** Keys that were fetched, as a source that need not be asked again. */
export const asKnown = ({ mode, from }: Source, keys: FetchedKeys): KnownKeys => ({ kind: 'known', mode, from, keys });
