/**
 * What a service code means for the caller. `exists` and `notFound` are what --if-not-exists and --if-exists tolerate; a missing
 * instance (`noInstance`) is nothing that they do.
 */
export type Kind =
  | 'notFound'
  | 'noInstance'
  | 'exists'
  | 'state'
  | 'credentials'
  | 'permission'
  | 'throttled'
  | 'internal'
  | 'clock'
  | 'input'
  | 'quota'
  | 'refused';

/** One code. The usual cause, which only `explain` tells, stands in `explained/`. */
export interface Entry {
  readonly kind: Kind;
  /** What the service says with it, in one sentence. */
  readonly meaning: string;
  /** What to do, one sentence. */
  readonly hint: string;
  /** The command for it, to paste, without the options of its target; left out where there is none that is complete. */
  readonly next?: string;
}

/** Entries by code, in the spelling in which the service lists it. */
export type Entries = Readonly<Record<string, Entry>>;

export const entry = (kind: Kind, meaning: string, hint: string, next?: string): Entry => ({
  kind,
  meaning,
  hint,
  ...(next === undefined ? {} : { next }),
});
