/** Commands return a value: no argv, no terminal and no stdout are needed to run one. */
import { describe, expect, test } from '@jest/globals';
import { INSTANCE, REGION } from '../support/context.ts';
import { noAnswer, refusal } from '../support/effects.ts';
import { engine } from '../support/engine.ts';
import { groups, saslUsers, topics } from '../support/service.ts';

const LAGGING = {
  Topic: 'orders',
  TotalDiff: 7,
  OffsetList: { OffsetList: [{ Partition: 0, BrokerOffset: 107, ConsumerOffset: 100, LastTimestamp: 0 }] },
};

const MANY = Array.from({ length: 3 }, (_, i) => ({ Topic: `t${i}`, Status: 0 }));

describe('a change', () => {
  test('has one result for each name, and an exit code', async () => {
    const ran = await engine('topic create', { Topic: ['orders', 'refunds'] }, { script: { CreateTopic: {} } });
    expect(ran.end).toBe(0);
    expect(ran.rows).toMatchObject([
      { Topic: 'orders', Result: 'created', Success: true },
      { Topic: 'refunds', Result: 'created', Success: true },
    ]);
    expect(ran.calls.map(({ action, params }) => [action, params['Topic'], params['InstanceId']])).toEqual([
      ['CreateTopic', 'orders', INSTANCE],
      ['CreateTopic', 'refunds', INSTANCE],
    ]);
  });

  test('returns a failure together with the results of the others', async () => {
    const script = { CreateTopic: [{}, refusal('BIZ_TOPIC_EXISTS')] };
    const ran = await engine('topic create', { Topic: ['orders', 'refunds'] }, { script });
    expect(ran.end).toMatchObject({ name: 'Failure', exitCode: 8 });
    expect(ran.rows.map(({ Result }) => Result)).toEqual(['created', 'failed']);
  });

  test('reconciles an unclear response, and shows the final state with --wait', async () => {
    const script = { CreateTopic: noAnswer(), GetTopicList: topics({ Topic: 'orders', Status: 0, PartitionNum: 12 }) };
    const ran = await engine('topic create', { Topic: ['orders'], PartitionNum: 12, wait: true }, { script });
    expect(ran.end).toBe(0);
    expect(ran.rows).toMatchObject([{ Topic: 'orders', Result: 'created' }]);
  });

  test('a dry run returns the request and sends nothing', async () => {
    const ran = await engine('topic delete', { Topic: ['orders'] }, {}, { dryRun: true });
    expect(ran.rows).toMatchObject([{ action: 'DeleteTopic', params: { Topic: 'orders', RegionId: REGION } }]);
    expect(ran.calls).toEqual([]);
  });

  test('without a terminal, requires an explicit confirmation', async () => {
    await expect(engine('topic delete', { Topic: ['orders'] })).rejects.toMatchObject({ exitCode: 2 });
    const ran = await engine('topic delete', { Topic: ['orders'] }, { script: { DeleteTopic: {} } }, { yes: true });
    expect(ran.rows).toMatchObject([{ Topic: 'orders', Result: 'deleted' }]);
  });
});

describe('a secret', () => {
  const USER = { Username: 'app', Type: 'plain' };

  test('is given under its parameter, sent, and masked in output', async () => {
    const script = {
      DescribeSaslUsers: saslUsers(),
      CreateSaslUser: refusal('BIZ_FIELD_CHECK_INVALID', 400, 'Secr3t-pw is weak'),
    };
    const ran = await engine('sasl create', { ...USER, Password: 'Secr3t-pw' }, { script }, { debug: true });
    expect(ran.calls.at(-1)?.params).toMatchObject({ ...USER, Password: 'Secr3t-pw' });
    expect(ran.end).toMatchObject({ exitCode: expect.any(Number) });
    expect(JSON.stringify(ran.rows) + ran.log).not.toContain('Secr3t-pw');
  });

  test.each([
    [{}, /required/],
    [{ Password: '' }, /Password must be a non-empty string/],
    [{ Password: ['a'] }, /Password must be a non-empty string/],
  ])('%j is refused before anything is sent', async (given, why) => {
    const failed = engine('sasl create', { ...USER, ...given });
    await expect(failed).rejects.toMatchObject({ exitCode: 2, message: expect.stringMatching(why) });
  });

  test('is not needed for a dry run', async () => {
    const script = { DescribeSaslUsers: saslUsers() };
    const ran = await engine('sasl create', USER, { script }, { dryRun: true });
    expect(ran.rows).toMatchObject([{ action: 'CreateSaslUser', params: { Password: '******' } }]);
  });
});

