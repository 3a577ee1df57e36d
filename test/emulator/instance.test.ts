import { afterEach, describe, expect, test } from '@jest/globals';
import type { Row } from '../../src/core/shape.ts';
import type { WireParams } from '../../src/core/signature.ts';
import { EXPIRED_INSTANCE, SEEDED_INSTANCE, WAITING_INSTANCE } from '../../src/core/local-names.ts';
import { instanceRecord } from '../../src/emulator/handlers/instance-record.ts';
import { seed } from '../../src/emulator/state/seed.ts';
import type { Instance } from '../../src/emulator/state/state.ts';
import { NOW } from '../support/effects.ts';
import { type Bench, bench, closeAll, textOf } from './bench.ts';

afterEach(closeAll);

const DAY = 86_400_000;
const order = {
  DeployType: '5',
  DiskSize: '900',
  DiskType: '1',
  IoMax: '20',
  TopicQuota: '50',
  SpecType: 'professional',
};
const place = { DeployModule: 'vpc', VpcId: 'vpc-1', VSwitchId: 'vsw-1', ZoneId: 'cn-hangzhou-k' };
const sizes = { DiskSize: '3600', EipMax: '160', IoMax: '160', TopicQuota: '1000' };

async function list(emulator: Bench, params: WireParams = {}): Promise<Row[]> {
  const { InstanceList } = (await emulator.good('GetInstanceList', params)) as { InstanceList: { InstanceVO: Row[] } };
  return InstanceList.InstanceVO;
}

const one = async (emulator: Bench, id: string): Promise<Row | undefined> =>
  (await list(emulator, { 'InstanceId.1': id }))[0];
const status = async (emulator: Bench, id: string) => (await one(emulator, id))?.['ServiceStatus'];

async function ordered(emulator: Bench, change: WireParams = {}): Promise<string> {
  const { OrderId } = await emulator.good('CreatePrePayOrder', { ...order, ...change });
  return textOf((await list(emulator, { OrderId: textOf(OrderId) }))[0]?.['InstanceId']);
}

describe('GetInstanceList', () => {
  test('lists the three of the seed in their states', async () => {
    const emulator = await bench();
    const rows = (await list(emulator)).map(({ InstanceId, ServiceStatus, ViewInstanceStatusCode }) => [
      InstanceId,
      ServiceStatus,
      ViewInstanceStatusCode,
    ]);
    expect(rows).toEqual([
      [SEEDED_INSTANCE, 5, 2],
      [WAITING_INSTANCE, 0, 0],
      [EXPIRED_INSTANCE, 15, 5],
    ]);
  });

  test('shows the network of a deployed instance, the public endpoint only with deploy type 4', async () => {
    const emulator = await bench();
    const [running, waiting, expired] = await list(emulator);
    expect(running).toMatchObject({
      EndPoint: expect.stringMatching(/:9092$/),
      SslEndPoint: expect.stringMatching(/:9093$/),
      SaslEndPoint: expect.stringMatching(/:9094$/),
    });
    expect(waiting).toMatchObject({ AllConfig: '{}', EipMax: 0, UsedTopicCount: 0, IoMaxSpec: 'alikafka.hw.2xlarge' });
    for (const name of ['VpcId', 'VSwitchId', 'ZoneId', 'EndPoint', 'SslEndPoint'])
      expect(waiting).not.toHaveProperty(name);
    expect(expired).toMatchObject({ VpcId: expect.any(String) });
    expect(expired).not.toHaveProperty('EndPoint');
  });

  test('filters by region, ids, order and tags together; a bare InstanceId is no filter', async () => {
    const emulator = await bench();
    const ids = async (params: WireParams) => (await list(emulator, params)).map(({ InstanceId }) => InstanceId);
    expect(await ids({ RegionId: 'us-west-1' })).toEqual([]);
    expect(await ids({ 'InstanceId.1': WAITING_INSTANCE, 'InstanceId.2': 'none' })).toEqual([WAITING_INSTANCE]);
    expect(await ids({ InstanceId: WAITING_INSTANCE })).toHaveLength(3);
    expect(await ids({ OrderId: '0' })).toEqual([]);
    expect(await ids({ 'Tag.1.Key': 'env' })).toEqual([SEEDED_INSTANCE]);
    expect(await ids({ 'Tag.1.Key': 'env', 'Tag.1.Value': 'local' })).toEqual([SEEDED_INSTANCE]);
    expect(await ids({ 'Tag.1.Key': 'env', 'Tag.1.Value': 'prod' })).toEqual([]);
    expect(await ids({ 'Tag.1.Key': 'env', 'Tag.2.Key': 'team' })).toEqual([]);
    expect(
      await emulator.refused(
        'GetInstanceList',
        Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`InstanceId.${i + 1}`, `i${i}`])),
      ),
    ).toEqual([400, 'InvalidInstanceId']);
  });
});

