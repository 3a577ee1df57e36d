import type { Check } from '../../core/operation.ts';
import type { WaitStatus, WaitRule } from '../../core/command.ts';
import { alikafka } from './next.ts';
import { minutes } from './common.ts';
import { groupDrained, groupGone, groupListed } from '../group/checks.ts';
import { instanceGone, instanceListed, instanceRuns } from '../instance/checks.ts';
import { topicGone, topicListed, topicRuns } from '../topic/checks.ts';

/** A state that can be waited for. */
export interface State {
  /** The input that names what is waited for, in the API's spelling. */
  readonly key: string;
  /** Milliseconds unless something else is asked for. */
  readonly timeout: number;
  /** Longest pause between two reads in milliseconds; default 10 s. */
  readonly longestPause?: number;
  readonly check: Check<WaitStatus>;
}

/** Instances take their time. */
const OF_INSTANCES = { key: 'InstanceId', timeout: minutes(60), longestPause: 15_000 };

const KNOWN = {
  instance: {
    running: { ...OF_INSTANCES, check: instanceRuns },
    exists: { ...OF_INSTANCES, check: instanceListed },
    deleted: { ...OF_INSTANCES, check: instanceGone },
  },
  topic: {
    exists: { key: 'Topic', timeout: minutes(5), check: topicListed },
    running: { key: 'Topic', timeout: minutes(5), check: topicRuns },
    deleted: { key: 'Topic', timeout: minutes(16), check: topicGone },
  },
  group: {
    exists: { key: 'ConsumerId', timeout: minutes(2), check: groupListed },
    deleted: { key: 'ConsumerId', timeout: minutes(2), check: groupGone },
    drained: { key: 'ConsumerId', timeout: minutes(2), check: groupDrained },
  },
} as const satisfies Record<string, Record<string, State>>;

type Known = typeof KNOWN;

/**
 * What the `wait` command knows, by noun and state. Inputs: InstanceId, or OrderId for one that was ordered; Topic;
 * ConsumerId, with maxLag (messages) for `drained`.
 */
export const STATES: Readonly<Record<keyof Known, Readonly<Record<string, State>>>> = KNOWN;

const SAID: Readonly<Record<string, string>> = { exists: 'listed', deleted: 'gone' };

/** How a state is spoken of: "orders is not listed yet". */
export const spokenState = (state: string): string => SAID[state] ?? state;

/** What a change waits for: one of the states, with what is its own. */
export function waitFor<N extends keyof Known>(
  noun: N,
  state: keyof Known[N] & string,
  own: Partial<WaitRule> = {},
): WaitRule {
  const { key, ...known }: State = KNOWN[noun][state] as State;
  return {
    ...known,
    state: spokenState(state),
    next: (input) => alikafka`wait ${noun} ${input[key]} ${state}`,
    ...own,
  };
}
