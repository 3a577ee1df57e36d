/** Batches: one result a name, in the order of the input, and one exit code for the whole. */
import { describe, expect, test } from '@jest/globals';
import { cli, errorOf, json } from '../../support/context.ts';
import { fixedClock, http, noAnswer, NOW, ok, refusal, type Reply, REQUEST_ID } from '../../support/effects.ts';
import { instances, type Script, topics } from '../../support/service.ts';

interface Row {
  readonly Topic: string;
  readonly Result: string;
  readonly Code: unknown;
  readonly Message: string;
  readonly RequestId: unknown;
  readonly Success: unknown;
}

const GONE = refusal('BIZ_TOPIC_NOT_FOUND');
const BUSY = refusal('BIZ_INSTANCE_STATUS_ERROR');
const BROKEN = refusal('InternalError', 500);
/** Looking is not allowed here, so that what is not clear stays unknown. */
const removeAll = (...replies: Reply[]) =>
  cli(`topic delete ${replies.map((_, i) => `t${i}`).join(' ')} --yes -o json`, {
    script: { DeleteTopic: replies, GetTopicList: refusal('NoPermission', 403) },
  });

describe('exit codes', () => {
  test.each<[string, Reply[], string[], number]>([
    ['all done', [ok(), ok()], ['deleted', 'deleted'], 0],
    ['some failed', [ok(), GONE], ['deleted', 'failed'], 8],
    ['all failed for one cause', [GONE, GONE], ['failed', 'failed'], 3],
    ['all failed for two causes', [GONE, BUSY], ['failed', 'failed'], 8],
    ['one of one failed', [BUSY], ['failed'], 5],
    ['one unknown, which beats the rest', [ok(), GONE, noAnswer()], ['deleted', 'failed', 'unknown'], 6],
    ['all unknown', [noAnswer(), BROKEN], ['unknown', 'unknown'], 6],
    ['a failure does not stop the rest', [GONE, ok(), ok()], ['failed', 'deleted', 'deleted'], 8],
  ])('%s: %#', async (_says, replies, words, code) => {
    const ran = await removeAll(...replies);
    expect(ran.code).toBe(code);
    expect((json(ran) as Row[]).map(({ Topic, Result }) => [Topic, Result])).toEqual(
      words.map((word, i) => [`t${i}`, word]),
    );
    expect(ran.calls.filter(({ action }) => action === 'DeleteTopic')).toHaveLength(replies.length);
    if (code !== 0) expect(errorOf(ran)['exitCode']).toBe(code);
  });
});

