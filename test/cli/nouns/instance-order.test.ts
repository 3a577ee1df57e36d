/** `instance create` and `upgrade`: orders spend money. They are shown, asked for, and sent at most once. */
import { describe, expect, test } from '@jest/globals';
import { cli, errorOf, json, REGION, type Options } from '../../support/context.ts';
import { http, noAnswer, notSent, refusal, type Reply } from '../../support/effects.ts';
import { result } from '../../support/result.ts';
import { instances } from '../../support/service.ts';

const ID = 'alikafka_pre-cn-0pp1cng20abc';
const CREATE = 'instance create --disk-size 900 --io-max 20 --topic-quota 50';
const SIZES = { DiskSize: '900', IoMax: '20', TopicQuota: '50' };

describe('instance create', () => {
  test.each([
    ['--deploy-type vpc --disk-type ssd', { DeployType: '5', DiskType: '1' }],
    ['--deploy-type 5 --disk-type 0', { DeployType: '5', DiskType: '0' }],
    ['--deploy-type EIP --disk-type Ultra --eip-max 40', { DeployType: '4', DiskType: '0', EipMax: '40' }],
    [
      '--deploy-type 4 --disk-type 1 --eip-max 1 --spec-type Professional',
      { DeployType: '4', DiskType: '1', EipMax: '1', SpecType: 'professional' },
    ],
  ])('%s', async (flags, sent) => {
    const ran = await cli(`${CREATE} ${flags} --yes -o json`, {
      script: { CreatePrePayOrder: { OrderId: '20497346575000001' } },
    });
    expect(ran.calls.map(({ params }) => params)).toEqual([{ RegionId: REGION, ...SIZES, ...sent }]);
    expect(json(ran)).toEqual(result({ OrderId: '20497346575000001' }, 'created'));
  });

  test.each(['20497346575', '9007199254740993'])('an OrderId sent as the number %s is text', async (digits) => {
    const body = `{"Code":200,"Success":true,"RequestId":"R","OrderId":${digits}}`;
    const ran = await cli(`${CREATE} --deploy-type vpc --disk-type ssd --yes -o json`, {
      script: { CreatePrePayOrder: http(200, body) },
    });
    expect(json(ran)).toMatchObject({ OrderId: digits });
  });

  test('--eip-max is required with deploy type 4, and not sent with 5', async () => {
    const refused = await cli(`${CREATE} --deploy-type eip --disk-type ssd --yes -o json`);
    expect(refused.code).toBe(2);
    expect(errorOf(refused).details).toEqual([
      { flag: '--eip-max', message: expect.stringContaining('required with deploy type 4') },
    ]);
    const ran = await cli(`${CREATE} --deploy-type vpc --disk-type ssd --eip-max 20 --yes`, {
      script: { CreatePrePayOrder: { OrderId: '1' } },
    });
    expect(ran.calls[0]?.params).not.toHaveProperty('EipMax');
    expect(ran.stderr).toMatch(/ignoring --eip-max: /);
  });

  test('missing options are reported at once, and a newer parameter may replace one', async () => {
    const refused = await cli('instance create --yes -o json');
    expect(errorOf(refused).details.map(({ flag }) => flag)).toEqual([
      '--deploy-type',
      '--disk-size',
      '--disk-type',
      '--io-max',
      '--topic-quota',
    ]);
    const newer =
      '--deploy-type vpc --disk-size 500 --disk-type ssd --param IoMaxSpec=alikafka.hw.2xlarge --param PartitionNum=50 --yes';
    const ran = await cli(`instance create ${newer}`, { script: { CreatePrePayOrder: { OrderId: '1' } } });
    expect(ran.calls[0]?.params).toMatchObject({ IoMaxSpec: 'alikafka.hw.2xlarge', PartitionNum: '50' });
  });

  const ORDER = `${CREATE} --deploy-type vpc --disk-type ssd`;

  test('prints what is ordered, and where, and asks', async () => {
    const ran = await cli(ORDER, {
      terminal: true,
      answers: { confirm: [true] },
      script: { CreatePrePayOrder: { OrderId: '1' } },
    });
    expect(ran.code).toBe(0);
    expect(ran.stderr).toMatch(/DiskSize +900 GB/);
    expect(ran.stderr).toMatch(/IoMax +20 MB\/s/);
    expect(ran.stderr).toMatch(/DeployType +5 \(VPC\)/);
    expect(ran.stderr).toMatch(/charged.*region cn-hangzhou/);
    expect(ran.asked).toHaveLength(1);
  });

  test('"no" sends nothing: exit 130', async () => {
    const ran = await cli(ORDER, { terminal: true, answers: { confirm: [false] }, script: {} });
    expect(ran).toMatchObject({ code: 130, stdout: '', calls: [] });
  });

  test('without a terminal: exit 2, and nothing is sent', async () => {
    const ran = await cli(`${ORDER} -o json`, { script: {} });
    expect(ran).toMatchObject({ code: 2, stdout: '', calls: [] });
    expect(errorOf(ran).details).toMatchObject([{ flag: '--yes' }]);
  });

  test.each<[string, Reply]>([
    ['no answer', noAnswer()],
    ['5xx', refusal('InternalError', 500)],
    ['a cut answer', http(200, '{"Code":200,"Ord')],
    ["a page that is not the service's", http(502, '<html></html>')],
    ['nothing', http(200, '')],
  ])('%s: sent once, exit 6, and the command that finds out, global options after its verb', async (_says, reply) => {
    const ran = await cli(
      `-r cn-beijing ${CREATE} --deploy-type vpc --disk-type ssd --endpoint http://127.0.0.1:1 --yes -o json`,
      {
        script: { CreatePrePayOrder: reply },
      },
    );
    expect(ran).toMatchObject({ code: 6, stdout: '' });
    expect(ran.calls).toHaveLength(1);
    expect(errorOf(ran)).toMatchObject({ code: 'OutcomeUnknown', exitCode: 6, action: 'CreatePrePayOrder' });
    expect(errorOf(ran)['next']).toBe('alikafka instance list --region cn-beijing --endpoint http://127.0.0.1:1');
  });

  test('a clear refusal is reported', async () => {
    const ran = await cli(`${CREATE} --deploy-type vpc --disk-type ssd --yes -o json`, {
      script: { CreatePrePayOrder: refusal('Order.Insufficient.balance') },
    });
    expect(ran.code).toBe(1);
    expect(errorOf(ran)['hint']).toMatch(/account/);
  });

  test('no connection: exit 9, and nothing was ordered', async () => {
    const ran = await cli(`${CREATE} --deploy-type vpc --disk-type ssd --yes -o json`, {
      script: { CreatePrePayOrder: () => notSent() },
    });
    expect(ran).toMatchObject({ code: 9, stdout: '' });
  });

  test('a table shows Result and OrderId', async () => {
    const { stdout } = await cli(`${CREATE} --deploy-type vpc --disk-type ssd --yes`, {
      script: { CreatePrePayOrder: { OrderId: '123' } },
    });
    expect(stdout).toMatch(/^Result +OrderId\ncreated +123\n$/);
    expect(
      (
        await cli(`${CREATE} --deploy-type vpc --disk-type ssd --yes -o name`, {
          script: { CreatePrePayOrder: { OrderId: '123' } },
        })
      ).stdout,
    ).toBe('123\n');
  });
});

