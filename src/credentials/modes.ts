/** The names of modes, compared without case, and the guess where a profile has none. */
import { unsupported, wrongField } from './failures.ts';
import type { Place } from './sources/place.ts';
import type { SignIn } from './sources/sign-in.ts';
import { type Mode, MODES } from './source.ts';

/** The vendor's others: a browser, a key file, or something that this service does not take. */
const OTHERS = ['CloudSSO', 'OAuth', 'RsaKeyPair', 'BearerToken', 'Anonymous'];

/** A mode by its name in any case. */
export function namedMode(word: string): Mode | undefined {
  return MODES.find((mode) => mode.toLowerCase() === word.toLowerCase());
}

/** The mode of a profile: as it says, or as its fields do. Throws Failure on one that cannot be used. */
export function modeOf(profile: SignIn, place: Place): Mode | undefined {
  if (profile.mode === undefined) return guessed(profile);
  const word = profile.mode;
  const other = OTHERS.find((mode) => mode.toLowerCase() === word.toLowerCase());
  if (other !== undefined) throw unsupported(place, other);
  const mode = namedMode(word);
  if (mode === undefined) throw wrongField(place, 'AK', 'mode', `"${word}" is none of ${MODES.join(', ')}`);
  return mode;
}

/** The vendor's guess, and after it one for the modes that the vendor does not guess. */
export function guessed(profile: SignIn): Mode | undefined {
  const { accessKeyId, accessKeySecret, securityToken, roleArn } = profile;
  if (accessKeyId !== undefined && accessKeySecret !== undefined)
    return securityToken !== undefined ? 'StsToken' : roleArn !== undefined ? 'RamRoleArn' : 'AK';
  if (accessKeyId !== undefined || accessKeySecret !== undefined) return 'AK';
  if (profile.roleName !== undefined) return 'EcsRamRole';
  if (profile.credentialProcess !== undefined) return 'External';
  if (profile.oidcProviderArn !== undefined && profile.oidcTokenFile !== undefined && roleArn !== undefined)
    return 'OIDC';
  if (profile.sourceProfile !== undefined && roleArn !== undefined) return 'ChainableRamRoleArn';
  return profile.credentialsUri === undefined ? undefined : 'CredentialsURI';
}
