import type { Json, Row, Shape } from '../../src/core/shape.ts';

const TYPES: Readonly<Record<string, (value: Json) => boolean>> = {
  text: (value) => typeof value === 'string',
  secret: (value) => typeof value === 'string',
  integer: (value) => Number.isInteger(value),
  long: (value) => Number.isSafeInteger(value),
  time: (value) => Number.isSafeInteger(value),
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  map: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

/** The places where a value on the wire differs from its shape: wrong types, missing levels, undocumented fields. */
export function mismatches(
  shape: Shape | undefined,
  value: Json,
  path: string,
  extra: readonly string[] = [],
): string[] {
  if (shape === undefined) return [`${path} is not documented`];
  if (typeof shape === 'string')
    return TYPES[shape]?.(value) === true ? [] : [`${path} is ${JSON.stringify(value)}, not ${shape}`];
  if (shape.kind === 'jsonText')
    return typeof value === 'string'
      ? mismatches(shape.of, JSON.parse(value) as Json, path, extra)
      : [`${path} is no text`];
  if (shape.kind === 'list') return listMismatches(shape.item, shape.of, value, path, extra);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${path} is no object`];
  return Object.entries(value).flatMap(([name, one]) =>
    extra.includes(name) ? [] : mismatches(shape.fields[name], one, `${path}.${name}`, extra),
  );
}

function listMismatches(item: string | null, of: Shape, value: Json, path: string, extra: readonly string[]): string[] {
  const list = item === null ? value : (value as Row)[item];
  if (!Array.isArray(list)) return [`${path} is no list under ${String(item)}`];
  if (item !== null && Object.keys(value as Row).join() !== item) return [`${path} has more than ${item}`];
  return list.flatMap((one, i) => mismatches(of, one, `${path}[${i}]`, extra));
}
