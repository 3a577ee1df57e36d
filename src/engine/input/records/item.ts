/** The types of a file's names and records, with their problems. The file formats are in cli/input/file. */
import type { Json } from '../../../core/shape.ts';
import { labelled, sentence, type Sentence, t } from '../../../core/text/texts.ts';

/** A record of a file by its fields, unchanged. A map, since fields may have the names of object properties. */
export type FileRecord = ReadonlyMap<string, Json>;

/** One name or record of a file. */
export interface Item {
  /** Its place in the file: `line 7`, `record 3`. */
  readonly at: string;
  readonly value: string | FileRecord;
}

/** A line of a file as a place: `line 7`. */
export const lineAt = (number: number): string => t('line {number}', { number });

/** A problem in a file, or something unusual in it. */
export interface FileIssue {
  /** The line or record; undefined if it is about the whole file. */
  readonly at: string | undefined;
  /** About the place, which is its name: `topics.csv line 7`. */
  readonly message: Sentence;
}

/** A problem of a record's field, which is a full sentence, at its place: `line 7: PartitionNum must be at least 1`. */
export const inField =
  (problem: string): Sentence =>
  (place) =>
    labelled(place, problem);

/** The names and records of a file, in their order, with the problems of those that cannot be read. */
export interface Parsed {
  readonly found: readonly (Item | FileIssue)[];
  /** What is unusual but accepted. */
  readonly cautions?: readonly FileIssue[];
  /** The fields of every record, if the file names them once. */
  readonly head?: { readonly at: string; readonly names: readonly string[] };
}

/** A value of JSON or YAML as a name or record, or why it is neither. */
export function itemOf(at: string, value: Json): Item | FileIssue {
  if (typeof value === 'string') return { at, value };
  if (value !== null && typeof value === 'object' && !Array.isArray(value))
    return { at, value: new Map(Object.entries(value)) };
  return Array.isArray(value)
    ? { at, message: sentence('{name} must be an object or a name in quotes, not a list') }
    : { at, message: sentence('{name} must be an object or a name in quotes') };
}