describe('instance upgrade', () => {
  const PRESENT = {
    InstanceId: ID,
    DiskSize: 900,
    IoMax: 20,
    TopicNumLimit: 50,
    EipMax: 0,
    SpecType: 'normal',
    DeployType: 5,
    PaidType: 0,
    ServiceStatus: 5,
  };
  const upgrade = (flags: string, row: object = PRESENT, options: Options = {}) =>
    cli(`instance upgrade ${ID} ${flags} -o json`, {
      ...options,
      script: { GetInstanceList: instances(row), UpgradePrePayOrder: { OrderId: '7' } },
    });

  test('with --yes on a terminal shows what is ordered', async () => {
    const ran = await upgrade('--disk-size 1200 --yes', PRESENT, { stderrTerminal: true });
    expect(ran.stderr).toMatch(/^ {2}DiskSize +900 GB → 1200 GB$/m);
    expect((await upgrade('--disk-size 1200 --yes')).stderr).not.toContain('1200 GB');
  });

  test('what is in progress afterwards is a note, with the command that waits', async () => {
    const ran = await upgrade('--disk-size 1200 --yes');
    expect(ran.stderr).toBe(
      `the instance is being upgraded; to wait until it is running, run "alikafka wait instance ${ID} running"\n`,
    );
    expect((await upgrade('--disk-size 1200 --yes -q')).stderr).toBe('');
    expect((await upgrade('--disk-size 900 --yes')).stderr).not.toContain('being upgraded');
  });

  test('reads the present values, and sends them for options not given', async () => {
    const ran = await upgrade('--disk-size 1200 --yes');
    expect(ran.calls.map(({ action, params }) => [action, params])).toEqual([
      ['GetInstanceList', { RegionId: REGION, 'InstanceId.1': ID }],
      [
        'UpgradePrePayOrder',
        { RegionId: REGION, InstanceId: ID, DiskSize: '1200', EipMax: '0', IoMax: '20', TopicQuota: '50' },
      ],
    ]);
    expect(json(ran)).toEqual(result({ InstanceId: ID, OrderId: '7' }, 'changed'));
  });

  test('the alias resize', async () => {
    const ran = await cli(`instance resize ${ID} --io-max 30 --yes`, {
      script: { GetInstanceList: instances(PRESENT), UpgradePrePayOrder: { OrderId: '1' } },
    });
    expect(ran.calls[1]?.params['IoMax']).toBe('30');
  });

  test('the edition can be upgraded, not downgraded', async () => {
    expect((await upgrade('--spec-type professional --yes')).calls[1]?.params['SpecType']).toBe('professional');
    const ran = await upgrade('--spec-type normal --yes', { ...PRESENT, SpecType: 'professional' });
    expect(ran.code).toBe(2);
    expect(errorOf(ran).details).toMatchObject([{ flag: '--spec-type' }]);
  });

  test('lower values are refused, all of them at once, before anything is ordered: exit 2', async () => {
    const ran = await upgrade('--disk-size 500 --topic-quota 10 --io-max 30 --yes');
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.calls.map(({ action }) => action)).toEqual(['GetInstanceList']);
    expect(errorOf(ran).details).toEqual([
      { flag: '--disk-size', message: '--disk-size cannot be lowered from 900 to 500' },
      { flag: '--topic-quota', message: '--topic-quota cannot be lowered from 50 to 10' },
    ]);
  });

  test.each(['', '--disk-size 900', '--disk-size 900 --spec-type normal'])(
    'without a change (%s), sends and asks nothing: exit 0',
    async (flags) => {
      const ran = await upgrade(flags, PRESENT, { stdinTerminal: true, stderrTerminal: true });
      expect(ran.code).toBe(0);
      expect(ran.calls.map(({ action }) => action)).toEqual(['GetInstanceList']);
      expect(json(ran)).toMatchObject({ InstanceId: ID, Result: 'unchanged' });
    },
  );

  test('an absent instance: exit 3', async () => {
    expect(await upgrade('--disk-size 1200 --yes', { ...PRESENT, InstanceId: 'other' })).toMatchObject({
      code: 3,
      stdout: '',
    });
  });

  test('is printed and confirmed like every order', async () => {
    const ran = await cli(`instance upgrade ${ID} --disk-size 1200`, {
      terminal: true,
      answers: { confirm: [false] },
      script: { GetInstanceList: instances(PRESENT) },
    });
    expect(ran.code).toBe(130);
    expect(ran.stderr).toMatch(/DiskSize +\d+ GB → 1200 GB\n/);
    expect(ran.stderr).toMatch(/IoMax +20 MB\/s \(unchanged\)\n/);
    expect(ran.asked).toEqual([`Upgrade instance ${ID} and pay for the upgrade?`]);
  });

  test('an unknown outcome names the command to inspect it', async () => {
    const script = { GetInstanceList: instances(PRESENT), UpgradePrePayOrder: noAnswer() };
    const ran = await cli(`instance upgrade ${ID} --disk-size 1200 --yes -o json`, { script });
    expect(ran.code).toBe(6);
    expect(errorOf(ran)['next']).toContain(`alikafka instance describe ${ID}`);
  });

  test('a dry run sends only its read', async () => {
    const ran = await upgrade('--disk-size 1200 --dry-run');
    expect(ran.calls.map(({ action }) => action)).toEqual(['GetInstanceList']);
    expect(json(ran)).toMatchObject([{ action: 'UpgradePrePayOrder', params: { DiskSize: '1200', IoMax: '20' } }]);
  });
});

