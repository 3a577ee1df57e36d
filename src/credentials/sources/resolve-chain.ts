/** Finds the source of a command's credentials: the first place of the chain that has some. Nothing is fetched here. */
import { Failure } from '../../errors/failure.ts';
import { namedCandidates, usualCandidates } from './candidates.ts';
import { type ChainEntry, offeredEntry } from './chain-entry.ts';
import { keyVariable } from './environment.ts';
import type { Offered } from './place.ts';
import type { Source } from '../source.ts';
import type { Candidate, ChainContext } from './chain-context.ts';
import { t } from '../../core/text/texts.ts';

/** A setting, with where it was set: `--profile`, `ALIKAFKA_PROFILE`, `config use`. */
export interface Given {
  readonly value: string;
  readonly source: string;
}

/** What the chain is resolved from. */
export interface ChainInput extends ChainContext {
  /** The current profile, with how it was selected. */
  readonly profile: Given | undefined;
  /** Checks every place, also after the one that is used; what is broken is then an entry instead of an error. */
  readonly all?: boolean;
}

/** The source that applies, and the others. */
export interface ResolvedChain {
  readonly source: Source | undefined;
  /** The region of the profile that the source is from. */
  readonly region: Given | undefined;
  /** The places that were checked, in order. */
  readonly entries: readonly ChainEntry[];
  /** Warnings for stderr. */
  readonly notes: readonly string[];
  /** With `all`: the error of a command, where a broken place comes before any that has credentials. */
  readonly failure?: Failure;
}

/**
 * Checks the places in order until one has credentials. A profile selected by --profile or ALIKAFKA_PROFILE is the only
 * place; otherwise they are: the keys in the environment, the current profile, the vendor's files, OIDC, a credentials
 * URI, an ECS RAM role. A file is read only when no place before it has credentials. Throws Failure (exit 4) on an
 * incomplete pair, and on a broken place before any that has credentials.
 */
export async function resolveChain(input: ChainInput): Promise<ResolvedChain> {
  const named = isNamed(input.profile) ? input.profile.value : undefined;
  const search: Search = { entries: [], winner: undefined, failure: undefined };
  const first = named === undefined ? [] : namedCandidates(named, input);
  for (const candidate of first) await check(candidate, search, input);
  const usual = named === undefined || input.all === true ? usualCandidates(input.profile?.value, input) : [];
  for (const candidate of usual.filter(({ from }) => !first.some((one) => one.from === from)))
    await check(candidate, search, input, named);
  return resultOf(search, named, input);
}

const isNamed = (profile: Given | undefined): profile is Given =>
  profile?.source === '--profile' || profile?.source === 'ALIKAFKA_PROFILE';

interface Search {
  readonly entries: ChainEntry[];
  winner: Offered | undefined;
  failure: Failure | undefined;
}

/** Checks one place, unless the search is over. It is never used where the profile `named` overrides it. */
async function check(candidate: Candidate, search: Search, { all }: ChainInput, named?: string): Promise<void> {
  if (search.winner !== undefined && all !== true) return;
  try {
    const offer = await candidate.offer();
    if ('why' in offer) search.entries.push({ from: candidate.from, used: false, why: offer.why });
    else consider(offer, search, named);
  } catch (error) {
    if (all !== true || !(error instanceof Failure)) throw error;
    search.entries.push({ from: candidate.from, used: false, why: error.message });
    if (search.winner === undefined && named === undefined) search.failure ??= error;
  }
}

function consider(offer: Offered, search: Search, named: string | undefined): void {
  const whyNot = reasonAgainst(search, named);
  if (whyNot === undefined) search.winner = offer;
  search.entries.push(offeredEntry(offer, whyNot === undefined, whyNot ?? t('first source with credentials')));
}

/** Why a place that has credentials is not used; undefined if it is. */
function reasonAgainst({ winner, failure }: Search, named: string | undefined): string | undefined {
  if (named !== undefined) return t('overridden by profile "{profile}"', { profile: named });
  if (winner !== undefined) return t('overridden by {source}', { source: winner.source.from });
  return failure === undefined ? undefined : t('not used, because an earlier source has an error');
}

function resultOf({ entries, winner, failure }: Search, named: string | undefined, { env }: ChainInput): ResolvedChain {
  return {
    source: winner?.source,
    region: winner?.region === undefined ? undefined : { value: winner.region, source: winner.source.from },
    entries,
    notes: notesOf(named, keyVariable(env)),
    ...(failure === undefined ? {} : { failure }),
  };
}

function notesOf(profile: string | undefined, variable: string | undefined): string[] {
  if (profile === undefined || variable === undefined) return [];
  return [t('ignoring the keys in {variable}: profile "{profile}" was selected explicitly', { variable, profile })];
}
