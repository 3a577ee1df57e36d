/** Families of codes: patterns for codes without an entry. Single codes are in the other files of this folder. */
import type { Entry } from './entry.ts';
import { INVALID, MISSING, NOT_ALLOWED, THROTTLED, WRONG_KEY, WRONG_TOKEN } from './shared.ts';

/** A pattern of codes: those that contain a parameter's name (`MissingTopic`, `InvalidPartitionNum`), and newer ones of a group. */
export interface Family {
  readonly name: string;
  readonly pattern: RegExp;
  readonly entry: Entry;
}

/** The families; the first that matches applies. Codes with an entry are looked up first. */
export const FAMILIES = [
  { name: 'Throttling.*', pattern: /^Throttling\./i, entry: THROTTLED },
  { name: 'Forbidden.*', pattern: /^Forbidden\./i, entry: NOT_ALLOWED },
  { name: 'InvalidAccessKeyId.*', pattern: /^InvalidAccessKeyId\./i, entry: WRONG_KEY },
  { name: 'InvalidSecurityToken.*', pattern: /^InvalidSecurityToken\./i, entry: WRONG_TOKEN },
  { name: 'Missing<Parameter>', pattern: /^Missing[A-Z]/, entry: MISSING },
  { name: 'Invalid.*', pattern: /^Invalid\./i, entry: INVALID },
  { name: 'Invalid<Parameter>', pattern: /^Invalid[A-Z]/, entry: INVALID },
] as const satisfies readonly Family[];

/** The family of a code without an entry. */
export const familyOf = (code: string): (typeof FAMILIES)[number] | undefined =>
  FAMILIES.find(({ pattern }) => pattern.test(code));
