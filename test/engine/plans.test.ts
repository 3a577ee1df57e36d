/** Plans of several operations and targets go through one engine: in order, with one journal, each at its own pace. */
import { describe, expect, test } from '@jest/globals';
import type { Plan, Step } from '../../src/core/plan.ts';
import { createAcl } from '../../src/operations/acl/acl.ts';
import { deleteInstance } from '../../src/operations/instance/instance.ts';
import type { BoundCommand } from '../../src/operations/registry.ts';
import { COMMANDS } from '../../src/operations/registry.ts';
import { createSaslUser } from '../../src/operations/sasl/sasl.ts';
import { deleteTopic } from '../../src/operations/topic/topic.ts';
import { INSTANCE } from '../support/context.ts';
import { fixedClock, noAnswer, NOW, refusal } from '../support/effects.ts';
import { engineOf } from '../support/engine.ts';
import { memoryFolder } from '../support/memory-folder.ts';
import { planOf } from '../support/planned.ts';
import { acls, instances, saslUsers, topics } from '../support/service.ts';

const OTHER = 'alikafka_post-cn-test00000002';

const planned = planOf('Name');

const ACL = {
  AclResourceType: 'Topic',
  AclResourceName: 'orders',
  AclResourcePatternType: 'LITERAL',
  AclOperationType: 'Read',
  Username: 'app',
};

const topic = (name: string, more: Pick<Step, 'operation' | 'target'> = {}): Step => ({
  input: { Topic: name },
  names: [{ Name: name }],
  ...more,
});

describe('several operations', () => {
  const principal: Plan = {
    steps: [
      { operation: createSaslUser, input: { Username: 'app', Password: 'pw-1' }, names: [{ Name: 'user app' }] },
      { operation: createAcl, input: ACL, names: [{ Name: 'read orders' }] },
    ],
  };

  test('a user with its permission: in order, each by its own operation', async () => {
    const ran = await engineOf(planned(principal), {}, { script: { CreateSaslUser: {}, CreateAcl: {} } });
    expect(ran.calls.map(({ action }) => action)).toEqual(['CreateSaslUser', 'CreateAcl']);
    expect(ran.calls[1]?.params).toMatchObject(ACL);
    expect(ran.rows).toMatchObject([
      { Name: 'user app', Result: 'created' },
      { Name: 'read orders', Result: 'created' },
    ]);
  });

  test('an unclear outcome is reconciled by the reads of its operation', async () => {
    const script = {
      CreateSaslUser: {},
      CreateAcl: noAnswer(),
      DescribeAcls: acls({ ...ACL, Host: '*' }),
    };
    const ran = await engineOf(planned(principal), {}, { script });
    expect(ran.end).toBe(0);
    expect(ran.rows.map(({ Result }) => Result)).toEqual(['created', 'created']);
    expect(ran.calls.map(({ action }) => action)).toEqual(['CreateSaslUser', 'CreateAcl', 'DescribeAcls']);
  });

  test('a step that deletes has its own result', async () => {
    const plan: Plan = { steps: [topic('fresh'), topic('stale', { operation: deleteTopic })] };
    const ran = await engineOf(planned(plan), {}, { script: { CreateTopic: {}, DeleteTopic: {} } }, { yes: true });
    expect(ran.rows.map(({ Name, Result }) => [Name, Result])).toEqual([
      ['fresh', 'created'],
      ['stale', 'deleted'],
    ]);
  });

  test('each has its own rate limit', async () => {
    const clock = fixedClock(NOW);
    const steps = ['a', 'b', 'c'].flatMap((name) => [
      topic(`new-${name}`),
      topic(`old-${name}`, { operation: deleteTopic }),
    ]);
    const rates = { by: { CreateTopic: 1, DeleteTopic: 1000 } };
    const options = { script: { CreateTopic: {}, DeleteTopic: {} }, clock };
    await engineOf(planned({ steps }), {}, options, { rates, yes: true });
    const waited = clock.waits.reduce((sum, wait) => sum + wait, 0);
    expect(waited).toBeGreaterThanOrEqual(2000); // three creations at one a second
    expect(waited).toBeLessThan(3000); // and the deletions take no turn of theirs
  });

  test('one journal: the next run reads the result of each started operation, and finishes the rest', async () => {
    const state = memoryFolder(() => NOW);
    const plan: Plan = { steps: [...principal.steps, topic('orders')] };
    const first = { CreateSaslUser: {}, CreateAcl: {}, CreateTopic: refusal('ServiceUnavailable', 503) };
    const broken = await engineOf(planned(plan), {}, { script: { ...first, GetTopicList: topics() }, state });
    expect(broken.rows.map(({ Result }) => Result)).toEqual(['created', 'created', 'unknown']);
    const script = {
      DescribeSaslUsers: saslUsers({ Username: 'app', Type: 'plain', Password: 'pw-1' }),
      DescribeAcls: acls({ ...ACL, Host: '*' }),
      GetTopicList: topics(),
      CreateTopic: {},
    };
    const again = await engineOf(planned(plan), {}, { script, state });
    expect(again.rows.map(({ Result }) => Result)).toEqual(['unchanged', 'unchanged', 'created']);
    expect(again.calls.filter(({ action }) => action.startsWith('Create')).map(({ action }) => action)).toEqual([
      'CreateTopic',
    ]);
  });
});

