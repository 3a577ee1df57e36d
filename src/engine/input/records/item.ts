import type { Json } from '../../../core/shape.ts';

/** A record of a file by its fields, as the file has them. A map, since what a file calls its fields is anybody's choice. */
export type FileRecord = ReadonlyMap<string, Json>;

/** One name or record of a file. */
export interface Item {
  /** Where it stands: `line 7`, `record 3`. */
  readonly at: string;
  readonly value: string | FileRecord;
}

/** Something to say of a file. */
export interface FileIssue {
  /** Where; undefined where it is about the whole. */
  readonly at: string | undefined;
  /** Says what is wrong, after the place: `PartitionNum must be at least 1, not 0`. */
  readonly message: string;
}

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
  return { at, message: `must be a record, or a name in quotes${Array.isArray(value) ? ', not a list' : ''}` };
}
