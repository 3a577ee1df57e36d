/** How a command ends: the exit code, the messages, and no incomplete document on stdout. */
import { describe, expect, test } from '@jest/globals';
import { cli, errorOf, json, type Options } from '../../support/context.ts';
import { http, noAnswer, notSent, ok, refusal, type Reply, REQUEST_ID } from '../../support/effects.ts';
import { topics, topicStatus } from '../../support/service.ts';

const NO_KEYS = { ALIBABA_CLOUD_ACCESS_KEY_ID: undefined, ALIBABA_CLOUD_ACCESS_KEY_SECRET: undefined };
const read = (reply: Reply): Options => ({ script: { GetTopicStatus: () => reply } });

describe('exit codes', () => {
  test.each<[number, string, string, Options]>([
    [0, 'done', 'topic status orders', read(ok(topicStatus()))],
    [1, 'refused', 'topic status orders', read(refusal('BIZ_GET_TOPIC_STATUS_ERROR'))],
    [1, 'refused for a reason that is new', 'topic status orders', read(refusal('Something.Newer'))],
    [2, 'usage', 'topic status', {}],
    [3, 'not found', 'topic status orders', read(refusal('Topic.NotFound', 404))],
    [3, 'not yours', 'topic status orders', read(refusal('AUTH_RESOURCE_OWNER_ERROR', 403))],
    [
      3,
      'not yours, by another page of the vendor',
      'topic status orders',
      read(refusal('AUTH_RESOURCE_OWNER_ERROR', 400)),
    ],
    [4, 'no credentials', 'topic status orders', { env: NO_KEYS }],
    [4, 'half of them', 'topic status orders', { env: { ALIBABA_CLOUD_ACCESS_KEY_ID: undefined } }],
    [4, 'wrong ones', 'topic status orders', read(refusal('InvalidAccessKeyId.NotFound', 404))],
    [4, 'not allowed', 'topic status orders', read(refusal('NoPermission', 403))],
    [
      4,
      'a broken file of profiles',
      'topic status orders',
      { files: { '/home/nobody/.config/alikafka/config.json': '{' } },
    ],
    [5, 'exists', 'topic create orders', { script: { CreateTopic: refusal('Topic.Exist') } }],
    [5, 'wrong state', 'topic create orders', { script: { CreateTopic: refusal('BIZ_INSTANCE_STATUS_ERROR') } }],
    [
      6,
      'unknown outcome',
      'topic create orders',
      { script: { CreateTopic: () => noAnswer(), GetTopicList: refusal('NoPermission', 403) } },
    ],
    [
      7,
      'a condition is not met',
      'group lag g --fail-above 0',
      {
        script: {
          GetConsumerProgress: {
            ConsumerProgress: {
              TopicList: {
                TopicList: [
                  { Topic: 't', OffsetList: { OffsetList: [{ Partition: 0, BrokerOffset: 2, ConsumerOffset: 1 }] } },
                ],
              },
            },
          },
        },
      },
    ],
    [8, 'part of a batch failed', 'topic create a-a b-b', { script: { CreateTopic: [ok(), refusal('Topic.Exist')] } }],
    [9, 'not reachable', 'topic status orders', read(notSent())],
    [9, '5xx', 'topic status orders', read(refusal('ServiceUnavailable', 503))],
    [9, "not the service's answer", 'topic status orders', read(http(200, '<html>login</html>'))],
    [9, 'throttled', 'topic status orders', read(refusal('Throttling.User'))],
    [9, 'no connection for a change', 'topic create orders', { script: { CreateTopic: () => notSent() } }],
    [70, 'a bug', 'topic status orders', { send: async () => Promise.reject(new TypeError('x is not a function')) }],
    [130, 'declined', 'topic delete orders', { terminal: true, answers: { confirm: [false] } }],
  ])('%i: %s', async (code, _says, line, options) => {
    expect((await cli(line, options)).code).toBe(code);
    const asJson = await cli(`${line} -o json`, options);
    expect(asJson.code).toBe(code);
    if (code !== 0) expect(errorOf(asJson)['exitCode']).toBe(code);
  });
});

