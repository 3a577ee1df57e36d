/** Which changes ask a question, which do not, and what happens if no question is possible. */
import { describe, expect, test } from '@jest/globals';
import { NetworkFault } from '../../../src/transport/send.ts';
import { cli, declined, errorOf, INSTANCE, type Options, REGION } from '../../support/context.ts';
import { http, refusal, type Reply, REQUEST_ID } from '../../support/effects.ts';
import { groups, instances, saslUsers } from '../../support/service.ts';

const done = http(200, { RequestId: REQUEST_ID });
const script = {
  CreatePrePayOrder: { OrderId: '1' },
  UpgradePrePayOrder: { OrderId: '1' },
  StartInstance: {},
  ModifyInstanceName: {},
  UpdateAllowedIp: {},
  CreateTopic: {},
  DeleteTopic: {},
  ModifyPartitionNum: {},
  ModifyTopicRemark: {},
  CreateConsumerGroup: {},
  DeleteConsumerGroup: {},
  TagResources: done,
  UntagResources: done,
  CreateSaslUser: {},
  DeleteSaslUser: {},
  CreateAcl: {},
  DeleteAcl: {},
  GetInstanceList: instances({
    InstanceId: INSTANCE,
    DeployType: 5,
    PaidType: 0,
    DiskSize: 500,
    IoMax: 20,
    EipMax: 0,
    TopicNumLimit: 50,
  }),
  GetAllowedIpList: { AllowedList: { VpcList: [] } },
  DescribeSaslUsers: saslUsers({ Username: 'app', Type: 'plain' }),
};
const CHANGES = new Set(Object.keys(script).filter((action) => !/^(Get|Describe)/.test(action)));
const changes = (ran: { calls: readonly { action: string }[] }): string[] =>
  ran.calls.map(({ action }) => action).filter((action) => CHANGES.has(action));

const ASKED = [
  'topic delete orders',
  'group delete billing',
  'tag remove topic/orders --all',
  'sasl set-password app --password-file p',
  'sasl delete app',
  'acl delete --username app --group billing',
  'instance allowed-ip remove 10.0.0.1',
  'instance create --deploy-type vpc --disk-size 900 --disk-type ssd --io-max 20 --topic-quota 50',
  `instance upgrade ${INSTANCE} --disk-size 900`,
  'api DeleteTopic Topic=orders',
  'api SomethingNewer Topic=orders',
];
const NOT_ASKED = [
  'topic create orders',
  'topic add-partitions orders --add 6',
  'topic set-remark orders text-text',
  'group create billing',
  'tag add topic/orders --tag a=b',
  'sasl create web --password-file p',
  'acl create --username app --group billing',
  'instance allowed-ip add 10.0.0.1',
  `instance rename ${INSTANCE} prod-prod`,
  `instance start ${INSTANCE} --vpc-id v --vswitch-id s --zone-id z`,
  'api CreateTopic Topic=orders Remark=orders',
];

const go = (line: string, options: Options = {}) =>
  cli(line, { files: { p: 'testpassword' }, script: { ...script, SomethingNewer: done }, ...options });

