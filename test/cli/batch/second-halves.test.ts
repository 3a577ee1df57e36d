/** Rules that have two halves, the second of which nothing else looks at; and options that meet. */
import { describe, expect, test } from '@jest/globals';
import { cli, errorOf, json, type Options, type Ran } from '../../support/context.ts';
import { http, noAnswer, ok, refusal, type Reply, REQUEST_ID } from '../../support/effects.ts';
import { acls, groups, instances, saslUsers, topics } from '../../support/service.ts';

type Params = Readonly<Record<string, string>>;
const actions = ({ calls }: Pick<Ran, 'calls'>): string[] => calls.map(({ action }) => action);
const sum = (waits: readonly number[]): number => waits.reduce((all, one) => all + one, 0);
const topic = (PartitionNum = 12, more: object = {}): object =>
  topics({ Topic: 'orders', PartitionNum, Remark: 'orders', Status: 0, StatusName: 'running', ...more });
const ID = 'alikafka_pre-cn-aaaaaaaaaaaa';
const instance = (more: object = {}): object =>
  instances({
    InstanceId: ID,
    Name: 'shop',
    ServiceStatus: 5,
    PaidType: 0,
    DeployType: 5,
    DiskSize: 500,
    IoMax: 20,
    TopicNumLimit: 50,
    EipMax: 0,
    ...more,
  });
const NOT_FOUND_PAGE = http(404, '<html><body>Not Found</body></html>');

describe('a "not found" page of a proxy', () => {
  test.each([
    ['topic delete orders', 'DeleteTopic', { GetTopicList: topic() }],
    ['group delete billing', 'DeleteConsumerGroup', { GetConsumerList: groups({ ConsumerId: 'billing' }) }],
    [
      'sasl delete app --type plain',
      'DeleteSaslUser',
      { DescribeSaslUsers: saslUsers({ Username: 'app', Type: 'plain' }) },
    ],
    [
      'acl delete --username app --topic orders --operation read',
      'DeleteAcl',
      { DescribeAcls: acls({ AclOperationType: 'Read', AclResourcePatternType: 'LITERAL' }) },
    ],
  ])('does not prove a deletion: %s', async (line, action, reads) => {
    for (const flag of ['', '--if-exists']) {
      const ran = await cli(`${line} --yes --rate 0 ${flag} -o json`, {
        script: { ...reads, [action]: () => NOT_FOUND_PAGE },
      });
      expect([ran.code, json(ran)]).toMatchObject([6, [{ Result: 'unknown' }]]);
    }
  });
});

describe('partitions added without a clear response', () => {
  const run = (flags: string, ...looks: readonly Reply[]) =>
    cli(`topic add-partitions orders ${flags} --rate 0 -o json`, {
      script: { ModifyPartitionNum: [noAnswer()], GetTopicList: looks },
    });

  test('are sent once and read several times, since lists lag', async () => {
    const ran = await run('--to 24', topic(), topic(), topic(), topic(24));
    expect([ran.code, json(ran), ran.waits]).toMatchObject([0, { Result: 'changed' }, [1000, 2000]]);
  });

  test('are unknown if they do not appear', async () => {
    const ran = await run('--to 24', topic(), topic(), topic(), topic(), topic());
    expect([ran.code, actions(ran).filter((one) => one === 'ModifyPartitionNum'), ran.waits]).toEqual([
      6,
      ['ModifyPartitionNum'],
      [1000, 2000, 4000],
    ]);
  });

  test('are unknown with --add, for any current number', async () => {
    const ran = await run('--add 12', topic(24));
    expect([ran.code, ran.waits]).toEqual([6, []]);
    expect(ran.stderr).toMatch(/has 24 partitions now/);
  });
});

