/** A closed stdout only stops the printing; a stdout that fails loses no result. */
import { describe, expect, test } from '@jest/globals';
import { memoryFolder } from '../../support/memory-folder.ts';
import { cli, errorOf, runCli, words } from '../../support/context.ts';
import { NOW, ok, refusal } from '../../support/effects.ts';
import { instances, topics } from '../../support/service.ts';

const CLOSED = { code: 'EPIPE' };
const FULL = { code: 'ENOSPC' };
const FORMATS = ['table', 'json', 'xml', 'yaml', 'csv', 'tsv', 'ndjson', 'name'];
const ORDER = 'instance create --disk-size 900 --io-max 20 --topic-quota 50 --deploy-type vpc --disk-type ssd --yes';
const ID = 'alikafka_pre-cn-0pp1cng20abc';

const lag = {
  ConsumerProgress: {
    TotalDiff: 20,
    LastTimestamp: 0,
    TopicList: {
      TopicList: [
        {
          Topic: 'orders',
          TotalDiff: 20,
          LastTimestamp: 0,
          OffsetList: { OffsetList: [{ Partition: 0, BrokerOffset: 30, ConsumerOffset: 10, LastTimestamp: 0 }] },
        },
      ],
    },
  },
};

describe('a closed pipe', () => {
  test.each(FORMATS)('a read ends quietly with 0: %s', async (format) => {
    const script = { GetTopicList: topics({ Topic: 'orders' }) };
    expect(await cli(`topic list -o ${format}`, { script, stdoutFails: CLOSED })).toMatchObject({
      code: 0,
      stdout: '',
      stderr: '',
    });
  });

  test('no further page is requested after the pipe is closed', async () => {
    const page = (nth: number) => ({ ...topics({ Topic: `t-${nth}` }), Total: 9 });
    const ran = await cli('topic list -o ndjson', {
      script: { GetTopicList: (_params, nth) => page(nth) },
      stdoutFails: { code: 'EPIPE', after: 1 },
    });
    expect(ran.code).toBe(0);
    expect(ran.stdout).toMatch(/^\{.*"t-1".*\}\n$/);
    // One more was already sent while the second was printed
    expect(ran.calls).toHaveLength(3);
  });

  test.each(FORMATS.filter((format) => format !== 'name'))('a condition is still checked: %s', async (format) => {
    const ran = await cli(`group lag billing --fail-above 19 -o ${format}`, {
      script: { GetConsumerProgress: lag },
      stdoutFails: CLOSED,
    });
    expect(ran.code).toBe(7);
    expect(ran.stderr).toMatch(/lag of 20 messages, above the limit of 19/);
  });

  test('every group is checked, also after the pipe is closed', async () => {
    const ran = await cli('group lag billing shipping --fail-above 19 -o ndjson', {
      script: { GetConsumerProgress: lag },
      stdoutFails: CLOSED,
    });
    expect(ran.code).toBe(7);
    expect(errorOf(ran)).toMatchObject({
      message: '2 of 2 rows are above a limit',
      details: [
        { name: 'billing', message: expect.stringMatching(/^group "billing" on topic "orders": lag of 20 messages/) },
        { name: 'shipping', message: expect.stringMatching(/^group "shipping" on topic "orders"/) },
      ],
    });
  });

  test.each([
    ['topic create orders', 5],
    ['topic create orders fresh', 8],
    ['topic create fresh', 0],
  ])('%s: exit %i', async (line, code) => {
    const ran = await cli(line, {
      script: { CreateTopic: ({ Topic }) => (Topic === 'orders' ? refusal('BIZ_TOPIC_EXISTED') : ok()) },
      stdoutFails: CLOSED,
    });
    expect(ran.code).toBe(code);
    expect(ran.stderr.includes('BIZ_TOPIC_EXISTED')).toBe(code !== 0);
    expect(ran.calls).toHaveLength(words(line).length - 2);
  });

  test('a batch with a closed pipe is finished: the next run is a new one', async () => {
    const state = memoryFolder(() => NOW);
    const script = { CreateTopic: ok() };
    expect((await cli('topic create aaa bbb', { script, state, stdoutFails: CLOSED })).code).toBe(0);
    const again = await cli('topic create aaa bbb', { script, state });
    expect(again.calls).toHaveLength(2);
    expect(again.stderr).not.toContain('Resuming');
  });

  test.each(['--version', '--help', 'topic create --help', 'regions', 'config list'])('%s: exit 0', async (line) => {
    expect(await cli(line, { stdoutFails: CLOSED })).toMatchObject({ code: 0, stdout: '' });
  });
});

