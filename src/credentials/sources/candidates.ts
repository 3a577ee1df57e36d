/**
 * The places where credentials may be, in the order in which they are checked. Nothing is read before `offer` is
 * called.
 */
import { keysOfEnvironment, keyVariable } from './environment.ts';
import { guessedMachine, instanceMetadata, machineOfEnvironment } from './machine-environment.ts';
import { oidcOfEnvironment } from './oidc-environment.ts';
import { ownOffer } from './own-profile.ts';
import type { Candidate, ChainContext } from './chain-context.ts';
import { t } from '../../core/text/texts.ts';
import { uriOfEnvironment } from './uri-environment.ts';
import { aliyunCandidate, iniCandidates } from './vendor-files.ts';

/** The places of a profile that was selected explicitly: this tool's, else the vendor CLI's of that name. */
export function namedCandidates(name: string, context: ChainContext): Candidate[] {
  return [ownCandidate(name, context), aliyunCandidate(context, name)];
}

/** All other places. `current` is the current profile of this tool, if there is one. */
export function usualCandidates(current: string | undefined, context: ChainContext): Candidate[] {
  const { env } = context;
  return [
    {
      from: keyVariable(env) ?? 'ALIBABA_CLOUD_ACCESS_KEY_ID',
      offer: async () => keysOfEnvironment(env),
    },
    ...(current === undefined ? [] : [ownCandidate(current, context)]),
    aliyunCandidate(context),
    ...iniCandidates(context),
    { from: 'ALIBABA_CLOUD_ROLE_ARN', offer: async () => oidcOfEnvironment(env) },
    { from: 'ALIBABA_CLOUD_CREDENTIALS_URI', offer: async () => uriOfEnvironment(env) },
    { from: 'ALIBABA_CLOUD_ECS_METADATA', offer: async () => machineOfEnvironment(env) },
    {
      from: instanceMetadata(),
      offer: async () => guessedMachine(env, context.networkProbe),
    },
  ];
}

const ownCandidate = (name: string, { own, env }: ChainContext): Candidate => ({
  from: t('profile {profile}', { profile: name }),
  offer: async () => ownOffer(own, name, env),
});
