import type { Values } from '../../core/operation.ts';
import type { Param, Value } from '../../core/params.ts';
import { type Detail, sentence } from '../../errors/failure.ts';
import { type Field, isMany, labelOf } from './fields.ts';
import { objections, readMany, readOne, type ReadValue } from './read-value.ts';

/** What commander found, by field key. */
export type Typed = Readonly<Record<string, string | readonly string[] | boolean | undefined>>;

/** What was typed, as values, and all that is wrong with it. */
export interface ReadInput {
  /** As given, without defaults. */
  readonly given: Values;
  readonly problems: readonly Detail[];
  readonly warnings: readonly string[];
}

/**
 * Turns what was typed into values and says everything that is wrong with them at once. Pure.
 * Without `validate` the values' own rules are left to the service; what cannot be read at all is still refused.
 */
export function readInput(fields: readonly Field[], typed: Typed, validate: boolean): ReadInput {
  const problems: Detail[] = [];
  const warnings: string[] = [];
  const given: Record<string, Value | undefined> = {};
  for (const { key, param } of fields) {
    const raw = typed[key];
    if (raw === undefined || !isTyped(raw)) continue;
    const read = readTyped(param, raw);
    const flag = labelOf(param);
    problems.push(...objections(read, validate).map((message) => ({ flag, message })));
    warnings.push(...read.cautions.map((message) => sentence({ flag, message })));
    given[key] = read.value;
  }
  return { given, problems, warnings };
}

/** One option as its value; what is wrong with it is added to `problems`. Undefined where it is not given, or wrong. */
export function readOption<T extends Value>(param: Param<T>, typed: Typed[string], problems: Detail[]): T | undefined {
  if (typed === undefined) return undefined;
  const { value, violations } = readTyped(param, typed);
  problems.push(...violations.map((message) => ({ flag: labelOf(param), message })));
  return violations.length > 0 ? undefined : (value as T);
}

const readTyped = (param: Param, raw: NonNullable<Typed[string]>): ReadValue =>
  isMany(param) ? readMany(param, raw as readonly string[]) : readOne(param, raw as string | boolean);

/** Whether something was typed for a field. */
export const isTyped = (raw: Typed[string]): boolean => raw !== undefined && !(Array.isArray(raw) && raw.length === 0);
