import { afterEach, describe, expect, test } from '@jest/globals';
import type { Row } from '../../src/core/shape.ts';
import type { WireParams } from '../../src/core/signature.ts';
import { WAITING_INSTANCE } from '../../src/core/local-names.ts';
import { seed } from '../../src/emulator/state/seed.ts';
import { newGroup } from '../../src/emulator/state/state.ts';
import { type Bench, bench, closeAll, START, textOf } from './bench.ts';

afterEach(closeAll);

async function users(emulator: Bench): Promise<string[]> {
  const { SaslUserList } = (await emulator.good('DescribeSaslUsers')) as { SaslUserList: { SaslUserVO: Row[] } };
  return SaslUserList.SaslUserVO.map(({ Username, Type, Password }) =>
    [Username, Type, Password].map(textOf).join(' '),
  );
}

describe('SASL users', () => {
  test('are created as plain by default, and get a new password if they exist', async () => {
    const emulator = await bench();
    await emulator.good('CreateSaslUser', { Username: 'app', Password: 'not-real-3' });
    await emulator.good('CreateSaslUser', { Username: 'app', Password: 'not-real-4', Type: 'SCRAM' });
    await emulator.good('CreateSaslUser', { Username: 'app', Password: 'not-real-5', Type: 'plain' });
    expect(await users(emulator)).toEqual([
      'app plain not-real-5',
      'reporting scram not-a-real-password-2',
      'app scram not-real-4',
    ]);
  });

  test('are deleted by name and type', async () => {
    const emulator = await bench();
    expect(await emulator.refused('DeleteSaslUser', { Username: 'reporting' })).toEqual([
      400,
      'BIZ_SASL_USER_NOT_EXIST',
    ]);
    await emulator.good('DeleteSaslUser', { Username: 'reporting', Type: 'scram' });
    await emulator.good('DeleteSaslUser', { Username: 'app' });
    expect(await users(emulator)).toEqual([]);
    expect(await emulator.refused('CreateSaslUser', { Username: 'u', Password: 'p', Type: 'ldap' })).toEqual([
      400,
      'InvalidType',
    ]);
  });

  test('and permissions require a professional instance', async () => {
    const state = seed(START);
    for (const instance of state.instances) instance.sizes.spec = 'normal';
    const { refused } = await bench({ state });
    const rule = {
      Username: 'app',
      AclResourceType: 'Topic',
      AclResourceName: 'orders',
      AclResourcePatternType: 'LITERAL',
      AclOperationType: 'Read',
    };
    const calls: [string, WireParams][] = [
      ['DescribeSaslUsers', {}],
      ['CreateSaslUser', { Username: 'u', Password: 'p' }],
      ['DeleteSaslUser', { Username: 'app' }],
      ['CreateAcl', rule],
      ['DeleteAcl', rule],
      ['DescribeAcls', rule],
    ];
    for (const [action, params] of calls) expect(await refused(action, params)).toEqual([400, 'BIZ_ACL_NOT_ENABLED']);
  });
});

const rule = (change: WireParams = {}): WireParams => ({
  Username: 'reporting',
  AclResourceType: 'Topic',
  AclResourceName: 'payments',
  AclResourcePatternType: 'LITERAL',
  AclOperationType: 'Read',
  ...change,
});

async function acls(emulator: Bench, params: WireParams): Promise<string[]> {
  const { KafkaAclList } = (await emulator.good('DescribeAcls', params)) as { KafkaAclList: { KafkaAclVO: Row[] } };
  return KafkaAclList.KafkaAclVO.map((acl) => Object.values(acl).map(textOf).join(' '));
}

