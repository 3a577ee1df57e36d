import { partitionsOf } from '../../src/emulator/limits/traffic.ts';
import type { State, Topic } from '../../src/emulator/state/state.ts';
import { DONE, LEAVING, OPEN, topics, unknown } from '../support/listed.ts';
import { added, addTopics, HERE, topicsOf } from '../support/state.ts';
import type { Sample, VerificationCase } from './sample.ts';

const orders = { Topic: 'orders' };

/** How often `by` partitions were added to the topic `grows`, which had twelve. */
const grown =
  (by: number) =>
  (state: State): number =>
    added(partitionsOf(topicsOf(state, 'grows')[0] as Topic), 12, by);

export default {
  calls: [
    {
      input: { Topic: 'orders', AddPartitionNum: 6 },
      expects: { PartitionNum: 18 },
      wire: { ...HERE, Topic: 'orders', AddPartitionNum: '6' },
    },
  ],
  steps: [
    {
      path: 'topic add-partitions',
      types: 'orders --to 18',
      shows: 'orders',
      json: 'object',
      also: ['payments --add 6'],
      dryRun: { reads: ['GetTopicList'] },
    },
  ],
  faults: [
    {
      line: 'topic add-partitions grows --to 24',
      names: [{ Topic: 'grows' }],
      prepare: addTopics('grows'),
      times: grown(12),
    },
    {
      line: 'topic add-partitions grows --add 6',
      names: [{ Topic: 'grows' }],
      prepare: addTopics('grows'),
      times: grown(6),
    },
  ],
  verifications: [
    {
      what: 'reached',
      answers: topics({ PartitionNum: 24 }),
      input: { ...orders, AddPartitionNum: 12, PartitionNum: 24 },
      says: DONE,
    },
    {
      what: 'passed',
      answers: topics({ PartitionNum: 30 }),
      input: { ...orders, AddPartitionNum: 12, PartitionNum: 24 },
      says: DONE,
    },
    {
      what: 'below',
      answers: topics({ PartitionNum: 12 }),
      input: { ...orders, AddPartitionNum: 12, PartitionNum: 24 },
      says: OPEN,
    },
    {
      what: 'reached, without a status',
      answers: topics({ ...LEAVING, PartitionNum: 24 }),
      input: { ...orders, AddPartitionNum: 12, PartitionNum: 24 },
      says: DONE,
    },
    {
      what: 'nothing is expected of one without a status',
      answers: topics({ ...LEAVING, PartitionNum: 24 }),
      input: { ...orders, AddPartitionNum: 12 },
      says: unknown('topic "orders" has 24 partitions now'),
    },
    { what: 'gone', answers: topics(), input: { ...orders, AddPartitionNum: 12, PartitionNum: 24 }, says: OPEN },
    {
      what: 'nothing is expected',
      answers: topics({ PartitionNum: 24 }),
      input: { ...orders, AddPartitionNum: 12 },
      says: unknown('topic "orders" has 24 partitions now'),
    },
    {
      what: 'nothing is expected of one that is gone',
      answers: topics(),
      input: { ...orders, AddPartitionNum: 12 },
      says: unknown('topic "orders" is not listed'),
    },
    ...['abc', true, 1.5, -5, 0, [24], {}].map(
      (PartitionNum): VerificationCase => ({
        what: `${JSON.stringify(PartitionNum)} is no number of partitions`,
        answers: topics({ PartitionNum }),
        input: { ...orders, AddPartitionNum: 12, PartitionNum: 1 },
        says: unknown('the list does not show how many partitions topic "orders" has'),
      }),
    ),
  ],
} satisfies Sample;
