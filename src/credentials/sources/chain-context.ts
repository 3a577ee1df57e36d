/** What the search for credentials needs, and the places that it checks. */
import type { Env } from '../../core/env.ts';
import type { OwnProfiles } from './own-profile.ts';
import type { Offer } from './place.ts';

/** The inputs of the search. */
export interface ChainContext {
  readonly env: Env;
  readonly own: OwnProfiles;
  readonly home: string | undefined;
  /** The text of a file; undefined if it does not exist. Throws on any other error. */
  readFile(path: string): Promise<string | undefined>;
  /** Whether the instance metadata service may be queried although nothing names it. */
  readonly networkProbe: boolean;
}

/** A place that may have credentials, not checked yet. */
export interface Candidate {
  readonly from: string;
  /** Checks the place. Throws Failure (exit 4) if it is broken. */
  offer(): Promise<Offer>;
}