describe('stdout that cannot be written', () => {
  test.each(FORMATS)('the results of a batch are printed to stderr: %s', async (format) => {
    const script = { CreateTopic: ({ Topic }: { Topic?: string }) => (Topic === 'bad' ? refusal('BIZ_X') : ok()) };
    const ran = await cli(`topic create good bad -q -o ${format}`, { script, stdoutFails: FULL });
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toMatch(/cannot write to stdout: ENOSPC; the results were not printed: 1 created, 1 failed/);
    expect(ran.stderr).toMatch(/good.*created/);
    expect(ran.stderr).toMatch(/bad.*failed: .*BIZ_X/s);
  });

  test('as JSON each name has its detail', async () => {
    const ran = await cli('topic create aaa bbb -o json', { script: { CreateTopic: ok() }, stdoutFails: FULL });
    expect(errorOf(ran)).toMatchObject({
      code: 'StdoutFailed',
      exitCode: 1,
      details: [
        { name: 'aaa', message: 'created', requestId: expect.any(String) },
        { name: 'bbb', message: 'created', requestId: expect.any(String) },
      ],
    });
  });

  test('the same command resumes, and prints what was done', async () => {
    const state = memoryFolder(() => NOW);
    const created: string[] = [];
    const script = {
      CreateTopic: ({ Topic = '' }: { Topic?: string }) => {
        if (created.includes(Topic)) return refusal('BIZ_TOPIC_EXISTED');
        created.push(Topic);
        return ok();
      },
      GetTopicList: () => topics(...created.map((Topic) => ({ Topic, PartitionNum: 12, Remark: Topic, Status: 0 }))),
    };
    expect((await cli('topic create aaa bbb', { script, state, stdoutFails: FULL })).code).toBe(1);
    const again = await cli('topic create aaa bbb -o tsv --columns Topic,Result', { script, state });
    expect(again).toMatchObject({ code: 0, stdout: 'Topic\tResult\naaa\tunchanged\nbbb\tunchanged\n' });
    expect(again.stderr).toContain('Resuming the run started at ');
  });

  test.each([...FORMATS, 'json --wait', 'table --wait'])('an order is never lost: -o %s', async (format) => {
    const script = {
      CreatePrePayOrder: { OrderId: '20497346575000001' },
      GetInstanceList: instances({ InstanceId: ID, ServiceStatus: 0, OrderId: '20497346575000001' }),
    };
    const ran = await cli(`${ORDER} -q -o ${format}`, { script, stdoutFails: FULL });
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain('20497346575000001');
    expect(ran.stderr).toMatch(/Do not run the command again/);
    expect(ran.calls.filter(({ action }) => action === 'CreatePrePayOrder')).toHaveLength(1);
  });

  test('an order whose result is lost in --query or in a formatter is reported as well', async () => {
    const ran = await runCli([...words(ORDER), '--query', 'abs(OrderId)'], {
      script: { CreatePrePayOrder: { OrderId: '77' } },
    });
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toMatch(/--query .*; the results were not printed: 1 created\n.*OrderId 77: ordered/s);
  });

  test.each(['', ' --raw'])('api%s', async (raw) => {
    const line = `api CreatePrePayOrder DiskSize=900 DiskType=1 IoMax=20 TopicQuota=50 DeployType=5 --yes${raw}`;
    const ran = await cli(line, { script: { CreatePrePayOrder: { OrderId: '42' } }, stdoutFails: FULL });
    expect(ran.code).toBe(1);
    expect(ran.stderr).toMatch(/CreatePrePayOrder: changed, OrderId 42/);
  });

  test.each([
    ['topic set-remark orders none', { ModifyTopicRemark: ok() }, /orders none: changed/],
    ['topic create fresh --raw -o json', { CreateTopic: ok() }, /fresh/],
    ['sasl delete app --type plain --yes', { DeleteSaslUser: ok() }, /app.* deleted/],
  ])('%s', async (line, script, said) => {
    const ran = await cli(line, { script, stdoutFails: FULL });
    expect(ran.code).toBe(1);
    expect(ran.stderr).toMatch(said);
  });

  test('a response that must not be printed is not a usage error: the request was sent', async () => {
    const ran = await cli('api MakeSomething --raw --yes', { script: { MakeSomething: { Password: 'not-a-secret' } } });
    expect(ran.code).toBe(1);
    expect(ran.stderr).toMatch(/MakeSomething: changed/);
    expect(ran.stderr).not.toContain('not-a-secret');
  });

  test('an upgrade reports instance and order', async () => {
    const present = { InstanceId: ID, ServiceStatus: 5, DiskSize: 500, IoMax: 20, TopicNumLimit: 50, EipMax: 0 };
    const script = {
      GetInstanceList: instances({ ...present, DeployType: 5, PaidType: 0, SpecType: 'normal' }),
      UpgradePrePayOrder: { OrderId: '99' },
    };
    const ran = await cli(`instance upgrade ${ID} --disk-size 900 --yes`, { script, stdoutFails: FULL });
    expect(ran.code).toBe(1);
    expect(ran.stderr).toMatch(new RegExp(`${ID}: changed, OrderId 99`));
  });

  test('a partly printed result is reported on stderr', async () => {
    const names = Array.from({ length: 1500 }, (_, i) => `t-${i}`);
    const ran = await runCli(['topic', 'create', ...names, '-o', 'ndjson', '-q', '--rate', '0'], {
      script: { CreateTopic: ok() },
      stdoutFails: { code: 'EIO', after: 1 },
    });
    expect(ran.stdout.split('\n')).toHaveLength(1001);
    expect(errorOf(ran)).toMatchObject({ exitCode: 1, message: expect.stringContaining('1500 created') });
    expect(errorOf(ran).details).toHaveLength(1500);
  });

  test.each(['topic list', 'topic create fresh --dry-run', '--version', '--help', 'regions'])(
    '%s changed nothing: only the error is printed',
    async (line) => {
      const ran = await cli(line, { script: { GetTopicList: topics({ Topic: 'orders' }) }, stdoutFails: FULL });
      expect(ran.code).toBe(1);
      expect(ran.stderr).toMatch(/^error: cannot write to stdout: ENOSPC\n {2}code: +StdoutFailed\n$/m);
      expect(ran.stderr).not.toContain('not printed');
    },
  );
});

test('an order with a closed pipe is reported on stderr', async () => {
  const line = 'instance create --deploy-type vpc --disk-size 900 --disk-type ssd --io-max 20 --topic-quota 50 --yes';
  const script = { CreatePrePayOrder: { OrderId: '20260131009' } };
  const unread = await cli(line, { script, stdoutFails: { code: 'EPIPE' } });
  expect([unread.code, unread.stderr]).toEqual([0, expect.stringContaining('OrderId: 20260131009')]);
  const read = await cli(line, { script });
  expect(read.stderr).not.toContain('OrderId');
  // Without --wait the note names the command that finds the instance of the order.
  expect(read.stderr).toBe(
    'the order is being processed; to wait until its instance is listed, run "alikafka wait instance --order-id 20260131009 exists"\n',
  );
});
