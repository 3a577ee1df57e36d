import { type Env, filled } from './env.ts';
import type { Offer } from './place.ts';

const NAME = 'ALIBABA_CLOUD_CREDENTIALS_URI';

/** The address that gives keys, where the environment names one. */
export function uriOfEnvironment(env: Env): Offer {
  const uri = filled(env[NAME]);
  if (uri === undefined) return { why: 'not set' };
  return { source: { kind: 'uri', mode: 'CredentialsURI', from: NAME, uri } };
}
