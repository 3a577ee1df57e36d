/** `group …`: what each verb sends and prints, and what lag is. */
import { describe, expect, test } from '@jest/globals';
import { cli, errorOf, INSTANCE, json, REGION } from '../support/context.ts';
import { NOW, refusal } from '../support/effects.ts';
import { result } from '../support/result.ts';
import { groups } from '../support/service.ts';

const WHERE = { InstanceId: INSTANCE, RegionId: REGION };

describe('group list', () => {
  test('sends no page parameters, and prints records', async () => {
    const ran = await cli('group list -o json', {
      script: { GetConsumerList: groups({ ConsumerId: 'billing', Remark: 'r' }) },
    });
    expect(ran.calls.map(({ params }) => params)).toEqual([WHERE]);
    expect(json(ran)).toMatchObject([{ ConsumerId: 'billing', Remark: 'r', Tags: null }]);
  });

  test('reads on where the total says that there is more', async () => {
    const all = Array.from({ length: 25 }, (_, i) => ({ ConsumerId: `g${i}` }));
    const script = {
      GetConsumerList: [
        { ...groups(...all.slice(0, 10)), Total: 25 },
        { ...groups(...all), Total: 25 },
      ],
    };
    const ran = await cli('group list -o name', { script });
    expect(ran.stdout.trim().split('\n')).toHaveLength(25);
    expect(ran.calls[1]?.params).toMatchObject({ CurrentPage: '1', PageSize: '1000' });
  });

  test('selects by name here', async () => {
    const script = { GetConsumerList: groups({ ConsumerId: 'billing' }, { ConsumerId: 'shipping' }) };
    expect((await cli("group list --name 'b*' -o name", { script })).stdout).toBe('billing\n');
  });
});

describe('group create', () => {
  test('sends each name', async () => {
    const ran = await cli('group create billing shipping -o json', { script: { CreateConsumerGroup: {} } });
    expect(ran.calls.map(({ params }) => params)).toEqual(
      ['billing', 'shipping'].map((ConsumerId) => ({ ...WHERE, ConsumerId })),
    );
    expect(json(ran)).toEqual(['billing', 'shipping'].map((ConsumerId) => result({ ConsumerId }, 'created')));
  });

  test.each([
    ['', 5, 'failed'],
    ['--if-not-exists', 0, 'unchanged'],
  ])('an existing one: %j %i', async (flag, code, word) => {
    const ran = await cli(`group create billing ${flag} -o json`, {
      script: { CreateConsumerGroup: refusal('BIZ_SUBSCRIPTION_EXISTED') },
    });
    expect(ran.code).toBe(code);
    expect(json(ran)).toMatchObject([{ ConsumerId: 'billing', Result: word }]);
  });

  test('a bad name is refused before anything is sent', async () => {
    expect(await cli('group create a/b/c billing')).toMatchObject({ code: 2, calls: [] });
  });
});

describe('group delete', () => {
  test.each([
    ['', 3],
    ['--if-exists', 0],
  ])('an absent one: %j %i', async (flag, code) => {
    const ran = await cli(`group delete billing --yes ${flag}`, {
      script: { DeleteConsumerGroup: refusal('Group.NotFound', 404) },
    });
    expect(ran.code).toBe(code);
    expect(ran.calls.map(({ params }) => params)).toEqual([{ ...WHERE, ConsumerId: 'billing' }]);
  });

  test('an active one: exit 5, with what to do', async () => {
    const ran = await cli('group delete billing --yes -o json', {
      script: { DeleteConsumerGroup: refusal('BIZ_CONSUMER_GROUP_ACTIVE_ERROR') },
    });
    expect(ran.code).toBe(5);
    expect(errorOf(ran)['hint']).toMatch(/[Ss]top/);
  });
});

const partition = (
  Partition: number,
  BrokerOffset: unknown,
  ConsumerOffset: unknown,
  LastTimestamp: unknown = NOW - 90_000,
): object => ({
  Partition,
  BrokerOffset,
  ConsumerOffset,
  LastTimestamp,
});
const progress = (...topicList: object[]): object => ({
  ConsumerProgress: { TotalDiff: 0, TopicList: { TopicList: topicList } },
});
const topic = (Topic: string, ...offsets: object[]): object => ({
  Topic,
  TotalDiff: 0,
  OffsetList: { OffsetList: offsets },
});

const PROGRESS = progress(
  topic('orders', partition(0, 120, 100), partition(1, 50, 50, 0)),
  topic('refunds', partition(0, 7, 2, -1)),
);

