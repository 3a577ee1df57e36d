/** `topic …`: what each verb sends and prints. */
import { describe, expect, test } from '@jest/globals';
import { cli, errorOf, INSTANCE, json, REGION } from '../../support/context.ts';
import { refusal, REQUEST_ID } from '../../support/effects.ts';
import { result } from '../../support/result.ts';
import { topics } from '../../support/service.ts';

const WHERE = { InstanceId: INSTANCE, RegionId: REGION };
const ORDERS = { Topic: 'orders', PartitionNum: 12, Status: 0, StatusName: 'Running', Remark: 'all orders' };
const done = (names: object, word = 'created'): object => result(names, word);

describe('topic list', () => {
  test('requests a thousand per page and prints records', async () => {
    const ran = await cli('topic list -o json', { script: { GetTopicList: topics(ORDERS) } });
    expect(ran.calls).toMatchObject([
      {
        action: 'GetTopicList',
        version: '2019-09-16',
        format: 'JSON',
        origin: `https://alikafka.${REGION}.aliyuncs.com`,
        params: { ...WHERE, CurrentPage: '1', PageSize: '1000' },
      },
    ]);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(json(ran)).toMatchObject([ORDERS]);
    expect((json(ran) as object[])[0]).toHaveProperty('Tags', null);
  });

  test('reads every page', async () => {
    const page = (from: number, to: number): object => ({
      Total: 2500,
      TopicList: { TopicVO: Array.from({ length: to - from }, (_, i) => ({ Topic: `t${from + i}` })) },
    });
    const script = { GetTopicList: [page(0, 1000), page(1000, 2000), page(2000, 2500)] };
    const ran = await cli('topic list -o name', { script });
    expect(ran.stdout.trim().split('\n')).toEqual(Array.from({ length: 2500 }, (_, i) => `t${i}`));
    expect(ran.calls.map(({ params }) => params['CurrentPage'])).toEqual(['1', '2', '3']);
  });

  test('reads a single page', async () => {
    const ran = await cli('topic list --page 2 --page-size 50 -o name', {
      script: { GetTopicList: { ...topics(ORDERS), Total: 500 } },
    });
    expect(ran.calls.map(({ params }) => params)).toEqual([{ ...WHERE, CurrentPage: '2', PageSize: '50' }]);
  });

  test('--page-size requires --page', async () => {
    const ran = await cli('topic list --page-size 50', { script: { GetTopicList: topics(ORDERS) } });
    expect(ran).toMatchObject({ code: 2, stdout: '', calls: [] });
    expect(ran.stderr).toMatch(/--page-size requires --page: without it, all pages are read/);
  });

  test('filters by name locally', async () => {
    const script = { GetTopicList: topics({ Topic: 'orders' }, { Topic: 'orders-2' }, { Topic: 'my-orders' }) };
    expect((await cli("topic list --name 'orders*' -o name", { script })).stdout).toBe('orders\norders-2\n');
  });

  test('an empty list is [] in JSON and the headers in a table', async () => {
    const script = { GetTopicList: topics() };
    expect(await cli('topic list -o json', { script })).toMatchObject({ code: 0, stdout: '[]\n' });
    const table = await cli('topic list', { script });
    expect(table.code).toBe(0);
    expect(table.stdout).toMatch(/^Topic +PartitionNum +StatusName +Remark\n$/);
    expect((await cli('topic list --no-headers', { script })).stdout).toBe('');
  });

  test('the table has its columns', async () => {
    const { stdout } = await cli('topic list', { script: { GetTopicList: topics(ORDERS) } });
    expect(stdout).toMatch(/orders +12 +Running +all orders/);
  });
});

