/** The status of something that is waited for: a table of the listing for each state and command. */
import { describe, expect, test } from '@jest/globals';
import type { Check, Values } from '../../src/core/operation.ts';
import type { WaitStatus, WaitRule } from '../../src/core/command.ts';
import type { Row } from '../../src/core/shape.ts';
import { changeOf } from '../support/commands.ts';
import { STATES } from '../../src/operations/shared/states.ts';
import { type Answers, fakeReader, refusal } from '../support/reader.ts';
import { STEPS } from '../support/samples.ts';

const lookOf = (noun: keyof typeof STATES, state: string): Check<WaitStatus> =>
  STATES[noun][state]?.check as Check<WaitStatus>;
const waitOf = (path: string): WaitRule => changeOf(path)?.wait as WaitRule;

async function stands(look: Check<WaitStatus>, answers: Answers, input: Values): Promise<string> {
  const { state: is, message: says } = (await look([input], fakeReader(answers)))(input);
  return `${is}: ${says}`;
}

const instance = (ServiceStatus: number | null, ViewInstanceStatusCode: number | null = null): Row => ({
  InstanceId: 'i-1',
  ServiceStatus,
  ViewInstanceStatusCode,
});

/** Status and view status, and the result of a wait for running, exists and deleted. */
const INSTANCES: readonly (readonly [
  number | null,
  number | null,
  running: string,
  exists: string,
  deleted: string,
])[] = [
  [
    0,
    0,
    'pending: to be deployed (0); run "alikafka instance start i-1" to deploy it',
    'reached: to be deployed (0)',
    'pending: to be deployed (0)',
  ],
  [1, 1, 'pending: deploying (1)', 'reached: deploying (1)', 'pending: deploying (1)'],
  [2, null, 'pending: initializing (2)', 'reached: initializing (2)', 'pending: initializing (2)'],
  [
    3,
    22,
    'pending: starting (view status 22)',
    'reached: starting (view status 22)',
    'pending: starting (view status 22)',
  ],
  [5, null, 'reached: running (5)', 'reached: running (5)', 'pending: running (5)'],
  [5, 2, 'reached: running (5)', 'reached: running (5)', 'pending: running (5)'],
  [5, 4, 'reached: running (5)', 'reached: running (5)', 'pending: running (5)'],
  [
    5,
    22,
    'pending: starting (view status 22)',
    'reached: starting (view status 22)',
    'pending: starting (view status 22)',
  ],
  [5, 3, 'failed: stopped (view status 3)', 'reached: stopped (view status 3)', 'pending: stopped (view status 3)'],
  [
    5,
    21,
    'failed: stopping (view status 21)',
    'reached: stopping (view status 21)',
    'pending: stopping (view status 21)',
  ],
  [
    5,
    102,
    'reached: upgrade failed (view status 102)',
    'reached: upgrade failed (view status 102)',
    'pending: upgrade failed (view status 102)',
  ],
  [6, 8, 'pending: migrating (6)', 'reached: migrating (6)', 'pending: migrating (6)'],
  [8, 7, 'pending: upgrading (8)', 'reached: upgrading (8)', 'pending: upgrading (8)'],
  [
    8,
    102,
    'failed: upgrade failed (view status 102)',
    'reached: upgrade failed (view status 102)',
    'pending: upgrade failed (view status 102)',
  ],
  [
    6,
    103,
    'failed: migration failed (view status 103)',
    'reached: migration failed (view status 103)',
    'pending: migration failed (view status 103)',
  ],
  [
    1,
    101,
    'failed: deployment failed (view status 101)',
    'reached: deployment failed (view status 101)',
    'pending: deployment failed (view status 101)',
  ],
  [30, 30, 'pending: scaling (30)', 'reached: scaling (30)', 'pending: scaling (30)'],
  [15, 5, 'failed: expired (15)', 'reached: expired (15)', 'pending: expired (15)'],
  [null, 5, 'failed: expired (view status 5)', 'reached: expired (view status 5)', 'pending: expired (view status 5)'],
  [
    15,
    23,
    'failed: releasing (view status 23)',
    'reached: releasing (view status 23)',
    'pending: releasing (view status 23)',
  ],
  [10, 6, 'failed: released (10)', 'failed: released (10)', 'reached: deleted'],
  [10, null, 'failed: released (10)', 'failed: released (10)', 'reached: deleted'],
  [15, 6, 'failed: released (view status 6)', 'reached: released (view status 6)', 'pending: released (view status 6)'],
  [
    42,
    null,
    'pending: in an unknown state (42)',
    'reached: in an unknown state (42)',
    'pending: in an unknown state (42)',
  ],
  [null, null, 'pending: status unknown', 'reached: status unknown', 'pending: status unknown'],
];

