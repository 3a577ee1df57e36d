import type { Values } from '../../core/operation.ts';
import type { Param, Violation, Value } from '../../core/params.ts';
import { type Detail, sentence } from '../../errors/failure.ts';
import { type Field, isMany, labelOf } from '../../engine/input/fields.ts';
import { objections, readMany, readOne } from './read-value.ts';

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
    if (!isTyped(raw)) continue;
    const read = isMany(param) ? readMany(param, raw as readonly string[]) : readOne(param, raw as string | boolean);
    const flag = labelOf(param);
    problems.push(...objections(read, validate).map((message) => ({ flag, message })));
    warnings.push(...read.cautions.map((message) => sentence({ flag, message })));
    given[key] = read.value;
  }
  return { given, problems, warnings };
}

/** Values with the defaults of what was not given; a default sees what was, and the defaults before it. */
export function completed(fields: readonly Field[], given: Values): Values {
  const input: Record<string, Value | undefined> = { ...given };
  for (const { key, param } of fields) {
    const value = param.default === undefined ? undefined : (input[key] ?? param.default(input));
    if (value !== undefined) input[key] = value;
  }
  return input;
}

/**
 * The required fields that an input lacks. One that was `tried` and could not be read is not missing; the wire
 * parameters in `params` may stand for a required one, as another input may.
 */
export function missingOf(
  fields: readonly Field[],
  input: Values,
  tried: (key: string) => boolean,
  params: Readonly<Record<string, string>>,
): readonly Field[] {
  const stoodFor = ({ alternative }: Param): boolean =>
    alternative !== undefined && (alternative in params || input[alternative] !== undefined);
  return fields.filter(
    ({ key, param }) => isNeeded(param) && input[key] === undefined && !tried(key) && !stoodFor(param),
  );
}

/** Whether there is nothing that a field defaults to. */
export const isNeeded = (param: Param): boolean =>
  param.required && param.from === undefined && param.default === undefined;

/** Whether something was typed for a field. */
export const isTyped = (raw: Typed[string]): boolean => raw !== undefined && !(Array.isArray(raw) && raw.length === 0);

/** Troubles of rules between parameters, in the words of the flags. */
export function inFlags(found: readonly Violation[], fields: readonly Field[]): Detail[] {
  return found.map(({ param, message }) => {
    const field = fields.find(({ key }) => key === param);
    return { flag: field === undefined ? param : labelOf(field.param), message };
  });
}
