/** A parameter of --param is sent with the command's own requests, or refused; it is never dropped. */
import { describe, expect, test } from '@jest/globals';
import { cli, errorOf, json, REGION } from '../../support/context.ts';
import { noAnswer } from '../../support/effects.ts';
import { groups, instances, saslUsers, topics } from '../../support/service.ts';

const ID = 'alikafka_pre-cn-0pp1cng20abc';
const PRESENT = {
  InstanceId: ID,
  DiskSize: 900,
  IoMax: 20,
  TopicNumLimit: 50,
  EipMax: 10,
  SpecType: 'normal',
  DeployType: 4,
  PaidType: 0,
  ServiceStatus: 5,
};
const ORDERS = { Topic: 'orders', PartitionNum: 12, Status: 0, StatusName: 'running', Remark: 'orders' };

const upgrade = (flags: string, row: object = PRESENT) =>
  cli(`instance upgrade ${ID} ${flags} --yes -o json`, {
    script: { GetInstanceList: instances(row), UpgradePrePayOrder: { OrderId: '7' } },
  });

const PLACE = { RegionId: REGION, InstanceId: ID };

describe('instance upgrade', () => {
  test.each<[string, object]>([
    ['--param PartitionNum=2000', { DiskSize: '900', EipMax: '10', IoMax: '20', PartitionNum: '2000' }],
    [
      '--param IoMaxSpec=alikafka.hw.3xlarge',
      { DiskSize: '900', EipMax: '10', TopicQuota: '50', IoMaxSpec: 'alikafka.hw.3xlarge' },
    ],
    [
      '--param IoMaxSpec=alikafka.hw.3xlarge --param PartitionNum=2000 --disk-size 1000',
      { DiskSize: '1000', EipMax: '10', IoMaxSpec: 'alikafka.hw.3xlarge', PartitionNum: '2000' },
    ],
    [
      '--io-max 30 --param IoMaxSpec=alikafka.hw.3xlarge',
      { DiskSize: '900', EipMax: '10', IoMax: '30', TopicQuota: '50', IoMaxSpec: 'alikafka.hw.3xlarge' },
    ],
    ['--param EipModel=true', { DiskSize: '900', EipMax: '10', IoMax: '20', TopicQuota: '50', EipModel: 'true' }],
    ['--param EipModel=false', { DiskSize: '900', IoMax: '20', TopicQuota: '50', EipModel: 'false' }],
    ['--param Newer=1', { DiskSize: '900', EipMax: '10', IoMax: '20', TopicQuota: '50', Newer: '1' }],
  ])('%s is an order', async (flags, sent) => {
    const ran = await upgrade(flags);
    expect(ran.calls.map(({ action, params }) => [action, params])).toEqual([
      ['GetInstanceList', { RegionId: REGION, 'InstanceId.1': ID }],
      ['UpgradePrePayOrder', { ...PLACE, ...sent }],
    ]);
    expect([ran.code, json(ran)]).toEqual([0, expect.objectContaining({ Result: 'changed', OrderId: '7' })]);
  });

  test('a value that --param replaces may be missing in the list', async () => {
    const ran = await upgrade('--param PartitionNum=2000 --param IoMaxSpec=alikafka.hw.3xlarge', {
      ...PRESENT,
      IoMax: null,
      TopicNumLimit: 'abc',
    });
    expect([ran.code, ran.calls.length]).toEqual([0, 2]);
    expect((await upgrade('--param PartitionNum=2000', { ...PRESENT, IoMax: null })).code).toBe(9);
  });

  test('the question shows the parameter', async () => {
    const ran = await cli(`instance upgrade ${ID} --param PartitionNum=2000`, {
      terminal: true,
      answers: { confirm: [false] },
      script: { GetInstanceList: instances(PRESENT) },
    });
    expect(ran.code).toBe(130);
    expect(ran.stderr).toMatch(/PartitionNum +2000/);
    expect(ran.stderr).not.toMatch(/TopicQuota/);
  });

  test('a dry run prints the parameter, and a wait compares it', async () => {
    const dry = await upgrade('--param IoMaxSpec=alikafka.hw.3xlarge -n');
    expect(json(dry)).toMatchObject([{ params: { IoMaxSpec: 'alikafka.hw.3xlarge' } }]);
    const script = {
      GetInstanceList: (_params: unknown, nth: number) =>
        instances({ ...PRESENT, IoMaxSpec: nth < 4 ? 'alikafka.hw.2xlarge' : 'alikafka.hw.3xlarge' }),
      UpgradePrePayOrder: { OrderId: '7' },
    };
    const ran = await cli(`instance upgrade ${ID} --param IoMaxSpec=alikafka.hw.3xlarge --wait --yes -o json`, {
      script,
    });
    expect(ran.code).toBe(0);
    expect(ran.calls.filter(({ action }) => action === 'GetInstanceList')).toHaveLength(4);
  });
});