describe('an instance', () => {
  test.each(INSTANCES)('of status %p and view status %p', async (status, view, running, exists, deleted) => {
    const answers = { GetInstanceList: [instance(status, view)] };
    const of = (state: string) => stands(lookOf('instance', state), answers, { InstanceId: 'i-1' });
    expect([await of('running'), await of('exists'), await of('deleted')]).toEqual([running, exists, deleted]);
  });

  test('that is not listed', async () => {
    const of = (state: string) => stands(lookOf('instance', state), { GetInstanceList: [] }, { InstanceId: 'i-1' });
    expect([await of('running'), await of('exists'), await of('deleted')]).toEqual([
      'absent: not listed yet',
      'pending: not listed yet',
      'reached: deleted',
    ]);
  });

  test('is found by its order, with one read per order', async () => {
    const reader = fakeReader({
      GetInstanceList: ({ OrderId }) => (OrderId === '1' ? [{ InstanceId: 'i-9', ServiceStatus: 0 }] : []),
    });
    const inputs = [{ OrderId: '1' }, { OrderId: '2' }, { OrderId: '2' }];
    const judge = await lookOf('instance', 'exists')(inputs, reader);
    expect(inputs.map((input) => judge(input).state)).toEqual(['reached', 'pending', 'pending']);
    expect(judge({ OrderId: '1' }).record).toMatchObject({ InstanceId: 'i-9' });
    expect(reader.reads).toEqual([
      ['GetInstanceList', { OrderId: '1' }],
      ['GetInstanceList', { OrderId: '2' }],
    ]);
  });

  test.each(['BIZ_INSTANCE_STATUS_ERROR', 'BIZ.INSTANCE.STATUS.ERROR', 'AUTH_RESOURCE_OWNER_ERROR'])(
    'that a read refuses with %s is deleted, and only that one',
    async (code) => {
      const reader = fakeReader({
        GetInstanceList: ({ InstanceId }) => ((InstanceId as string[])[0] === 'i-2' ? refusal(code) : [instance(15)]),
      });
      const judge = await lookOf('instance', 'deleted')([{ InstanceId: 'i-1' }, { InstanceId: 'i-2' }], reader);
      expect([judge({ InstanceId: 'i-1' }).state, judge({ InstanceId: 'i-2' }).state]).toEqual(['pending', 'reached']);
    },
  );

  test('of an order is deleted once its order lists none', async () => {
    const of = (...rows: Row[]) => stands(lookOf('instance', 'deleted'), { GetInstanceList: rows }, { OrderId: '1' });
    expect([await of(instance(15)), await of()]).toEqual(['pending: expired (15)', 'reached: deleted']);
  });

  test('other refusals and states throw the error of the read', async () => {
    const deleted = stands(
      lookOf('instance', 'deleted'),
      { GetInstanceList: refusal('NoPermission') },
      { InstanceId: 'i-1' },
    );
    await expect(deleted).rejects.toMatchObject({ code: 'NoPermission' });
    const gone = { GetInstanceList: refusal('AUTH_RESOURCE_OWNER_ERROR') };
    await expect(stands(lookOf('instance', 'running'), gone, { InstanceId: 'i-1' })).rejects.toMatchObject({
      code: 'AUTH_RESOURCE_OWNER_ERROR',
    });
  });
});

