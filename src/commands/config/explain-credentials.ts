/** The rows of `config explain` about the profile and the credentials. Secrets are not in them. */
import type { Env } from '../../core/env.ts';
import type { ChainEntry } from '../../credentials/sources/chain-entry.ts';
import type { ResolvedChain } from '../../credentials/sources/resolve-chain.ts';
import { guessedMachine } from '../../credentials/sources/machine-environment.ts';
import { LOCAL_DEFAULTS } from '../../config/local-profile.ts';
import type { Resolved } from '../../config/resolve-sign-in.ts';
import { LOCAL } from '../../config/profiles/profiles.ts';
import { profileSource } from '../../config/setting.ts';
import { t } from '../../core/text/texts.ts';
import { chosenLine, type Line } from './explain-line.ts';

/** The rows about the profile, the credentials, and the AccessKey that they are based on. */
export function credentialLines({ targets, found }: Resolved, env: Env): Line[] {
  const profile = chosenLine('profile', targets.choices.profile);
  return [profile, ...(found === undefined ? ofLocal() : ofSource(found, env))];
}

function ofLocal(): Line[] {
  const source = profileSource(LOCAL);
  return [
    { setting: 'credentials', value: 'AK', source, lost: [] },
    { setting: 'access-key-id', value: LOCAL_DEFAULTS.credentials.accessKeyId, source, lost: [] },
  ];
}

function ofSource(found: ResolvedChain, env: Env): Line[] {
  const used = found.entries.find((one) => one.used);
  const lost = found.entries.filter((one) => !one.used && one.mode !== undefined);
  return [
    {
      setting: 'credentials',
      value:
        found.failure === undefined
          ? (used?.mode ?? noneText(env))
          : t('invalid: {reason}', { reason: found.failure.message }),
      source: found.failure === undefined ? (used?.from ?? null) : null,
      lost: lost.map((one) => ({ value: keyed(one), source: one.from })),
    },
    {
      setting: 'access-key-id',
      value: used?.keyId ?? null,
      source: used?.keyId === undefined ? null : used.from,
      lost: [],
    },
  ];
}

/** No credentials. Unless it is disabled, a command tries the metadata server last, which exists only on ECS. */
const noneText = (env: Env): string =>
  'source' in guessedMachine(env, true) ? t('none, except on an ECS instance') : t('none');

const keyed = ({ mode, keyId }: ChainEntry): string => `${mode ?? ''}${keyId === undefined ? '' : ` ${keyId}`}`;