describe('without a request that can carry it, it is refused', () => {
  test.each<[string, Parameters<typeof cli>[1]]>([
    ['topic add-partitions orders --to 12', { script: { GetTopicList: topics(ORDERS) } }],
    [
      'instance allowed-ip add 10.0.0.1 10.0.0.2',
      {
        script: {
          GetAllowedIpList: {
            AllowedList: { VpcList: [{ PortRange: '9092/9092', AllowedIpList: ['10.0.0.1'] }], InternetList: [] },
          },
        },
      },
    ],
  ])('%s', async (line, options) => {
    const ran = await cli(`${line} --param Newer=1 -o json`, options);
    expect([ran.code, ran.stdout, ran.calls.length]).toEqual([2, '', 1]);
    expect(errorOf(ran).details).toEqual([
      { flag: '--param', message: expect.stringMatching(/Newer would not be sent/) },
    ]);
    const dry = await cli(`${line.replace('allowed-ip add', 'allowed-ip add')} --param Newer=1 -n`, options);
    expect(dry.code).toBe(line.startsWith('topic') ? 2 : 0);
  });

  test('it is also refused if a flag skips the request; other failures stay the same', async () => {
    const script = { DescribeSaslUsers: saslUsers({ Username: 'app', Type: 'plain' }) };
    const line = 'sasl create app --password-stdin --param Newer=1';
    expect((await cli(`${line} --if-not-exists`, { script, stdin: 'testpass' })).code).toBe(2);
    const gone = 'sasl delete other --if-exists --yes --param Newer=1';
    expect((await cli(gone, { script })).code).toBe(2);
    expect((await cli(line, { script, stdin: 'testpass' })).code).toBe(5);
  });

  test.each(['regions', 'explain 6', 'config list', 'config path', 'doctor', 'configure', 'emulator'])(
    '%s has no request that can carry it',
    async (line) => {
      const ran = await cli(`${line} --param Newer=1 -o json`);
      expect(ran.code).toBe(2);
      expect(ran.stderr).toMatch(/--param/);
    },
  );

  test.each([
    ['topic list --param A=1 --param A=2', /--param sets A twice/],
    ['api GetTopicList --param Newer=1 --param Newer=2', /--param sets Newer twice/],
    ['api GetTopicList CurrentPage=1 CurrentPage=2', /CurrentPage is given twice/],
    [
      'api GetTopicList CurrentPage=1 --param CurrentPage=2',
      /--param cannot set CurrentPage, which is also an argument/,
    ],
  ])('%s: one of two values would be lost', async (line, why) => {
    const ran = await cli(line);
    expect([ran.code, ran.calls.length]).toEqual([2, 0]);
    expect(ran.stderr).toMatch(why);
  });
});

describe('it is sent only with the requests of the command', () => {
  const paramsOf = (ran: Awaited<ReturnType<typeof cli>>) =>
    ran.calls.map(({ action, params }) => [action, params['Newer']]);

  test('not with the read after an unclear response', async () => {
    const script = { CreateTopic: noAnswer(), GetTopicList: topics(ORDERS) };
    const ran = await cli('topic create orders --param Newer=1', { script });
    expect(paramsOf(ran)).toEqual([
      ['CreateTopic', '1'],
      ['GetTopicList', undefined],
    ]);
  });

  test('with each of several requests, and not with the list that names them', async () => {
    const progress = { ConsumerProgress: { TotalDiff: 0, TopicList: { TopicList: [] } } };
    const script = { GetConsumerList: groups({ ConsumerId: 'a' }, { ConsumerId: 'b' }), GetConsumerProgress: progress };
    const ran = await cli('group lag --param Newer=1 -o json', { script });
    expect(paramsOf(ran)).toEqual([
      ['GetConsumerList', undefined],
      ['GetConsumerProgress', '1'],
      ['GetConsumerProgress', '1'],
    ]);
  });

  test('with the command that a short form runs', async () => {
    const script = { DescribeMetricMetaList: { Resources: { Resource: [] } } };
    expect(paramsOf(await cli('metrics list --param Newer=1', { script }))).toEqual([['DescribeMetricMetaList', '1']]);
  });

  test('with every page, even of a filtered list', async () => {
    const page = (from: number) => ({
      Total: 1200,
      TopicList: { TopicVO: Array.from({ length: 600 }, (_, i) => ({ Topic: `t${from + i}`, PartitionNum: 1 })) },
    });
    const script = { GetTopicList: [page(0), page(600)] };
    expect(paramsOf(await cli('topic list --name t1 --param Newer=1', { script }))).toEqual([
      ['GetTopicList', '1'],
      ['GetTopicList', '1'],
    ]);
  });

  test('with the reads of a wait', async () => {
    const script = { GetTopicList: topics(ORDERS) };
    expect(paramsOf(await cli('wait topic orders running --param Newer=1', { script }))).toEqual([
      ['GetTopicList', '1'],
    ]);
  });
});
