import { type Env, filled } from '../../core/env.ts';
import { forbidExternal } from '../failures.ts';
import type { Offer } from './place.ts';

const NAME = 'ALIBABA_CLOUD_CREDENTIALS_URI';

/** The address that gives keys, where the environment names one. Throws Failure where no address may be asked. */
export function uriOfEnvironment(env: Env): Offer {
  const uri = filled(env[NAME]);
  if (uri === undefined) return { why: 'not set' };
  const source = { kind: 'uri', mode: 'CredentialsURI', from: NAME, uri } as const;
  forbidExternal(env, source);
  return { source };
}