test('values set by operations are listed instead of derived ones', () => {
  const [running] = seed(NOW).instances as [Instance];
  const set = { ...running, fields: { AutoCreateGroupEnable: true, ViewInstanceStatusCode: 3 } };
  const { AutoCreateGroupEnable, ViewInstanceStatusCode, ...rest } = instanceRecord(set, NOW);
  expect([AutoCreateGroupEnable, ViewInstanceStatusCode]).toEqual([true, 3]);
  expect({ ...rest, ViewInstanceStatusCode: 2 }).toEqual(instanceRecord(running, NOW));
});

describe('an order', () => {
  test('creates an instance that is listed at once, to be deployed', async () => {
    const emulator = await bench();
    const { OrderId } = await emulator.good('CreatePrePayOrder', order);
    expect(OrderId).toMatch(/^\d{15}$/);
    const [instance] = await list(emulator, { OrderId: textOf(OrderId) });
    expect(instance).toMatchObject({
      InstanceId: expect.stringMatching(/^alikafka_pre-cn-[0-9a-z]{12}$/),
      Name: instance?.['InstanceId'],
      ServiceStatus: 0,
      SpecType: 'professional',
      IoMax: 20,
      TopicNumLimit: 50,
      DiskSize: 900,
      DiskType: 1,
      EipMax: 0,
      PaidType: 0,
      CreateTime: emulator.clock.now,
    });
    expect(await list(emulator)).toHaveLength(4);
  });

  test('needs EipMax with deploy type 4, and ignores it with 5', async () => {
    const emulator = await bench();
    expect(await emulator.refused('CreatePrePayOrder', { ...order, DeployType: '4' })).toEqual([
      400,
      'BIZ_PARAM_EMPTY',
    ]);
    expect((await one(emulator, await ordered(emulator, { EipMax: '40' })))?.['EipMax']).toBe(0);
    expect((await one(emulator, await ordered(emulator, { DeployType: '4', EipMax: '40' })))?.['EipMax']).toBe(40);
  });

  test('accepts IoMaxSpec and PartitionNum in place of IoMax and TopicQuota', async () => {
    const emulator = await bench();
    expect(
      await emulator.refused('CreatePrePayOrder', { ...order, IoMax: '', IoMaxSpec: 'alikafka.hw.6xlarge' }),
    ).toEqual([400, 'InvalidIoMax']);
    const { IoMax: _io, TopicQuota: _quota, ...rest } = order;
    const { OrderId } = await emulator.good('CreatePrePayOrder', {
      ...rest,
      IoMaxSpec: 'alikafka.hw.6xlarge',
      PartitionNum: '50',
    });
    expect((await list(emulator, { OrderId: textOf(OrderId) }))[0]).toMatchObject({ IoMax: 60, TopicNumLimit: 80 });
    expect(await emulator.refused('CreatePrePayOrder', rest)).toEqual([400, 'MissingIoMax']);
  });

  test('expires after a month, and can then be deleted', async () => {
    const emulator = await bench();
    const id = await ordered(emulator);
    expect(await emulator.refused('DeleteInstance', { InstanceId: id })).toEqual([400, 'InstanceStatus.NotReleased']);
    emulator.clock.now += 32 * DAY;
    expect(await status(emulator, id)).toBe(15);
    await emulator.good('DeleteInstance', { InstanceId: id });
    expect(await one(emulator, id)).toBeUndefined();
    expect(await emulator.refused('DeleteInstance', { InstanceId: id })).toEqual([400, 'AUTH_RESOURCE_OWNER_ERROR']);
  });
});

