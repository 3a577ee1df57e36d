/** An OIDC token in a file, named by environment variables, as a place of credentials. */
import { type Env, filled } from '../../core/env.ts';
import { ofFamilies } from './vendor-variables.ts';
import type { Offer } from './place.ts';
import { DEFAULT_SESSION } from './profile-source.ts';
import { t } from '../../core/text/texts.ts';

const PARTS = ['ROLE_ARN', 'OIDC_PROVIDER_ARN', 'OIDC_TOKEN_FILE'] as const;

/** The RAM role that the environment names with an OIDC token file: how CI systems and ACK sign in. */
export function oidcOfEnvironment(env: Env): Offer {
  const [role, provider, file] = PARTS.map((part) => ofFamilies(env, part));
  if (role === undefined || provider === undefined || file === undefined) return { why: whyNot(env) };
  return {
    source: {
      kind: 'oidc',
      mode: 'OIDC',
      from: role.name,
      roleArn: role.value,
      providerArn: provider.value,
      tokenFile: file.value,
      tokenVariable: file.name,
      sessionName: filled(ofFamilies(env, 'ROLE_SESSION_NAME')?.value) ?? DEFAULT_SESSION,
    },
  };
}

/** All three variables are needed: ROLE_ARN alone is also set for other purposes. */
function whyNot(env: Env): string {
  const absent = PARTS.filter((part) => ofFamilies(env, part) === undefined);
  if (absent.length === PARTS.length) return t('not set');
  return t('{variables} not set', { variables: absent.map((part) => `ALIBABA_CLOUD_${part}`).join(', ') });
}
