/** The places where keys may be, in the order in which they are looked at. Nothing is read before it is asked for. */
import { keysOfEnvironment, keyVariable } from './environment.ts';
import { guessedMachine, machineOfEnvironment } from './machine-environment.ts';
import { oidcOfEnvironment } from './oidc-environment.ts';
import { ownOffer } from './own-profile.ts';
import type { Candidate, ChainContext } from './chain-context.ts';
import { uriOfEnvironment } from './uri-environment.ts';
import { aliyunCandidate, iniCandidates } from './vendor-files.ts';

/** The places of a profile that was named: ours, else the vendor CLI's of that name. */
export function namedCandidates(name: string, around: ChainContext): Candidate[] {
  return [ownCandidate(name, around), aliyunCandidate(around, name)];
}

/** The places beside, in their order. `current` is our profile in force, where there is one. */
export function usualCandidates(current: string | undefined, around: ChainContext): Candidate[] {
  const { env } = around;
  return [
    {
      from: keyVariable(env) ?? 'ALIBABA_CLOUD_ACCESS_KEY_ID',
      offer: async () => keysOfEnvironment(env),
    },
    ...(current === undefined ? [] : [ownCandidate(current, around)]),
    aliyunCandidate(around),
    ...iniCandidates(around),
    { from: 'ALIBABA_CLOUD_ROLE_ARN', offer: async () => oidcOfEnvironment(env) },
    { from: 'ALIBABA_CLOUD_CREDENTIALS_URI', offer: async () => uriOfEnvironment(env) },
    { from: 'ALIBABA_CLOUD_ECS_METADATA', offer: async () => machineOfEnvironment(env) },
    {
      from: 'the metadata server of this machine',
      offer: async () => guessedMachine(env, around.networkProbe),
    },
  ];
}

const ownCandidate = (name: string, { own, env }: ChainContext): Candidate => ({
  from: `profile ${name}`,
  offer: async () => ownOffer(own, name, env),
});
