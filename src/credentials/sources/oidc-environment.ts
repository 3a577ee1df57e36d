import { type Env, filled } from '../../core/env.ts';
import { ofFamilies } from './vendor-variables.ts';
import type { Offer } from './place.ts';
import { DEFAULT_SESSION } from './profile-source.ts';

const PARTS = ['ROLE_ARN', 'OIDC_PROVIDER_ARN', 'OIDC_TOKEN_FILE'] as const;

/** A role that the environment lets take with a token in a file: how CI systems and ACK sign in. */
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

/** Some of the three alone are no way to sign in: the role's name is used for other things too. */
function whyNot(env: Env): string {
  const absent = PARTS.filter((part) => ofFamilies(env, part) === undefined);
  return absent.length === PARTS.length ? 'not set' : `ALIBABA_CLOUD_${absent.join(' and ALIBABA_CLOUD_')} not set`;
}