describe('the messages', () => {
  test('the message of the service, its code, the RequestId, a hint and the next command', async () => {
    const { stderr, stdout } = await cli('topic status orders', read(refusal('Topic.NotFound', 404, 'No such topic.')));
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^error: topic "orders" not found in instance \S+ \(GetTopicStatus: No such topic\.\)\n/);
    expect(stderr).toMatch(/code: +Topic\.NotFound/);
    expect(stderr).toContain(REQUEST_ID);
    expect(stderr).toMatch(/next: +alikafka topic list/);
  });

  test('as JSON: one line, the last one, with every key', async () => {
    const ran = await cli('topic status orders -o json', read(refusal('Topic.NotFound', 404)));
    expect(Object.keys(errorOf(ran))).toEqual([
      'code',
      'message',
      'requestId',
      'httpStatus',
      'action',
      'hint',
      'next',
      'retryable',
      'exitCode',
      'details',
    ]);
    expect(errorOf(ran)).toMatchObject({
      code: 'Topic.NotFound',
      requestId: REQUEST_ID,
      httpStatus: 404,
      action: 'GetTopicStatus',
      retryable: false,
    });
    expect(ran.stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  test.each(['json', 'ndjson'])('only notes come before it (%s)', async (format) => {
    const ran = await cli(`topic create orders --partitions 100 -o ${format}`, {
      stderrTerminal: true,
      script: { CreateTopic: refusal('Topic.Exist') },
    });
    const lines = ran.stderr.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.slice(0, -1).every((line) => !line.startsWith('{') && !line.startsWith('error'))).toBe(true);
    expect(errorOf(ran)).toMatchObject({ exitCode: 5 });
  });

  test('without credentials: how to set them, and that the local emulator needs none', async () => {
    const { stderr } = await cli('topic list', { env: NO_KEYS });
    expect(stderr).toMatch(/alikafka config(ure)?\b/);
    expect(stderr).toMatch(/--profile local/);
  });

  test('without credentials, no question is asked', async () => {
    const line = 'topic delete orders';
    expect(await cli(line, { env: NO_KEYS, terminal: true })).toMatchObject({ code: 4, asked: [], stdout: '' });
    expect(await cli('sasl create app', { env: NO_KEYS, terminal: true })).toMatchObject({
      code: 4,
      asked: [],
      stdout: '',
    });
    expect(await cli('api DeleteTopic Topic=orders', { env: NO_KEYS, terminal: true })).toMatchObject({
      code: 4,
      asked: [],
      stdout: '',
    });
    expect(await cli('topic create a-a b-b -o json', { env: NO_KEYS })).toMatchObject({ code: 4, stdout: '' });
  });

  test('without any settings, missing credentials are reported first', async () => {
    expect(
      (await cli('topic list', { env: { ...NO_KEYS, ALIKAFKA_REGION: undefined, ALIKAFKA_INSTANCE: undefined } })).code,
    ).toBe(4);
  });

  test('a bug prints its stack only with --debug', async () => {
    const send = async () => Promise.reject(new TypeError('x is not a function'));
    expect((await cli('topic list', { send })).stderr).not.toMatch(/\bat /);
    expect((await cli('topic list', { send })).stderr).toMatch(/bug in alikafka.*x is not a function[\s\S]*--debug/);
    expect((await cli('topic list --debug', { send })).stderr).toMatch(/\n +at /);
  });

  test('escape sequences from the service never reach the terminal', async () => {
    const ran = await cli(
      'topic status orders',
      read(refusal('Topic.NotFound\u001b[2J', 404, 'gone\u001b]0;x\u0007\u202e')),
    );
    expect(ran.stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u202e]/);
    expect(ran.stderr).toContain('\\u001b]0;x\\u0007\\u202e');
  });
});

describe('no incomplete document', () => {
  const page = (n: number): Reply => ok({ ...topics({ Topic: `t${n}` }), Total: 3 });

  test.each(['json', 'table', 'xml', 'yaml', 'csv', 'tsv', 'name'])(
    '%s: prints nothing if a later page fails',
    async (format) => {
      const ran = await cli(`topic list -o ${format}`, {
        script: { GetTopicList: [page(1), page(2), refusal('Topic.NotFound', 404)] },
      });
      expect(ran).toMatchObject({ code: 3, stdout: '' });
    },
  );

  test('ndjson may end early', async () => {
    const ran = await cli('topic list -o ndjson', {
      script: { GetTopicList: [page(1), page(2), refusal('Topic.NotFound', 404)] },
    });
    expect(ran.code).toBe(3);
    expect(
      ran.stdout
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { Topic: string }).Topic),
    ).toEqual(['t1', 't2']);
  });
});

describe('responses in unusual but valid forms', () => {
  test.each<[string, Reply]>([
    [
      'wrapped',
      http(200, {
        GetTopicListResponse: {
          Code: '200',
          RequestId: 'R',
          TopicList: { TopicVO: { Topic: 'a', PartitionNum: '12' } },
        },
      }),
    ],
    ['without its level', http(200, { Code: 200, RequestId: 'R', TopicList: [{ Topic: 'a', PartitionNum: 12 }] })],
    [
      'as XML',
      http(
        200,
        '<GetTopicListResponse><Code>200</Code><RequestId>R</RequestId><TopicList><TopicVO><Topic>a</Topic><PartitionNum>12</PartitionNum></TopicVO></TopicList></GetTopicListResponse>',
      ),
    ],
  ])('%s', async (_says, reply) => {
    const ran = await cli('topic list --page 1 -o json', { script: { GetTopicList: reply } });
    expect(json(ran)).toMatchObject([{ Topic: 'a', PartitionNum: 12, StatusName: null }]);
  });

  test('integers beyond 2^53 stay exact', async () => {
    const body =
      '{"Code":200,"RequestId":"R","TopicStatus":{"TotalCount":9007199254740993,"OffsetTable":{"OffsetTable":[]}}}';
    const ran = await cli('topic status orders -o json', read(http(200, body)));
    expect(ran.stdout).toContain('"TotalCount": 9007199254740993');
  });
});

