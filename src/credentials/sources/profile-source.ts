/** Builds the source of a profile's credentials by the profile's mode, whichever file the profile is from. */
import type { Credentials } from '../../core/request.ts';
import { filled } from '../../core/env.ts';
import { type Sentence, sentence } from '../../core/text/texts.ts';
import { forbidExternal, halfProfile, invalidField, missingField } from '../failures.ts';
import type { Failure } from '../../errors/failure.ts';
import { isV2Only } from './machine-environment.ts';
import { modeOf } from '../modes.ts';
import type { ProfileInput, ProfilePlace } from './place.ts';
import type { Field, SignIn } from './sign-in.ts';
import type { AssumedRole, KnownKeys, MachineRole, Mode, OidcRole, RoleParts, Source } from '../source.ts';

/**
 * The source of a profile; undefined if it has no credentials. Throws Failure (exit 4) if the profile is
 * incomplete.
 */
export function sourceOf(profile: SignIn, place: ProfilePlace): Source | undefined {
  return built(profile, place, [place.name]);
}

function built(profile: SignIn, place: ProfilePlace, chain: readonly string[]): Source | undefined {
  const mode = modeOf(profile, place);
  if (mode === undefined || isEmpty(profile, mode)) return undefined;
  return BUILDERS[mode]({ profile, place, mode, chain });
}

/** The vendor's CLI writes a profile without credentials when it first runs. */
function isEmpty({ accessKeyId, accessKeySecret, securityToken }: SignIn, mode: Mode): boolean {
  const isPlain = mode === 'AK' || mode === 'StsToken';
  return isPlain && (accessKeyId ?? accessKeySecret ?? securityToken) === undefined;
}

const BUILDERS: Readonly<Record<Mode, (input: ProfileInput) => Source>> = {
  AK: (input) => known(input, pair(input)),
  StsToken: (input) => known(input, { ...pair(input), securityToken: needed(input, 'securityToken') }),
  RamRoleArn: (input) => role(input, known({ ...input, mode: 'AK' }, withToken(input))),
  ChainableRamRoleArn: (input) => role(input, sourceProfile(input)),
  RamRoleArnWithRoleName: (input) => role(input, machine({ ...input, mode: 'EcsRamRole' })),
  EcsRamRole: (input) => machine(input),
  OIDC: (input) => oidc(input),
  External: (input) => external(input),
  CredentialsURI: (input) => uriSource(input),
};

const named = ({ mode, place }: ProfileInput): { mode: Mode; from: string } => ({ mode, from: place.from });

function known(input: ProfileInput, keys: Credentials): KnownKeys {
  return { kind: 'known', ...named(input), keys };
}

function pair(input: ProfileInput): Credentials {
  const { accessKeyId, accessKeySecret } = input.profile;
  if (accessKeyId === undefined) throw halfProfile(input, 'accessKeyId');
  if (accessKeySecret === undefined) throw halfProfile(input, 'accessKeySecret');
  return { accessKeyId, accessKeySecret };
}

const withToken = (input: ProfileInput): Credentials => ({
  ...pair(input),
  ...optional({ securityToken: input.profile.securityToken }),
});

function role(input: ProfileInput, keys: Source): AssumedRole {
  const { externalId } = input.profile;
  return { kind: 'role', ...named(input), with: keys, ...roleParts(input), ...optional({ externalId }) };
}

function roleParts(input: ProfileInput): RoleParts {
  const { policy, stsRegion, stsEndpoint } = input.profile;
  return {
    roleArn: needed(input, 'roleArn'),
    sessionName: sessionName(input),
    ...optional({ policy, duration: duration(input), stsRegion, stsEndpoint }),
  };
}

/** A constant name, so that cached credentials are found again. */
const sessionName = ({ profile, place }: ProfileInput): string =>
  profile.roleSessionName ?? filled(place.env['ALIBABA_CLOUD_ROLE_SESSION_NAME']) ?? DEFAULT_SESSION;

/** The name of role sessions in ActionTrail, unless the profile or the environment sets another. */
export const DEFAULT_SESSION = 'alikafka';

function duration({ profile: { durationSeconds }, place, mode }: ProfileInput): number | undefined {
  if (durationSeconds === undefined || durationSeconds === '0') return undefined;
  if (/^\d{1,6}$/.test(durationSeconds)) return Number(durationSeconds);
  throw invalidField(place, mode, 'durationSeconds', sentence('{name} must be a whole number of seconds'));
}

function sourceProfile(input: ProfileInput): Source {
  const { place, mode, chain } = input;
  const profile = needed(input, 'sourceProfile');
  const invalid = (problem: Sentence): Failure => invalidField(place, mode, 'sourceProfile', problem);
  const profiles = [...chain, profile].join(' → ');
  if (chain.includes(profile)) throw invalid(sentence('{name} forms a loop: {profiles}', { profiles }));
  const other = place.other(profile);
  if (other === undefined) throw invalid(sentence('{name}: profile "{profile}" not found', { profile }));
  const source = built(other.profile, other.place, [...chain, profile]);
  if (source === undefined) throw invalid(sentence('{name}: profile "{profile}" has no credentials', { profile }));
  return source;
}

function machine(input: ProfileInput): MachineRole {
  const { roleName } = input.profile;
  const v2Only = isV2Only(input.place.env);
  return { kind: 'machine', ...named(input), v2Only, guessed: false, ...optional({ roleName }) };
}

function oidc(input: ProfileInput): OidcRole {
  return {
    kind: 'oidc',
    ...named(input),
    ...roleParts(input),
    providerArn: needed(input, 'oidcProviderArn'),
    tokenFile: needed(input, 'oidcTokenFile'),
  };
}

function uriSource(input: ProfileInput): Source {
  const url = uri(input);
  forbidExternal(input.place.env, named(input));
  return { kind: 'uri', ...named(input), uri: url };
}

/** As with the vendor's CLI, the environment supplies the URL where the profile has none. */
const uri = (input: ProfileInput): string =>
  input.profile.credentialsUri ??
  filled(input.place.env['ALIBABA_CLOUD_CREDENTIALS_URI']) ??
  needed(input, 'credentialsUri');

function external(input: ProfileInput): Source {
  const command = needed(input, 'credentialProcess');
  forbidExternal(input.place.env, named(input));
  return { kind: 'process', ...named(input), command };
}

function needed(input: ProfileInput, field: Field): string {
  const value = input.profile[field];
  if (value === undefined) throw missingField(input, field);
  return value;
}

/** The fields that have a value. */
function optional<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
