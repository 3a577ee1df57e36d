/** The file of the names of one list, which the completer reads and its refresh writes. */
import type { ReadNames } from './answer.ts';
import type { Name } from './table.ts';

/** Milliseconds for which names count as new, and for which a failure is not tried again. */
export const FRESH = 60_000;
/** Milliseconds for which older names are still offered. */
const USABLE = 3_600_000;

/** The content of a file of names. */
export interface NamesFile {
  /** What the names were read for (identity.ts). */
  readonly identity: string;
  /** Epoch milliseconds of the last refresh, also of one that failed. */
  readonly triedAt: number;
  /** Epoch milliseconds at which the names were read; absent if they never were. */
  readonly readAt?: number;
  readonly names: readonly Name[];
  readonly others?: readonly Name[];
}

/** What a refresh is asked for: one JSON argument. */
export interface RefreshRequest {
  readonly list: string;
  readonly identity: string;
  /** The options that decide where requests go, by their keys. */
  readonly targets: Readonly<Record<string, string>>;
  /** The inputs that narrow the list, by their keys. */
  readonly within?: Readonly<Record<string, readonly string[]>>;
}

/** The file of an identity in the state folder, and the mark of a refresh that runs. */
export const namesFileOf = (identity: string): string => `completion-${identity}.json`;
/** The name of the mark of a refresh that is running, by the identity of its settings. */
export const markOf = (identity: string): string => `completion-${identity}.mark`;
/** How the names of all such files begin. */
export const NAMES_FILES = 'completion-';

/** The content of a file; undefined if it is not one of this identity. */
export function parseNames(text: string | undefined, identity: string): NamesFile | undefined {
  try {
    const file = JSON.parse(text ?? '') as Partial<NamesFile> | null;
    if (file?.identity !== identity || typeof file.triedAt !== 'number') return undefined;
    if (!isNames(file.names) || !(file.others === undefined || isNames(file.others))) return undefined;
    return file.readAt === undefined || typeof file.readAt === 'number' ? (file as NamesFile) : undefined;
  } catch {
    return undefined;
  }
}

const isNames = (names: unknown): boolean =>
  Array.isArray(names) &&
  names.every(
    (name: unknown) =>
      Array.isArray(name) &&
      typeof name[0] === 'string' &&
      name[0] !== '' &&
      (name[1] === undefined || typeof name[1] === 'string'),
  );

/** Whether a file is of the last minute; one from the future is not. */
export const isFresh = (file: NamesFile | undefined, now: number): boolean =>
  file !== undefined && isWithin(file.triedAt, now, FRESH);

/** The names of a file that may be offered. */
export function usableNames(file: NamesFile | undefined, now: number): ReadNames {
  if (file?.readAt === undefined || !isWithin(file.readAt, now, USABLE)) return { names: [] };
  return { names: file.names, ...(file.others === undefined ? {} : { others: file.others }) };
}

const isWithin = (at: number, now: number, most: number): boolean => at <= now && now - at < most;