describe('a read', () => {
  test('pages are read while the document is read', async () => {
    const script = {
      GetTopicList: [
        { ...topics(...MANY), Total: 5 },
        { ...topics({ Topic: 't3' }, { Topic: 't4' }), Total: 5 },
      ],
    };
    const ran = await engine('topic list', {}, { script });
    expect(ran.rows.map(({ Topic }) => Topic)).toEqual(expect.arrayContaining(['t0', 't1', 't2', 't3', 't4']));
    expect(ran.calls).toHaveLength(2);
  });

  test('a failure on a later page names what is missing, as on the first page', async () => {
    const script = {
      GetTopicList: [{ ...topics(...MANY), Total: 5 }, refusal('BIZ_INSTANCE_NOT_FOUND')],
      GetInstanceList: {},
    };
    await expect(engine('topic list', {}, { script })).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringContaining(`instance "${INSTANCE}" not found in region ${REGION}`),
    });
  });

  test('group lag: a result of several reads', async () => {
    const script = {
      GetConsumerList: groups({ ConsumerId: 'billing' }),
      GetConsumerProgress: {
        ConsumerProgress: { TotalDiff: 7, TopicList: { TopicList: [LAGGING] } },
      },
    };
    const ran = await engine('group lag', { ConsumerId: ['billing'] }, { script });
    expect(ran.end).toBe(0);
    expect(ran.rows).toMatchObject([{ ConsumerId: 'billing', Topic: 'orders', Lag: 7 }]);
  });

  test('a failed condition is returned as exit 7, after the rows', async () => {
    const script = {
      GetConsumerList: groups({ ConsumerId: 'billing' }),
      GetConsumerProgress: {
        ConsumerProgress: { TotalDiff: 7, TopicList: { TopicList: [LAGGING] } },
      },
    };
    const ran = await engine('group lag', { ConsumerId: ['billing'], failAbove: 5 }, { script });
    expect(ran.end).toMatchObject({ name: 'Failure', exitCode: 7 });
    expect(ran.rows).toHaveLength(1);
  });
});

describe('an invalid input', () => {
  test('is refused with all problems at once, by key, and nothing is sent', async () => {
    const failure = await engine('topic create', { Topic: ['x'], PartitionNum: 0, Partitions: 3 }).catch(
      (e: unknown) => e,
    );
    expect(failure).toMatchObject({ exitCode: 2 });
    expect((failure as { details: { name: string }[] }).details.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Topic', 'PartitionNum', 'Partitions']),
    );
  });

  test('a text in place of a list of names', async () => {
    const refused = engine('topic create', { Topic: 'orders' });
    await expect(refused).rejects.toMatchObject({
      exitCode: 2,
      details: [{ name: 'Topic', message: 'Topic must be a list' }],
    });
  });

  test('a missing input, and an unknown command', async () => {
    await expect(engine('topic create', {})).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('Topic'),
    });
    await expect(engine('topic make', {})).rejects.toMatchObject({ exitCode: 2 });
  });
});