describe('permissions', () => {
  test('are created and deleted in any case, and listed in the spelling of the reference', async () => {
    const emulator = await bench();
    const wild = rule({ AclResourceType: 'TOPIC', AclResourcePatternType: 'literal', AclOperationType: 'WRITE' });
    await emulator.good('CreateAcl', wild);
    expect(await acls(emulator, rule())).toEqual(['reporting Topic payments LITERAL Write ALLOW *']);
    expect(await emulator.refused('CreateAcl', wild)).toEqual([400, 'Acl.DuplicatedAuth.Error']);
    await emulator.good('DeleteAcl', wild);
    expect(await acls(emulator, rule())).toEqual([]);
    expect(await emulator.refused('DeleteAcl', wild)).toEqual([400, 'BIZ_UPDATE_ACL_FAILED']);
  });

  test.each<[string, WireParams]>([
    ['pattern', { AclResourcePatternType: 'PREFIXED' }],
    ['operation', { AclOperationType: 'Write' }],
    ['user', { Username: '*' }],
    ['name', { AclResourceName: 'orders' }],
    ['type', { AclResourceType: 'Group', AclResourceName: 'orders' }],
  ])(
    'of another %s are another rule: created in addition, and kept when the first is deleted',
    async (_name, change) => {
      const state = seed(START);
      const [instance] = state.instances;
      // A group with the name of a topic, so that only the type distinguishes them
      instance?.groups.push(newGroup('orders', START));
      const emulator = await bench({ state });
      const name = change['AclResourceType'] === undefined ? {} : { AclResourceName: 'orders' };
      const [one, other] = [rule(name), rule(change)];
      const before = instance?.acls.length ?? 0;
      await emulator.good('CreateAcl', one);
      expect(await emulator.refused('DeleteAcl', other)).toEqual([400, 'BIZ_UPDATE_ACL_FAILED']);
      await emulator.good('CreateAcl', other);
      expect(instance?.acls).toHaveLength(before + 2);
      await emulator.good('DeleteAcl', one);
      expect(await emulator.refused('DeleteAcl', one)).toEqual([400, 'BIZ_UPDATE_ACL_FAILED']);
      expect(instance?.acls).toHaveLength(before + 1);
      await emulator.good('DeleteAcl', other);
      expect(instance?.acls).toHaveLength(before);
    },
  );

  test('require their user and resource, except for * and prefixes', async () => {
    const emulator = await bench();
    const refused = (change: WireParams) => emulator.refused('CreateAcl', rule(change));
    expect(await refused({ Username: 'nobody' })).toEqual([400, 'BIZ_SASL_USER_NOT_EXIST']);
    expect(await refused({ AclResourceName: 'none' })).toEqual([400, 'BIZ_TOPIC_NOT_FOUND']);
    expect(await refused({ AclResourceType: 'Group' })).toEqual([400, 'BIZ_SUBSCRIPTION_NOT_FOUND']);
    await emulator.good('CreateAcl', rule({ Username: '*' }));
    await emulator.good('CreateAcl', rule({ AclResourceName: '*' }));
    await emulator.good('CreateAcl', rule({ AclResourceName: 'none', AclResourcePatternType: 'PREFIXED' }));
    await emulator.good('CreateAcl', rule({ AclResourceType: 'Group', AclResourceName: 'shipping' }));
  });

  test('of a group allow only Read, and unknown operations are refused', async () => {
    const emulator = await bench();
    const group = { AclResourceType: 'Group', AclResourceName: 'billing' };
    expect(await emulator.refused('CreateAcl', rule({ ...group, AclOperationType: 'Write' }))).toEqual([
      400,
      'BIZ_FIELD_CHECK_INVALID',
    ]);
    expect(await emulator.refused('CreateAcl', rule({ AclOperationType: 'Everything' }))).toEqual([
      400,
      'BIZ_FIELD_CHECK_INVALID',
    ]);
    expect(await emulator.refused('CreateAcl', rule({ AclResourceType: 'Cluster' }))).toEqual([
      400,
      'InvalidAclResourceType',
    ]);
    await emulator.good('CreateAcl', rule({ AclOperationType: 'Describe' }));
  });

  test('are found by literal name and user: * finds rules of *', async () => {
    const emulator = await bench();
    expect(await acls(emulator, { Username: '*', AclResourceType: 'Topic', AclResourceName: 'refunds' })).toHaveLength(
      1,
    );
    expect(await acls(emulator, { Username: '*', AclResourceType: 'Topic', AclResourceName: 'orders' })).toEqual([]);
    expect(await acls(emulator, { Username: 'app', AclResourceType: 'Topic', AclResourceName: '*' })).toEqual([]);
    expect(await acls(emulator, { Username: 'reporting', AclResourceType: 'Topic', AclResourceName: 'pay' })).toEqual([
      'reporting Topic pay PREFIXED Read ALLOW *',
    ]);
    expect(await acls(emulator, { Username: 'app', AclResourceType: 'Topic', AclResourceName: 'pay' })).toEqual([]);
    expect(
      await emulator.refused('DescribeAcls', { Username: 'app', AclResourceType: 'Topic', AclResourceName: 'none' }),
    ).toEqual([400, 'BIZ_TOPIC_NOT_FOUND']);
    expect(
      await emulator.refused('DescribeAcls', { Username: 'app', AclResourceType: 'Group', AclResourceName: 'none' }),
    ).toEqual([400, 'BIZ_SUBSCRIPTION_NOT_FOUND']);
  });

  test('remain after their user is deleted', async () => {
    const emulator = await bench();
    await emulator.good('DeleteSaslUser', { Username: 'app' });
    expect(await acls(emulator, { Username: 'app', AclResourceType: 'Topic', AclResourceName: 'orders' })).toHaveLength(
      2,
    );
  });
});

async function addresses(emulator: Bench, change: WireParams = {}): Promise<Record<string, unknown>> {
  const { AllowedList } = (await emulator.good('GetAllowedIpList', change)) as {
    AllowedList: Record<string, { PortRange: string; AllowedIpList: string[] }[]>;
  };
  const lists = [...(AllowedList['VpcList'] ?? []), ...(AllowedList['InternetList'] ?? [])];
  return Object.fromEntries(lists.map(({ PortRange, AllowedIpList }) => [PortRange.slice(0, 4), AllowedIpList]));
}

const update = (UpdateType: string, AllowedListIp: string, change: WireParams = {}): WireParams => ({
  UpdateType,
  AllowedListIp,
  AllowedListType: 'vpc',
  PortRange: '9092/9092',
  ...change,
});

