import { type Env, filled, isOn } from '../../core/env.ts';
import type { Offer } from './place.ts';

/** Only the token flow is allowed. The SDKs know the variable under two spellings. */
export function isV2Only(env: Env): boolean {
  return isOn(env['ALIBABA_CLOUD_IMDSV1_DISABLED']) || isOn(env['ALIBABA_CLOUD_IMDSV1_DISABLE']);
}

/** The role of this machine that the environment names. */
export function machineOfEnvironment(env: Env): Offer {
  const roleName = filled(env['ALIBABA_CLOUD_ECS_METADATA']);
  if (roleName === undefined) return { why: 'not set' };
  if (isDisabled(env)) return DISABLED;
  const from = 'ALIBABA_CLOUD_ECS_METADATA';
  return { source: { kind: 'machine', mode: 'EcsRamRole', from, roleName, v2Only: isV2Only(env), guessed: false } };
}

/** The last resort: whatever role this machine has, if it is one of the vendor's. Asking for it costs up to a second. */
export function guessedMachine(env: Env, mayProbe: boolean): Offer {
  if (isDisabled(env)) return DISABLED;
  if (!mayProbe) return { why: 'not asked' };
  const from = 'the metadata server of this machine';
  return { source: { kind: 'machine', mode: 'EcsRamRole', from, v2Only: isV2Only(env), guessed: true } };
}

const isDisabled = (env: Env): boolean => isOn(env['ALIBABA_CLOUD_ECS_METADATA_DISABLED']);
const DISABLED = { why: 'switched off by ALIBABA_CLOUD_ECS_METADATA_DISABLED' };