describe('the next command has the typed target', () => {
  const TARGET = '--region cn-beijing --instance alikafka_pre-cn-b --endpoint https://alikafka.example.com';

  test('after an unknown outcome', async () => {
    const ran = await cli(`topic create orders --rate 0 --max-attempts 1 ${TARGET}`, {
      script: { CreateTopic: noAnswer(), GetTopicList: refusal('NoPermission', 403) },
    });
    expect(ran.code).toBe(6);
    for (const option of TARGET.split(/ (?=--)/))
      expect(ran.stderr).toMatch(new RegExp(`alikafka topic describe orders.*${option}`));
  });

  test('after a wait', async () => {
    const ran = await cli(`topic create orders --rate 0 --wait --wait-timeout 1s ${TARGET}`, {
      script: { CreateTopic: {}, GetTopicList: topics() },
    });
    expect(ran.code).toBe(7);
    for (const option of TARGET.split(/ (?=--)/))
      expect(ran.stderr).toMatch(new RegExp(`alikafka wait topic orders running.*${option}`));
  });
});

describe('an order with --wait', () => {
  const CREATE =
    'instance create --deploy-type vpc --disk-size 900 --disk-type ssd --io-max 20 --topic-quota 50 --yes --wait';

  test.each<[string, Reply, number]>([
    ['ends at the deadline', instances(), 7],
    ['may not be read', refusal('NoPermission', 403), 4],
  ])('that %s names the OrderId', async (_says, look, code) => {
    const ran = await cli(`${CREATE} --wait-timeout 2s`, {
      script: { CreatePrePayOrder: { OrderId: '20260131001' }, GetInstanceList: () => look },
    });
    expect([ran.code, ran.stderr]).toEqual([code, expect.stringMatching(/20260131001/)]);
  });

  test('of an upgrade prints the instance and the OrderId', async () => {
    const ran = await cli(`instance upgrade ${ID} --disk-size 900 --yes --wait --wait-timeout 2s`, {
      script: { UpgradePrePayOrder: { OrderId: '20260131002' }, GetInstanceList: () => instance() },
    });
    expect([ran.code, ran.stderr]).toEqual([7, expect.stringMatching(/20260131002/)]);
    expect(ran.stderr).toContain(`alikafka wait instance ${ID} running`);
  });

  test('that waits reads at most every fifteen seconds', async () => {
    const NET = '--vpc-id v --vswitch-id s --zone-id z';
    const script = {
      StartInstance: {},
      GetInstanceList: (_params: Params, nth: number) => instance({ ServiceStatus: nth < 12 ? 1 : 5 }),
    };
    const ran = await cli(`instance start ${ID} ${NET} --wait`, { script });
    expect([ran.code, ran.waits.slice(-2)]).toEqual([0, [15_000, 15_000]]);
    const other = await cli('topic create orders --rate 0 --wait', {
      script: { CreateTopic: {}, GetTopicList: (_params: Params, nth: number) => (nth < 12 ? topics() : topic()) },
    });
    expect([other.code, other.waits.slice(-2)]).toEqual([0, [10_000, 10_000]]);
  });
});

describe('questions', () => {
  const terminal = (options: Options): Options => ({ terminal: true, ...options });

  test('ids given with --confirm are not asked for again, the others are', async () => {
    const script = {
      DeleteInstance: {},
      GetInstanceList: instances(),
      GetTopicList: topics(),
      GetConsumerList: groups(),
    };
    const ran = await cli(
      'instance delete alikafka_a alikafka_b --confirm alikafka_a',
      terminal({ script, answers: { line: ['alikafka_b'] } }),
    );
    expect([ran.code, ran.asked.length]).toEqual([0, 1]);
    const wrong = await cli(
      'instance delete alikafka_a alikafka_b --confirm alikafka_b',
      terminal({ script, answers: { line: ['alikafka_b'] } }),
    );
    expect([wrong.code, actions(wrong).includes('DeleteInstance')]).toEqual([130, false]);
  });

  test('the impact is read no longer than the deadline of the command', async () => {
    const slow = http(429, { Code: 'Throttling.User', RequestId: REQUEST_ID }, { 'x-acs-retry-after': '2000' });
    const script = { DeleteTopic: {}, GetConsumerList: [slow, groups()] };
    const hurried = await cli(
      'topic delete orders --deadline 1s --rate 0',
      terminal({ script, answers: { confirm: [true] } }),
    );
    expect([hurried.code, hurried.waits]).toEqual([0, []]);
    const patient = await cli('topic delete orders --rate 0', terminal({ script, answers: { confirm: [true] } }));
    expect([patient.code, patient.waits]).toEqual([0, [2000]]);
  });
});

