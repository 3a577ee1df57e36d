/** Reports fields of records that are unknown, with the most similar known one. */
import type { FileInput } from '../../../core/command.ts';
import { suggest } from '../../../core/text/suggest.ts';
import { type Sentence, sentence } from '../../../core/text/texts.ts';
import type { Param } from '../../../core/params.ts';
import type { BoundCommand } from '../../../operations/registry.ts';
import type { Parsed, FileIssue } from './item.ts';
import { slotsOf } from './slots.ts';

/** The fields that a record may have: those that fill inputs, and those that are ignored. */
export const knownFields = ({ fields, ignored }: FileInput): ReadonlySet<string> =>
  new Set([...Object.keys(fields), ...ignored]);

/** The unknown fields, each once, with the most similar known one. */
export function unknownFields(
  { found, head }: Parsed,
  { bound, file }: { readonly bound: BoundCommand; readonly file: FileInput },
): FileIssue[] {
  const known = knownFields(file);
  const words = new Map(
    slotsOf(bound, file).flatMap(({ field, param }) => wordsOf(param).map((word) => [word, field])),
  );
  const near = (name: string): string | undefined => words.get(name.toLowerCase()) ?? suggest(name, known);
  if (head !== undefined && !head.names.some((name) => known.has(name)))
    return [{ at: head.at, message: noHeader(file) }];
  const first = new Map<string, string>();
  const note = (names: Iterable<string>, at: string): void => {
    for (const name of names) if (!known.has(name) && !first.has(name)) first.set(name, at);
  };
  if (head !== undefined) note(head.names, head.at);
  else for (const one of found) if ('value' in one && typeof one.value !== 'string') note(one.value.keys(), one.at);
  const unknown = head === undefined ? unknownField : unknownColumn;
  return [...first].map(([name, at]) => ({ at, message: unknown(name, near(name), file) }));
}

/** What is typed for a field on the command line: `partitions`, `name`. */
const wordsOf = ({ flag, argument }: Param): string[] => [flag, argument].filter((word) => word !== undefined);

/** The problem of an unknown column in a table. */
function unknownColumn(column: string, meant: string | undefined, file: FileInput): Sentence {
  return meant === undefined
    ? sentence('{name}: unknown column "{column}"; expected {fields}', { column, fields: namesOf(file) })
    : sentence('{name}: unknown column "{column}"; did you mean {meant}?', { column, meant });
}

/** The problem of an unknown field in a record. */
function unknownField(field: string, meant: string | undefined, file: FileInput): Sentence {
  return meant === undefined
    ? sentence('{name}: unknown field "{field}"; expected {fields}', { field, fields: namesOf(file) })
    : sentence('{name}: unknown field "{field}"; did you mean {meant}?', { field, meant });
}

const noHeader = (file: FileInput): Sentence =>
  sentence('{name}: no header row: expected {fields}', { fields: namesOf(file) });

const namesOf = ({ fields }: FileInput): string => Object.keys(fields).join(', ');
