/** A profile to its source, by its mode; whichever file it is from. */
import type { Credentials } from '../../core/request.ts';
import { filled } from '../../core/env.ts';
import { forbidExternal, halfProfile, lacks, wrongField } from '../failures.ts';
import { isV2Only } from './machine-environment.ts';
import { modeOf } from '../modes.ts';
import type { Given, Place } from './place.ts';
import type { Field, SignIn } from './sign-in.ts';
import type { AssumedRole, KnownKeys, MachineRole, Mode, OidcRole, RoleParts, Source } from '../source.ts';

/** The source of a profile; undefined where it holds nothing to sign in with. Throws Failure (exit 4) on half of one. */
export function sourceOf(profile: SignIn, place: Place): Source | undefined {
  return built(profile, place, [place.name]);
}

function built(profile: SignIn, place: Place, chain: readonly string[]): Source | undefined {
  const mode = modeOf(profile, place);
  if (mode === undefined || isEmpty(profile, mode)) return undefined;
  return BUILDERS[mode]({ profile, place, mode, chain });
}

/** The vendor's CLI writes a profile without keys when it first runs. */
function isEmpty({ accessKeyId, accessKeySecret, securityToken }: SignIn, mode: Mode): boolean {
  const isPlain = mode === 'AK' || mode === 'StsToken';
  return isPlain && (accessKeyId ?? accessKeySecret ?? securityToken) === undefined;
}

const BUILDERS: Readonly<Record<Mode, (given: Given) => Source>> = {
  AK: (given) => known(given, pair(given)),
  StsToken: (given) => known(given, { ...pair(given), securityToken: needed(given, 'securityToken') }),
  RamRoleArn: (given) => role(given, known({ ...given, mode: 'AK' }, withToken(given))),
  ChainableRamRoleArn: (given) => role(given, sourceProfile(given)),
  RamRoleArnWithRoleName: (given) => role(given, machine({ ...given, mode: 'EcsRamRole' })),
  EcsRamRole: (given) => machine(given),
  OIDC: (given) => oidc(given),
  External: (given) => external(given),
  CredentialsURI: (given) => uriSource(given),
};

const named = ({ mode, place }: Given): { mode: Mode; from: string } => ({ mode, from: place.from });

function known(given: Given, keys: Credentials): KnownKeys {
  return { kind: 'known', ...named(given), keys };
}

function pair(given: Given): Credentials {
  const { accessKeyId, accessKeySecret } = given.profile;
  if (accessKeyId === undefined) throw halfProfile(given, 'accessKeyId');
  if (accessKeySecret === undefined) throw halfProfile(given, 'accessKeySecret');
  return { accessKeyId, accessKeySecret };
}

const withToken = (given: Given): Credentials => ({
  ...pair(given),
  ...optional({ securityToken: given.profile.securityToken }),
});

function role(given: Given, keys: Source): AssumedRole {
  const { externalId } = given.profile;
  return { kind: 'role', ...named(given), with: keys, ...roleParts(given), ...optional({ externalId }) };
}

function roleParts(given: Given): RoleParts {
  const { policy, stsRegion, stsEndpoint } = given.profile;
  return {
    roleArn: needed(given, 'roleArn'),
    sessionName: sessionName(given),
    ...optional({ policy, duration: duration(given), stsRegion, stsEndpoint }),
  };
}

/** A steady name, so that what was fetched once is found again. */
const sessionName = ({ profile, place }: Given): string =>
  profile.roleSessionName ?? filled(place.env['ALIBABA_CLOUD_ROLE_SESSION_NAME']) ?? DEFAULT_SESSION;

/** Role sessions show under this name in the account's audit. */
export const DEFAULT_SESSION = 'alikafka';

function duration({ profile: { durationSeconds }, place, mode }: Given): number | undefined {
  if (durationSeconds === undefined || durationSeconds === '0') return undefined;
  if (/^\d{1,6}$/.test(durationSeconds)) return Number(durationSeconds);
  throw wrongField(place, mode, 'durationSeconds', 'is no whole number of seconds');
}

function sourceProfile(given: Given): Source {
  const { place, mode, chain } = given;
  const name = needed(given, 'sourceProfile');
  if (chain.includes(name))
    throw wrongField(place, mode, 'sourceProfile', `leads back to itself: ${[...chain, name].join(' → ')}`);
  const other = place.other(name);
  if (other === undefined) throw wrongField(place, mode, 'sourceProfile', `names ${name}, which does not exist`);
  const source = built(other.profile, other.place, [...chain, name]);
  if (source === undefined) throw wrongField(place, mode, 'sourceProfile', `names ${name}, which holds no keys`);
  return source;
}

function machine(given: Given): MachineRole {
  const { roleName } = given.profile;
  const v2Only = isV2Only(given.place.env);
  return { kind: 'machine', ...named(given), v2Only, guessed: false, ...optional({ roleName }) };
}

function oidc(given: Given): OidcRole {
  return {
    kind: 'oidc',
    ...named(given),
    ...roleParts(given),
    providerArn: needed(given, 'oidcProviderArn'),
    tokenFile: needed(given, 'oidcTokenFile'),
  };
}

function uriSource(given: Given): Source {
  const address = uri(given);
  forbidExternal(given.place.env, named(given));
  return { kind: 'uri', ...named(given), uri: address };
}

/** As with the vendor's CLI, the environment supplies the address where the profile has none. */
const uri = (given: Given): string =>
  given.profile.credentialsUri ??
  filled(given.place.env['ALIBABA_CLOUD_CREDENTIALS_URI']) ??
  needed(given, 'credentialsUri');

function external(given: Given): Source {
  const command = needed(given, 'credentialProcess');
  forbidExternal(given.place.env, named(given));
  return { kind: 'process', ...named(given), command };
}

function needed(given: Given, field: Field): string {
  const value = given.profile[field];
  if (value === undefined) throw lacks(given, field);
  return value;
}

/** The fields that are there. */
function optional<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
