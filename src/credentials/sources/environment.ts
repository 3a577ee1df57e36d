import { type Env, filled } from '../../core/env.ts';
import { FAMILIES } from './vendor-variables.ts';
import { halfVariable, quotedVariable } from '../failures.ts';
import type { Offer } from './place.ts';

/** Names of a key id, its secret and its token: three families, and the oldest that Terraform still reads. */
const NAMES = [
  ...FAMILIES.map(
    (family) => [`${family}_ACCESS_KEY_ID`, `${family}_ACCESS_KEY_SECRET`, `${family}_SECURITY_TOKEN`] as const,
  ),
  ['ALICLOUD_ACCESS_KEY', 'ALICLOUD_SECRET_KEY', 'ALICLOUD_SECURITY_TOKEN'],
] as const satisfies readonly (readonly [string, string, string])[];

/** The keys of the environment. Half a pair, or halves of two families, and quotes around one are a Failure (exit 4). */
export function keysOfEnvironment(env: Env): Offer {
  const names = namesIn(env);
  if (names === undefined) return { why: 'not set' };
  const [idName, secretName] = names;
  const [id, secret, token] = names.map((name) => keyIn(env, name));
  if (id === undefined) throw halfVariable(secretName, idName);
  if (secret === undefined) throw halfVariable(idName, secretName);
  const keys = { accessKeyId: id, accessKeySecret: secret };
  if (token === undefined) return { source: { kind: 'known', mode: 'AK', from: idName, keys } };
  return { source: { kind: 'known', mode: 'StsToken', from: idName, keys: { ...keys, securityToken: token } } };
}

/** The variable of the key id that is in force, also where only its secret is set. */
export const keyVariable = (env: Env): string | undefined => namesIn(env)?.[0];

/** A key as a variable holds it. Throws Failure where quotes are around it, which a shell or an env file left there. */
function keyIn(env: Env, name: string): string | undefined {
  const value = filled(env[name]);
  if (value !== undefined && /^(["']).*\1$/s.test(value) && value.length > 1) throw quotedVariable(name);
  return value;
}

function namesIn(env: Env): readonly [string, string, string] | undefined {
  return NAMES.find(([id, secret]) => filled(env[id]) ?? filled(env[secret]));
}
