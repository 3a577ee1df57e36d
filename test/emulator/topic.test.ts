import { afterEach, describe, expect, test } from '@jest/globals';
import type { Row } from '../../src/core/shape.ts';
import type { WireParams } from '../../src/core/signature.ts';
import { SEEDED_INSTANCE } from '../../src/core/local-names.ts';
import { seed } from '../../src/emulator/state/seed.ts';
import { newTopic, type State } from '../../src/emulator/state/state.ts';
import { type Bench, bench, closeAll, START } from './bench.ts';

afterEach(closeAll);

interface Listed {
  Total: number;
  CurrentPage: number;
  PageSize: number;
  TopicList: { TopicVO: Row[] };
}

const list = async (emulator: Bench, params: WireParams = {}) =>
  (await emulator.good('GetTopicList', params)) as unknown as Listed;
const names = async (emulator: Bench, params: WireParams = {}) =>
  (await list(emulator, params)).TopicList.TopicVO.map(({ Topic }) => Topic);
const find = async (emulator: Bench, name: string) =>
  (await list(emulator, { PageSize: '2000' })).TopicList.TopicVO.find(({ Topic }) => Topic === name);

function withTopics(count: number, partitions = 1): State {
  const state = seed(START);
  const [running] = state.instances;
  if (running !== undefined)
    running.topics = Array.from({ length: count }, (_, i) =>
      newTopic(`topic-${i}`, 'one-of-many', partitions, START - count + i),
    );
  return state;
}

describe('CreateTopic', () => {
  test('creates an empty topic of twelve partitions that is listed first', async () => {
    const emulator = await bench();
    await emulator.good('CreateTopic', { Topic: 'fresh', Remark: 'what it is for' });
    expect((await list(emulator)).TopicList.TopicVO[0]).toEqual({
      Topic: 'fresh',
      PartitionNum: 12,
      Status: 0,
      StatusName: 'Running',
      Remark: 'what it is for',
      CompactTopic: false,
      LocalTopic: false,
      CreateTime: START,
      InstanceId: SEEDED_INSTANCE,
      RegionId: 'cn-hangzhou',
      Tags: { TagVO: [] },
    });
    const { TopicStatus } = (await emulator.good('GetTopicStatus', { Topic: 'fresh' })) as { TopicStatus: Row };
    expect(TopicStatus).toMatchObject({ TotalCount: 0, LastTimeStamp: 0 });
    expect((TopicStatus['OffsetTable'] as { OffsetTable: Row[] }).OffsetTable).toHaveLength(12);
    expect((TopicStatus['OffsetTable'] as { OffsetTable: Row[] }).OffsetTable[11]).toEqual({
      Topic: 'fresh',
      Partition: 11,
      MinOffset: 0,
      MaxOffset: 0,
      LastUpdateTimestamp: 0,
    });
  });

  test('cuts a long name, so that two long names may collide', async () => {
    const emulator = await bench();
    await emulator.good('CreateTopic', { Topic: `${'t'.repeat(64)}first`, Remark: 'long' });
    expect(await emulator.refused('CreateTopic', { Topic: `${'t'.repeat(64)}second`, Remark: 'long' })).toEqual([
      400,
      'Topic.Exist',
    ]);
    expect((await names(emulator))[0]).toBe('t'.repeat(64));
  });

  test('accepts dots, and refuses an existing name', async () => {
    const emulator = await bench();
    await emulator.good('CreateTopic', { Topic: 'a.b.c', Remark: 'x', PartitionNum: '360' });
    expect(await emulator.refused('CreateTopic', { Topic: 'orders', Remark: 'x' })).toEqual([400, 'Topic.Exist']);
  });

  test('is limited by twice the purchased topics, and by their partitions', async () => {
    const full = await bench({ state: withTopics(2000) });
    expect(await full.refused('CreateTopic', { Topic: 'new', Remark: 'x', PartitionNum: '1' })).toEqual([
      400,
      'BIZ_TOPIC_TOO_MUCH',
    ]);
    const crowded = await bench({ state: withTopics(42, 360) });
    expect(await crowded.refused('CreateTopic', { Topic: 'new', Remark: 'x', PartitionNum: '1' })).toEqual([
      400,
      'BIZ_TOPIC_PARTITION_NUM_EXCEED',
    ]);
    expect(await crowded.refused('ModifyPartitionNum', { Topic: 'topic-1', AddPartitionNum: '1' })).toEqual([
      400,
      'BIZ_TOPIC_PARTITION_NUM_EXCEED',
    ]);
    await crowded.good('DeleteTopic', { Topic: 'topic-1' });
    await crowded.good('CreateTopic', { Topic: 'new', Remark: 'x', PartitionNum: '360' });
  });
});

