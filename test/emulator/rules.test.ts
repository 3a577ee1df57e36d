/** Rules of which one half is tried elsewhere: here is the other one. */
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Row } from '../../src/core/shape.ts';
import type { WireParams } from '../../src/core/signature.ts';
import { ruleFromText } from '../../src/emulator/faults/read.ts';
import { newFaults } from '../../src/emulator/faults/faults.ts';
import { newNonces } from '../../src/emulator/limits/nonces.ts';
import { seed } from '../../src/emulator/state/seed.ts';
import { newIssued } from '../../src/emulator/sts/issued.ts';
import { type Instance, newTopic, type State } from '../../src/emulator/state/state.ts';
import { type Bench, bench, closeAll, START } from './bench.ts';

afterEach(closeAll);

/** The seed, with its running instance changed. */
function changed(change: (instance: Instance) => void): State {
  const state = seed(START);
  const [running] = state.instances;
  if (running !== undefined) change(running);
  return state;
}

async function running(emulator: Bench): Promise<Row> {
  const body = await emulator.good('GetInstanceList', { 'InstanceId.1': emulator.state.instances[0]?.id ?? '' });
  return (body['InstanceList'] as { InstanceVO: Row[] }).InstanceVO[0] ?? {};
}

const { disk = 0, io = 0, eip = 0, topics = 0 } = seed(START).instances[0]?.sizes ?? {};
const LARGER = {
  DiskSize: String(disk + 100),
  IoMax: String(io),
  EipMax: String(eip),
  TopicQuota: String(topics),
};

describe('an instance that is being upgraded', () => {
  const acl = {
    Username: 'reporting',
    AclResourceType: 'Topic',
    AclResourceName: 'payments',
    AclResourcePatternType: 'LITERAL',
    AclOperationType: 'Read',
  };
  const address = { PortRange: '9092/9092', AllowedListType: 'vpc', AllowedListIp: '10.0.0.1' };
  const user = { Username: 'reporting' };

  test.each<[string, WireParams]>([
    ['CreateTopic', { Topic: 'fresh', Remark: 'x' }],
    ['DeleteTopic', { Topic: 'orders' }],
    ['ModifyPartitionNum', { Topic: 'orders', AddPartitionNum: '1' }],
    ['ModifyTopicRemark', { Topic: 'orders', Remark: 'x' }],
    ['CreateConsumerGroup', { ConsumerId: 'fresh' }],
    ['DeleteConsumerGroup', { ConsumerId: 'shipping' }],
    ['CreateSaslUser', { ...user, Password: 'x' }],
    ['DeleteSaslUser', user],
    ['CreateAcl', acl],
    ['DeleteAcl', acl],
    ['UpdateAllowedIp', { ...address, UpdateType: 'add' }],
    ['UpdateAllowedIp', { ...address, UpdateType: 'delete' }],
  ])('accepts no changes: %s', async (action, params) => {
    const emulator = await bench();
    await emulator.good('UpgradePrePayOrder', LARGER);
    expect(await emulator.refused(action, params)).toEqual([400, 'Instance.StatusNotRunning']);
  });

  test.each<[string, WireParams]>([
    ['GetTopicList', {}],
    ['GetTopicStatus', { Topic: 'orders' }],
    ['GetConsumerList', {}],
    ['GetConsumerProgress', { ConsumerId: 'shipping' }],
    ['DescribeSaslUsers', {}],
    ['DescribeAcls', { Username: '*', AclResourceType: 'Topic', AclResourceName: 'payments' }],
    ['GetAllowedIpList', {}],
  ])('can be read: %s', async (action, params) => {
    const emulator = await bench();
    await emulator.good('UpgradePrePayOrder', LARGER);
    expect((await running(emulator))['ServiceStatus']).toBe(11);
    expect((await emulator.call(action, params)).status).toBe(200);
  });
});

test('an instance whose edition is being upgraded can be read too', async () => {
  const standard = changed((instance) => Object.assign(instance.sizes, { spec: 'normal' }));
  const emulator = await bench({ state: standard });
  await emulator.good('UpgradePrePayOrder', { ...LARGER, SpecType: 'professional' });
  expect((await running(emulator))['ServiceStatus']).toBe(8);
  expect((await emulator.call('GetTopicList')).status).toBe(200);
});

