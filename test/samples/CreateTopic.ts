import { partitionsOf } from '../../src/emulator/limits/traffic.ts';
import { differs, DONE, LEAVING, OPEN, topics, unknown } from '../support/listed.ts';
import { count, HERE, topicsOf } from '../support/state.ts';
import type { Sample, VerificationCase } from './sample.ts';

const orders = { Topic: 'orders' };

export default {
  calls: [
    {
      input: { Topic: 'fresh', PartitionNum: 6, Remark: 'a-remark' },
      wire: {
        ...HERE,
        Topic: 'fresh',
        Remark: 'a-remark',
        PartitionNum: '6',
      },
    },
    {
      input: { Topic: 'fresh' },
      wire: { ...HERE, Topic: 'fresh', Remark: 'fresh' },
    },
  ],
  steps: [
    {
      path: 'topic create',
      types: 'e2e-one e2e-two --partitions 12 --remark made-here',
      shows: 'e2e-two',
      json: 'array',
      fromFile: true,
      wait: { input: orders, next: 'alikafka wait topic orders running', minutes: 5 },
    },
  ],
  faults: [
    {
      line: 'topic create one two three --partitions 6',
      names: [{ Topic: 'one' }, { Topic: 'two' }, { Topic: 'three' }],
      times: (state, { Topic }) => {
        const found = topicsOf(state, Topic);
        return found.every((topic) => partitionsOf(topic) === 6) ? count(found) : Number.NaN;
      },
    },
    {
      line: 'topic create one --remark some-remark',
      names: [{ Topic: 'one' }],
      times: (state, { Topic }) => count(topicsOf(state, Topic).filter(({ remark }) => remark === 'some-remark')),
    },
  ],
  verifications: [
    { what: 'absent', answers: topics(), input: orders, says: OPEN },
    { what: 'another is there', answers: topics({ Topic: 'orders2' }), input: orders, says: OPEN },
    { what: 'as asked', answers: topics({ PartitionNum: 12 }), input: { ...orders, PartitionNum: 12 }, says: DONE },
    {
      what: 'nothing was asked of it',
      answers: topics({ PartitionNum: 6, Remark: 'x' }),
      input: orders,
      says: DONE,
    },
    {
      what: 'other partitions',
      answers: topics({ PartitionNum: 6 }),
      input: { ...orders, PartitionNum: 12 },
      says: differs('topic "orders" already exists, but differs: PartitionNum is 6, not 12'),
    },
    {
      what: 'other partitions, other remark',
      answers: topics({ PartitionNum: 6, Remark: 'old' }),
      input: { ...orders, PartitionNum: 12, Remark: 'new' },
      says: differs('topic "orders" already exists, but differs: PartitionNum is 6, not 12; Remark is old, not new'),
    },
    {
      what: 'the default remark asks nothing',
      answers: topics({ Remark: 'old' }),
      input: { ...orders, Remark: 'orders' },
      says: DONE,
    },
    {
      what: 'fields that are not listed',
      answers: topics({ PartitionNum: null, Remark: null }),
      input: { ...orders, PartitionNum: 12, Remark: 'new' },
      says: DONE,
    },
    {
      what: 'the new one, or an old one on its way out',
      answers: topics(LEAVING),
      input: orders,
      says: unknown('topic "orders" is listed without a status'),
    },
    {
      what: 'a status that cannot be read',
      answers: topics({ Status: 'x', StatusName: null }),
      input: orders,
      says: DONE,
    },
    {
      what: 'a status of old answers',
      answers: topics({ Status: null, StatusName: 'In Service' }),
      input: orders,
      says: DONE,
    },
    ...['abc', true, 1.5, -5, 0, [24], {}].map(
      (PartitionNum): VerificationCase => ({
        what: `${JSON.stringify(PartitionNum)} is no number of partitions`,
        answers: topics({ PartitionNum }),
        input: { ...orders, PartitionNum: 12 },
        says: unknown('topic "orders" is listed with an unreadable PartitionNum'),
      }),
    ),
    {
      what: 'a remark that is no text',
      answers: topics({ Remark: {} }),
      input: { ...orders, Remark: 'new' },
      says: unknown('topic "orders" is listed with an unreadable Remark'),
    },
  ],
} satisfies Sample;
