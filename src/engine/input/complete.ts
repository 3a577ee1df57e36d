import type { Values } from '../../core/operation.ts';
import type { Param, Violation, Value } from '../../core/params.ts';
import type { Detail } from '../../errors/failure.ts';
import { type Field, problemOf } from './fields.ts';

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

/** Violations of rules between parameters, with the flags and arguments that a person types for them. */
export function inFlags(found: readonly Violation[], fields: readonly Field[]): Detail[] {
  return found.map(({ param, message }) => {
    const field = fields.find(({ key }) => key === param);
    return field === undefined ? { flag: param, message: message(param) } : problemOf(field.param, message);
  });
}