describe('topic create', () => {
  test('sends each name once, in order, with its name as the remark', async () => {
    const ran = await cli('topic create orders payments orders -o json', { script: { CreateTopic: {} } });
    expect(ran.calls.map(({ action, params }) => [action, params])).toEqual(
      ['orders', 'payments'].map((name) => ['CreateTopic', { ...WHERE, Topic: name, Remark: name }]),
    );
    expect(json(ran)).toEqual([done({ Topic: 'orders' }), done({ Topic: 'payments' })]);
    expect(ran.code).toBe(0);
  });

  test('prints an array also for one', async () => {
    expect(json(await cli('topic create orders -o json', { script: { CreateTopic: {} } }))).toEqual([
      done({ Topic: 'orders' }),
    ]);
  });

  test('sends partitions and remark', async () => {
    const ran = await cli('topic create orders --partitions 24 --remark shop', { script: { CreateTopic: {} } });
    expect(ran.calls[0]?.params).toEqual({ ...WHERE, Topic: 'orders', Remark: 'shop', PartitionNum: '24' });
  });

  test('limits that the service has raised give a warning', async () => {
    const ran = await cli("topic create orders --partitions 100 --remark 'All the orders'", {
      script: { CreateTopic: {} },
    });
    expect(ran.code).toBe(0);
    expect(ran.stderr).toMatch(
      /warning: --partitions 100 is above the documented maximum of 48; the service currently accepts up to 360/,
    );
    expect(ran.stderr).toMatch(/warning: --remark/);
    expect(ran.calls).toHaveLength(1);
  });

  test('invalid names are refused before anything is sent, unless --no-validate is given', async () => {
    const refused = await cli("topic create ab 'x y z' ok-1 -o json");
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(errorOf(refused).details).toMatchObject([
      { message: expect.stringContaining('"ab"') },
      { message: expect.stringContaining('"x y z"') },
    ]);
    const sent = await cli('topic create ab --no-validate', { script: { CreateTopic: {} } });
    expect(sent.calls[0]?.params['Topic']).toBe('ab');
  });

  test('an existing one is a conflict', async () => {
    const ran = await cli('topic create orders -o json', { script: { CreateTopic: refusal('Topic.Exist') } });
    expect(ran.code).toBe(5);
    expect(errorOf(ran)).toMatchObject({
      code: 'Topic.Exist',
      exitCode: 5,
      action: 'CreateTopic',
      requestId: REQUEST_ID,
      httpStatus: 400,
    });
  });

  describe('--if-not-exists', () => {
    test.each(['Topic.Exist', 'BIZ_TOPIC_EXISTED', 'BIZ.TOPIC.ALREADY.EXISTS'])(
      'leaves an existing one unchanged (%s)',
      async (code) => {
        const ran = await cli('topic create orders --if-not-exists -o json', {
          script: { CreateTopic: refusal(code), GetTopicList: topics(ORDERS) },
        });
        expect(ran).toMatchObject({ code: 0, stderr: '' });
        expect(json(ran)).toMatchObject([{ Topic: 'orders', Result: 'unchanged', Success: true }]);
      },
    );

    test('warns when the existing one differs', async () => {
      const ran = await cli('topic create orders --if-not-exists --partitions 24 --remark shop -o json', {
        script: { CreateTopic: refusal('Topic.Exist'), GetTopicList: topics(ORDERS) },
      });
      expect(ran.code).toBe(0);
      expect(ran.stderr).toMatch(/warning:.*orders.*PartitionNum is 12, not 24; Remark is all orders, not shop/);
    });

    test('tolerates no other refusal', async () => {
      const ran = await cli('topic create orders --if-not-exists', {
        script: { CreateTopic: refusal('BIZ_TOPIC_TOO_MUCH') },
      });
      expect(ran.code).toBe(1);
    });
  });
});

describe('topic delete', () => {
  test('sends each name', async () => {
    const ran = await cli('topic delete orders payments --yes -o json', { script: { DeleteTopic: {} } });
    expect(ran.calls.map(({ params }) => params)).toEqual(['orders', 'payments'].map((Topic) => ({ ...WHERE, Topic })));
    expect(json(ran)).toEqual([done({ Topic: 'orders' }, 'deleted'), done({ Topic: 'payments' }, 'deleted')]);
  });

  test('sends any name, since only the service knows which exist', async () => {
    const ran = await cli("topic delete 'a b' --yes", { script: { DeleteTopic: {} } });
    expect(ran.calls[0]?.params['Topic']).toBe('a b');
  });

  test.each([
    ['', 3],
    ['--if-exists', 0],
  ])('a missing name: %s %i', async (flag, code) => {
    const ran = await cli(`topic delete orders --yes ${flag} -o json`, {
      script: { DeleteTopic: refusal('BIZ_TOPIC_NOT_FOUND') },
    });
    expect(ran.code).toBe(code);
    expect(json(ran)).toMatchObject([{ Topic: 'orders', Result: code === 0 ? 'unchanged' : 'failed' }]);
  });
});