describe('a step of another operation', () => {
  const release: Plan = {
    steps: [
      topic('fresh'),
      { operation: deleteInstance, input: { InstanceId: OTHER }, names: [{ InstanceId: OTHER }] },
    ],
  };

  test('is confirmed as the command of that operation is: --yes does not delete an instance', async () => {
    const refused = engineOf(planned(release), {}, { script: { CreateTopic: {} } }, { yes: true });
    await expect(refused).rejects.toMatchObject({ exitCode: 2, adds: ['--confirm', OTHER] });
    const unasked = engineOf(planned({ steps: [topic('stale', { operation: deleteTopic })] }), {}, {});
    await expect(unasked).rejects.toMatchObject({ exitCode: 2, adds: ['--yes'] });
  });

  test('and executed after the earlier steps, once each name is confirmed', async () => {
    const script = { CreateTopic: {}, DeleteInstance: {}, GetInstanceList: instances() };
    const ran = await engineOf(planned(release), { confirm: ['fresh', OTHER] }, { script });
    expect(ran.rows.map(({ Result }) => Result)).toEqual(['created', 'deleted']);
    expect(ran.calls.filter(({ action }) => action !== 'GetInstanceList').map(({ action }) => action)).toEqual([
      'CreateTopic',
      'DeleteInstance',
    ]);
  });

  test('does not follow the wait rule of the command', async () => {
    const plan: Plan = { steps: [topic('fresh'), topic('stale', { operation: deleteTopic })] };
    const script = {
      CreateTopic: {},
      DeleteTopic: {},
      GetTopicList: topics({ Topic: 'fresh', Status: 0, PartitionNum: 12 }),
    };
    const ran = await engineOf(planned(plan), { wait: true }, { script }, { yes: true });
    expect(ran.end).toBe(0);
    expect(ran.rows.map(({ Result }) => Result)).toEqual(['created', 'deleted']);
  });

  test('its secret is in no output, even if the response repeats it', async () => {
    const steps = [
      { operation: createSaslUser, input: { Username: 'app', Password: 'pw-secret-1' }, names: [{ Name: 'app' }] },
    ];
    const script = { CreateSaslUser: refusal('BIZ_FIELD_CHECK_INVALID', 400, 'pw-secret-1 is not good') };
    const ran = await engineOf(planned({ steps }), {}, { script }, { debug: true });
    expect(JSON.stringify(ran.rows)).toContain('******');
    expect(JSON.stringify(ran.rows) + ran.log).not.toContain('pw-secret-1');
  });
});

