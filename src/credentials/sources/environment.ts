/** AccessKey pairs and STS tokens in environment variables as a place of credentials. */
import { type Env, filled } from '../../core/env.ts';
import { FAMILIES } from './vendor-variables.ts';
import { halfVariable, quotedVariable } from '../failures.ts';
import type { Offer } from './place.ts';
import { t } from '../../core/text/texts.ts';

/**
 * The variables of an AccessKey ID, its secret and its STS token: three families, and the oldest, which Terraform
 * reads.
 */
const NAMES = [
  ...FAMILIES.map(
    (family) => [`${family}_ACCESS_KEY_ID`, `${family}_ACCESS_KEY_SECRET`, `${family}_SECURITY_TOKEN`] as const,
  ),
  ['ALICLOUD_ACCESS_KEY', 'ALICLOUD_SECRET_KEY', 'ALICLOUD_SECURITY_TOKEN'],
] as const satisfies readonly (readonly [string, string, string])[];

/**
 * The credentials of the environment. Throws Failure (exit 4) on an incomplete pair, on a pair from two families, and
 * on values in quotes.
 */
export function keysOfEnvironment(env: Env): Offer {
  const names = namesIn(env);
  if (names === undefined) return { why: t('not set') };
  const [idName, secretName] = names;
  const [id, secret, token] = names.map((name) => keyIn(env, name));
  if (id === undefined) throw halfVariable(secretName, idName);
  if (secret === undefined) throw halfVariable(idName, secretName);
  const keys = { accessKeyId: id, accessKeySecret: secret };
  if (token === undefined) return { source: { kind: 'known', mode: 'AK', from: idName, keys } };
  return { source: { kind: 'known', mode: 'StsToken', from: idName, keys: { ...keys, securityToken: token } } };
}

/** The variable of the AccessKey ID that is used, also where only its secret is set; undefined if neither is. */
export const keyVariable = (env: Env): string | undefined => namesIn(env)?.[0];

/** The value of a variable. Throws Failure if it is enclosed in quotes, which a shell or an env file left there. */
function keyIn(env: Env, name: string): string | undefined {
  const value = filled(env[name]);
  if (value !== undefined && /^(["']).*\1$/s.test(value) && value.length > 1) throw quotedVariable(name);
  return value;
}

function namesIn(env: Env): readonly [string, string, string] | undefined {
  return NAMES.find(([id, secret]) => filled(env[id]) ?? filled(env[secret]));
}