test('a security token in a response is masked like the secret', async () => {
  const env = { ALIBABA_CLOUD_SECURITY_TOKEN: 'canary-token-of-this-test' };
  const quoting = refusal(
    'SignatureDoesNotMatch',
    400,
    'server string to sign is POST&SecurityToken=canary-token-of-this-test',
  );
  const send = async () => quoting;
  const ran = await cli('topic list --debug', { env, send });
  expect(ran.code).toBe(4);
  expect(ran.stderr).not.toContain('canary-token-of-this-test');
});

describe('names and values', () => {
  test('a name typed twice counts once', async () => {
    const ran = await cli('topic create one two one --rate 0', { script: { CreateTopic: {} } });
    expect(ran.calls.map(({ params }) => params['Topic'])).toEqual(['one', 'two']);
  });

  test('an invalid value is not reported as missing too', async () => {
    const ran = await cli(
      'instance create --deploy-type vpc --disk-size many --disk-type ssd --io-max 20 --topic-quota 50 --yes -o json',
    );
    expect([ran.code, errorOf(ran).details.map(({ flag }) => flag)]).toEqual([2, ['--disk-size']]);
  });

  test('warnings about a file have the form of those about the command line', async () => {
    const files = { 't.csv': 'Topic,PartitionNum\norders,100\n' };
    const ran = await cli('topic create -f t.csv --rate 0', { files, script: { CreateTopic: {} } });
    expect([ran.code, ran.stderr]).toEqual([0, expect.stringMatching(/warning: .*48/)]);
  });

  test.each(['--timeout 0s', '--deadline 0s', '--timeout 0ms', '--deadline 0m'])(
    '%s is not a valid limit',
    async (flags) => {
      expect(await cli(`topic list ${flags}`)).toMatchObject({ code: 2, calls: [] });
    },
  );

  test.each([
    'Action',
    'Version',
    'Format',
    'AccessKeyId',
    'Signature',
    'SignatureMethod',
    'SignatureVersion',
    'SignatureNonce',
    'Timestamp',
  ])('--param %s is refused, since every request has it', async (name) => {
    expect(await cli(`topic list --param ${name}=x`)).toMatchObject({ code: 2, calls: [] });
  });

  test('blanks around the names of columns are ignored', async () => {
    const ran = await cli("topic list -o csv --columns 'Topic , PartitionNum'", { script: { GetTopicList: topic() } });
    expect([ran.code, ran.stdout]).toEqual([0, 'Topic,PartitionNum\r\norders,12\r\n']);
  });

  test('a limit beyond the maximum of a timer does not fire at once', async () => {
    const limits: number[] = [];
    const send = async ({ timeout }: { timeout: number }) => {
      limits.push(timeout);
      return ok(topic());
    };
    for (const flags of ['--timeout 365d', '--deadline 365d --timeout 365d']) {
      const ran = await cli(`topic list ${flags}`, { send });
      expect(ran.code).toBe(0);
    }
    expect(limits).toHaveLength(2);
    for (const limit of limits) expect(limit).toBeLessThanOrEqual(2 ** 31 - 1);
  });
});