test('a VPC instance gets no public bandwidth in an upgrade', async () => {
  const emulator = await bench({ state: changed((instance) => Object.assign(instance, { deployType: 5 })) });
  const before = (await running(emulator))['EipMax'];
  await emulator.good('UpgradePrePayOrder', { ...LARGER, EipMax: '999' });
  emulator.clock.now += 60_000;
  expect(await running(emulator)).toMatchObject({ DiskSize: disk + 100, EipMax: before });
});

test('an instance expires exactly at its ExpiredTime', async () => {
  const emulator = await bench({ state: changed((instance) => Object.assign(instance, { expires: START + 5000 })) });
  emulator.clock.now = START + 4999;
  expect((await running(emulator))['ServiceStatus']).toBe(5);
  emulator.clock.now = START + 5000;
  expect((await running(emulator))['ServiceStatus']).toBe(15);
});

test('partitions that are added count towards those of the instance', async () => {
  const full = changed((instance) => {
    instance.sizes = { ...instance.sizes, io: 20, topics: 50, spec: 'professional' };
    instance.topics = Array.from({ length: 11 }, (_, i) => newTopic(`topic-${i}`, 'x', 100, START - 1));
  });
  const emulator = await bench({ state: full });
  const add = (AddPartitionNum: string): WireParams => ({ Topic: 'topic-0', AddPartitionNum });
  expect(await emulator.refused('ModifyPartitionNum', add('1'))).toEqual([400, 'BIZ_TOPIC_PARTITION_NUM_EXCEED']);
  await emulator.good('DeleteTopic', { Topic: 'topic-1' });
  await emulator.good('ModifyPartitionNum', add('100'));
  expect(await emulator.refused('ModifyPartitionNum', add('1'))).toEqual([400, 'BIZ_TOPIC_PARTITION_NUM_EXCEED']);
});

test('a number has 32 bits', async () => {
  const emulator = await bench();
  expect((await emulator.call('GetTopicList', { CurrentPage: '2147483647' })).status).toBe(200);
  expect(await emulator.refused('GetTopicList', { CurrentPage: '2147483648' })).toEqual([400, 'InvalidCurrentPage']);
});

describe('faults', () => {
  const faults = (...texts: readonly string[]) =>
    newFaults(
      texts.map((text) => {
        const read = ruleFromText(text);
        if ('rule' in read) return read.rule;
        throw new Error(read.problems.join());
      }),
    );

  test('the probability of a skew is drawn once per call', () => {
    const made = faults('skew,by=1h,times=2', 'drop,times=1');
    const seen = [0, 1, 2].map(() => [made.skew({}), made.choose({})?.kind]);
    expect(seen).toEqual([
      [3_600_000, 'drop'],
      [3_600_000, undefined],
      [0, undefined],
    ]);
    expect(made.list().map(({ reached, hits }) => [reached, hits])).toEqual([
      [3, 2],
      [3, 1],
    ]);
  });

  test('a delay is before the call by default', async () => {
    const emulator = await bench({ faults: ['delay,ms=1h,action=CreateTopic'] });
    const asked = emulator.send('CreateTopic', { Topic: 'late', Remark: 'x' });
    for (let i = 0; emulator.faults.list()[0]?.hits !== 1; i++) {
      if (i > 10_000) throw new Error('the call did not come in');
      await new Promise((done) => setTimeout(done, 1));
    }
    const has = (): boolean => emulator.state.instances[0]?.topics.some(({ name }) => name === 'late') === true;
    expect(has()).toBe(false);
    emulator.clock.now += 3_600_000;
    expect((await asked).status).toBe(200);
    expect(has()).toBe(true);
  });
});

test('expired temporary keys are known for a day', () => {
  const issued = newIssued();
  const DAY = 86_400_000;
  const { accessKeyId, expires } = issued.issue(900, START);
  issued.issue(900, expires + DAY);
  expect(issued.of(accessKeyId)).toMatchObject({ expires });
  issued.issue(900, expires + DAY + 1);
  expect(issued.of(accessKeyId)).toBeUndefined();
});

test('a nonce of the previous generation counts too', () => {
  const nonces = newNonces();
  const MINUTE = 60_000;
  expect([nonces.take('a', START), nonces.take('b', START + 29 * MINUTE)]).toEqual([true, true]);
  expect([nonces.take('c', START + 30 * MINUTE), nonces.take('b', START + 31 * MINUTE)]).toEqual([true, false]);
});
