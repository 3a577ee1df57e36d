import type { FailureParts } from '../../errors/failure.ts';
import type { Env } from '../../core/env.ts';
import type { Called, Field, SignIn } from './sign-in.ts';
import type { Mode, Source } from '../source.ts';

/** Where a profile is written: what messages about it need, and what it may refer to. */
export interface Place {
  /** `profile prod`, `~/.aliyun/config.json, profile default`. */
  readonly from: string;
  /** The profile's name within its file. */
  readonly name: string;
  readonly called: Called;
  readonly env: Env;
  /** How a field of it is mended. */
  fix(field: Field, mode: string): Pick<FailureParts, 'hint' | 'next'>;
  /** Another profile of the same file. */
  other(name: string): { readonly profile: SignIn; readonly place: Place } | undefined;
}

/** What a place says: a source, and the region that it would use; or why there is none. */
export type Offer = Offered | { readonly why: string };

/** A source on offer. */
export interface Offered {
  readonly source: Source;
  readonly region?: string;
}

/** A profile while it becomes a source. */
export interface Given {
  readonly profile: SignIn;
  readonly place: Place;
  readonly mode: Mode;
  /** The profiles that led here, for source profiles. */
  readonly chain: readonly string[];
}
