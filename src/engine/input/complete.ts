/** Completes an input with defaults, and finds required values that are missing. */
import type { Values } from '../../core/operation.ts';
import type { Param, Violation, Value } from '../../core/params.ts';
import type { Detail } from '../../errors/failure.ts';
import { type Field, problemOf } from './fields.ts';

/** The given values with defaults for the others; a default sees the given values and the defaults before it. */
export function completed(fields: readonly Field[], given: Values): Values {
  const input: Record<string, Value | undefined> = { ...given };
  for (const { key, param } of fields) {
    const value = param.default === undefined ? undefined : (input[key] ?? param.default(input));
    if (value !== undefined) input[key] = value;
  }
  return input;
}

/**
 * The required fields without a value. A field that was `tried`, and whose value is invalid, is not missing; a wire
 * parameter in `params` or another input may replace a required one.
 */
export function missingOf(
  fields: readonly Field[],
  input: Values,
  tried: (key: string) => boolean,
  params: Readonly<Record<string, string>>,
): readonly Field[] {
  const isReplaced = ({ alternative }: Param): boolean =>
    alternative !== undefined && (alternative in params || input[alternative] !== undefined);
  return fields.filter(
    ({ key, param }) => isNeeded(param) && input[key] === undefined && !tried(key) && !isReplaced(param),
  );
}

/** Whether a field is required and has no default. */
export const isNeeded = (param: Param): boolean =>
  param.required && param.from === undefined && param.default === undefined;

/** Violations of rules between parameters, with the names of the options and arguments. */
export function inFlags(found: readonly Violation[], fields: readonly Field[]): Detail[] {
  return found.map(({ param, message }) => {
    const field = fields.find(({ key }) => key === param);
    return field === undefined ? { flag: param, message: message(param) } : problemOf(field.param, message);
  });
}
