import { type Env, filled, isOn } from '../../core/env.ts';

/** Families of variables, in the order in which they are looked at. */
export const FAMILIES = ['ALIBABA_CLOUD', 'ALIBABACLOUD', 'ALICLOUD'] as const;

/** The first variable of the families that is set: `ROLE_ARN` is ALIBABA_CLOUD_ROLE_ARN, then the other spellings. */
export function ofFamilies(env: Env, part: string): { readonly name: string; readonly value: string } | undefined {
  for (const family of FAMILIES) {
    const name = `${family}_${part}`;
    const value = filled(env[name]);
    if (value !== undefined) return { name, value };
  }
  return undefined;
}

/** Variables that switch the vendor CLI's file off. */
const OFF = ['ALIBABA_CLOUD_IGNORE_PROFILE', 'ALIBABA_CLOUD_CLI_PROFILE_DISABLED'];

/** The variable that switches the vendor CLI's file off, where one does. */
export const switchedOff = (env: Env): string | undefined => OFF.find((name) => isOn(env[name]));