const outside = { AllowedListType: 'internet', PortRange: '9093/9093' };
const hosts = (count: number, net: number): string =>
  Array.from({ length: count }, (_, i) => `10.0.${net}.${i}`).join(',');

describe('allow lists', () => {
  test('start with the documented addresses for the kind of instance', async () => {
    const emulator = await bench();
    expect(await addresses(emulator)).toEqual({
      9092: ['192.168.0.0/24'],
      9094: ['192.168.0.0/24'],
      9093: ['0.0.0.0/0'],
    });
    await emulator.good('StartInstance', {
      InstanceId: WAITING_INSTANCE,
      DeployModule: 'vpc',
      VpcId: 'vpc-1',
      VSwitchId: 'vsw-1',
      ZoneId: 'zonea',
    });
    emulator.clock.now += 5000;
    expect(await addresses(emulator, { InstanceId: WAITING_INSTANCE })).toEqual({
      9092: ['0.0.0.0/0'],
      9094: [expect.stringMatching(/^192\.168\.\d+\.0\/24$/)],
    });
    const there = { InstanceId: WAITING_INSTANCE };
    expect(await emulator.refused('UpdateAllowedIp', update('add', '10.0.0.1', { ...outside, ...there }))).toEqual([
      400,
      'WHITE.PARAM.ERROR',
    ]);
  });

  test('accept several at once, lose one at a time, and may become empty', async () => {
    const emulator = await bench();
    await emulator.good('UpdateAllowedIp', update('add', '10.0.0.1,10.0.0.0/8'));
    await emulator.good('UpdateAllowedIp', update('add', '10.0.0.9', outside));
    await emulator.good('UpdateAllowedIp', update('add', '10.0.0.9', { PortRange: '9095/9095' }));
    expect(await addresses(emulator)).toEqual({
      9092: ['192.168.0.0/24', '10.0.0.1', '10.0.0.0/8'],
      9094: ['192.168.0.0/24'],
      9095: ['10.0.0.9'],
      9093: ['0.0.0.0/0', '10.0.0.9'],
    });
    for (const address of ['192.168.0.0/24', '10.0.0.1', '10.0.0.0/8'])
      await emulator.good('UpdateAllowedIp', update('delete', address));
    expect((await addresses(emulator))['9092']).toEqual([]);
  });

  test.each<[string, WireParams, string]>([
    ['an address that is already listed', update('add', '10.0.0.1,192.168.0.0/24'), 'WHITE.IP.ALREADY.EXISTS.ERROR'],
    ['an address twice', update('add', '10.0.0.1,10.0.0.1'), 'WHITE.IP.ALREADY.EXISTS.ERROR'],
    ['eleven at once', update('add', hosts(11, 0)), 'WHITE.OVER.LENGTH.ERROR'],
    ['an invalid address', update('add', '10.0.0.1,10.0.0.256'), 'WHITE.IP.ILLEGAL.ERROR'],
    ['a name', update('add', 'example.com'), 'WHITE.IP.ILLEGAL.ERROR'],
    ['a block too long', update('add', '10.0.0.0/33'), 'WHITE.IP.ILLEGAL.ERROR'],
    ['removing an address that is not listed', update('delete', '10.0.0.1'), 'WHITE.DELETE.ERROR'],
    ['removing two at once', update('delete', '192.168.0.0/24,10.0.0.1'), 'WHITE.PARAM.ERROR'],
    ['the public port in the VPC list', update('add', '10.0.0.1', { PortRange: '9093/9093' }), 'WHITE.PARAM.ERROR'],
    [
      'a VPC port in the public list',
      update('add', '10.0.0.1', { ...outside, PortRange: '9092/9092' }),
      'WHITE.PARAM.ERROR',
    ],
    ['an invalid port', update('add', '10.0.0.1', { PortRange: '9099/9099' }), 'WHITE.PARAM.ERROR'],
    ['ports in another form', update('add', '10.0.0.1', { PortRange: '9092' }), 'WHITE.PARAM.ERROR'],
    ['another change', update('replace', '10.0.0.1'), 'InvalidUpdateType'],
    ['another list', update('add', '10.0.0.1', { AllowedListType: 'lan' }), 'InvalidAllowedListType'],
  ])('refuse %s and stay as they were', async (_what, params, code) => {
    const emulator = await bench();
    const before = JSON.stringify(emulator.state);
    expect(await emulator.refused('UpdateAllowedIp', params)).toEqual([400, code]);
    expect(JSON.stringify(emulator.state)).toBe(before);
  });

  test('hold at most a hundred', async () => {
    const emulator = await bench();
    for (let net = 1; net <= 9; net++) await emulator.good('UpdateAllowedIp', update('add', hosts(10, net)));
    expect(await emulator.refused('UpdateAllowedIp', update('add', hosts(10, 10)))).toEqual([
      400,
      'WHITE.IPLIST.OVERLONG.ERROR',
    ]);
    await emulator.good('UpdateAllowedIp', update('add', hosts(9, 10)));
    expect((await addresses(emulator))['9092']).toHaveLength(100);
  });
});