describe.each(ASKED)('%s is asked', (line) => {
  const sends = line.includes('SomethingNewer')
    ? (ran: Awaited<ReturnType<typeof go>>) => ran.calls.map(({ action }) => action)
    : changes;

  test('"yes" sends it, and the question names profile, region and instance', async () => {
    const ran = await go(line, { terminal: true, answers: { confirm: [true] } });
    expect(ran.code).toBe(0);
    expect(sends(ran)).toHaveLength(1);
    expect(ran.stderr).toMatch(
      new RegExp(`About to .* \\(no profile, keys from ALIBABA_CLOUD_ACCESS_KEY_ID, region ${REGION}`),
    );
    if (!/^(instance create|api SomethingNewer)/.test(line)) expect(ran.stderr).toContain(INSTANCE);
  });

  test('"no" sends nothing: exit 130', async () => {
    const ran = await go(line, { terminal: true, answers: { confirm: [false] } });
    expect(ran).toMatchObject({ code: 130, stdout: '' });
    expect(sends(ran)).toEqual([]);
    expect(ran.stderr).toMatch(/Cancelled\. Nothing was changed\./);
  });

  test('--yes sends it, with and without a terminal', async () => {
    for (const terminal of [true, false]) {
      const ran = await go(`${line} --yes`, { terminal });
      expect(ran).toMatchObject({ code: 0, asked: [] });
      expect(sends(ran)).toHaveLength(1);
    }
  });

  test('without a terminal nothing is sent: exit 2', async () => {
    const required = (why: string): string => `confirmation required, but ${why}`;
    for (const [more, options, why] of [
      ['', {}, 'stdin is not a terminal'],
      ['', { stderrTerminal: true }, 'stdin is not a terminal'],
      ['', { stdinTerminal: true }, 'stderr is not a terminal'],
      [' --no-input', { terminal: true }, '--no-input is set'],
    ] as const) {
      const ran = await go(`${line} -o json${more}`, options);
      expect(ran).toMatchObject({ code: 2, stdout: '', asked: [] });
      expect(sends(ran)).toEqual([]);
      expect(errorOf(ran)).toMatchObject({
        message: required(why),
        hint: 'Pass --yes to proceed.',
        details: [{ flag: '--yes', message: expect.stringMatching(/^About to /) }],
      });
    }
  });
});

describe.each(NOT_ASKED)('%s is not confirmed', (line) => {
  test('with and without a terminal', async () => {
    for (const terminal of [true, false]) {
      const ran = await go(line, { terminal });
      expect(ran).toMatchObject({ code: 0, asked: [] });
      expect(changes(ran)).toHaveLength(1);
    }
  });

  test('on a terminal, the target is printed', async () => {
    expect((await go(line, { stderrTerminal: true })).stderr).toMatch(
      new RegExp(`^no profile, keys from ALIBABA_CLOUD_ACCESS_KEY_ID, region ${REGION}`),
    );
    expect((await go(line)).stderr).toBe('');
  });
});

describe('--confirm', () => {
  test.each([
    ['topic delete orders --confirm orders'],
    ['topic delete a b --confirm b --confirm a'],
    [`topic delete a b --confirm ${INSTANCE}`],
    ['acl delete --username app --group billing --confirm billing'],
    ['topic create orders --confirm orders'],
  ])('%s: is sufficient if it names everything', async (line) => {
    for (const terminal of [true, false]) {
      const ran = await go(line, { terminal });
      expect(ran).toMatchObject({ code: 0, asked: [] });
      expect(new Set(ran.calls.map(({ action }) => action)).size).toBe(1);
    }
  });

  test('with some of the names is not sufficient', async () => {
    const ran = await go('topic delete a b --confirm a -o json');
    expect(ran).toMatchObject({ code: 2, calls: [] });
    expect(errorOf(ran).details).toMatchObject([{ flag: '--yes' }]);
  });

  test.each(['topic delete orders --confirm ordres --yes', 'topic create orders --confirm ordres'])(
    '%s: with another name is refused',
    async (line) => {
      const ran = await go(`${line} -o json`);
      expect(ran).toMatchObject({ code: 2, calls: [] });
      expect(errorOf(ran).details).toEqual([
        {
          flag: '--confirm',
          message: expect.stringMatching(/^--confirm "ordres" does not match: expected orders(, .*)?$/),
        },
      ]);
    },
  );
});