describe('topic describe and topic status', () => {
  const status = {
    TopicStatus: {
      TotalCount: 423,
      LastTimeStamp: 0,
      OffsetTable: {
        OffsetTable: [
          { Topic: 'orders', Partition: 0, MinOffset: 0, MaxOffset: 423, LastUpdateTimestamp: 1769860800000 },
        ],
      },
    },
  };

  test('describe prints one object: the record, the totals, the rows', async () => {
    const ran = await cli('topic describe orders -o json', {
      script: { GetTopicStatus: status, GetTopicList: topics(ORDERS) },
    });
    expect(json(ran)).toMatchObject({
      ...ORDERS,
      TotalCount: 423,
      LastTimeStamp: 0,
      OffsetTable: [{ Partition: 0, MaxOffset: 423 }],
    });
    expect(ran.calls.map(({ action }) => action).sort()).toEqual(['GetTopicList', 'GetTopicStatus']);
    expect(ran.calls.find(({ action }) => action === 'GetTopicStatus')?.params).toEqual({ ...WHERE, Topic: 'orders' });
  });

  test('a topic that is not listed: exit 3', async () => {
    const ran = await cli('topic describe orders -o json', {
      script: { GetTopicStatus: status, GetTopicList: topics() },
    });
    expect(ran).toMatchObject({ code: 3, stdout: '' });
    expect(errorOf(ran)).toMatchObject({ code: 'NotFound', message: expect.stringContaining('"orders"') });
  });

  test('status is one request', async () => {
    const ran = await cli('topic status orders -o json', { script: { GetTopicStatus: status } });
    expect(ran.calls.map(({ params }) => params)).toEqual([{ ...WHERE, Topic: 'orders' }]);
    expect(json(ran)).toMatchObject({ TotalCount: 423, OffsetTable: [{ Partition: 0 }] });
  });

  test('csv prints the rows', async () => {
    const { stdout } = await cli('topic status orders -o csv', { script: { GetTopicStatus: status } });
    expect(stdout.split('\r\n').filter((line) => line !== '')).toHaveLength(2);
    expect(stdout).toContain('MaxOffset');
  });
});

describe('topic add-partitions', () => {
  test('--add sends the number, and reads nothing', async () => {
    const ran = await cli('topic add-partitions orders --add 6 -o json', {
      script: { ModifyPartitionNum: {} },
      stderrTerminal: true,
    });
    expect(ran.calls.map(({ params }) => params)).toEqual([{ ...WHERE, Topic: 'orders', AddPartitionNum: '6' }]);
    expect(json(ran)).toEqual(done({ Topic: 'orders' }, 'changed'));
    expect(ran.stderr).toMatch(/^no profile, .*\n {2}adding 6 partitions\n/);
  });

  test('--to reads the present number first', async () => {
    const ran = await cli('topic add-partitions orders --to 24', {
      script: { GetTopicList: topics(ORDERS), ModifyPartitionNum: {} },
      stderrTerminal: true,
    });
    expect(ran.calls.map(({ action }) => action)).toEqual(['GetTopicList', 'ModifyPartitionNum']);
    expect(ran.calls[1]?.params).toEqual({ ...WHERE, Topic: 'orders', AddPartitionNum: '12' });
    expect(ran.stderr).toMatch(/^no profile, .*\n {2}adding 12 partitions \(from 12 to 24\)\n/);
  });

  test('--to the present number sends nothing: exit 0', async () => {
    const ran = await cli('topic add-partitions orders --to 12 -o json', { script: { GetTopicList: topics(ORDERS) } });
    expect(ran.code).toBe(0);
    expect(json(ran)).toMatchObject({ Topic: 'orders', Result: 'unchanged' });
  });

  test('--to a smaller number is exit 2', async () => {
    const ran = await cli('topic add-partitions orders --to 6 -o json', { script: { GetTopicList: topics(ORDERS) } });
    expect(ran.code).toBe(2);
    expect(errorOf(ran).details).toEqual([{ flag: '--to', message: expect.stringContaining('at least 12') }]);
  });

  test('--to of a missing topic is exit 3', async () => {
    expect(await cli('topic add-partitions orders --to 24', { script: { GetTopicList: topics() } })).toMatchObject({
      code: 3,
      stdout: '',
    });
  });

  test.each([
    ['', /--add or --to is required/],
    ['--add 1 --to 24', /--to cannot be combined with --add/],
    ['--add 0', /--add must be at least 1/],
    ['--add x', /--add must be a whole number/],
  ])('%j is exit 2', async (flags, why) => {
    const ran = await cli(`topic add-partitions orders ${flags}`);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(why);
  });
});

describe('topic set-remark', () => {
  test.each([
    ["'all orders'", 'all orders'],
    ["''", ''],
  ])('sends %s', async (typed, Remark) => {
    const ran = await cli(`topic set-remark orders ${typed} -o json`, { script: { ModifyTopicRemark: {} } });
    expect(ran.calls.map(({ params }) => params)).toEqual([{ ...WHERE, Topic: 'orders', Remark }]);
    expect(json(ran)).toEqual(done({ Topic: 'orders', Remark }, 'changed'));
  });

  test('requires both arguments', async () => {
    const ran = await cli('topic set-remark -o json');
    expect(ran.code).toBe(2);
    expect(errorOf(ran).details.map(({ flag, message }) => [flag, message])).toEqual([
      ['<name>', '<name> is required'],
      ['<remark>', '<remark> is required'],
    ]);
  });
});
