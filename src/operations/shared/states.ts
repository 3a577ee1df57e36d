import type { Check } from '../../core/operation.ts';
import type { WaitStatus, WaitRule } from '../../core/command.ts';
import { shellWord } from '../../core/text/shell-word.ts';
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
  readonly check: Check<WaitStatus>;
}

const KNOWN = {
  instance: {
    running: { key: 'InstanceId', timeout: minutes(60), check: instanceRuns },
    exists: { key: 'InstanceId', timeout: minutes(60), check: instanceListed },
    deleted: { key: 'InstanceId', timeout: minutes(60), check: instanceGone },
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

/** What a change waits for: one of the states, with what is its own. */
export function waitFor<N extends keyof Known>(
  noun: N,
  state: keyof Known[N] & string,
  own: Partial<WaitRule> = {},
): WaitRule {
  const { key, timeout, check: look } = KNOWN[noun][state] as State;
  return {
    timeout,
    check: look,
    state: SAID[state] ?? state,
    next: (input) => `alikafka wait ${noun} ${shellWord(String(input[key]))} ${state}`,
    ...own,
  };
}
