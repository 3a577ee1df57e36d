import { type Env, FAMILIES, filled } from './env.ts';
import { halfVariable } from './failures.ts';
import type { Offer } from './place.ts';

/** The keys of the environment. Half a pair, or halves of two families, is a Failure (exit 4). */
export function keysOfEnvironment(env: Env): Offer {
  const family = familyIn(env);
  if (family === undefined) return { why: 'not set' };
  const [id, secret, token] = ['ACCESS_KEY_ID', 'ACCESS_KEY_SECRET', 'SECURITY_TOKEN'].map((part) =>
    filled(env[`${family}_${part}`]),
  );
  const [idName, secretName] = [`${family}_ACCESS_KEY_ID`, `${family}_ACCESS_KEY_SECRET`];
  if (id === undefined) throw halfVariable(secretName, idName);
  if (secret === undefined) throw halfVariable(idName, secretName);
  const keys = { accessKeyId: id, accessKeySecret: secret };
  if (token === undefined) return { source: { kind: 'known', mode: 'AK', from: idName, keys } };
  return { source: { kind: 'known', mode: 'StsToken', from: idName, keys: { ...keys, securityToken: token } } };
}

/** The family of variables that has keys, or a half of them. */
export function familyIn(env: Env): string | undefined {
  return FAMILIES.find((one) => filled(env[`${one}_ACCESS_KEY_ID`]) ?? filled(env[`${one}_ACCESS_KEY_SECRET`]));
}