describe('StartInstance', () => {
  test('passes through the states to running over time', async () => {
    const emulator = await bench();
    const id = await ordered(emulator);
    await emulator.good('StartInstance', { ...place, InstanceId: id, Name: 'fresh' });
    const seen: unknown[] = [];
    for (let second = 0; second < 6; second++) {
      seen.push(await status(emulator, id));
      emulator.clock.now += 1000;
    }
    expect(seen).toEqual([1, 1, 2, 3, 5, 5]);
    expect(await one(emulator, id)).toMatchObject({
      Name: 'fresh',
      VpcId: 'vpc-1',
      VSwitchId: 'vsw-1',
      ZoneId: 'cn-hangzhou-k',
      EndPoint: expect.any(String),
    });
  });

  test('is refused in a wrong state, with invalid parameters, or a duplicate name', async () => {
    const emulator = await bench();
    const refused = (change: WireParams) =>
      emulator.refused('StartInstance', { ...place, InstanceId: WAITING_INSTANCE, ...change });
    expect(await refused({ InstanceId: SEEDED_INSTANCE, DeployModule: 'eip' })).toEqual([
      400,
      'InstanceStatus.NotWaitDeploy',
    ]);
    expect(await refused({ InstanceId: 'alikafka_pre-cn-nowhere' })).toEqual([400, 'AUTH_RESOURCE_OWNER_ERROR']);
    expect(await refused({ RegionId: 'us-west-1' })).toEqual([400, 'AUTH_RESOURCE_OWNER_ERROR']);
    expect(await refused({ DeployModule: 'eip' })).toEqual([400, 'BIZ_FIELD_CHECK_INVALID']);
    expect(await refused({ IsEipInner: 'true' })).toEqual([400, 'BIZ_FIELD_CHECK_INVALID']);
    expect(await refused({ VpcId: 'x' })).toEqual([404, 'VpcVSwitch.NotFound']);
    expect(await refused({ VSwitchId: 'x' })).toEqual([404, 'VpcVSwitch.NotFound']);
    expect(await refused({ ZoneId: 'us-west-1-a' })).toEqual([400, 'VPC_VSW_ZONE_MAPPING_ERROR']);
    expect(await refused({ Name: 'local-running' })).toEqual([400, 'InvalidParameter.DataAlreadyExist']);
    expect(await refused({ Name: 'a b' })).toEqual([400, 'BIZ_FIELD_CHECK_INVALID']);
    expect(await status(emulator, WAITING_INSTANCE)).toBe(0);
  });

  test('sets a user on request, and ignores it for a VPC instance', async () => {
    const emulator = await bench();
    const user = { IsSetUserAndPassword: 'true', Username: 'first', Password: 'not-a-real-password' };
    await emulator.good('StartInstance', { ...place, ...user, InstanceId: WAITING_INSTANCE });
    const eip = await ordered(emulator, { DeployType: '4', EipMax: '10' });
    const start = { ...place, InstanceId: eip, DeployModule: 'eip', IsEipInner: 'true', ...user };
    expect(await emulator.refused('StartInstance', { ...start, Password: '' })).toEqual([400, 'BIZ_PARAM_EMPTY']);
    expect(await emulator.refused('StartInstance', { ...start, Username: '' })).toEqual([400, 'InvalidUsername']);
    await emulator.good('StartInstance', start);
    emulator.clock.now += 5000;
    const names = async (InstanceId: string) => {
      const { SaslUserList } = (await emulator.good('DescribeSaslUsers', { InstanceId })) as {
        SaslUserList: { SaslUserVO: Row[] };
      };
      return SaslUserList.SaslUserVO.map(({ Username }) => Username);
    };
    expect([await names(WAITING_INSTANCE), await names(eip)]).toEqual([[], ['first']]);
  });
});

describe('UpgradePrePayOrder', () => {
  test('shows its status for some seconds, then the new sizes', async () => {
    const emulator = await bench();
    const { OrderId } = await emulator.good('UpgradePrePayOrder', { ...sizes, DiskSize: '4000' });
    expect(OrderId).toMatch(/^\d+$/);
    expect(await one(emulator, SEEDED_INSTANCE)).toMatchObject({ ServiceStatus: 11, DiskSize: 3600 });
    expect(await emulator.refused('UpgradePrePayOrder', { ...sizes, DiskSize: '5000' })).toEqual([
      400,
      'ScheduledTask.AlreadyHasSameTaskType',
    ]);
    expect(await emulator.refused('CreateTopic', { Topic: 'new', Remark: 'new' })).toEqual([
      400,
      'Instance.StatusNotRunning',
    ]);
    await emulator.good('GetTopicList');
    emulator.clock.now += 3000;
    expect(await one(emulator, SEEDED_INSTANCE)).toMatchObject({ ServiceStatus: 5, DiskSize: 4000 });
    await emulator.good('UpgradePrePayOrder', { ...sizes, DiskSize: '5000' });
    expect(await one(emulator, SEEDED_INSTANCE)).toMatchObject({ ServiceStatus: 11, DiskSize: 4000 });
  });

  test('of the edition has its own status', async () => {
    const emulator = await bench();
    const id = await ordered(emulator, { SpecType: 'normal' });
    await emulator.good('StartInstance', { ...place, InstanceId: id });
    emulator.clock.now += 5000;
    await emulator.good('UpgradePrePayOrder', {
      InstanceId: id,
      DiskSize: '900',
      EipMax: '0',
      IoMax: '20',
      TopicQuota: '50',
      SpecType: 'professional',
    });
    expect(await one(emulator, id)).toMatchObject({ ServiceStatus: 8, SpecType: 'normal' });
    emulator.clock.now += 3000;
    expect(await one(emulator, id)).toMatchObject({ ServiceStatus: 5, SpecType: 'professional' });
  });

  test('refuses lower sizes, no change, and an instance that is not running', async () => {
    const emulator = await bench();
    const refused = (change: WireParams) => emulator.refused('UpgradePrePayOrder', { ...sizes, ...change });
    for (const size of Object.keys(sizes))
      expect(await refused({ [size]: '19' })).toEqual([400, 'BIZ.LIMIT.QUOTA.DOWN']);
    expect(await refused({ SpecType: 'normal' })).toEqual([400, 'BIZ.LIMIT.QUOTA.DOWN']);
    expect(await refused({})).toEqual([400, 'InvalidParameter.DataNotChange']);
    expect(await refused({ InstanceId: WAITING_INSTANCE })).toEqual([400, 'BIZ_INSTANCE_STATUS_ERROR']);
    expect(await refused({ InstanceId: EXPIRED_INSTANCE })).toEqual([400, 'BIZ_INSTANCE_STATUS_ERROR']);
    expect(await refused({ InstanceId: 'none' })).toEqual([400, 'AUTH_RESOURCE_OWNER_ERROR']);
  });
});

