/** The types that places of credentials share: where a profile is stored, and what a place offers. */
import type { FailureParts } from '../../errors/failure.ts';
import type { Env } from '../../core/env.ts';
import type { Field, FieldNames, SignIn } from './sign-in.ts';
import type { Mode, Source } from '../source.ts';

/** Where a profile is stored: what messages about it need, and the profiles that it may refer to. */
export interface ProfilePlace {
  /** `profile prod`, `~/.aliyun/config.json, profile default`. */
  readonly from: string;
  /** The profile's name within its file. */
  readonly name: string;
  readonly fieldNames: FieldNames;
  readonly env: Env;
  /** How to set or correct a field of it. */
  fix(field: Field, mode: string): Pick<FailureParts, 'hint' | 'next'>;
  /** Another profile of the same file. */
  other(name: string): { readonly profile: SignIn; readonly place: ProfilePlace } | undefined;
}

/** What a place offers: a source; or, in a few words, why it has none (`not set`, `profile "prod" not found`). */
export type Offer = Offered | { readonly why: string };

/** A source on offer, with the region of its profile. */
export interface Offered {
  readonly source: Source;
  readonly region?: string;
}

/** A profile from which a source is built. */
export interface ProfileInput {
  readonly profile: SignIn;
  readonly place: ProfilePlace;
  readonly mode: Mode;
  /** The names of the profiles from the first one to this one, through `sourceProfile`. */
  readonly chain: readonly string[];
}
