/** Finds the credentials of a command, which depend on its profile, and the targets, whose region may depend on them. */
import type { SettingFlags } from './choices.ts';
import { resolveTargets, type SettingSources, type Targets } from './targets.ts';
import type { Context } from '../context.ts';
import { offeredEntry } from '../credentials/sources/chain-entry.ts';
import { keysOfEnvironment, keyVariable } from '../credentials/sources/environment.ts';
import type { ResolvedChain } from '../credentials/sources/resolve-chain.ts';
import type { Env } from '../core/env.ts';
import { Failure } from '../errors/failure.ts';
import { t } from '../core/text/texts.ts';
import { LOCAL_DEFAULTS } from './local-profile.ts';
import { readerOf } from './settings-files.ts';

/** The targets of a command, and the search for its credentials; undefined under `local`, which has its own. */
export interface Resolved {
  readonly targets: Targets;
  readonly found: ResolvedChain | undefined;
}

/**
 * The targets and the source of the credentials. The region that is saved with the credentials has the lowest
 * precedence. With `all` every possible source is read, and an invalid one becomes a row with the reason. Throws
 * Failure.
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
  const quick = all || isNamed(targets) ? undefined : environmentAlone(env);
  if (quick !== undefined) return { targets, found: quick };
  const { resolveChain } = await import('../credentials/sources/resolve-chain.ts');
  const found = await resolveChain({
    profile: targets.profile,
    env,
    home,
    own: sources.file,
    readFile: readerOf(context).read,
    // with `all` the sources are only listed: no request is sent
    networkProbe: !all,
    all,
  });
  if (found.region === undefined) return { targets, found };
  return { targets: resolveTargets(flags, { ...sources, vendorRegion: found.region }, LOCAL_DEFAULTS), found };
}

/**
 * Inside an emulator the environment is the only source of keys. Throws Failure (exit 4) on an incomplete pair; with
 * `all` that is a row.
 */
function keysInside(env: Env, all: boolean): ResolvedChain {
  const from = keyVariable(env) ?? 'ALIBABA_CLOUD_ACCESS_KEY_ID';
  try {
    const offer = keysOfEnvironment(env);
    if ('why' in offer)
      return { source: undefined, region: undefined, entries: [{ from, used: false, why: offer.why }], notes: [] };
    const row = offeredEntry(offer, true, t('the only source used with an emulator'));
    return { source: offer.source, region: undefined, entries: [row], notes: [] };
  } catch (error) {
    if (!all || !(error instanceof Failure)) throw error;
    const row = { from, used: false, why: error.message };
    return { source: undefined, region: undefined, entries: [row], notes: [], failure: error };
  }
}

/** A profile that is named explicitly overrides the keys of the environment. */
const isNamed = ({ profile }: Targets): boolean =>
  profile?.source === '--profile' || profile?.source === 'ALIKAFKA_PROFILE';

/** The environment's keys, without loading the search: most commands in scripts run with them. */
function environmentAlone(env: Env): ResolvedChain | undefined {
  const offer = keysOfEnvironment(env);
  return 'why' in offer ? undefined : { source: offer.source, region: undefined, entries: [], notes: [] };
}
