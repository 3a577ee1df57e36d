/** What is asked, what is not, and what happens where nobody can be asked. */
import { describe, expect, test } from '@jest/globals';
import { cli, declined, errorOf, INSTANCE, type Options, REGION } from '../support/context.ts';
import { http, REQUEST_ID } from '../support/effects.ts';
import { instances, saslUsers } from '../support/service.ts';

const done = http(200, { RequestId: REQUEST_ID });
const script = {
  CreatePrePayOrder: {},
  UpgradePrePayOrder: {},
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
    DiskSize: 500,
    IoMax: 20,
    EipMax: 0,
    TopicNumLimit: 50,
  }),
  GetAllowedIpList: { AllowedList: {} },
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

  test('yes at the prompt sends it; the question names profile, region and instance', async () => {
    const ran = await go(line, { terminal: true, answers: { confirm: [true] } });
    expect(ran.code).toBe(0);
    expect(sends(ran)).toHaveLength(1);
    expect(ran.stderr).toMatch(new RegExp(`About to .*profile .*region ${REGION}`));
    if (!/^(instance create|api SomethingNewer)/.test(line)) expect(ran.stderr).toContain(INSTANCE);
  });

  test('no at the prompt sends nothing: exit 130', async () => {
    const ran = await go(line, { terminal: true, answers: { confirm: [false] } });
    expect(ran).toMatchObject({ code: 130, stdout: '' });
    expect(sends(ran)).toEqual([]);
    expect(ran.stderr).toMatch(/declined: nothing was sent/);
  });

  test('--yes sends it, on a terminal and off', async () => {
    for (const terminal of [true, false]) {
      const ran = await go(`${line} --yes`, { terminal });
      expect(ran).toMatchObject({ code: 0, asked: [] });
      expect(sends(ran)).toHaveLength(1);
    }
  });

  test('with nobody to ask nothing is sent: exit 2', async () => {
    for (const ran of [await go(`${line} -o json`), await go(`${line} -o json --no-input`, { terminal: true })]) {
      expect(ran).toMatchObject({ code: 2, stdout: '', asked: [] });
      expect(sends(ran)).toEqual([]);
      expect(errorOf(ran).details).toMatchObject([{ flag: '--yes' }]);
    }
  });
});

describe.each(NOT_ASKED)('%s is not asked', (line) => {
  test('on a terminal and off', async () => {
    for (const terminal of [true, false]) {
      const ran = await go(line, { terminal });
      expect(ran).toMatchObject({ code: 0, asked: [] });
      expect(changes(ran)).toHaveLength(1);
    }
  });

  test('a terminal is told where it goes', async () => {
    expect((await go(line, { stderrTerminal: true })).stderr).toMatch(new RegExp(`profile .*region ${REGION}`));
    expect((await go(line)).stderr).toBe('');
  });
});

describe('the question', () => {
  test('names what is deleted, and how many more', async () => {
    const ran = await go('topic delete a b c d e f g', { terminal: true, answers: { confirm: [false] } });
    expect(ran.stderr).toMatch(/\ba, b, c, d, e and 2 more\b/);
    expect(ran.asked).toHaveLength(1);
  });

  test('Ctrl-C at it is 130, and nothing is sent', async () => {
    const ran = await go('topic delete orders', { terminal: true, answers: { confirm: [declined()] } });
    expect(ran).toMatchObject({ code: 130, stdout: '', calls: [] });
    expect(ran.asked).toHaveLength(1);
  });

  test('so it is at a password', async () => {
    const ran = await cli('sasl create app', { terminal: true, answers: { secret: [declined()] }, script: {} });
    expect(ran).toMatchObject({ code: 130, stdout: '', calls: [] });
  });

  test('as JSON the last line of stderr is the error', async () => {
    const ran = await go('topic delete orders -o json', { terminal: true, answers: { confirm: [false] } });
    expect(errorOf(ran)).toMatchObject({ code: 'Declined', exitCode: 130 });
  });

  test('the profile that is used is named', async () => {
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
    expect(ran.stderr).toMatch(/on profile prod, region/);
  });
});
