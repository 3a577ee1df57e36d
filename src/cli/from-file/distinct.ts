import type { FileInput, Values } from '../../core/operation.ts';
import type { Told } from './item.ts';

/** One complete input, and where it was given; undefined: on the command line. */
export interface Placed {
  readonly at: string | undefined;
  readonly values: Values;
}

/**
 * What says the same is taken once. With `name`, an input that stands for one object, two entries of that name which
 * differ are a trouble.
 */
export function distinct(
  placed: readonly Placed[],
  file: FileInput,
  name: string | undefined,
): { readonly entries: readonly Values[]; readonly troubles: readonly Told[] } {
  const keys = [...new Set(Object.values(file.fields).map((target) => target.split('.')[0] ?? ''))];
  const seen = new Set<string>();
  const first = new Map<string, Placed>();
  const troubles: Told[] = [];
  const fresh = placed.filter((one) => {
    const whole = JSON.stringify(keys.map((key) => one.values[key] ?? null));
    const isNew = !seen.has(whole);
    seen.add(whole);
    const id = name === undefined ? undefined : one.values[name];
    const other = typeof id === 'string' ? first.get(id) : undefined;
    if (isNew && other !== undefined) troubles.push({ at: one.at, message: differs(String(id), other) });
    if (typeof id === 'string' && other === undefined) first.set(id, one);
    return isNew;
  });
  return { entries: fresh.map(({ values }) => values), troubles };
}

const differs = (id: string, { at }: Placed): string => `gives "${id}" other values than ${at ?? 'the command line'}`;
