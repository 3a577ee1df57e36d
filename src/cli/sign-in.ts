import type { SettingFlags } from '../config/choices.ts';
import { resolveTargets, type SettingSources, type Targets } from '../config/targets.ts';
import type { Context } from '../context.ts';
import { findSource, type FoundSource } from '../credentials/find.ts';
import { LOCAL_DEFAULTS } from './local-emulator.ts';
import { readerOf } from './reader.ts';

/** Where a command goes, and where its keys come from; nothing under `local`, which has its own. */
export interface Resolved {
  readonly targets: Targets;
  readonly found: FoundSource | undefined;
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