describe('permissions, addresses and users', () => {
  test('a rule in several records is sent once', async () => {
    const csv = 'Username,AclResourceType,AclResourceName,AclResourcePatternType,AclOperationType\n'.concat(
      'app,Topic,orders,LITERAL,Read\napp,Topic,orders,PREFIXED,Read\napp,Topic,orders,LITERAL,Read\n',
    );
    const ran = await cli('acl create -f r.csv --rate 0', { files: { 'r.csv': csv }, script: { CreateAcl: {} } });
    expect(ran.calls.map(({ params }) => params['AclResourcePatternType'])).toEqual(['LITERAL', 'PREFIXED']);
  });

  test.each([
    ['LITERAL', 'Write'],
    ['PREFIXED', 'Read'],
  ])('another rule does not prove that this one exists: %s %s', async (AclResourcePatternType, AclOperationType) => {
    const script = { CreateAcl: noAnswer(), DescribeAcls: acls({ AclResourcePatternType, AclOperationType }) };
    const ran = await cli('acl create --username app --topic orders --operation read --rate 0 --max-attempts 1', {
      script,
    });
    expect(ran.code).toBe(6);
  });

  test('a change of addresses took effect once all of them are listed', async () => {
    const list = (...AllowedIpList: readonly string[]): object => ({
      AllowedList: { VpcList: [{ PortRange: '9092/9092', AllowedIpList }] },
    });
    const run = (look: object) =>
      cli('instance allowed-ip add 10.0.0.1 10.0.0.2 --rate 0 --max-attempts 1 -o json', {
        script: {
          UpdateAllowedIp: noAnswer(),
          GetAllowedIpList: (_params: Params, nth: number) => (nth === 1 ? list() : look),
        },
      });
    expect((await run(list('10.0.0.1'))).code).toBe(6);
    expect((await run(list('10.0.0.2', '10.0.0.1'))).code).toBe(0);
  });

  test('a user of another type is not the deleted or created one', async () => {
    const script = { DeleteSaslUser: noAnswer(), DescribeSaslUsers: saslUsers({ Username: 'app', Type: 'scram' }) };
    expect((await cli('sasl delete app --type plain --yes --rate 0', { script })).code).toBe(0);
    expect((await cli('sasl delete app --type scram --yes --rate 0 --max-attempts 1', { script })).code).toBe(6);
  });
});

describe('instance sizes', () => {
  const upgrade = (flags: string) =>
    cli(`instance upgrade ${ID} ${flags} --yes -o json`, {
      script: { GetInstanceList: instance(), UpgradePrePayOrder: { OrderId: '1' } },
    });

  test('an unchanged size next to one that grows is not an error', async () => {
    const ran = await upgrade('--disk-size 900 --io-max 20');
    expect([ran.code, ran.calls[1]?.params]).toMatchObject([0, { DiskSize: '900', IoMax: '20' }]);
  });

  test('a smaller size is refused', async () => {
    expect(await upgrade('--disk-size 499')).toMatchObject({ code: 2, stdout: '' });
  });
});

test('options for public access are refused if the instance has none', async () => {
  const ran = await cli(`instance start ${ID} --vpc-id v --vswitch-id s --zone-id z --eip-inner -o json`, {
    script: { GetInstanceList: instance({ ServiceStatus: 0 }) },
  });
  expect([ran.code, actions(ran), errorOf(ran).details]).toMatchObject([
    2,
    ['GetInstanceList'],
    [{ flag: '--eip-inner' }],
  ]);
});

test('an existing topic with a remark is unchanged when no remark is requested', async () => {
  const script = { CreateTopic: refusal('Topic.Exist'), GetTopicList: topic(12, { Remark: 'of-the-web-shop' }) };
  const ran = await cli('topic create orders --if-not-exists --rate 0', { script });
  expect([ran.code, ran.stderr]).toEqual([0, '']);
  const wished = await cli('topic create orders --remark another --if-not-exists --rate 0', { script });
  expect(wished.stderr).toMatch(/already exists, but differs: Remark is of-the-web-shop, not another/);
});

test('a topic that is being deleted counts as deleted while it is still listed', async () => {
  const leaving = topics({ Topic: 'orders', PartitionNum: 12 });
  const ran = await cli('topic delete orders --yes --rate 0 -o json', {
    script: { DeleteTopic: noAnswer(), GetTopicList: leaving },
  });
  expect([ran.code, sum(ran.waits), json(ran)]).toMatchObject([0, 0, [{ Result: 'deleted' }]]);
});
