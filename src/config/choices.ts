/** The sources of each setting, and their values for the profile in use and for `local`. */
import { problem, usage } from '../errors/failure.ts';
import { chooseEndpoints, withoutOtherNetworks } from './endpoints.ts';
import { allOf, type Choice, choose, type Layers, overridden, pick, type Places, setting } from './layers.ts';
import { LOCAL } from './profiles/profiles.ts';
import { profileSource, type Setting } from './setting.ts';

/** The options that set the target of a command's requests, and its output format. */
export interface SettingFlags {
  readonly profile?: string;
  readonly region?: string;
  readonly instance?: string;
  readonly output?: string;
  readonly endpoint?: string;
  readonly network?: string;
  readonly caFile?: string;
}

/** The settings for which every value that was found is kept. */
export type SettingName =
  | 'profile'
  | 'region'
  | 'instance'
  | 'output'
  | 'endpoint'
  | 'metricsEndpoint'
  | 'network'
  | 'caFile';

/** The choice of every setting, by its name. */
export type Choices = Readonly<Record<SettingName, Choice>>;

const REGION_VARIABLES = [
  'ALIKAFKA_REGION',
  'ALIBABA_CLOUD_REGION_ID',
  'ALIBABA_CLOUD_REGION',
  'ALIBABACLOUD_REGION_ID',
  'ALIBABACLOUD_REGION',
  'ALICLOUD_REGION_ID',
  'ALICLOUD_REGION',
];

/** The sources of each setting. A format is not a target: its sources do not depend on how the profile is named. */
const PLACES = {
  region: { target: true, flag: '--region', variables: REGION_VARIABLES, project: 'region' },
  instance: { target: true, flag: '--instance', variables: ['ALIKAFKA_INSTANCE'], project: 'instance' },
  output: { target: false, flag: '--output', variables: ['ALIKAFKA_OUTPUT'], project: 'output' },
  endpoint: { target: true, variables: ['ALIKAFKA_ENDPOINT', 'ALIBABA_CLOUD_ENDPOINT_ALIKAFKA'] },
  metricsEndpoint: { target: true, variables: ['ALIKAFKA_METRICS_ENDPOINT'] },
  network: { target: true, flag: '--network', variables: ['ALIBABA_CLOUD_ENDPOINT_TYPE'] },
  caFile: { target: false, flag: '--ca-file' },
} satisfies Record<Exclude<SettingName, 'profile'>, Places>;

/** The values of each setting in all layers; `vendorRegion` has lower precedence than all of them. */
export function choicesOf(
  flags: SettingFlags,
  layers: Layers,
  profile: Choice,
  vendorRegion: Setting | undefined,
): Choices {
  const picked = pick({ ...layers, env: withoutOtherNetworks(layers.env) }, PLACES, flags);
  return {
    ...picked,
    ...chooseEndpoints(picked),
    profile,
    region: last(picked.region, vendorRegion),
  };
}

/** A source with lower precedence than all others. */
function last(choice: Choice, more: Setting | undefined): Choice {
  if (more === undefined) return choice;
  const found = allOf(choice);
  // an alikafka profile is a layer already
  return found.some(({ source }) => source === more.source) ? choice : choose([...found, more]);
}

/** The target of the built-in profile. */
export interface LocalTarget {
  readonly region: string;
  readonly instance: string;
}

/** The choices under `local`: flags, and its own. Throws Failure (exit 2) on flags that name a host. */
export function localChoices(flags: SettingFlags, layers: Layers, profile: Choice, local: LocalTarget): Choices {
  refuseHosts(flags);
  const { output } = flags;
  const others = choicesOf(output === undefined ? {} : { output }, layers, profile, undefined);
  const source = profileSource(LOCAL);
  const region = { value: local.region, source };
  const instance = { value: local.instance, source };
  return {
    profile,
    region: choose([...setting(flags.region, '--region'), region, ...allOf(others.region)]),
    instance: choose([...setting(flags.instance, '--instance'), instance, ...allOf(others.instance)]),
    output: others.output,
    endpoint: overridden(others.endpoint),
    metricsEndpoint: overridden(others.metricsEndpoint),
    network: overridden(others.network),
    caFile: overridden(choose(setting(flags.caFile, '--ca-file'))),
  };
}

function refuseHosts({ endpoint, network }: SettingFlags): void {
  const typed = [...setting(endpoint, '--endpoint'), ...setting(network, '--network')];
  if (typed.length === 0) return;
  throw usage(
    typed.map(({ source }) =>
      problem(
        source,
        '{name} cannot be combined with profile "{profile}", which never sends requests off this machine',
        {
          profile: LOCAL,
        },
      ),
    ),
  );
}
