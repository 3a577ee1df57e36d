/** The RAM role of an ECS instance as a place of credentials: named by the environment, or tried last of all. */
import { type Env, filled, isOn } from '../../core/env.ts';
import { t } from '../../core/text/texts.ts';
import type { Offer } from './place.ts';

/** Whether only requests with a token (IMDSv2) are allowed. The SDKs know the variable under two spellings. */
export function isV2Only(env: Env): boolean {
  return isOn(env['ALIBABA_CLOUD_IMDSV1_DISABLED']) || isOn(env['ALIBABA_CLOUD_IMDSV1_DISABLE']);
}

/** The RAM role that ALIBABA_CLOUD_ECS_METADATA names. */
export function machineOfEnvironment(env: Env): Offer {
  const roleName = filled(env['ALIBABA_CLOUD_ECS_METADATA']);
  if (roleName === undefined) return { why: t('not set') };
  if (isDisabled(env)) return disabled();
  const from = 'ALIBABA_CLOUD_ECS_METADATA';
  return { source: { kind: 'machine', mode: 'EcsRamRole', from, roleName, v2Only: isV2Only(env), guessed: false } };
}

/**
 * The last source: any RAM role of this machine, if it is an ECS instance. Fetching it takes up to a second elsewhere.
 */
export function guessedMachine(env: Env, mayProbe: boolean): Offer {
  if (isDisabled(env)) return disabled();
  if (!mayProbe) return { why: t('not queried') };
  const from = instanceMetadata();
  return { source: { kind: 'machine', mode: 'EcsRamRole', from, v2Only: isV2Only(env), guessed: true } };
}

/** What messages call the service that gives an ECS instance its credentials. */
export const instanceMetadata = (): string => t('the instance metadata service');

const isDisabled = (env: Env): boolean => isOn(env[DISABLED]);
const disabled = (): Offer => ({ why: t('disabled by {variable}', { variable: DISABLED }) });
const DISABLED = 'ALIBABA_CLOUD_ECS_METADATA_DISABLED';
