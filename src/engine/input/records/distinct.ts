/** Removes duplicate items, and reports names that are given twice with different values. */
import type { FileInput } from '../../../core/command.ts';
import type { Values } from '../../../core/operation.ts';
import { type Sentence, sentence } from '../../../core/text/texts.ts';
import type { FileIssue } from './item.ts';

/** One complete input, and where it was given; undefined: on the command line. */
export interface Placed {
  readonly at: string | undefined;
  /** The file; undefined on the command line. */
  readonly name: string | undefined;
  readonly values: Values;
}

/** An issue with the name of its file. */
export interface NamedIssue extends FileIssue {
  readonly name: string;
}

/**
 * Removes duplicates. With `name`, an input that names one object, two items of the same name with different values are
 * a violation.
 */
export function distinct(
  placed: readonly Placed[],
  file: FileInput,
  name: string | undefined,
): { readonly items: readonly Values[]; readonly violations: readonly NamedIssue[] } {
  const keys = [...new Set(Object.values(file.fields).map((target) => target.split('.')[0] ?? ''))];
  const seen = new Set<string>();
  const first = new Map<string, Placed>();
  const violations: NamedIssue[] = [];
  const fresh = placed.filter((one) => {
    const whole = JSON.stringify(keys.map((key) => one.values[key] ?? null));
    const isNew = !seen.has(whole);
    seen.add(whole);
    const id = name === undefined ? undefined : one.values[name];
    const other = typeof id === 'string' ? first.get(id) : undefined;
    if (isNew && other !== undefined) violations.push(differs(String(id), one, other));
    if (typeof id === 'string' && other === undefined) first.set(id, one);
    return isNew;
  });
  return { items: fresh.map(({ values }) => values), violations };
}

function differs(id: string, { at, name = '' }: Placed, other: Placed): NamedIssue {
  return { name, at, message: differsFrom(id, name, other) };
}

function differsFrom(id: string, name: string, { name: file, at = '' }: Placed): Sentence {
  if (file === undefined) return sentence('{name} has different values for "{id}" than the command line', { id });
  return file === name
    ? sentence('{name} has different values for "{id}" than {at}', { id, at })
    : sentence('{name} has different values for "{id}" than {file} {at}', { id, file, at });
}