describe('several targets', () => {
  test('two instances and another region: each request has its own target, with results in order', async () => {
    const plan: Plan = {
      steps: [
        topic('here'),
        topic('there', { target: { instance: OTHER } }),
        topic('far', { target: { region: 'cn-beijing', instance: 'alikafka_post-cn-test00000003' } }),
      ],
    };
    const ran = await engineOf(planned(plan), {}, { script: { CreateTopic: {} } });
    expect(ran.calls.map(({ origin, params }) => [params['InstanceId'], params['RegionId'], origin])).toEqual([
      [INSTANCE, 'cn-hangzhou', 'https://alikafka.cn-hangzhou.aliyuncs.com'],
      [OTHER, 'cn-hangzhou', 'https://alikafka.cn-hangzhou.aliyuncs.com'],
      ['alikafka_post-cn-test00000003', 'cn-beijing', 'https://alikafka.cn-beijing.aliyuncs.com'],
    ]);
    expect(ran.rows.map(({ Name }) => Name)).toEqual(['here', 'there', 'far']);
  });

  test('an unclear response is reconciled, and a wait reads, in the instance of its step', async () => {
    const script = {
      CreateTopic: noAnswer(),
      GetTopicList: ({ InstanceId }: Readonly<Record<string, string>>) =>
        InstanceId === OTHER ? topics({ Topic: 'there', Status: 0, PartitionNum: 12 }) : topics(),
    };
    const plan: Plan = { steps: [topic('there', { target: { instance: OTHER } })] };
    const ran = await engineOf(planned(plan, { inputs: {} }), { wait: true }, { script });
    expect(ran.end).toBe(0);
    expect(ran.calls.map(({ params }) => params['InstanceId'])).toEqual([OTHER, OTHER, OTHER]);
  });

  test('the command to inspect it, and the list after a not-found, use the target', async () => {
    const lost = { CreateTopic: noAnswer(), GetTopicList: refusal('ServiceUnavailable', 503) };
    const elsewhere: Plan = { steps: [topic('there', { target: { instance: OTHER } })] };
    const unknown = await engineOf(planned(elsewhere), {}, { script: lost });
    expect(unknown.end).toMatchObject({ exitCode: 6, next: expect.stringContaining(`--instance ${OTHER}`) });
    const orderz = { input: { Topic: 'orderz' }, names: [{ Topic: 'orderz' }] };
    const plan: Plan = { steps: [{ ...orderz, operation: deleteTopic, target: { instance: OTHER } }] };
    const script = {
      DeleteTopic: refusal('BIZ_TOPIC_NOT_FOUND'),
      GetTopicList: ({ InstanceId }: Readonly<Record<string, string>>) =>
        topics({ Topic: InstanceId === OTHER ? 'orders' : 'order', Status: 0 }),
    };
    const missing = await engineOf(planned(plan), {}, { script }, { yes: true });
    expect(missing.end).toMatchObject({
      message: expect.stringContaining(`instance ${OTHER}; did you mean "orders"?`),
    });
  });

  test('a dry run prints the target of each', async () => {
    const plan: Plan = { steps: [topic('here'), topic('far', { target: { region: 'cn-beijing', instance: OTHER } })] };
    const ran = await engineOf(planned(plan), {}, {}, { dryRun: true });
    expect(ran.rows.map(({ endpoint }) => endpoint)).toEqual([
      'https://alikafka.cn-hangzhou.aliyuncs.com',
      'https://alikafka.cn-beijing.aliyuncs.com',
    ]);
  });

  test('each region has its own rate limit', async () => {
    const clock = fixedClock(NOW);
    const steps = [topic('here'), topic('far', { target: { region: 'cn-beijing', instance: OTHER } })];
    await engineOf(
      planned({ steps }),
      {},
      { script: { CreateTopic: {} }, clock },
      { rates: { by: { CreateTopic: 1 } } },
    );
    expect(clock.waits.reduce((sum, wait) => sum + wait, 0)).toBe(0);
  });

  test('a journal of one instance does not apply to the same name in another', async () => {
    const state = memoryFolder(() => NOW);
    const steps = [topic('orders'), topic('orders', { target: { instance: OTHER } })];
    const created = { Topic: 'orders', Status: 0, PartitionNum: 12 };
    const refusedHere = ({ InstanceId }: Readonly<Record<string, string>>) =>
      InstanceId === OTHER ? noAnswer() : refusal('BIZ_TOPIC_LIMIT');
    const script = { CreateTopic: refusedHere, GetTopicList: refusal('ServiceUnavailable', 503) };
    await engineOf(planned({ steps }), {}, { script, state });
    const later = { CreateTopic: refusal('BIZ_TOPIC_EXISTS'), GetTopicList: topics(created) };
    const again = await engineOf(planned({ steps }), {}, { script: later, state });
    expect(again.rows.map(({ Result }) => Result)).toEqual(['failed', 'unchanged']);
    expect(again.calls.filter(({ action }) => action === 'CreateTopic')).toHaveLength(1);
  });

  test('a read reads each target, in order', async () => {
    const list = COMMANDS.get('topic list');
    const steps = [
      { input: {}, names: [] },
      { input: {}, names: [], target: { instance: OTHER } },
    ];
    const bound = {
      operation: list?.operation,
      command: { ...list?.command, plan: () => ({ steps }) },
    } as BoundCommand;
    const script = {
      GetTopicList: ({ InstanceId }: Readonly<Record<string, string>>) =>
        topics({ Topic: `of ${InstanceId}`, Status: 0 }),
    };
    const ran = await engineOf(bound, {}, { script });
    expect(ran.rows.map(({ Topic }) => Topic)).toEqual([`of ${INSTANCE}`, `of ${OTHER}`]);
  });
});
