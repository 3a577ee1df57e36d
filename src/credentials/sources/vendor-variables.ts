/** The families of the vendor's environment variables, and the variables that disable the vendor CLI's file. */
import { type Env, filled, isOn } from '../../core/env.ts';

/** Families of variables, in the order in which they are read. */
export const FAMILIES = ['ALIBABA_CLOUD', 'ALIBABACLOUD', 'ALICLOUD'] as const;

/** The first variable of the families that is set: `ROLE_ARN` is ALIBABA_CLOUD_ROLE_ARN, then the other families. */
export function ofFamilies(env: Env, part: string): { readonly name: string; readonly value: string } | undefined {
  for (const family of FAMILIES) {
    const name = `${family}_${part}`;
    const value = filled(env[name]);
    if (value !== undefined) return { name, value };
  }
  return undefined;
}

/** Variables that disable the vendor CLI's file. */
const DISABLING = ['ALIBABA_CLOUD_IGNORE_PROFILE', 'ALIBABA_CLOUD_CLI_PROFILE_DISABLED'];

/** The variable that disables the vendor CLI's file; undefined if none does. */
export const disabledBy = (env: Env): string | undefined => DISABLING.find((name) => isOn(env[name]));