describe('records with their own values', () => {
  const items = [{ Topic: 'aaa', PartitionNum: 3, Remark: 'first' }, 'bbb', { Topic: 'ccc', PartitionNum: '6' }];

  test('each is sent with its own values, completed by the common input', async () => {
    const given = { Topic: ['zzz'], PartitionNum: 12, Remark: 'all' };
    const ran = await engine('topic create', given, { script: { CreateTopic: {} } }, {}, items);
    expect(ran.calls.map(({ params }) => [params['Topic'], params['PartitionNum'], params['Remark']])).toEqual([
      ['zzz', '12', 'all'],
      ['aaa', '3', 'first'],
      ['bbb', '12', 'all'],
      ['ccc', '6', 'all'],
    ]);
    expect(ran.rows.map(({ Topic }) => Topic)).toEqual(['zzz', 'aaa', 'bbb', 'ccc']);
  });

  test('records are sufficient, and equal ones are sent once', async () => {
    const twice = [...items.slice(0, 1), ...items.slice(0, 1)];
    const ran = await engine('topic create', {}, { script: { CreateTopic: {} } }, {}, twice);
    expect(ran.rows.map(({ Topic }) => Topic)).toEqual(['aaa']);
  });

  test('all problems are reported at once, each with its record, and nothing is sent', async () => {
    const wrong = [
      { Topic: 'aaa', PartitionNum: 0 },
      { Topic: 'aaa', Partitions: 3 },
      { Topic: 'x y z', PartitionNum: 3 },
      { PartitionNum: 3 },
      7 as unknown as string,
    ];
    const failure = await engine('topic create', {}, {}, {}, wrong).catch((e: unknown) => e);
    expect(failure).toMatchObject({ exitCode: 2 });
    const { details } = failure as { details: { name: string; message: string }[] };
    expect(new Set(details.map(({ name }) => name))).toEqual(new Set(['items']));
    expect(details.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^items record 2: unknown field "Partitions"; did you mean PartitionNum\?$/),
      expect.stringMatching(/^items record 1: PartitionNum must be at least 1/),
      expect.stringMatching(/^items record 3: Topic /),
      expect.stringMatching(/^items record 4: Topic is required/),
      expect.stringMatching(/^items record 5 must be an object or a name in quotes$/),
      expect.stringMatching(/^items record 2 has different values for "aaa" than record 1$/),
    ]);
  });

  test('a response of the service is read as a list of records', async () => {
    const listed = { TopicList: { TopicVO: [{ Topic: 'orders', PartitionNum: 12, Remark: 'r', Status: 0 }] } };
    const ran = await engine('topic create', {}, { script: { CreateTopic: {} } }, {}, [listed]);
    expect(ran.calls[0]?.params).toMatchObject({ Topic: 'orders', PartitionNum: '12', Remark: 'r' });
  });

  test('records of another instance are not changed in this one, and a creation gives a note', async () => {
    const there = [{ Topic: 'orders', InstanceId: 'alikafka_post-cn-other00000009' }];
    await expect(engine('topic delete', {}, {}, { yes: true }, there)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('alikafka_post-cn-other00000009'),
    });
    const script = { CreateTopic: {} };
    const ran = await engine('topic create', { Remark: 'r' }, { script }, {}, there);
    expect(ran.log).toContain(`records from InstanceId alikafka_post-cn-other00000009 will be created in ${INSTANCE}`);
  });

  test('without records there is nothing to do, and a bare name requires the other inputs', async () => {
    const none = await engine('topic create', { Remark: 'r' }, {}, {}, []);
    expect([none.end, none.rows, none.calls]).toEqual([0, [], []]);
    expect(none.log).toContain('nothing to do: items is empty');
    const bare = engine('topic set-remark', {}, {}, {}, ['orders']);
    await expect(bare).rejects.toMatchObject({ exitCode: 2, message: expect.stringContaining('items') });
  });

  test('are refused if the command accepts no file', async () => {
    const reads = engine('topic list', {}, {}, {}, ['orders']);
    await expect(reads).rejects.toMatchObject({ exitCode: 2, message: expect.stringContaining('items') });
  });
});