describe('GetTopicList', () => {
  test('is paged, newest first, and Total counts all', async () => {
    const emulator = await bench({ state: withTopics(25) });
    expect(await list(emulator)).toMatchObject({ Total: 25, CurrentPage: 1, PageSize: 10 });
    expect(await names(emulator, { CurrentPage: '1', PageSize: '3' })).toEqual(['topic-24', 'topic-23', 'topic-22']);
    expect(await names(emulator, { CurrentPage: '9', PageSize: '3' })).toEqual(['topic-0']);
    expect(await names(emulator, { CurrentPage: '10', PageSize: '3' })).toEqual([]);
    expect(await list(emulator, { CurrentPage: '3', PageSize: '100' })).toMatchObject({
      Total: 25,
      CurrentPage: 3,
      PageSize: 100,
      TopicList: { TopicVO: [] },
    });
  });

  test('works without RegionId, but not in another region', async () => {
    const emulator = await bench();
    expect(await emulator.refused('GetTopicList', { RegionId: 'us-west-1' })).toEqual([
      400,
      'AUTH_RESOURCE_OWNER_ERROR',
    ]);
    const { body } = await emulator.call('GetTopicList', {}, { common: { RegionId: undefined } });
    expect(body['Total']).toBe(5);
  });

  test('returns smaller pages if the service limits them, with their size', async () => {
    const emulator = await bench({ state: withTopics(25), pageCap: 20 });
    expect(await list(emulator, { PageSize: '1000' })).toMatchObject({ Total: 25, PageSize: 20 });
    expect(await names(emulator, { PageSize: '1000', CurrentPage: '2' })).toHaveLength(5);
  });

  test('returns ten thousand topics in ten pages', async () => {
    const emulator = await bench({ state: withTopics(10_000) });
    const seen = new Set<unknown>();
    for (let page = 1; page <= 10; page++)
      for (const name of await names(emulator, { CurrentPage: String(page), PageSize: '1000' })) seen.add(name);
    expect(seen.size).toBe(10_000);
  });
});

describe('ModifyPartitionNum', () => {
  test('adds partitions, which start empty while the others keep their offsets', async () => {
    const emulator = await bench();
    const offsets = async () => {
      const { TopicStatus } = (await emulator.good('GetTopicStatus', { Topic: 'orders' })) as {
        TopicStatus: { OffsetTable: { OffsetTable: Row[] } };
      };
      return TopicStatus.OffsetTable.OffsetTable.map(({ MaxOffset }) => Number(MaxOffset));
    };
    const before = await offsets();
    await emulator.good('ModifyPartitionNum', { Topic: 'orders', AddPartitionNum: '6' });
    expect(await offsets()).toEqual([...before, 0, 0, 0, 0, 0, 0]);
    emulator.clock.now += 1000;
    const after = await offsets();
    expect(after.every((offset, i) => offset > (before[i] ?? 0))).toBe(true);
    expect(await find(emulator, 'orders')).toMatchObject({ PartitionNum: 18 });
  });

  test('is refused above 360, below 1, and for a missing topic', async () => {
    const emulator = await bench();
    const refused = (params: WireParams) => emulator.refused('ModifyPartitionNum', { Topic: 'orders', ...params });
    expect(await refused({ AddPartitionNum: '349' })).toEqual([400, 'BIZ_TOPIC_PARTITION_NUM_EXCEED']);
    expect(await refused({ AddPartitionNum: '0' })).toEqual([400, 'BIZ_TOPIC_PARTITION_ADD_ERROR']);
    expect(await refused({ AddPartitionNum: '1', Topic: 'none' })).toEqual([404, 'Topic.NotFound']);
    await emulator.good('ModifyPartitionNum', { Topic: 'orders', AddPartitionNum: '348' });
  });
});

test('ModifyTopicRemark keeps the remark if none is given, and clears it if it is empty', async () => {
  const emulator = await bench();
  await emulator.good('ModifyTopicRemark', { Topic: 'orders' });
  expect(await find(emulator, 'orders')).toMatchObject({ Remark: 'orders-of-the-web-shop' });
  await emulator.good('ModifyTopicRemark', { Topic: 'orders', Remark: '' });
  expect(await find(emulator, 'orders')).toMatchObject({ Remark: '' });
  expect(await emulator.refused('ModifyTopicRemark', { Topic: 'none' })).toEqual([404, 'Topic.NotFound']);
});

