import { afterEach, describe, expect, test } from '@jest/globals';
import type { Row } from '../../src/core/shape.ts';
import type { WireParams } from '../../src/core/signature.ts';
import { seed } from '../../src/emulator/state/seed.ts';
import { newGroup, type State } from '../../src/emulator/state/state.ts';
import { type Bench, bench, closeAll, START } from './bench.ts';

afterEach(closeAll);

interface Progress {
  TotalDiff: number;
  LastTimestamp: number;
  state: string;
  TopicList: {
    TopicList: {
      Topic: string;
      TotalDiff: number;
      LastTimestamp: number;
      OffsetList: { OffsetList: Record<string, number>[] };
    }[];
  };
}

async function progress(emulator: Bench, ConsumerId: string): Promise<Progress> {
  const { ConsumerProgress } = await emulator.good('GetConsumerProgress', { ConsumerId });
  return ConsumerProgress as unknown as Progress;
}

async function groups(emulator: Bench, params: WireParams = {}): Promise<Row> {
  const { ConsumerList, Total, CurrentPage, PageSize } = await emulator.good('GetConsumerList', params);
  const names = (ConsumerList as { ConsumerVO: Row[] }).ConsumerVO.map(({ ConsumerId }) => ConsumerId ?? null);
  return {
    names,
    ...(Total === undefined ? {} : { Total, CurrentPage: CurrentPage ?? null, PageSize: PageSize ?? null }),
  };
}

function withGroups(count: number): State {
  const state = seed(START);
  const [running] = state.instances;
  if (running !== undefined)
    running.groups = Array.from({ length: count }, (_, i) => newGroup(`group-${i}`, START - count + i));
  return state;
}

describe('groups', () => {
  test('are created and deleted', async () => {
    const emulator = await bench();
    await emulator.good('CreateConsumerGroup', { ConsumerId: `${'g'.repeat(64)}x` });
    expect(await groups(emulator)).toEqual({ names: ['g'.repeat(64), 'shipping', 'billing', 'archiver'] });
    expect(await emulator.refused('CreateConsumerGroup', { ConsumerId: 'g'.repeat(64) })).toEqual([
      400,
      'BIZ_SUBSCRIPTION_EXISTED',
    ]);
    await emulator.good('DeleteConsumerGroup', { ConsumerId: 'g'.repeat(64) });
    expect(await emulator.refused('DeleteConsumerGroup', { ConsumerId: 'g'.repeat(64) })).toEqual([
      404,
      'Group.NotFound',
    ]);
    expect(await emulator.refused('CreateConsumerGroup', { ConsumerId: 'a b' })).toEqual([
      400,
      'BIZ_FIELD_CHECK_INVALID',
    ]);
  });

  test('with members are not deleted', async () => {
    const emulator = await bench();
    expect(await emulator.refused('DeleteConsumerGroup', { ConsumerId: 'billing' })).toEqual([400, 'Group.Active']);
    await emulator.good('DeleteConsumerGroup', { ConsumerId: 'shipping' });
  });

  test('are limited to twice the purchased topics', async () => {
    const emulator = await bench({ state: withGroups(2000) });
    expect(await emulator.refused('CreateConsumerGroup', { ConsumerId: 'one-more' })).toEqual([
      400,
      'BIZ_SUBSCRIPTION_TOO_MUCH',
    ]);
  });

  test('are paged on request', async () => {
    const emulator = await bench({ state: withGroups(25) });
    expect((await groups(emulator))['names']).toHaveLength(25);
    expect(await groups(emulator, { CurrentPage: '2' })).toMatchObject({ Total: 25, CurrentPage: 2, PageSize: 10 });
    expect(await groups(emulator, { PageSize: '2' })).toEqual({
      names: ['group-24', 'group-23'],
      Total: 25,
      CurrentPage: 1,
      PageSize: 2,
    });
  });

  test('are paged without a request if the service does so', async () => {
    const emulator = await bench({ state: withGroups(25), groupPaging: true, pageCap: 7 });
    const first = await groups(emulator);
    expect(first).toMatchObject({ Total: 25, CurrentPage: 1, PageSize: 7 });
    expect(first['names']).toHaveLength(7);
  });
});

describe('GetConsumerProgress', () => {
  test('adds up: partitions to topics, topics to the group', async () => {
    const emulator = await bench();
    for (const name of ['billing', 'shipping', 'archiver']) {
      const { TotalDiff, LastTimestamp, TopicList } = await progress(emulator, name);
      expect(TotalDiff).toBe(TopicList.TopicList.reduce((sum, topic) => sum + topic.TotalDiff, 0));
      expect(LastTimestamp).toBe(Math.max(...TopicList.TopicList.map((topic) => topic.LastTimestamp)));
      for (const topic of TopicList.TopicList) {
        const rows = topic.OffsetList.OffsetList;
        expect(topic.TotalDiff).toBe(
          rows.reduce((sum, { BrokerOffset = 0, ConsumerOffset = 0 }) => sum + BrokerOffset - ConsumerOffset, 0),
        );
        expect(topic.LastTimestamp).toBe(Math.max(...rows.map(({ LastTimestamp: last = 0 }) => last)));
        expect(rows.every(({ Accumulate = 0 }) => Accumulate >= 0)).toBe(true);
      }
    }
  });

  test('the seed has a group without lag, one with growing lag, and one that has read everything', async () => {
    const emulator = await bench();
    const look = async () => Promise.all(['billing', 'shipping', 'archiver'].map((name) => progress(emulator, name)));
    const [busy, idle, done] = await look();
    emulator.clock.now += 60_000;
    const [busier, behind, still] = await look();
    expect(busier?.TotalDiff).not.toBe(busy?.TotalDiff);
    expect(busier?.LastTimestamp).toBeGreaterThan(busy?.LastTimestamp ?? 0);
    expect(behind?.TotalDiff).toBeGreaterThan((idle?.TotalDiff ?? 0) + 10_000);
    expect(behind?.LastTimestamp).toBe(idle?.LastTimestamp);
    expect([done?.TotalDiff, still?.TotalDiff]).toEqual([0, 0]);
    expect([busy?.state, idle?.state, done?.state]).toEqual(['Stable', 'Empty', 'Empty']);
  });

  test('a new group has read nothing, and a missing group is refused', async () => {
    const emulator = await bench();
    await emulator.good('CreateConsumerGroup', { ConsumerId: 'fresh' });
    expect(await progress(emulator, 'fresh')).toEqual({
      TotalDiff: 0,
      LastTimestamp: 0,
      state: 'Empty',
      TopicList: { TopicList: [] },
    });
    expect(await emulator.refused('GetConsumerProgress', { ConsumerId: 'none' })).toEqual([404, 'Group.NotFound']);
  });
});
