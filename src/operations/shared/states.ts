/** The states that can be waited for. */
import type { Check } from '../../core/operation.ts';
import type { WaitStatus, WaitRule } from '../../core/command.ts';
import type { OperationRecord } from '../../core/record.ts';
import type { Shape } from '../../core/shape.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { t } from '../../core/text/texts.ts';
import { minutes } from './common.ts';
import { DRAINING, groupDrained, groupGone, groupListed } from '../group/checks.ts';
import { getConsumerList } from '../group/list.ts';
import { instanceGone, instanceListed, instanceRunsOrNeedsStart } from '../instance/checks.ts';
import { getInstanceList } from '../instance/list.ts';
import { topicGone, topicListed, topicRuns } from '../topic/checks.ts';
import { getTopicList } from '../topic/list.ts';

/** A state that can be waited for. */
export interface State {
  /** The input that names what is waited for, in the API's spelling. */
  readonly key: string;
  /** Default time limit in milliseconds. */
  readonly timeout: number;
  /** Longest pause between two reads in milliseconds; default 10 s. */
  readonly longestPause?: number;
  readonly check: Check<WaitStatus>;
  /** The operation that lists such things. */
  readonly list: OperationRecord;
  /** The shape of the record that the check finds, if it differs from the listed one. */
  readonly record?: Shape;
}

/** Instances take up to an hour. */
const OF_INSTANCES = { key: 'InstanceId', list: getInstanceList, timeout: minutes(60), longestPause: 15_000 };
const OF_TOPICS = { key: 'Topic', list: getTopicList };
const OF_GROUPS = { key: 'ConsumerId', list: getConsumerList };

const KNOWN = {
  instance: {
    running: { ...OF_INSTANCES, check: instanceRunsOrNeedsStart },
    exists: { ...OF_INSTANCES, check: instanceListed },
    deleted: { ...OF_INSTANCES, check: instanceGone },
  },
  topic: {
    exists: { ...OF_TOPICS, timeout: minutes(5), check: topicListed },
    running: { ...OF_TOPICS, timeout: minutes(5), check: topicRuns },
    deleted: { ...OF_TOPICS, timeout: minutes(16), check: topicGone },
  },
  group: {
    exists: { ...OF_GROUPS, timeout: minutes(2), check: groupListed },
    deleted: { ...OF_GROUPS, timeout: minutes(2), check: groupGone },
    drained: { ...OF_GROUPS, timeout: minutes(2), check: groupDrained, record: DRAINING },
  },
} as const satisfies Record<string, Record<string, State>>;

type Known = typeof KNOWN;

/**
 * The states of the `wait` command, by noun and state. Inputs: InstanceId, or OrderId for one that was ordered; Topic;
 * ConsumerId, with maxLag (messages) for `drained`.
 */
export const STATES: Readonly<Record<keyof Known, Readonly<Record<string, State>>>> = KNOWN;

const SAID: Readonly<Record<string, string>> = { exists: 'listed' };

/** The label of a state in texts: "orders: not listed yet". */
export const spokenState = (state: string): string => SAID[state] ?? state;

/** A thing that is waited for in texts, with its kind: `topic "orders"`, `instance alikafka_x`. */
export function spokenName(noun: string, name: string): string {
  switch (noun) {
    case 'topic':
      return t('topic "{name}"', { name });
    case 'group':
      return t('group "{name}"', { name });
    default:
      return t('instance {name}', { name });
  }
}

/** The state that a change waits for: one of the states, with changes for this command. */
export function waitFor<N extends keyof Known>(
  noun: N,
  state: keyof Known[N] & string,
  own: Partial<WaitRule> = {},
): WaitRule {
  const { key, list: _list, record: _record, ...known }: State = KNOWN[noun][state] as State;
  return {
    ...known,
    noun,
    state: spokenState(state),
    next: (input) => alikafka`wait ${noun} ${input[key]} ${state}`,
    ...own,
  };
}
