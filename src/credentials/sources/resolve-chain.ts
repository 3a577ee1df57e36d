/** Where the keys of a command come from: the first place that applies. */
import { Failure } from '../../errors/failure.ts';
import { namedCandidates, usualCandidates } from './candidates.ts';
import { type ChainEntry, offeredRow } from './chain-entry.ts';
import { keyVariable } from './environment.ts';
import type { Offered } from './place.ts';
import type { Source } from '../source.ts';
import type { Candidate, ChainContext } from './chain-context.ts';

/** A setting, with how it was given. */
export interface Given {
  readonly value: string;
  readonly source: string;
}

export interface ChainInput extends ChainContext {
  /** The profile in force, with how it was named. */
  readonly profile: Given | undefined;
  /** Looks at every place, also behind the one that applies; what is broken is then a row and no error. */
  readonly all?: boolean;
}

export interface ResolvedChain {
  readonly source: Source | undefined;
  /** The region that goes with the source: of the profile that it is from. */
  readonly region: Given | undefined;
  /** What was looked at, in order. */
  readonly entries: readonly ChainEntry[];
  /** Said once on stderr. */
  readonly notes: readonly string[];
  /** With `all`: what a command would end with, since something broken comes before anything that applies. */
  readonly failure?: Failure;
}

/**
 * The first place that applies. A profile named by --profile or ALIKAFKA_PROFILE is the only place; otherwise the
 * environment's keys, our profile in force, the vendor's files, OIDC, an address, a machine role. Files are read only
 * when nothing before them applies. Throws Failure (exit 4) on half a pair and on what is broken before anything
 * applies.
 */
export async function resolveChain(input: ChainInput): Promise<ResolvedChain> {
  const named = isNamed(input.profile) ? input.profile.value : undefined;
  const search: Search = { rows: [], winner: undefined, failure: undefined };
  const first = named === undefined ? [] : namedCandidates(named, input);
  for (const candidate of first) await look(candidate, search, input);
  const usual = named === undefined || input.all === true ? usualCandidates(input.profile?.value, input) : [];
  const off = named === undefined ? undefined : `the profile ${named} was named`;
  for (const candidate of usual.filter(({ from }) => !first.some((one) => one.from === from)))
    await look(candidate, search, input, off);
  return found(search, named, input);
}

const isNamed = (profile: Given | undefined): profile is Given =>
  profile?.source === '--profile' || profile?.source === 'ALIKAFKA_PROFILE';

interface Search {
  readonly rows: ChainEntry[];
  winner: Offered | undefined;
  failure: Failure | undefined;
}

/** Looks at one place, unless the search is over. */
async function look(candidate: Candidate, search: Search, { all }: ChainInput, off?: string): Promise<void> {
  if (search.winner !== undefined && all !== true) return;
  try {
    const offer = await candidate.offer();
    if ('why' in offer) search.rows.push({ from: candidate.from, used: false, why: offer.why });
    else judge(offer, search, off);
  } catch (error) {
    if (all !== true || !(error instanceof Failure)) throw error;
    search.rows.push({ from: candidate.from, used: false, why: error.message });
    if (search.winner === undefined && off === undefined) search.failure ??= error;
  }
}

function judge(offer: Offered, search: Search, off: string | undefined): void {
  const before = search.winner?.source.from ?? (search.failure === undefined ? undefined : 'what is broken');
  const why = off ?? (before === undefined ? undefined : `${before} comes first`);
  if (why === undefined) search.winner = offer;
  search.rows.push(offeredRow(offer, why === undefined, why ?? 'the first that applies'));
}

function found({ rows, winner, failure }: Search, named: string | undefined, { env }: ChainInput): ResolvedChain {
  const variable = named === undefined ? undefined : keyVariable(env);
  return {
    source: winner?.source,
    region: winner?.region === undefined ? undefined : { value: winner.region, source: winner.source.from },
    entries: rows,
    notes: variable === undefined ? [] : [`the keys in ${variable} are ignored: profile ${named ?? ''} was named`],
    ...(failure === undefined ? {} : { failure }),
  };
}
