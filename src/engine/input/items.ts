import type { Values } from '../../core/operation.ts';
import type { Field } from './fields.ts';
import { completed } from './complete.ts';

/** The input that takes many names as arguments, in a command that has one. */
export const manyOf = (fields: readonly Field[]): string | undefined =>
  fields.find(({ param }) => param.many === true && param.argument !== undefined)?.key;

/** One complete input for each name that was typed, each name once; the input itself where a command takes no many. */
export function itemsOf(fields: readonly Field[], given: Values): Values[] {
  const many = fields.find(({ key }) => key === manyOf(fields));
  if (many === undefined) return [completed(fields, given)];
  const names = new Set((given[many.key] as string[] | undefined) ?? []);
  const one = (name: string): string | string[] => (many.param.kind === 'texts' ? [name] : name);
  return [...names].map((name) => completed(fields, { ...given, [many.key]: one(name) }));
}

/** Every name of the entries, each once, as the input has them that holds for all. */
export function namesOf(many: string, items: readonly Values[]): string[] {
  return [...new Set(items.flatMap((entry) => (entry[many] ?? []) as string | string[]))];
}
