import type { SettingFlags } from './choices.ts';
import { resolveTargets, type SettingSources, type Targets } from './targets.ts';
import type { Context } from '../context.ts';
import { offeredEntry } from '../credentials/sources/chain-entry.ts';
import { keysOfEnvironment, keyVariable } from '../credentials/sources/environment.ts';
import type { ResolvedChain } from '../credentials/sources/resolve-chain.ts';
import type { Env } from '../core/env.ts';
import { Failure } from '../errors/failure.ts';
import { LOCAL_DEFAULTS } from './local-profile.ts';
import { readerOf } from './settings-files.ts';

/** Where a command goes, and where its keys come from; nothing under `local`, which has its own. */
export interface Resolved {
  readonly targets: Targets;
  readonly found: ResolvedChain | undefined;
}

/**
 * Targets and the source of the keys. The region that goes with the keys is the weakest of all regions. With `all` every
 * place is looked at, and what is broken in one is said in its row. Throws Failure.
 */
export async function resolveSignIn(
  flags: SettingFlags,
  sources: SettingSources,
  context: Context,
  all = false,
): Promise<Resolved> {
  const targets = resolveTargets(flags, sources, LOCAL_DEFAULTS);
  if (targets.local) return { targets, found: undefined };
  const { env, home } = context;
  if (targets.emulator !== undefined) return { targets, found: keysInside(env, all) };
  const quick = all || isNamed(targets) ? undefined : keysAtHand(env);
  if (quick !== undefined) return { targets, found: quick };
  const { resolveChain: findSource } = await import('../credentials/sources/resolve-chain.ts');
  const found = await findSource({
    profile: targets.profile,
    env,
    home,
    own: sources.file,
    readFile: readerOf(context).read,
    // whoever looks at every place wants to know, not to sign in
    networkProbe: !all,
    all,
  });
  if (found.region === undefined) return { targets, found };
  return { targets: resolveTargets(flags, { ...sources, vendorRegion: found.region }, LOCAL_DEFAULTS), found };
}

/**
 * Inside an emulator the environment's keys are the only ones: nobody else is asked for any. Throws Failure (exit 4) on
 * half a pair; with `all` that is a row.
 */
function keysInside(env: Env, all: boolean): ResolvedChain {
  const from = keyVariable(env) ?? 'ALIBABA_CLOUD_ACCESS_KEY_ID';
  try {
    const offer = keysOfEnvironment(env);
    if ('why' in offer)
      return { source: undefined, region: undefined, entries: [{ from, used: false, why: offer.why }], notes: [] };
    const row = offeredEntry(offer, true, 'the only place inside an emulator');
    return { source: offer.source, region: undefined, entries: [row], notes: [] };
  } catch (error) {
    if (!all || !(error instanceof Failure)) throw error;
    const row = { from, used: false, why: error.message };
    return { source: undefined, region: undefined, entries: [row], notes: [], failure: error };
  }
}

/** A profile that was named comes before the environment's keys. */
const isNamed = ({ profile }: Targets): boolean =>
  profile?.source === '--profile' || profile?.source === 'ALIKAFKA_PROFILE';

/** What the search would find first, found without it: most commands in scripts run with keys in the environment. */
function keysAtHand(env: Env): ResolvedChain | undefined {
  const offer = keysOfEnvironment(env);
  return 'why' in offer ? undefined : { source: offer.source, region: undefined, entries: [], notes: [] };
}