describe('the fields of a result', () => {
  test('are the names, Result, RequestId, Code, Message and Success, for every result', async () => {
    const ran = await removeAll(ok(), GONE, noAnswer());
    const rows = json(ran) as Row[];
    for (const row of rows)
      expect(Object.keys(row)).toEqual(['Topic', 'Result', 'RequestId', 'Code', 'Message', 'Success']);
    expect(rows).toEqual([
      {
        Topic: 't0',
        Result: 'deleted',
        RequestId: REQUEST_ID,
        Code: 200,
        Message: 'operation success.',
        Success: true,
      },
      {
        Topic: 't1',
        Result: 'failed',
        RequestId: REQUEST_ID,
        Code: 400,
        Message: expect.stringContaining('BIZ_TOPIC_NOT_FOUND'),
        Success: false,
      },
      {
        Topic: 't2',
        Result: 'unknown',
        RequestId: null,
        Code: null,
        Message: expect.stringMatching(/DeleteTopic: outcome unknown: ./),
        Success: null,
      },
    ]);
  });

  test('Code is always a number', async () => {
    const ran = await removeAll(
      http(200, { Code: '200', Success: 'true', RequestId: 'R' }),
      http(404, { Code: 'Topic.NotFound', RequestId: 'R' }),
    );
    expect((json(ran) as Row[]).map(({ Code }) => Code)).toEqual([200, 404]);
  });

  test('the table shows names and Result', async () => {
    const { stdout } = await cli('topic delete t0 t1 --yes', { script: { DeleteTopic: [ok(), GONE] } });
    expect(stdout).toMatch(/^Topic +Result\nt0 +deleted\nt1 +failed\n$/);
  });

  test.each([
    ['csv', /^Topic,Result,RequestId,Code,Message,Success\r\nt0,deleted,/],
    ['ndjson', /^\{"Topic":"t0","Result":"deleted".*\}\n\{"Topic":"t1","Result":"failed"/],
    ['name', /^t0\nt1\n$/],
    ['xml', /<DeleteTopicResponse>[\s\S]*<Result>failed<\/Result>/],
  ])('%s', async (format, shows) => {
    const { stdout } = await cli(`topic delete t0 t1 --yes -o ${format}`, { script: { DeleteTopic: [ok(), GONE] } });
    expect(stdout).toMatch(shows);
  });
});

describe('the error of a batch', () => {
  test('states the number of failures, and each with its code', async () => {
    const ran = await removeAll(ok(), GONE, BUSY);
    expect(errorOf(ran)).toMatchObject({
      exitCode: 8,
      message: expect.stringMatching(/2 of 3/),
      details: [
        { name: 't1', code: 'BIZ_TOPIC_NOT_FOUND', message: expect.stringMatching(/./) },
        { name: 't2', code: 'BIZ_INSTANCE_STATUS_ERROR' },
      ],
    });
  });

  test('of one name is that of its request', async () => {
    const ran = await removeAll(GONE);
    expect(errorOf(ran)).toMatchObject({
      code: 'BIZ_TOPIC_NOT_FOUND',
      action: 'DeleteTopic',
      requestId: REQUEST_ID,
      httpStatus: 400,
      details: [],
    });
  });

  test('an unknown outcome names the command to inspect it', async () => {
    const ran = await cli('-r cn-beijing topic create orders -o json', {
      script: { CreateTopic: noAnswer(), GetTopicList: refusal('NoPermission', 403) },
    });
    expect(ran.code).toBe(6);
    expect(errorOf(ran)['next']).toMatch(/alikafka topic describe orders --region cn-beijing$/);
  });
});

test.each([
  ['instance rename alikafka_pre-cn-x prod-prod', 'ModifyInstanceName', 'alikafka instance describe alikafka_pre-cn-x'],
  ['tag add topic/orders instance --tag a=b', 'TagResources', 'alikafka tag list topic/orders'],
  ['sasl delete app --type plain --yes', 'DeleteSaslUser', 'alikafka sasl list'],
  [
    'acl delete --username app --topic t --operation read --yes',
    'DeleteAcl',
    'alikafka acl list --username app --resource topic/t',
  ],
  ['instance allowed-ip remove 10.0.0.0/8 --yes', 'UpdateAllowedIp', 'alikafka instance allowed-ip list'],
])('every change has such a command: %s', async (line, action, next) => {
  const forbidden = refusal('NoPermission', 403);
  const reads = { GetInstanceList: forbidden, ListTagResources: forbidden, DescribeSaslUsers: forbidden };
  const script = { ...reads, DescribeAcls: forbidden, GetAllowedIpList: forbidden, [action]: () => noAnswer() };
  const ran = await cli(line, { script });
  expect(ran.code).toBe(6);
  expect(ran.stderr).toContain(
    line.startsWith('tag') ? 'tag add: 2 of 2 with an unknown outcome' : `next:      ${next}`,
  );
});

describe('single results', () => {
  test('are one object, and nothing if they failed', async () => {
    expect(
      json(await cli('topic set-remark orders text -o json', { script: { ModifyTopicRemark: {} } })),
    ).toMatchObject({ Topic: 'orders', Result: 'changed' });
    expect(await cli('topic set-remark orders text -o json', { script: { ModifyTopicRemark: GONE } })).toMatchObject({
      code: 3,
      stdout: '',
    });
  });
});

describe('the columns of results', () => {
  test.each([
    ['instance rename alikafka_x renamed', 'RegionId'],
    ['instance allowed-ip add 10.0.0.1', 'UpdateType'],
    ['instance delete alikafka_x', 'RegionId'],
    ['instance create --deploy-type vpc --disk-size 900 --disk-type ssd --io-max 20 --topic-quota 50', 'RegionId'],
    ['sasl create app', 'Password'],
  ])('%s has no %s', async (line, name) => {
    const ran = await cli(`${line} --columns Result,${name}`);
    expect(ran).toMatchObject({ code: 2, calls: [], asked: [] });
    expect(ran.stderr).toContain(`--columns: unknown column "${name}"`);
  });

  test('with --wait they are those of the final record', async () => {
    const line = 'instance start alikafka_x --vpc-id v --vswitch-id s --zone-id z -n';
    const script = { GetInstanceList: instances({ InstanceId: 'alikafka_x', DeployType: 5 }) };
    expect((await cli(`${line} --wait --columns ServiceStatus`, { script })).code).toBe(0);
    expect((await cli(`${line} --columns ServiceStatus`, { script })).code).toBe(2);
    expect((await cli(`${line} --wait --columns Result`, { script })).code).toBe(2);
  });
});

describe('each reason is printed once to stderr', () => {
  const many = Array.from({ length: 12 }, (_, i) => `topic-${i}`);
  const each: Script = { CreateTopic: ({ Topic }) => refusal('BIZ_TOPIC_X', 400, `${String(Topic)} is refused`) };
  const line = `topic create ${many.join(' ')}`;
  const times = (text: string, of: string): number => text.split(of).length - 1;

  test.each([
    ['with a line for each name, if there are many', '', {}, 1],
    ['with --quiet', ' --quiet', {}, 0],
    ['on a terminal', '', { stderrTerminal: true }, 0],
  ])('%s', async (_says, more, options, lines) => {
    const { stderr } = await cli(`${line}${more}`, { script: each, ...options });
    expect(times(stderr, 'is refused')).toBe(1);
    for (const name of many) expect(times(`\n${stderr}`, `\n${name}: failed (BIZ_TOPIC_X, `)).toBe(lines);
    expect(stderr).toContain(' topic create: 12 of 12 failed: CreateTopic: … is refused\n');
  });

  test.each([
    ['interrupted', '', 130],
    ['out of time', ' --deadline 10s', 8],
  ])('also if the batch is %s before its end', async (_says, more, code) => {
    const stop = new AbortController();
    const clock = fixedClock(NOW);
    const script: Script = {
      CreateTopic: ({ Topic }, nth) => {
        if (nth === 3 && code === 130) stop.abort(130);
        if (nth === 3) void clock.sleep(20_000);
        return nth === 2 ? refusal('BIZ_TOPIC_X', 400, `${String(Topic)} is refused`) : ok();
      },
    };
    const few = await cli(`topic create ${many.slice(0, 5).join(' ')}${more}`, { script, stop: stop.signal, clock });
    expect(few.code).toBe(code);
    expect(few.stderr).toMatch(/^ {2}- topic-1: .*topic-1 is refused \(BIZ_TOPIC_X/m);
    expect(times(few.stderr, 'topic-1 is refused')).toBe(1);
  });

  test('with the next command once if it is the same for all', async () => {
    const script: Script = { DeleteTopic: () => GONE, GetTopicList: topics() };
    const ran = await cli('topic delete one two --yes -o json', { script });
    expect(errorOf(ran)).toMatchObject({ next: 'alikafka topic list', code: 'BIZ_TOPIC_NOT_FOUND' });
  });

  test('with JSON the error contains the list', async () => {
    const ran = await cli(`${line} -o json --quiet`, { script: each });
    expect(errorOf(ran).details).toHaveLength(12);
  });

  test('a reason shared by all is in the error once', async () => {
    const script = { CreateTopic: () => refusal('NoPermission', 403, 'You may not.') };
    const { stderr } = await cli(`${line} --quiet`, { script });
    expect(times(stderr, 'You may not.')).toBe(1);
    expect(stderr).toContain('12 of 12 failed: CreateTopic: You may not.');
  });
});