describe('a missing permission', () => {
  const DETAIL = {
    AuthAction: 'alikafka:ListTopic',
    AuthPrincipalDisplayName: '200000000000000001',
    AuthPrincipalOwnerId: '1000000000000001',
    AuthPrincipalType: 'SubUser',
    NoPermissionType: 'ImplicitDeny',
    PolicyType: 'AccountLevelIdentityBasedPolicy',
    EncodedDiagnosticMessage: 'AQEAAAAA-encoded',
  };
  const denied = (detail: unknown, code = 'NoPermission', status = 403): Reply =>
    http(status, { RequestId: REQUEST_ID, Code: code, Message: 'You may not.', AccessDeniedDetail: detail });

  test('is named, with the identity and the reason', async () => {
    const { stderr, code } = await cli('topic status orders', read(denied(DETAIL)));
    expect(code).toBe(4);
    expect(stderr).toContain('error: GetTopicStatus: You may not. (missing RAM action: alikafka:ListTopic)\n');
    expect(stderr).toContain(
      '  - alikafka:ListTopic is not allowed for SubUser 200000000000000001 by any policy (policy type: AccountLevelIdentityBasedPolicy) (ImplicitDeny)\n',
    );
    expect(stderr).toMatch(/hint: +Attach a RAM policy that allows alikafka:ListTopic: AliyunKafkaFullAccess, or/);
    expect(stderr).not.toContain('AQEAAAAA');
  });

  test('is in the JSON error as well', async () => {
    const ran = await cli('topic status orders -o json', read(denied(DETAIL, 'Auth.AccessDenied.WorkSpace')));
    expect(errorOf(ran)).toMatchObject({
      code: 'Auth.AccessDenied.WorkSpace',
      exitCode: 4,
      details: [{ name: 'alikafka:ListTopic', code: 'ImplicitDeny' }],
    });
  });

  test('that a policy denies explicitly is reported as denied', async () => {
    const detail = { ...DETAIL, AuthAction: 'cms:QueryMetricList', NoPermissionType: 'ExplicitDeny' };
    const { stderr } = await cli('topic status orders', read(denied(detail)));
    expect(stderr).toContain('cms:QueryMetricList is denied for SubUser 200000000000000001 by a policy');
    expect(stderr).toMatch(/hint: +Remove cms:QueryMetricList from the policy that denies it/);
  });

  test('in a batch is in each result, and once in the error', async () => {
    const script = { CreateTopic: () => denied({ AuthAction: 'alikafka:CreateTopic' }) };
    const ran = await cli('topic create one two -o json', { script });
    expect(ran.code).toBe(4);
    expect(json(ran)).toMatchObject([
      { Message: expect.stringContaining('alikafka:CreateTopic') },
      { Message: expect.stringContaining('alikafka:CreateTopic') },
    ]);
    expect(errorOf(ran)['hint']).toContain('alikafka:CreateTopic');
  });

  test.each([
    ['no object', 'alikafka:ListTopic'],
    ['no right', { NoPermissionType: 'ImplicitDeny' }],
    ['a right that is no text', { AuthAction: { toString: 1 } }],
    ['a right that is too long for a name', { AuthAction: 'x'.repeat(129) }],
    ['nothing', null],
  ])('is not derived from %s', async (_says, detail) => {
    const ran = await cli('topic status orders -o json', read(denied(detail)));
    expect(errorOf(ran)).toMatchObject({ message: 'GetTopicStatus: You may not.', exitCode: 4, details: [] });
  });

  test('with control characters is printed with visible escapes', async () => {
    const { stderr } = await cli('topic status orders', read(denied({ AuthAction: 'a\u001b[2Jb' })));
    expect(stderr).not.toContain('\u001b');
  });
});

test('an endpoint of another region points at --region and --endpoint', async () => {
  const { stderr } = await cli('topic status orders', read(refusal('InvalidOperation.NotSupportedEndpoint', 404)));
  expect(stderr).toMatch(/hint: .*--region and --endpoint/);
  expect(stderr).not.toContain('--help');
});
