/** The settings of a command except its credentials: profile, region, instance, endpoints, format, protection. */
import type { Network } from '../core/endpoint.ts';
import type { Product } from '../core/operation.ts';
import { problem, usage } from '../errors/failure.ts';
import { checkSettings, regionWarning } from './check-settings.ts';
import { type Choices, choicesOf, localChoices, type LocalTarget, type SettingFlags } from './choices.ts';
import { chooseProfile } from './profiles/choose-profile.ts';
import { emulatorAround, insideEmulator } from './emulator-address.ts';
import { networkOf } from './endpoints.ts';
import { type Protection, protectionOf, UNPROTECTED } from './protection.ts';
import { type Layers, setting } from './layers.ts';
import { LOCAL, type Profile, type ProfileFile } from './profiles/profiles.ts';
import type { Project } from './project.ts';
import type { Env } from '../core/env.ts';
import { BUILT_IN, type Setting } from './setting.ts';

/** The sources of settings, read in advance. */
export interface SettingSources {
  readonly env: Env;
  readonly file: ProfileFile;
  readonly project?: Project | undefined;
  /** Names of profiles in the vendor's own files, which may be named too. */
  readonly vendorProfiles?: readonly string[] | undefined;
  /** Those, and the sections of the SDKs' files; undefined if they are not known. */
  readonly vendorNames?: readonly string[] | undefined;
  /** The region that is saved with the credentials that were found; of lower precedence than all others. */
  readonly vendorRegion?: Setting | undefined;
}

/** All effective settings of one command except its credentials. */
export interface Targets {
  /** The profile in use; undefined if none is. */
  readonly profile: Setting | undefined;
  /** The command starts the embedded emulator, which answers all its requests. */
  readonly local: boolean;
  /** The emulator that this command runs inside of; every request is sent to it. */
  readonly emulator: Setting | undefined;
  readonly region: Setting | undefined;
  readonly instance: Setting | undefined;
  readonly output: Setting;
  readonly endpoints: Readonly<Record<Product['id'], Setting | undefined>>;
  readonly network: Setting<Network>;
  /** A file with a CA to trust in addition to the system's. */
  readonly caFile: Setting | undefined;
  /** That of the profile in use, for any source of the credentials. */
  readonly protection: Protection;
  readonly project: Project | undefined;
  /** The values that were found for each setting, and which ones are overridden. */
  readonly choices: Choices;
  /** Printed once on stderr. */
  readonly notes: readonly string[];
  /** Printed once on stderr, as a warning. */
  readonly warnings: readonly string[];
}

/**
 * Flag, environment, project file, profile, built-in default, in this order. A profile named by the flag is used as a
 * whole: the region, instance, network and endpoints that it sets override environment and project file. `local`
 * accepts no target from any of them. Inside an emulator (`emulator -- command`) every endpoint is the emulator's,
 * `local` means that one, and the protection of profiles does not apply. Throws Failure on values that are wrong or
 * cannot be combined.
 */
export function resolveTargets(flags: SettingFlags, sources: SettingSources, local: LocalTarget): Targets {
  const { env, file, project } = sources;
  const { vendorProfiles: vendors, vendorNames: vendorsAll } = sources;
  const profile = chooseProfile({ flag: flags.profile, env, project, file, vendors, vendorsAll });
  const isLocal = profile.chosen?.value === LOCAL;
  const emulator = emulatorAround(env);
  const saved = savedOf(profile.chosen, sources);
  const name = profile.chosen?.value ?? '';
  const layers: Layers = { env, project, profile: saved, name, whole: flags.profile !== undefined };
  const choices = isLocal
    ? localChoices(flags, layers, profile, local)
    : choicesOf(flags, layers, profile, sources.vendorRegion);
  const effective = emulator === undefined ? choices : insideEmulator(choices, emulator, flags.endpoint);
  const isProtected = profile.chosen !== undefined && !isLocal && emulator === undefined;
  const protection = isProtected ? protectionOf(saved, name) : UNPROTECTED;
  return checkedTargets(flags, effective, { local: isLocal && emulator === undefined, emulator, protection, project });
}

/** The saved profile in use; empty if none is. */
const savedOf = (profile: Setting | undefined, { file }: SettingSources): Profile =>
  profile !== undefined && Object.hasOwn(file.profiles, profile.value) ? (file.profiles[profile.value] ?? {}) : {};

/** The targets, once their form is checked. Throws Failure (exit 2). */
function checkedTargets(
  flags: SettingFlags,
  choices: Choices,
  rest: Pick<Targets, 'local' | 'emulator' | 'protection' | 'project'>,
): Targets {
  const { profile, region, instance, output, endpoint, metricsEndpoint, network, caFile } = choices;
  const typed = setting(flags.endpoint, '--endpoint');
  checkSettings({
    region: region.chosen,
    instance: instance.chosen,
    network: network.chosen,
    caFile: caFile.chosen,
    endpoints: [endpoint.chosen, metricsEndpoint.chosen, ...typed],
  });
  if (flags.endpoint !== undefined && flags.network !== undefined)
    throw usage([problem('--network', '{name} cannot be combined with --endpoint, which already names the host')]);
  const usesRegionHost = !rest.local && endpoint.chosen === undefined && typed.length === 0;
  const isTyped = rest.local && flags.region !== undefined;
  const warning =
    (usesRegionHost || isTyped) && region.chosen !== undefined ? regionWarning(region.chosen.value) : undefined;
  return {
    ...rest,
    profile: profile.chosen,
    region: region.chosen,
    instance: instance.chosen,
    output: output.chosen ?? { value: 'table', source: BUILT_IN },
    endpoints: { alikafka: endpoint.chosen, cms: metricsEndpoint.chosen },
    network: {
      value: networkOf(network.chosen?.value ?? '') ?? 'public',
      source: network.chosen?.source ?? BUILT_IN,
    },
    caFile: caFile.chosen,
    choices,
    notes: [],
    warnings: warning === undefined ? [] : [warning],
  };
}
