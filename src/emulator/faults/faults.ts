/** Chooses the fault that applies to a call: rules in order, each with its own counts and random numbers. */
import { seededRandom } from './random.ts';
import { type FaultRule, matches, ruleText, type Target } from './rule.ts';

/** The counts of a rule. */
export interface FaultCount {
  readonly rule: string;
  /** Calls that match it, and to which no earlier rule was applied. */
  readonly reached: number;
  /** Calls to which it was applied. */
  readonly hits: number;
}

/**
 * The rules of an emulator. The first rule that hits a call is applied, and later rules do not count the call. A skew
 * is chosen in addition, since it only moves the clock.
 */
export interface Faults {
  /** The offset of the service's clock for this call, in milliseconds. Called once per call, when it is received. */
  skew(target: Target): number;
  /** The rule that is applied to this call. Called once per call, after the checks of the gateway. */
  choose(target: Target): FaultRule | undefined;
  /** Adds rules at the end. */
  add(...rules: readonly FaultRule[]): void;
  clear(): void;
  list(): readonly FaultCount[];
}

interface Entry {
  readonly rule: FaultRule;
  readonly random: () => number;
  reached: number;
  hits: number;
}

/** Faults with these rules and all counts 0. */
export function newFaults(rules: readonly FaultRule[] = []): Faults {
  let entries = rules.map(newEntry);
  const hitBy = (target: Target, isSkew: boolean): FaultRule | undefined =>
    entries.find((entry) => (entry.rule.kind === 'skew') === isSkew && matches(entry.rule, target) && hits(entry))
      ?.rule;
  return {
    skew: (target) => hitBy(target, true)?.by ?? 0,
    choose: (target) => hitBy(target, false),
    add: (...more) => {
      entries = [...entries, ...more.map(newEntry)];
    },
    clear: () => {
      entries = [];
    },
    list: () => entries.map(({ rule, reached, hits }) => ({ rule: ruleText(rule), reached, hits })),
  };
}

const DEFAULT_SEED = 1;

const newEntry = (rule: FaultRule): Entry => ({
  rule,
  random: seededRandom(rule.seed ?? DEFAULT_SEED),
  reached: 0,
  hits: 0,
});

/** Whether the rule is applied to a matching call; counts the call. */
function hits(entry: Entry): boolean {
  const { skip = 0, times = Number.POSITIVE_INFINITY, chance = 1 } = entry.rule;
  entry.reached += 1;
  if (entry.reached <= skip || entry.hits >= times || entry.random() >= chance) return false;
  entry.hits += 1;
  return true;
}
