/** What a deletion would affect, as lines above the question, also if parts of it cannot be read. */
import { describe, expect, test } from '@jest/globals';
import type { Values } from '../../src/core/operation.ts';
import type { Row } from '../../src/core/shape.ts';
import { changeOf } from '../support/commands.ts';
import { type Answers, type FakeReader, fakeReader, isError, refusal } from '../support/reader.ts';

async function lines(path: string, inputs: readonly Values[], reader: FakeReader): Promise<readonly string[]> {
  const guard = changeOf(path)?.confirm.impact;
  if (guard === undefined) throw new Error(`${path} has no guard`);
  const found = await guard(inputs, reader);
  if ('refused' in found) throw new Error(`${path} is refused`);
  return found;
}

/** Groups with the lag on each topic that they read. */
function reading(groups: Readonly<Record<string, Readonly<Record<string, number | null>> | Error>>): Answers {
  const progress = (topics: Readonly<Record<string, number | null>>): Row => ({
    TotalDiff: null,
    TopicList: Object.entries(topics).map(([Topic, TotalDiff]) => ({ Topic, TotalDiff, OffsetList: [] })),
  });
  return {
    GetConsumerList: Object.keys(groups).map((ConsumerId) => ({ ConsumerId })),
    GetConsumerProgress: ({ ConsumerId }) => {
      const known = groups[String(ConsumerId)] ?? refusal('Group.NotFound', 'no such group');
      return isError(known) ? known : progress(known);
    },
  };
}

const topics = (...names: string[]): Values[] => names.map((Topic) => ({ Topic }));
const groups = (...names: string[]): Values[] => names.map((ConsumerId) => ({ ConsumerId }));
const many = (count: number, name: string): string[] => Array.from({ length: count }, (_, i) => `${name}-${i}`);

describe('topic delete', () => {
  const known = reading({
    billing: { orders: 12, refunds: 0 },
    shipping: { orders: 0 },
    idle: {},
    odd: { payments: null },
  });

  test('reports the consumers of each topic, with their lag', async () => {
    expect(await lines('topic delete', topics('orders', 'orders-old', 'payments'), fakeReader(known))).toEqual([
      'orders: read by billing (lag 12), shipping (lag 0)',
      'payments: read by odd (lag unknown)',
      'no group reads orders-old',
    ]);
  });

  test('reads every group once, four at a time', async () => {
    const reader = fakeReader(reading(Object.fromEntries(many(30, 'group').map((name) => [name, {}]))));
    await lines('topic delete', topics('a', 'b', 'c'), reader);
    expect(reader.reads).toHaveLength(31);
    expect(reader.most()).toBe(4);
  });

  test('checks 200 groups and reports that it does', async () => {
    const reader = fakeReader(reading(Object.fromEntries(many(230, 'group').map((name) => [name, {}]))));
    expect(await lines('topic delete', topics('orders'), reader)).toEqual([
      'no group that was checked reads orders',
      '30 more groups were not checked',
    ]);
    expect(reader.reads).toHaveLength(201);
  });

  test('names five readers of a topic', async () => {
    const reader = fakeReader(reading(Object.fromEntries(many(7, 'g').map((name) => [name, { orders: 1 }]))));
    expect(await lines('topic delete', topics('orders'), reader)).toEqual([
      'orders: read by g-0 (lag 1), g-1 (lag 1), g-2 (lag 1), g-3 (lag 1), g-4 (lag 1) and 2 more',
    ]);
  });

  test('of very many topics shows the ones that are consumed first', async () => {
    const shown = await lines('topic delete', topics(...many(40, 'topic'), 'orders'), fakeReader(known));
    expect(shown).toEqual([
      'orders: read by billing (lag 12), shipping (lag 0)',
      'no group reads topic-0, topic-1, topic-2, topic-3, topic-4 and 35 more',
    ]);
  });

  test('does not treat a response without topics, or their names, as empty', async () => {
    for (const TopicList of [null, [null], [{ Topic: null, OffsetList: [] }]]) {
      const answers = { GetConsumerList: [{ ConsumerId: 'billing' }, {}], GetConsumerProgress: { TopicList } };
      expect(await lines('topic delete', topics('orders'), fakeReader(answers))).toEqual([
        'no group that was checked reads orders',
        'cannot check what these groups read: billing: the response has no topic names',
        '1 more group was not checked',
      ]);
    }
  });

  test('names the groups that could not be read', async () => {
    const broken = reading({
      billing: { orders: 12 },
      shipping: refusal('Throttling', 'too many calls'),
      idle: refusal('X', 'other'),
    });
    expect(await lines('topic delete', topics('orders', 'payments'), fakeReader(broken))).toEqual([
      'orders: read by billing (lag 12)',
      'no group that was checked reads payments',
      'cannot check what these groups read: shipping, idle: too many calls',
    ]);
  });

  test('reports that the groups could not be listed', async () => {
    const broken = fakeReader({ GetConsumerList: refusal('NoPermission', 'not allowed') });
    expect(await lines('topic delete', topics('orders', 'payments'), broken)).toEqual([
      'cannot check which groups read these topics: not allowed',
    ]);
  });
});

