import type { Credentials } from '../core/request.ts';
import { EXIT, Failure } from '../errors/failure.ts';
import type { Profile } from './profiles.ts';
import { type Env, filled, type Setting } from './setting.ts';

export interface FoundCredentials extends Credentials {
  /** `ALIBABA_CLOUD_ACCESS_KEY_ID`, `profile prod`. */
  readonly source: string;
}

/** Families of variables, in the order in which they are looked at. */
const FAMILIES = ['ALIBABA_CLOUD', 'ALIBABACLOUD', 'ALICLOUD'];

/**
 * Credentials of the environment, else of the profile. A profile named by --profile or ALIKAFKA_PROFILE switches the
 * environment's off, with a note. Half a pair, or halves of two families, is exit 4.
 */
export function findCredentials(
  env: Env,
  saved: Profile,
  profile: Setting | undefined,
): { credentials: FoundCredentials | undefined; notes: string[] } {
  const named = profile?.source === '--profile' || profile?.source === 'ALIKAFKA_PROFILE';
  if (named) return { credentials: ofProfile(saved, profile.value), notes: ignored(env, profile.value) };
  return {
    credentials: ofEnvironment(env) ?? (profile === undefined ? undefined : ofProfile(saved, profile.value)),
    notes: [],
  };
}

function ignored(env: Env, profile: string): string[] {
  const family = FAMILIES.find((one) => filled(env[`${one}_ACCESS_KEY_ID`]) ?? filled(env[`${one}_ACCESS_KEY_SECRET`]));
  return family === undefined ? [] : [`the keys in ${family}_ACCESS_KEY_ID are ignored: profile ${profile} was named`];
}

function ofEnvironment(env: Env): FoundCredentials | undefined {
  for (const family of FAMILIES) {
    const [id, secret, token] = ['ACCESS_KEY_ID', 'ACCESS_KEY_SECRET', 'SECURITY_TOKEN'].map((part) =>
      filled(env[`${family}_${part}`]),
    );
    if (id === undefined && secret === undefined) continue;
    if (id === undefined || secret === undefined)
      throw half(
        `${family}_ACCESS_KEY_${id === undefined ? 'SECRET' : 'ID'}`,
        `${family}_ACCESS_KEY_${id === undefined ? 'ID' : 'SECRET'}`,
      );
    return {
      accessKeyId: id,
      accessKeySecret: secret,
      ...(token === undefined ? {} : { securityToken: token }),
      source: `${family}_ACCESS_KEY_ID`,
    };
  }
  return undefined;
}

function half(present: string, absent: string): Failure {
  return new Failure({
    exitCode: EXIT.credentials,
    code: 'HalfCredentials',
    message: `${present} is set and ${absent} is not: half a key pair`,
    hint: 'Both halves must come from one and the same place.',
  });
}

function ofProfile(saved: Profile, name: string): FoundCredentials | undefined {
  const { accessKeyId, accessKeySecret, securityToken } = saved;
  if (accessKeyId === undefined && accessKeySecret === undefined) return undefined;
  if (accessKeyId === undefined || accessKeySecret === undefined) {
    const absent = accessKeyId === undefined ? 'access-key-id' : 'access-key-secret';
    throw new Failure({
      exitCode: EXIT.credentials,
      code: 'HalfCredentials',
      message: `profile ${name} holds half a key pair: ${absent} is missing`,
      next: `alikafka config set ${absent}${absent === 'access-key-id' ? ' <id>' : ' --stdin'} --profile ${name}`,
    });
  }
  return {
    accessKeyId,
    accessKeySecret,
    ...(securityToken === undefined ? {} : { securityToken }),
    source: `profile ${name}`,
  };
}