describe('an upgrade', () => {
  const sizes = { DiskSize: 900, EipMax: 40, IoMax: 20, TopicNumLimit: 50, SpecType: 'normal', DeployType: 4 };
  const ordered: Values = { InstanceId: 'i-1', OrderId: '7', DiskSize: 900, EipMax: 40, IoMax: 20, TopicQuota: 50 };

  test.each<[string, Row, Values, string]>([
    ['running with the sizes', instance(5), {}, 'reached: running (5)'],
    ['running with more', { ...instance(5), DiskSize: 1000 }, {}, 'reached: running (5)'],
    ['running with less', instance(5), { DiskSize: 1200 }, 'pending: running (5), DiskSize is 900, ordered 1200'],
    [
      'running with fewer topics',
      instance(5),
      { TopicQuota: 80 },
      'pending: running (5), TopicQuota is 50, ordered 80',
    ],
    [
      'running in the old edition',
      instance(5),
      { SpecType: 'professional' },
      'pending: running (5), SpecType is normal, ordered professional',
    ],
    [
      'running in the new edition',
      { ...instance(5), SpecType: 'Professional' },
      { SpecType: 'professional' },
      'reached: running (5)',
    ],
    [
      'no public traffic in a VPC alone',
      { ...instance(5), DeployType: 5, EipMax: 0 },
      { EipMax: 60 },
      'reached: running (5)',
    ],
    ...[null, 'abc', true, 1.5, -1, [1200]].map((DiskSize): [string, Row, Values, string] => [
      `a disk of ${JSON.stringify(DiskSize)}`,
      { ...instance(5), DiskSize },
      {},
      'pending: running (5), DiskSize is unknown, ordered 900',
    ]),
    [
      'another traffic class',
      { ...instance(5), IoMaxSpec: 'alikafka.hw.2xlarge' },
      { IoMaxSpec: 'alikafka.hw.3xlarge' },
      'pending: running (5), IoMaxSpec is alikafka.hw.2xlarge, ordered alikafka.hw.3xlarge',
    ],
    ['in progress', instance(8, 7), {}, 'pending: upgrading (8)'],
    [
      'failed, and in service as before',
      instance(5, 102),
      { DiskSize: 1200 },
      'failed: upgrade failed (view status 102)',
    ],
    ['expired during the upgrade', instance(15), {}, 'failed: expired (15)'],
  ])('%s', async (_what, listed, more, expected) => {
    const answers = { GetInstanceList: [{ ...sizes, ...listed }] };
    expect(await stands(waitOf('instance upgrade').check, answers, { ...ordered, ...more })).toBe(expected);
  });

  test('is found by the instance, not by its order', async () => {
    const reader = fakeReader({ GetInstanceList: [] });
    await waitOf('instance upgrade').check([ordered], reader);
    expect(reader.reads).toEqual([['GetInstanceList', { InstanceId: ['i-1'] }]]);
  });
});

const inService: Row = { Topic: 'orders', Status: 0, StatusName: 'In Service' };
const leaving: Row = { Topic: 'orders', Status: null, StatusName: null };

describe('a topic', () => {
  test.each<[string, Row[], running: string, exists: string, deleted: string]>([
    ['in service', [inService], 'reached: in service', 'reached: in service', 'pending: in service'],
    ['of another status', [{ ...inService, Status: 1 }], 'pending: status 1', 'reached: status 1', 'pending: status 1'],
    [
      'of a named status',
      [{ ...inService, Status: null }],
      'reached: in service',
      'reached: in service',
      'pending: in service',
    ],
    ['being deleted', [leaving], 'pending: being deleted', 'pending: being deleted', 'pending: being deleted'],
    ['not listed', [], 'absent: not listed yet', 'pending: not listed yet', 'reached: deleted'],
  ])('%s', async (_what, listed, running, exists, deleted) => {
    const of = (state: string) => stands(lookOf('topic', state), { GetTopicList: listed }, { Topic: 'orders' });
    expect([await of('running'), await of('exists'), await of('deleted')]).toEqual([running, exists, deleted]);
  });

  test('that was just created is waited for until it is listed', async () => {
    expect(await stands(waitOf('topic create').check, { GetTopicList: [] }, { Topic: 'orders' })).toBe(
      'pending: not listed yet',
    );
    expect(await stands(waitOf('topic create').check, { GetTopicList: [inService] }, { Topic: 'orders' })).toBe(
      'reached: in service',
    );
  });
});

const partition = (BrokerOffset: number | null, ConsumerOffset: number | null): Row => ({
  Partition: 0,
  BrokerOffset,
  ConsumerOffset,
});
const progress = (TotalDiff: number | null, ...topics: [string, ...Row[]][]): Row => ({
  TotalDiff,
  TopicList: topics.map(([Topic, ...OffsetList]) => ({ Topic, TotalDiff: null, OffsetList })),
});