describe('group delete', () => {
  test('reports what each group reads, with its lag', async () => {
    const known = reading({ billing: { orders: 12, refunds: 0 }, idle: {} });
    expect(await lines('group delete', groups('billing', 'idle', 'absent'), fakeReader(known))).toEqual([
      'billing: reads orders (lag 12), refunds (lag 0)',
      'idle: reads no topic',
      'group "absent" not found',
    ]);
  });

  test('checks 200 groups and shows 20', async () => {
    const names = many(250, 'group');
    const known = reading(Object.fromEntries(names.map((name) => [name, name === 'group-77' ? { orders: 5 } : {}])));
    const shown = await lines('group delete', groups(...names), fakeReader(known));
    expect(shown[0]).toBe('group-77: reads orders (lag 5)');
    expect(shown.slice(20)).toEqual(['and 180 more', '50 more groups were not checked']);
  });
});

describe('instance delete', () => {
  const inside = (held: Readonly<Record<string, string[]>>): Answers => ({
    GetInstanceList: [],
    GetTopicList: ({ InstanceId }) => (held[String(InstanceId)] ?? []).map((Topic) => ({ Topic })),
    GetConsumerList: [{ ConsumerId: 'billing' }],
  });

  test('reports the content of each instance', async () => {
    const reader = fakeReader(inside({ 'i-1': many(7, 't') }));
    expect(await lines('instance delete', [{ InstanceId: 'i-1' }, { InstanceId: 'i-2' }], reader)).toEqual([
      'i-1: 7 topics (t-0, t-1, t-2, t-3, t-4 and 2 more); 1 group (billing)',
      'i-2: 0 topics; 1 group (billing)',
    ]);
  });

  test('uses the numbers of its record if it is no longer running', async () => {
    const refused = refusal('BIZ_INSTANCE_STATUS_ERROR', 'wrong state');
    const reader = fakeReader({
      GetInstanceList: [
        { InstanceId: 'i-1', UsedTopicCount: 12, UsedGroupCount: 1 },
        { InstanceId: 'i-2', UsedTopicCount: null, UsedGroupCount: 0 },
      ],
      GetTopicList: refused,
      GetConsumerList: refused,
    });
    expect(await lines('instance delete', [{ InstanceId: 'i-1' }, { InstanceId: 'i-2' }], reader)).toEqual([
      'i-1: 12 topics; 1 group',
      'i-2: cannot read its topics: wrong state; 0 groups',
    ]);
  });

  test('reports that nothing can be read', async () => {
    const broken = refusal('NotReachable', 'No answer.');
    const reader = fakeReader({ GetInstanceList: broken, GetTopicList: broken, GetConsumerList: broken });
    expect(await lines('instance delete', [{ InstanceId: 'i-1' }], reader)).toEqual([
      'i-1: cannot read its topics: No answer; cannot read its groups: No answer',
    ]);
  });
});
