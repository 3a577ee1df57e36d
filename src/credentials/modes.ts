/** The names of the sign-in modes, compared without case, and the mode of a profile that names none. */
import { sentence } from '../core/text/texts.ts';
import { invalidField, unsupportedMode } from './failures.ts';
import type { ProfilePlace } from './sources/place.ts';
import type { SignIn } from './sources/sign-in.ts';
import { type Mode, MODES } from './source.ts';

/** Modes of the vendor's tools that are not supported: a browser, a key file, or what this service does not accept. */
const UNSUPPORTED = ['CloudSSO', 'OAuth', 'RsaKeyPair', 'BearerToken', 'Anonymous'];

/** A mode by its name in any case. */
export function namedMode(word: string): Mode | undefined {
  return MODES.find((mode) => mode.toLowerCase() === word.toLowerCase());
}

/**
 * The mode that a profile names, else the one that its fields imply. Throws Failure (exit 4) on a mode that cannot be
 * used.
 */
export function modeOf(profile: SignIn, place: ProfilePlace): Mode | undefined {
  if (profile.mode === undefined) return impliedMode(profile);
  const value = profile.mode;
  const unsupported = UNSUPPORTED.find((mode) => mode.toLowerCase() === value.toLowerCase());
  if (unsupported !== undefined) throw unsupportedMode(place, unsupported);
  const mode = namedMode(value);
  if (mode !== undefined) return mode;
  const modes = MODES.join(', ');
  throw invalidField(place, 'AK', 'mode', sentence('{name} must be one of {modes}, not "{value}"', { modes, value }));
}

/**
 * The mode that a profile's fields imply: by the vendor's own rules first, then for the modes that those do not cover.
 */
export function impliedMode(profile: SignIn): Mode | undefined {
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
