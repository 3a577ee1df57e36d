import type { Json } from '../../../core/shape.ts';
import { type Sentence, sentence, t } from '../../../core/text/texts.ts';

/** A record of a file by its fields, as the file has them. A map, since what a file calls its fields is anybody's choice. */
export type FileRecord = ReadonlyMap<string, Json>;

/** One name or record of a file. */
export interface Item {
  /** Where it stands: `line 7`, `record 3`. */
  readonly at: string;
  readonly value: string | FileRecord;
}

/** A problem in a file, or something unusual in it. */
export interface FileIssue {
  /** The line or record; undefined where it is about the whole file. */
  readonly at: string | undefined;
  /** About the place, which is its name: `topics.csv line 7`. */
  readonly message: Sentence;
}

/** A problem of a record's field, which is a full sentence, at its place: `line 7: PartitionNum must be at least 1`. */
export const inField =
  (problem: string): Sentence =>
  (place) =>
    t('{place}: {problem}', { place, problem });

/** What a file holds, in its order, and what in it could not be read. */
export interface Parsed {
  readonly found: readonly (Item | FileIssue)[];
  /** A notice, not a violation. */
  readonly cautions?: readonly FileIssue[];
  /** The fields of every record, where the file names them once. */
  readonly head?: { readonly at: string; readonly names: readonly string[] };
}

/** A value of JSON or YAML as an item; a text where it is none. */
export function itemOf(at: string, value: Json): Item | FileIssue {
  if (typeof value === 'string') return { at, value };
  if (value !== null && typeof value === 'object' && !Array.isArray(value))
    return { at, value: new Map(Object.entries(value)) };
  return Array.isArray(value)
    ? { at, message: sentence('{name} must be an object or a name in quotes, not a list') }
    : { at, message: sentence('{name} must be an object or a name in quotes') };
}
