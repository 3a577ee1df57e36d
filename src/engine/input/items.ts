/** One input for each name of a command that accepts many. */
import type { Values } from '../../core/operation.ts';
import type { Field } from './fields.ts';
import { completed } from './complete.ts';

/** The input that accepts many names as arguments, if the command has one. */
export const manyOf = (fields: readonly Field[]): string | undefined =>
  fields.find(({ param }) => param.many === true && param.argument !== undefined)?.key;

/** A complete input for each typed name, without duplicates; one input for a command that does not accept many names. */
export function itemsOf(fields: readonly Field[], given: Values): Values[] {
  const many = fields.find(({ key }) => key === manyOf(fields));
  if (many === undefined) return [completed(fields, given)];
  const names = new Set((given[many.key] as string[] | undefined) ?? []);
  const one = (name: string): string | string[] => (many.param.kind === 'texts' ? [name] : name);
  return [...names].map((name) => completed(fields, { ...given, [many.key]: one(name) }));
}

/** The names of the items, without duplicates. */
export function namesOf(many: string, items: readonly Values[]): string[] {
  return [...new Set(items.flatMap((entry) => (entry[many] ?? []) as string | string[]))];
}
