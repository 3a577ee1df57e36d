import type { Env } from '../../core/env.ts';
import type { OwnProfiles } from './own-profile.ts';
import type { Offer } from './place.ts';

/** What the search may look at. */
export interface ChainContext {
  readonly env: Env;
  readonly own: OwnProfiles;
  readonly home: string | undefined;
  /** The text of a file, or undefined where there is none. Throws on anything else. */
  readFile(path: string): Promise<string | undefined>;
  /** Whether the metadata server may be guessed at. */
  readonly networkProbe: boolean;
}

/** A place, not yet looked at. */
export interface Candidate {
  readonly from: string;
  /** Throws Failure (exit 4) where the place is broken. */
  offer(): Promise<Offer>;
}
