/** Which fault hits a call: rules in order, each with its own count and its own dice. */
import { seededRandom } from './random.ts';
import { type FaultRule, isAbout, ruleText, type Target } from './rule.ts';

/** How a rule has fared. */
export interface FaultCount {
  readonly rule: string;
  /** Calls that it is about and that no rule before it took. */
  readonly reached: number;
  readonly hits: number;
}

/**
 * The rules of an emulator. A call goes to the first that hits it, and the rules after that one do not see it. A skew
 * leaves the call to the others: it moves the clock, and something else may go wrong as well.
 */
export interface Faults {
  /** How far the service's clock is off for this call, in milliseconds; asked once, when the call comes in. */
  skew(target: Target): number;
  /** The rule that hits this call; asked once, when the gateway has let it pass. */
  choose(target: Target): FaultRule | undefined;
  /** Adds rules after those that are there. */
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

/** Faults with these rules, nothing counted. */
export function newFaults(rules: readonly FaultRule[] = []): Faults {
  let entries = rules.map(newEntry);
  const hitBy = (target: Target, isSkew: boolean): FaultRule | undefined =>
    entries.find((entry) => (entry.rule.kind === 'skew') === isSkew && isAbout(entry.rule, target) && hits(entry))
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

/** Whether a call that a rule is about is hit by it; counts it. */
function hits(entry: Entry): boolean {
  const { skip = 0, times = Number.POSITIVE_INFINITY, chance = 1 } = entry.rule;
  entry.reached += 1;
  if (entry.reached <= skip || entry.hits >= times || entry.random() >= chance) return false;
  entry.hits += 1;
  return true;
}
