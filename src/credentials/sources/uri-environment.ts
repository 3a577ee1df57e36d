/** A URL that returns credentials, named by the environment, as a place of credentials. */
import { type Env, filled } from '../../core/env.ts';
import { forbidExternal } from '../failures.ts';
import type { Offer } from './place.ts';
import { t } from '../../core/text/texts.ts';

const NAME = 'ALIBABA_CLOUD_CREDENTIALS_URI';

/** The URL that ALIBABA_CLOUD_CREDENTIALS_URI names. Throws Failure (exit 4) if requests to URLs are disabled. */
export function uriOfEnvironment(env: Env): Offer {
  const uri = filled(env[NAME]);
  if (uri === undefined) return { why: t('not set') };
  const source = { kind: 'uri', mode: 'CredentialsURI', from: NAME, uri } as const;
  forbidExternal(env, source);
  return { source };
}