describe('group describe', () => {
  test.each(['describe', 'progress'])(
    '%s prints one object with lag by partition, by topic and in total',
    async (verb) => {
      const ran = await cli(`group ${verb} billing -o json`, { script: { GetConsumerProgress: PROGRESS } });
      expect(ran.calls.map(({ params }) => params)).toEqual([{ ...WHERE, ConsumerId: 'billing' }]);
      expect(json(ran)).toMatchObject({
        ConsumerId: 'billing',
        Lag: 25,
        LagSeconds: 90,
        TopicList: [
          {
            Topic: 'orders',
            Lag: 20,
            LagSeconds: 90,
            OffsetList: [
              { Partition: 0, Lag: 20, LagSeconds: 90 },
              { Partition: 1, Lag: 0, LagSeconds: 0 },
            ],
          },
          { Topic: 'refunds', Lag: 5, LagSeconds: null, OffsetList: [{ Partition: 0, Lag: 5, LagSeconds: null }] },
        ],
      });
    },
  );

  test('--topic leaves the others out of the totals too', async () => {
    const ran = await cli('group describe billing --topic refunds -o json', {
      script: { GetConsumerProgress: PROGRESS },
    });
    expect(json(ran)).toMatchObject({ Lag: 5, LagSeconds: null, TopicList: [{ Topic: 'refunds' }] });
  });

  test('the table is a row a partition', async () => {
    const { stdout } = await cli('group describe billing', { script: { GetConsumerProgress: PROGRESS } });
    expect(stdout).toMatch(/^orders +0 +120 +100 +20 +90\b/m);
    expect(stdout).toMatch(/^refunds +0 +7 +2 +5\b/m);
  });

  test.each<[string, object, object]>([
    ['unknown where an offset is', partition(0, 120, null), { Lag: null, LagSeconds: null }],
    ['what the service says where it sends no offsets', { Partition: 0, Accumulate: 9 }, { Lag: 9 }],
    ['nothing where the group is ahead of a cut log', partition(0, 100, 120), { Lag: 0, LagSeconds: 0 }],
    ['never negative by a clock that goes ahead', partition(0, 2, 1, NOW + 5000), { Lag: 1, LagSeconds: 0 }],
    ['of offsets that came as text', partition(0, '120', '100'), { Lag: 20 }],
  ])('lag is %s', async (_says, offset, expected) => {
    const ran = await cli('group describe billing -o json', {
      script: { GetConsumerProgress: progress(topic('t', offset)) },
    });
    expect(json(ran)).toMatchObject({ TopicList: [{ OffsetList: [expected] }] });
  });

  test('lag is exact beyond 2^53', async () => {
    const offset = partition(0, '9007199254740995', '1');
    const ran = await cli('group describe billing -o json', {
      script: { GetConsumerProgress: progress(topic('t', offset)) },
    });
    expect(ran.stdout).toContain('"Lag": 9007199254740994');
  });

  test('a group that reads nothing yet', async () => {
    const ran = await cli('group describe billing -o json', { script: { GetConsumerProgress: progress() } });
    expect(json(ran)).toMatchObject({ ConsumerId: 'billing', TopicList: [] });
  });
});

describe('group lag', () => {
  const script = { GetConsumerProgress: PROGRESS, GetConsumerList: groups({ ConsumerId: 'a' }, { ConsumerId: 'b' }) };

  test('a row a group and topic', async () => {
    const ran = await cli('group lag billing -o json', { script });
    expect(json(ran)).toEqual([
      { ConsumerId: 'billing', Topic: 'orders', Lag: 20, LagSeconds: 90 },
      { ConsumerId: 'billing', Topic: 'refunds', Lag: 5, LagSeconds: null },
    ]);
  });

  test('of every group when none is named', async () => {
    const ran = await cli('group lag -o json', { script });
    expect(ran.calls.map(({ action, params }) => [action, params['ConsumerId']])).toEqual([
      ['GetConsumerList', undefined],
      ['GetConsumerProgress', 'a'],
      ['GetConsumerProgress', 'b'],
    ]);
    expect((json(ran) as { ConsumerId: string }[]).map(({ ConsumerId }) => ConsumerId)).toEqual(['a', 'a', 'b', 'b']);
  });

  test('--partitions is a row a partition, --topic one topic', async () => {
    const ran = await cli('group lag a --partitions --topic orders -o json', { script });
    expect(json(ran)).toEqual([
      { ConsumerId: 'a', Topic: 'orders', Partition: 0, Lag: 20, LagSeconds: 90 },
      { ConsumerId: 'a', Topic: 'orders', Partition: 1, Lag: 0, LagSeconds: 0 },
    ]);
  });

  test.each([
    ['--fail-above 19', 7, /orders.*20 messages/],
    ['--fail-above 20', 0, /^$/],
    ['--fail-above-seconds 89', 7, /orders.*90 seconds/],
    ['--fail-above-seconds 90', 0, /^$/],
    ['--fail-above 4 --topic refunds', 7, /refunds.*5 messages/],
    ['--fail-above-seconds 0 --topic refunds', 0, /^$/],
  ])('%s: the rows are printed, exit %i', async (flags, code, why) => {
    const ran = await cli(`group lag billing ${flags} -o json`, { script });
    expect(ran.code).toBe(code);
    expect((json(ran) as object[]).length).toBeGreaterThan(0);
    if (code === 0) expect(ran.stderr).toMatch(why);
    else expect(errorOf(ran)).toMatchObject({ exitCode: 7, message: expect.stringMatching(why) });
  });

  test('a failed read keeps its own code', async () => {
    const ran = await cli('group lag a b --fail-above 0 -o json', {
      script: { GetConsumerProgress: [PROGRESS, refusal('Group.NotFound', 404)] },
    });
    expect(ran).toMatchObject({ code: 3, stdout: '' });
  });
});
