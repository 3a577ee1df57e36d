/** What a command sends belongs together: one list and port range a request, one user of each type, every row its line. */
import { describe, expect, test } from '@jest/globals';
import { cli, errorOf, json, type Ran } from '../../support/context.ts';
import { ok, refusal, type Reply } from '../../support/effects.ts';
import { groups, saslUsers } from '../../support/service.ts';
import { list, printed } from '../../output/help.ts';

type Params = Readonly<Record<string, string>>;
const addresses = ({ calls }: Pick<Ran, 'calls'>): unknown[] =>
  calls
    .filter(({ action }) => action === 'UpdateAllowedIp')
    .map(({ params }) => [params['AllowedListType'], params['PortRange'], params['AllowedListIp']]);

describe('addresses of a file', () => {
  const script = { UpdateAllowedIp: {}, GetAllowedIpList: { AllowedList: { VpcList: [] } } };
  const CSV = [
    'Type,PortRange,AllowedIp',
    'vpc,9092/9092,10.0.0.1',
    'vpc,9094/9094,10.0.0.2',
    'vpc,9092/9092,10.0.0.3',
    'internet,9093/9093,203.0.113.7',
    'vpc,9094/9094,10.0.0.4',
  ].join('\n');

  test('are sent with the ports of their record, one port range per request', async () => {
    const ran = await cli('instance allowed-ip add -f a.csv -o json', { files: { 'a.csv': CSV }, script });
    expect([ran.code, addresses(ran)]).toEqual([
      0,
      [
        ['vpc', '9092/9092', '10.0.0.1,10.0.0.3'],
        ['vpc', '9094/9094', '10.0.0.2,10.0.0.4'],
        ['internet', '9093/9093', '203.0.113.7'],
      ],
    ]);
    expect((json(ran) as Params[]).map(({ PortRange, AllowedListIp }) => [PortRange, AllowedListIp])).toEqual([
      ['9092/9092', '10.0.0.1'],
      ['9094/9094', '10.0.0.2'],
      ['9092/9092', '10.0.0.3'],
      ['9093/9093', '203.0.113.7'],
      ['9094/9094', '10.0.0.4'],
    ]);
  });

  test('count as existing only on their own ports', async () => {
    const there = {
      VpcList: [{ PortRange: '9092/9092', AllowedIpList: ['10.0.0.1', '10.0.0.2'] }],
      InternetList: [{ PortRange: '9093/9093', AllowedIpList: ['10.0.0.4'] }],
    };
    const ran = await cli('instance allowed-ip add -f a.csv -o json', {
      files: { 'a.csv': CSV },
      script: { ...script, GetAllowedIpList: { AllowedList: there } },
    });
    expect(addresses(ran)).toEqual([
      ['vpc', '9092/9092', '10.0.0.3'],
      ['vpc', '9094/9094', '10.0.0.2,10.0.0.4'],
      ['internet', '9093/9093', '203.0.113.7'],
    ]);
    expect((json(ran) as Params[]).map(({ Result }) => Result)).toEqual([
      'unchanged',
      'created',
      'created',
      'created',
      'created',
    ]);
  });

  test('took effect only if listed on their own ports', async () => {
    const add = ({ PortRange }: Params): Reply => (PortRange === '9094/9094' ? refusal('WHITE.PARAM.ERROR') : ok());
    const ran = await cli('instance allowed-ip add -f a.csv -o json', {
      files: { 'a.csv': CSV },
      script: { ...script, UpdateAllowedIp: add },
    });
    expect(ran.code).toBe(8);
    expect((json(ran) as Params[]).map(({ Result }) => Result)).toEqual([
      'created',
      'failed',
      'created',
      'created',
      'failed',
    ]);
  });
});

describe('a SASL user of both types', () => {
  const DescribeSaslUsers = saslUsers(
    { Username: 'app', Type: 'plain' },
    { Username: 'web', Type: 'plain' },
    { Username: 'app', Type: 'SCRAM' },
  );
  const deleted = ({ calls }: Ran): unknown[] =>
    calls.filter(({ action }) => action === 'DeleteSaslUser').map(({ params }) => [params['Username'], params['Type']]);

  test('is deleted in both types', async () => {
    const ran = await cli('sasl delete app --yes -o json', { script: { DescribeSaslUsers, DeleteSaslUser: {} } });
    expect([ran.code, deleted(ran)]).toEqual([
      0,
      [
        ['app', 'plain'],
        ['app', 'scram'],
      ],
    ]);
  });

  test('with --type, only in that one', async () => {
    const ran = await cli('sasl delete app --type scram --yes', { script: { DeleteSaslUser: {} } });
    expect([ran.code, deleted(ran)]).toEqual([0, [['app', 'scram']]]);
  });

  test('is not deleted if one type remains: exit 8', async () => {
    const remove = ({ Type }: Params): Reply => (Type === 'scram' ? refusal('NoPermission', 403) : ok());
    const ran = await cli('sasl delete app --yes -o json', { script: { DescribeSaslUsers, DeleteSaslUser: remove } });
    expect([ran.code, deleted(ran)]).toEqual([
      8,
      [
        ['app', 'plain'],
        ['app', 'scram'],
      ],
    ]);
    expect((json(ran) as Params[]).map(({ Result }) => Result)).toEqual(['deleted', 'failed']);
  });
});

describe('an unknown lag', () => {
  const partition = (offsets: object): object => ({ Partition: 0, ...offsets });
  const progress = (offsets: object, more: object = {}): object => ({
    ConsumerProgress: {
      ...more,
      TopicList: {
        TopicList: [{ Topic: 'orders', ...more, OffsetList: { OffsetList: [partition(offsets)] } }],
      },
    },
  });
  const run = (answer: object, flags: string): Promise<Ran> =>
    cli(`group lag billing ${flags} -o json`, {
      script: { GetConsumerProgress: answer, GetConsumerList: groups({ ConsumerId: 'billing' }) },
    });

  test.each([
    '--fail-above 0',
    '--fail-above 999999999',
    '--fail-above 5 --topic orders',
    '--fail-above 5 --partitions',
  ])('is above any limit: %s', async (flags) => {
    const ran = await run(progress({ ConsumerOffset: 5 }), flags);
    expect([ran.code, json(ran)]).toMatchObject([7, [{ ConsumerId: 'billing', Lag: null }]]);
    expect(String(errorOf(ran)['message'])).toMatch(
      /group "billing" on topic "orders"(?:, partition 0)?: lag in messages unknown/,
    );
  });

  test('is known if the service sends the total', async () => {
    const sums = { TotalDiff: 7 };
    expect((await run(progress({ ConsumerOffset: 5, Accumulate: 7 }, sums), '--fail-above 7')).code).toBe(0);
    expect((await run(progress({ ConsumerOffset: 5, Accumulate: 7 }, sums), '--fail-above 6')).code).toBe(7);
  });

  test('does not count as drained', async () => {
    const ran = await cli('wait group billing drained --max-lag 1000 --wait-timeout 2s', {
      script: {
        GetConsumerProgress: progress({ ConsumerOffset: 5 }),
        GetConsumerList: groups({ ConsumerId: 'billing' }),
      },
    });
    expect(ran.code).toBe(7);
  });
});

test('-o name prints a line per record, also for equal ones', async () => {
  const rows = [{ AllowedIp: '10.0.0.1' }, { AllowedIp: '10.0.0.2' }, { AllowedIp: '10.0.0.1' }];
  expect(await printed('name', list(rows))).toBe('10.0.0.1\n10.0.0.2\n10.0.0.1\n');
});