test('ModifyInstanceName cuts after 64 characters and refuses a duplicate name', async () => {
  const emulator = await bench();
  await emulator.good('ModifyInstanceName', { InstanceName: 'n'.repeat(70) });
  expect((await one(emulator, SEEDED_INSTANCE))?.['Name']).toBe('n'.repeat(64));
  await emulator.good('ModifyInstanceName', { InstanceName: 'n'.repeat(64) });
  expect(await emulator.refused('ModifyInstanceName', { InstanceName: 'local-waiting' })).toEqual([
    400,
    'InvalidParameter.DataAlreadyExist',
  ]);
  expect(await emulator.refused('ModifyInstanceName', { InstanceName: 'x.y.z' })).toEqual([
    400,
    'BIZ_FIELD_CHECK_INVALID',
  ]);
});

test('DeleteInstance accepts an expired instance', async () => {
  const emulator = await bench();
  expect(await emulator.refused('DeleteInstance')).toEqual([400, 'InstanceStatus.NotReleased']);
  expect(await emulator.refused('DeleteInstance', { InstanceId: WAITING_INSTANCE })).toEqual([
    400,
    'InstanceStatus.NotReleased',
  ]);
  await emulator.good('DeleteInstance', { InstanceId: EXPIRED_INSTANCE });
  expect(await list(emulator)).toHaveLength(2);
});

describe('inside an instance that is not running', () => {
  test.each([
    ['CreateTopic', { Topic: 'new', Remark: 'new' }],
    ['DeleteTopic', { Topic: 'new' }],
    ['ModifyPartitionNum', { Topic: 'new', AddPartitionNum: '1' }],
    ['ModifyTopicRemark', { Topic: 'new' }],
    ['CreateConsumerGroup', { ConsumerId: 'new' }],
    ['DeleteConsumerGroup', { ConsumerId: 'new' }],
    [
      'UpdateAllowedIp',
      { UpdateType: 'add', PortRange: '9092/9092', AllowedListType: 'vpc', AllowedListIp: '10.0.0.1' },
    ],
    ['CreateSaslUser', { Username: 'new', Password: 'x' }],
    ['DeleteSaslUser', { Username: 'new' }],
  ])('%s is refused', async (action, params) => {
    const { refused } = await bench();
    for (const InstanceId of [WAITING_INSTANCE, EXPIRED_INSTANCE]) {
      expect(await refused(action, { ...(params as WireParams), InstanceId })).toEqual([
        400,
        'Instance.StatusNotRunning',
      ]);
    }
  });

  test.each([
    ['GetTopicList', {}],
    ['GetTopicStatus', { Topic: 'new' }],
    ['GetConsumerList', {}],
    ['GetConsumerProgress', { ConsumerId: 'new' }],
    ['GetAllowedIpList', {}],
    ['DescribeSaslUsers', {}],
    ['DescribeAcls', { Username: 'a', AclResourceType: 'Topic', AclResourceName: 'b' }],
  ])('%s is refused', async (action, params) => {
    const { refused } = await bench();
    expect(await refused(action, { ...(params as WireParams), InstanceId: WAITING_INSTANCE })).toEqual([
      400,
      'BIZ_INSTANCE_STATUS_ERROR',
    ]);
    expect(await refused(action, { ...(params as WireParams), InstanceId: 'none' })).toEqual([
      400,
      'AUTH_RESOURCE_OWNER_ERROR',
    ]);
  });
});