describe('a response that does not confirm an order', () => {
  test.each([
    ['without OrderId', { Code: 200, RequestId: 'R', Success: true }],
    ['with an empty one', { Code: 200, RequestId: 'R', Success: true, OrderId: '' }],
    ['without a word', { RequestId: 'R' }],
    ["somebody else's", { Message: 'Forbidden by policy', RequestId: 'R' }],
  ])('%s: exit 6, sent once', async (_says, body) => {
    const ran = await cli(`${CREATE} --deploy-type vpc --disk-type ssd --yes`, {
      script: { CreatePrePayOrder: http(200, body) },
    });
    expect([ran.code, ran.calls.length]).toEqual([6, 1]);
    expect(ran.stderr).toMatch(/alikafka instance list/);
  });

  test.each([
    ['inside 200', http(200, { Code: 'ONS_SYSTEM_ERROR', Success: false, RequestId: 'R' })],
    ['with 400', refusal('InternalError', 400)],
  ])('a refusal for an internal failure (%s) is a clear refusal: exit 1, not retried', async (_says, reply) => {
    const ran = await cli(`${CREATE} --deploy-type vpc --disk-type ssd --yes -o json`, {
      script: { CreatePrePayOrder: reply },
    });
    expect([ran.code, ran.calls.length]).toEqual([1, 1]);
    expect(errorOf(ran)).toMatchObject({ retryable: false });
  });

  test.each(['Throttling.User', 'InvalidTimeStamp.Expired'])(
    '%s with a 5xx is not a clear response: exit 6',
    async (code) => {
      const date = { date: 'Sat, 31 Jan 2026 13:00:00 GMT' };
      const script = { CreatePrePayOrder: http(503, { Code: code, RequestId: 'R' }, date) };
      const ran = await cli(`${CREATE} --deploy-type vpc --disk-type ssd --yes`, { script });
      expect([ran.code, ran.calls.length]).toEqual([6, 1]);
    },
  );
});

test('the printed order contains no options of this tool', async () => {
  const script = { CreatePrePayOrder: { OrderId: '1' } };
  const ran = await cli(`${CREATE} --deploy-type vpc --disk-type ssd --wait`, {
    terminal: true,
    answers: { confirm: [false] },
    script,
  });
  expect(ran.stderr).not.toMatch(/^ *wait/m);
});

test('public traffic is in Mbit/s, in help and in the printed order', async () => {
  for (const verb of ['create', 'upgrade'])
    expect((await cli(`instance ${verb} --help`)).stdout).toMatch(/--eip-max <Mbit\/s> .*Mbit\/s/);
  const line =
    'instance create --deploy-type eip --disk-size 900 --disk-type ssd --io-max 20 --topic-quota 50 --eip-max 40';
  expect((await cli(line, { terminal: true })).stderr).toMatch(/EipMax +40 Mbit\/s/);
});
