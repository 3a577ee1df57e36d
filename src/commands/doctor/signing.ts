/** The keys of the checks, fetched once. */
import { requireCredentials, type Settings } from '../../config/settings.ts';
import { fetchKeys } from '../../credentials/providers/fetch.ts';
import type { FetchedKeys, KnownKeys, Source } from '../../credentials/source.ts';
import type { GlobalOptions } from '../global-options.ts';
import type { Io } from '../../engine/io.ts';
import { fetchEffects } from '../../client/keys.ts';
import type { Fetch } from './chain.ts';

/** The source of the keys, and how they are fetched. */
export interface Signing {
  readonly source: Source;
  /** Calls each source once, however many checks need its keys: it may be a program that prompts the user. */
  readonly fetch: Fetch;
}

/** The source of the credentials that apply. Throws Failure (exit 4) if there are none. */
export function signingOf(settings: Settings, globals: GlobalOptions, { context, log }: Io): Signing {
  const source = requireCredentials(settings);
  const effects = fetchEffects(context, settings, globals, log, undefined);
  const fetched = new Map<Source, Promise<FetchedKeys>>();
  const fresh = async (one: Source): Promise<FetchedKeys> => fetchKeys(await withFetchedBase(one), await effects);
  const withFetchedBase = async (one: Source): Promise<Source> =>
    one.kind === 'role' ? { ...one, with: asKnown(one.with, await fetch(one.with)) } : one;
  const fetch: Fetch = (one) => {
    const keys = fetched.get(one) ?? fresh(one);
    fetched.set(one, keys);
    return keys;
  };
  return { source, fetch };
}

/** Fetched keys as a source, so that they are not fetched again. */
export const asKnown = ({ mode, from }: Source, keys: FetchedKeys): KnownKeys => ({ kind: 'known', mode, from, keys });