describe('the impact of a deletion', () => {
  const reads = {
    GetConsumerList: groups({ ConsumerId: 'billing' }, { ConsumerId: 'shipping' }),
    GetConsumerProgress: ({ ConsumerId }: Readonly<Record<string, string>>) => ({
      ConsumerProgress: {
        TotalDiff: ConsumerId === 'billing' ? 12 : 0,
        TopicList: {
          TopicList:
            ConsumerId === 'billing'
              ? [
                  {
                    Topic: 'orders',
                    TotalDiff: 12,
                    OffsetList: { OffsetList: [{ Partition: 0, BrokerOffset: 20, ConsumerOffset: 8 }] },
                  },
                ]
              : [],
        },
      },
    }),
  };
  const asking = (line: string, options: Options = {}) =>
    cli(line, {
      terminal: true,
      answers: { confirm: [true] },
      ...options,
      script: { DeleteTopic: {}, DeleteConsumerGroup: {}, ...reads, ...options.script },
    });

  test('a topic: prints its groups and their lag above the question, also with --quiet', async () => {
    for (const quiet of ['', ' -q']) {
      const ran = await asking(`topic delete orders old${quiet}`);
      expect(ran.code).toBe(0);
      expect(ran.stderr.split('\n').slice(0, 3)).toEqual([
        '  orders: read by billing (lag 12)',
        '  no group reads old',
        expect.stringMatching(/^About to delete topics orders, old \(.*\)\.$/),
      ]);
    }
  });

  test('a group: prints what it reads', async () => {
    expect((await asking('group delete billing')).stderr).toMatch(/^ {2}billing: reads orders \(lag 12\)\nAbout to/);
  });

  test.each(['--yes', '--confirm orders', '--dry-run'])('with %s, nothing is read', async (flag) => {
    const ran = await asking(`topic delete orders ${flag}`);
    expect(ran).toMatchObject({ code: 0, asked: [] });
    expect(ran.calls.filter(({ action }) => action !== 'DeleteTopic')).toEqual([]);
  });

  test('without a terminal, nothing is read', async () => {
    for (const options of [{ terminal: false }, {}])
      expect(await asking('topic delete orders --no-input', options)).toMatchObject({ code: 2, calls: [] });
  });

  test('a failed read is reported, and the question is asked', async () => {
    const ran = await asking('topic delete orders', { script: { GetConsumerList: refusal('NoPermission', 403) } });
    expect(ran).toMatchObject({ code: 0, asked: ['Delete topic orders?'] });
    expect(ran.stderr).toMatch(
      /cannot check which groups read these topics: GetConsumerList: NoPermission said the service\.\nAbout to/,
    );
  });

  test('the wait for it ends after three seconds', async () => {
    const throttled = http(400, { Code: 'Throttling.User', RequestId: 'R' }, { 'x-acs-retry-after': '20000' });
    const ran = await asking('topic delete orders', { script: { GetConsumerList: throttled } });
    expect(ran).toMatchObject({ code: 0, asked: ['Delete topic orders?'], waits: [] });
    expect(ran.stderr).toMatch(
      /cannot check which groups read these topics: timed out\n {2}the check timed out, so this list is incomplete\nAbout to/,
    );
    expect(ran.stderr).not.toMatch(/--deadline/);
  });

  test('lines that were read in time are printed', async () => {
    const GetConsumerProgress = (params: Readonly<Record<string, string>>, nth: number): Reply =>
      nth === 1 ? reads.GetConsumerProgress(params) : http(503, 'busy', { 'retry-after': '20' });
    const ran = await asking('topic delete orders', { script: { GetConsumerProgress } });
    expect(ran).toMatchObject({ code: 0, asked: ['Delete topic orders?'] });
    expect(ran.stderr).toMatch(/orders: read by billing \(lag 12\)/);
    expect(ran.stderr).toMatch(
      /cannot check what these groups read: shipping.*: .*timed out\n {2}the check timed out, so this list is incomplete\nAbout to/,
    );
  });

  test('escape sequences from the service never reach the terminal', async () => {
    const ran = await asking('topic delete orders', {
      script: { GetConsumerList: refusal('NoPermission', 403, 'no\u001b[2J') },
    });
    expect(ran.stderr).toMatch(/cannot check which groups read these topics: /);
    expect(ran.stderr).not.toContain('\u001b[2J');
  });

  test('Ctrl-C during the reads ends the command without a question', async () => {
    const stop = new AbortController();
    const ran = await asking('topic delete orders', {
      stop: stop.signal,
      script: {
        GetConsumerList: () => {
          stop.abort(130);
          return new NetworkFault('interrupted', 'ABORTED', true);
        },
      },
    });
    expect(ran).toMatchObject({ code: 130, asked: [] });
    expect(changes(ran)).toEqual([]);
  });
});