describe('DeleteTopic', () => {
  test('takes effect at once, and a new topic has no old tags and offsets', async () => {
    const emulator = await bench();
    for (const Topic of ['one', 'other']) await emulator.good('CreateTopic', { Topic, Remark: 'alike' });
    const before = await names(emulator);
    await emulator.good('DeleteTopic', { Topic: 'one' });
    await emulator.good('DeleteTopic', { Topic: 'orders' });
    expect(await names(emulator)).toEqual(before.filter((name) => name !== 'one' && name !== 'orders'));
    expect(await emulator.refused('DeleteTopic', { Topic: 'orders' })).toEqual([404, 'Topic.NotFound']);
    expect(await emulator.refused('GetTopicStatus', { Topic: 'orders' })).toEqual([404, 'Topic.NotFound']);
    const { ConsumerProgress } = (await emulator.good('GetConsumerProgress', { ConsumerId: 'shipping' })) as {
      ConsumerProgress: Row;
    };
    expect(ConsumerProgress).toEqual({ TotalDiff: 0, LastTimestamp: 0, state: 'Empty', TopicList: { TopicList: [] } });
    await emulator.good('CreateTopic', { Topic: 'orders', Remark: 'again' });
    expect(await find(emulator, 'orders')).toMatchObject({ Tags: { TagVO: [] }, Remark: 'again' });
  });

  test.each([0, 5000])(
    'a topic created again has no consumers, and other offsets stay (delay %i ms)',
    async (topicDelay) => {
      const emulator = await bench({ topicDelay });
      const read = async (ConsumerId: string): Promise<unknown[]> => {
        const { ConsumerProgress } = await emulator.good('GetConsumerProgress', { ConsumerId });
        const { TopicList } = ConsumerProgress as unknown as { TopicList: { TopicList: { Topic: string }[] } };
        return TopicList.TopicList.map(({ Topic }) => Topic);
      };
      expect([await read('billing'), await read('shipping')]).toEqual([['orders', 'payments'], ['orders']]);
      await emulator.good('DeleteTopic', { Topic: 'orders' });
      emulator.clock.now += topicDelay;
      await emulator.good('CreateTopic', { Topic: 'orders', Remark: 'again' });
      emulator.clock.now += topicDelay;
      expect(await find(emulator, 'orders')).toMatchObject({ Remark: 'again' });
      expect([await read('billing'), await read('shipping')]).toEqual([['payments'], []]);
      expect(await find(emulator, 'payments')).toBeDefined();
    },
  );

  test('with a delay keeps the topic listed without a status until it is deleted', async () => {
    const emulator = await bench({ topicDelay: 5000 });
    await emulator.good('DeleteTopic', { Topic: 'orders' });
    const leaving = await find(emulator, 'orders');
    expect(leaving).toMatchObject({ Topic: 'orders' });
    expect(leaving).not.toHaveProperty('Status');
    expect(leaving).not.toHaveProperty('StatusName');
    for (const action of ['DeleteTopic', 'ModifyTopicRemark'])
      expect(await emulator.refused(action, { Topic: 'orders' })).toEqual([400, 'AsyncTask.DeleteTopic']);
    expect(await emulator.refused('CreateTopic', { Topic: 'orders', Remark: 'x' })).toEqual([
      400,
      'AsyncTask.DeleteTopic',
    ]);
    expect(await emulator.refused('GetTopicStatus', { Topic: 'orders' })).toEqual([404, 'Topic.NotFound']);
    emulator.clock.now += 5000;
    expect(await find(emulator, 'orders')).toBeUndefined();
    await emulator.good('CreateTopic', { Topic: 'orders', Remark: 'x' });
    expect(await find(emulator, 'orders')).toBeUndefined();
    expect(await emulator.refused('CreateTopic', { Topic: 'orders', Remark: 'x' })).toEqual([400, 'Topic.Exist']);
    emulator.clock.now += 5000;
    expect(await find(emulator, 'orders')).toMatchObject({ Status: 0 });
  });
});

test('GetTopicStatus: totals agree with the partitions, and grow over time', async () => {
  const emulator = await bench();
  const look = async () => {
    const { TopicStatus } = (await emulator.good('GetTopicStatus', { Topic: 'payments' })) as {
      TopicStatus: {
        TotalCount: number;
        LastTimeStamp: number;
        OffsetTable: { OffsetTable: { MinOffset: number; MaxOffset: number; LastUpdateTimestamp: number }[] };
      };
    };
    const rows = TopicStatus.OffsetTable.OffsetTable;
    expect(TopicStatus.TotalCount).toBe(rows.reduce((sum, { MinOffset, MaxOffset }) => sum + MaxOffset - MinOffset, 0));
    expect(TopicStatus.LastTimeStamp).toBe(Math.max(...rows.map(({ LastUpdateTimestamp }) => LastUpdateTimestamp)));
    expect(TopicStatus.LastTimeStamp).toBeLessThanOrEqual(emulator.clock.now);
    return TopicStatus;
  };
  const before = await look();
  emulator.clock.now += 1000;
  expect((await look()).LastTimeStamp).toBeGreaterThan(before.LastTimeStamp);
});
