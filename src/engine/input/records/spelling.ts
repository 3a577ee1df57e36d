/** Converts the columns of a table to the spelling of the API. */
import type { FileInput } from '../../../core/command.ts';
import type { Item, FileIssue, Parsed } from './item.ts';
import { knownFields } from './unknown-fields.ts';

/**
 * The columns of a table in the spelling of the API: like those of --columns, they may be written in any case. A column is
 * renamed only where the table has no column of the other name.
 */
export function withSpelledColumns(parsed: Parsed, file: FileInput): Parsed {
  const { head, found } = parsed;
  if (head === undefined) return parsed;
  const renamed = renamedColumns(head.names, knownFields(file));
  if (renamed.size === 0) return parsed;
  const spelled = (name: string): string => renamed.get(name) ?? name;
  return {
    ...parsed,
    head: { ...head, names: head.names.map(spelled) },
    found: found.map((one) => withFields(one, spelled)),
  };
}

function renamedColumns(names: readonly string[], known: ReadonlySet<string>): ReadonlyMap<string, string> {
  const inSmall = new Map([...known].map((field) => [field.toLowerCase(), field]));
  const small = names.map((name) => name.toLowerCase());
  const renamed = names.flatMap((name) => {
    const field = inSmall.get(name.toLowerCase());
    const isAlone = small.filter((one) => one === name.toLowerCase()).length === 1;
    return field === undefined || field === name || !isAlone ? [] : [[name, field] as const];
  });
  return new Map(renamed);
}

function withFields(one: Item | FileIssue, spelled: (name: string) => string): Item | FileIssue {
  if (!('value' in one) || typeof one.value === 'string') return one;
  return { ...one, value: new Map([...one.value].map(([name, value]) => [spelled(name), value])) };
}
