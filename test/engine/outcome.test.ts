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
  test('its document has one result for each name, and it ends with an exit code', async () => {
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

  test('a failure is returned, beside the results of the others', async () => {
    const script = { CreateTopic: [{}, refusal('BIZ_TOPIC_EXISTS')] };
    const ran = await engine('topic create', { Topic: ['orders', 'refunds'] }, { script });
    expect(ran.end).toMatchObject({ name: 'Failure', exitCode: 8 });
    expect(ran.rows.map(({ Result }) => Result)).toEqual(['created', 'failed']);
  });

  test('an unclear answer is reconciled, and --wait shows the final state', async () => {
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

  test('where nobody can be asked, it has to be said that it is meant', async () => {
    await expect(engine('topic delete', { Topic: ['orders'] })).rejects.toMatchObject({ exitCode: 2 });
    const ran = await engine('topic delete', { Topic: ['orders'] }, { script: { DeleteTopic: {} } }, { yes: true });
    expect(ran.rows).toMatchObject([{ Topic: 'orders', Result: 'deleted' }]);
  });
});

describe('a secret', () => {
  const USER = { Username: 'app', Type: 'plain' };

  test('is given under its parameter, sent, and hidden from what is said', async () => {
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
    [{ Password: '' }, /not empty/],
    [{ Password: ['a'] }, /text/],
  ])('%j is refused before anything is sent', async (given, why) => {
    const failed = engine('sasl create', { ...USER, ...given });
    await expect(failed).rejects.toMatchObject({ exitCode: 2, message: expect.stringMatching(why) });
  });

  test('is not needed to see what would be sent', async () => {
    const script = { DescribeSaslUsers: saslUsers() };
    const ran = await engine('sasl create', USER, { script }, { dryRun: true });
    expect(ran.rows).toMatchObject([{ action: 'CreateSaslUser', params: { Password: '******' } }]);
  });
});

describe('a read', () => {
  test('pages are read as the document is', async () => {
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

  test('a failure on a later page names what is missing, as one on the first does', async () => {
    const script = {
      GetTopicList: [{ ...topics(...MANY), Total: 5 }, refusal('BIZ_INSTANCE_NOT_FOUND')],
      GetInstanceList: {},
    };
    await expect(engine('topic list', {}, { script })).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringContaining(`instance "${INSTANCE}" not found in region ${REGION}`),
    });
  });

  test('group lag: what is put together from several reads', async () => {
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

  test('a condition that does not hold is returned as exit 7, after the rows', async () => {
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

describe('an input that is wrong', () => {
  test('is refused with all that is wrong at once, by key, and nothing is sent', async () => {
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
      details: [{ name: 'Topic', message: 'must be a list' }],
    });
  });

  test('what is required and a command that is none', async () => {
    await expect(engine('topic create', {})).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('Topic'),
    });
    await expect(engine('topic make', {})).rejects.toMatchObject({ exitCode: 2 });
  });
});