describe('a question that would not be visible is not asked', () => {
  test.each([
    [`instance delete ${INSTANCE}`, '--confirm'],
    ['sasl create web', '--password-stdin'],
    ['sasl set-password app', '--password-stdin'],
    ['configure', '--mode'],
    ['config set access-key-secret', '<value>'],
  ])('%s', async (line, flag) => {
    const ran = await go(`${line} -o json`, { stdinTerminal: true, home: '/home/none' });
    expect(ran).toMatchObject({ code: 2, stdout: '', asked: [] });
    expect(errorOf(ran).details.map((detail) => detail['flag'] ?? detail['name'])).toContain(flag);
    expect(changes(ran)).toEqual([]);
  });

  test('config set --no-input does not ask for a secret either', async () => {
    expect(await go('config set access-key-secret --no-input', { terminal: true })).toMatchObject({
      code: 2,
      asked: [],
    });
  });
});

describe('the question', () => {
  test.each([
    ['topic delete orders', 'Delete topic orders?'],
    ['topic delete a b a', 'Delete 2 topics?'],
    ['group delete a b c', 'Delete 3 groups?'],
    ['sasl delete app', 'Delete SASL user app?'],
    ['instance allowed-ip remove 10.0.0.1 10.0.0.2', 'Remove 2 addresses from the allow list?'],
    ['acl delete --username app --topic orders --operation read --operation write', 'Delete 2 permissions?'],
    ['sasl set-password app --password-file p', 'Replace the password of SASL user app?'],
    [
      'instance create --deploy-type vpc --disk-size 900 --disk-type ssd --io-max 20 --topic-quota 50',
      'Order this instance and pay for it?',
    ],
    ['api DeleteTopic Topic=orders', 'Call DeleteTopic?'],
  ])('%s', async (line, question) => {
    expect((await go(line, { terminal: true, answers: { confirm: [false] } })).asked).toEqual([question]);
  });

  test('names what is deleted, and the number of further names', async () => {
    const ran = await go('topic delete a b c d e f g', { terminal: true, answers: { confirm: [false] } });
    expect(ran.stderr).toMatch(/\ba, b, c, d, e and 2 more\b/);
    expect(ran.asked).toHaveLength(1);
  });

  test('ends with 130 on Ctrl-C, and nothing is sent', async () => {
    const ran = await go('topic delete orders', { terminal: true, answers: { confirm: [declined()] } });
    expect(ran).toMatchObject({ code: 130, stdout: '' });
    expect(changes(ran)).toEqual([]);
    expect(ran.asked).toHaveLength(1);
  });

  test('ends with 130 on Ctrl-C at a password too', async () => {
    const ran = await cli('sasl create app', { terminal: true, answers: { secret: [declined()] }, script: {} });
    expect(ran).toMatchObject({ code: 130, stdout: '', calls: [] });
  });

  test('as JSON the last line of stderr is the error', async () => {
    const ran = await go('topic delete orders -o json', { terminal: true, answers: { confirm: [false] } });
    expect(errorOf(ran)).toMatchObject({ code: 'Declined', exitCode: 130 });
  });

  test('names the profile in use', async () => {
    const config = JSON.stringify({
      current: 'prod',
      profiles: { prod: { accessKeyId: 'testid', accessKeySecret: 'testsecret' } },
    });
    const ran = await go('topic delete orders', {
      terminal: true,
      answers: { confirm: [false] },
      env: { ALIBABA_CLOUD_ACCESS_KEY_ID: undefined, ALIBABA_CLOUD_ACCESS_KEY_SECRET: undefined },
      files: { '/home/nobody/.config/alikafka/config.json': config },
    });
    expect(ran.stderr).toMatch(/\(profile prod, region/);
  });
});