describe('a group', () => {
  test.each<[string, Row[], exists: string, deleted: string]>([
    ['listed', [{ ConsumerId: 'billing' }], 'reached: listed', 'pending: still listed'],
    ['not listed', [{ ConsumerId: 'billing-2' }], 'pending: not listed yet', 'reached: deleted'],
  ])('%s', async (_what, listed, exists, deleted) => {
    const of = (state: string) =>
      stands(lookOf('group', state), { GetConsumerList: listed }, { ConsumerId: 'billing' });
    expect([await of('exists'), await of('deleted')]).toEqual([exists, deleted]);
  });

  test.each<[string, Row, Values, string]>([
    ['without lag', progress(0, ['orders', partition(10, 10)]), {}, 'reached: lag 0'],
    ['that has read nothing yet', progress(0), {}, 'reached: lag 0'],
    ['behind', progress(9, ['orders', partition(10, 4)], ['refunds', partition(5, 2)]), {}, 'pending: lag 9'],
    ['with the maximum lag', progress(9, ['orders', partition(10, 1)]), { maxLag: 9 }, 'reached: lag 9'],
    ['with more than the maximum lag', progress(9, ['orders', partition(10, 1)]), { maxLag: 8 }, 'pending: lag 9'],
    [
      'with one unknown partition',
      progress(null, ['orders', partition(10, 10), partition(10, null)]),
      {},
      'pending: lag unknown',
    ],
    ['whose lag is not known, with a limit', progress(null), { maxLag: 5 }, 'pending: lag unknown'],
    ['whose lag is the sum of the service', progress(7, ['orders', partition(null, null)]), {}, 'pending: lag 7'],
  ])('%s', async (_what, GetConsumerProgress, more, expected) => {
    const answers = { GetConsumerList: [{ ConsumerId: 'billing' }], GetConsumerProgress };
    expect(await stands(lookOf('group', 'drained'), answers, { ConsumerId: 'billing', ...more })).toBe(expected);
  });

  test('that is not listed is not drained, whatever its progress', async () => {
    const answers = { GetConsumerList: [], GetConsumerProgress: progress(0) };
    expect(await stands(lookOf('group', 'drained'), answers, { ConsumerId: 'billing' })).toBe('absent: not listed yet');
  });

  test('shows its lag and that of its topics', async () => {
    const answers = {
      GetConsumerList: [{ ConsumerId: 'billing' }],
      GetConsumerProgress: progress(9, ['orders', partition(10, 1)]),
    };
    const judge = await lookOf('group', 'drained')([{ ConsumerId: 'billing' }], fakeReader(answers));
    expect(judge({ ConsumerId: 'billing' }).record).toEqual({
      ConsumerId: 'billing',
      Lag: 9,
      TopicList: [{ Topic: 'orders', Lag: 9 }],
    });
  });
});

describe('a user and a permission', () => {
  const user = { Username: 'app', Type: 'plain' };
  const rule = {
    Username: 'app',
    AclResourceType: 'Topic',
    AclResourceName: 'orders',
    AclResourcePatternType: 'LITERAL',
    AclOperationType: 'Read',
  };

  test.each<[string, Answers, Values, string]>([
    ['sasl create', { DescribeSaslUsers: [user] }, user, 'reached: listed'],
    ['sasl create', { DescribeSaslUsers: [] }, user, 'pending: not listed yet'],
    ['acl create', { DescribeAcls: [rule] }, rule, 'reached: listed'],
    ['acl create', { DescribeAcls: [] }, rule, 'pending: not listed yet'],
  ])('%s', async (path, answers, input, expected) => {
    expect(await stands(waitOf(path).check, answers, input)).toBe(expected);
  });
});

describe('waiting continues with', () => {
  const waits = STEPS.flatMap(({ path, wait }) => (wait === undefined ? [] : [[path, wait] as const]));

  test.each(waits)('after %s', (path, { input, next, minutes }) => {
    expect([waitOf(path).next(input), waitOf(path).timeout]).toEqual([next, minutes * 60_000]);
  });

  test('and every state has its input and its timeout', () => {
    const all = Object.values(STATES).flatMap((states) => Object.entries(states));
    expect(all.map(([state, { key, timeout }]) => [state, key, timeout / 60_000])).toEqual([
      ['running', 'InstanceId', 60],
      ['exists', 'InstanceId', 60],
      ['deleted', 'InstanceId', 60],
      ['exists', 'Topic', 5],
      ['running', 'Topic', 5],
      ['deleted', 'Topic', 16],
      ['exists', 'ConsumerId', 2],
      ['deleted', 'ConsumerId', 2],
      ['drained', 'ConsumerId', 2],
    ]);
  });
});
