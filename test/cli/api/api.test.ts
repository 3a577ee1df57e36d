/** `api <Action>`: any operation by name; known ones keep their record's checks, confirmation and masks. */
import { describe, expect, test } from '@jest/globals';
import { cli, errorOf, INSTANCE, json, REGION, runCli } from '../../support/context.ts';
import { http, noAnswer, ok, refusal, REQUEST_ID } from '../../support/effects.ts';
import { groups, instances, saslUsers, topics } from '../../support/service.ts';

const WHERE = { InstanceId: INSTANCE, RegionId: REGION };

describe('a known operation', () => {
  test('sends region, instance and defaults, and prints its records', async () => {
    const ran = await cli('api GetTopicList CurrentPage=1 PageSize=10 -o json', {
      script: { GetTopicList: topics({ Topic: 'a' }) },
    });
    expect(ran.calls).toMatchObject([
      { action: 'GetTopicList', params: { ...WHERE, CurrentPage: '1', PageSize: '10' } },
    ]);
    expect(json(ran)).toMatchObject({ Total: 1, TopicList: [{ Topic: 'a', Tags: null }] });
  });

  test('typed parameters take precedence over settings', async () => {
    const ran = await cli('api GetTopicStatus Topic=a=b InstanceId=other RegionId=cn-beijing -o json', {
      script: { GetTopicStatus: {} },
    });
    expect(ran.calls.map(({ params }) => params)).toEqual([
      { Topic: 'a=b', InstanceId: 'other', RegionId: 'cn-beijing' },
    ]);
    expect(json(ran)).toMatchObject({ TotalCount: null, OffsetTable: null });
  });

  test('numbered lists and tags are sent unchanged', async () => {
    const done = http(200, { RequestId: REQUEST_ID });
    const ran = await cli('api TagResources ResourceType=TOPIC ResourceId.1=x Tag.1.Key=a Tag.1.Value=b -o json', {
      script: { TagResources: done },
    });
    expect(ran.calls.map(({ params }) => params)).toEqual([
      { RegionId: REGION, ResourceType: 'TOPIC', 'ResourceId.1': 'x', 'Tag.1.Key': 'a', 'Tag.1.Value': 'b' },
    ]);
    expect(json(ran)).toEqual({ RequestId: REQUEST_ID });
  });

  test('of the other product is sent to its host', async () => {
    const ran = await cli('api DescribeProjectMeta', {
      script: { DescribeProjectMeta: http(200, { Code: '200', RequestId: 'R' }) },
    });
    expect(ran.calls).toMatchObject([{ origin: `https://metrics.${REGION}.aliyuncs.com`, version: '2019-01-01' }]);
  });

  test('-i by name is looked up', async () => {
    const ran = await cli('api GetTopicList -i shop', {
      script: { GetInstanceList: instances({ InstanceId: 'alikafka_x', Name: 'shop' }), GetTopicList: topics() },
    });
    expect(ran.calls[1]?.params['InstanceId']).toBe('alikafka_x');
  });

  test('an acknowledgement is printed unchanged', async () => {
    const ran = await cli('api CreateTopic Topic=orders Remark=shop -o json', {
      script: { CreateTopic: { Newer: 1 } },
    });
    expect(ran.calls[0]?.params).toEqual({ ...WHERE, Topic: 'orders', Remark: 'shop' });
    expect(json(ran)).toMatchObject({ Code: 200, Success: true, Newer: 1 });
  });

  test.each<[string, string[]]>([
    ['api GetTopicStatus', ['Topic']],
    ['api CreateTopic Topic=ab', ['Topic']],
    ['api CreateTopic Topic=orders PartitionNum=0', ['PartitionNum']],
    [
      'api CreateAcl AclResourceType=Group AclOperationType=Write AclResourceName=g AclResourcePatternType=LITERAL Username=u',
      ['AclOperationType'],
    ],
    ['api GetTopicList Pagesize=1', ['Pagesize']],
    ['api GetTopicStatus topic=a', ['topic']],
    ['api TagResources ResourceId=x', ['ResourceId']],
  ])('%s: exit 2, in the words of the wire', async (line, names) => {
    const ran = await cli(`${line} -o json`);
    expect(ran).toMatchObject({ code: 2, stdout: '', calls: [] });
    expect(errorOf(ran).details.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
  });

  test('--no-validate leaves the check to the service', async () => {
    expect(
      (await cli('api CreateTopic Topic=ab --no-validate', { script: { CreateTopic: {} } })).calls[0]?.params['Topic'],
    ).toBe('ab');
  });

  test('a newer parameter is sent with --param', async () => {
    expect(
      (await cli('api GetTopicList --param Newer=1', { script: { GetTopicList: topics() } })).calls[0]?.params['Newer'],
    ).toBe('1');
  });

  test('an order is confirmed, and sent once', async () => {
    const line = 'api CreatePrePayOrder DeployType=5 DiskSize=900 DiskType=1 IoMax=20 TopicQuota=50';
    expect(await cli(line)).toMatchObject({ code: 2, calls: [] });
    const ran = await cli(`${line} --yes`, { script: { CreatePrePayOrder: noAnswer() } });
    expect(ran.code).toBe(6);
    expect(ran.calls).toHaveLength(1);
  });

  test('a permanent deletion is confirmed by its id: --yes does not replace it', async () => {
    const line = `api DeleteInstance InstanceId=${INSTANCE}`;
    const script = { DeleteInstance: {} };
    const typed = async (id: string): Promise<[number, number]> => {
      const ran = await cli(line, { script, terminal: true, answers: { line: [id] } });
      return [ran.code, ran.calls.filter(({ action }) => action === 'DeleteInstance').length];
    };
    expect(await cli(`${line} --yes`, { script })).toMatchObject({ code: 2, calls: [] });
    expect(await cli(`${line} --confirm other`, { script })).toMatchObject({ code: 2, calls: [] });
    expect((await cli(`${line} --confirm ${INSTANCE}`, { script })).calls).toHaveLength(1);
    expect(await typed(INSTANCE)).toEqual([0, 1]);
    expect(await typed('no')).toEqual([130, 0]);
    const asked = await cli(line, { script, terminal: true, answers: { line: ['no'] } });
    expect(asked.stderr).toContain(`About to call DeleteInstance for ${INSTANCE} (`);
  });

  test('the question names the given instance and the impact', async () => {
    const ran = await cli('api DeleteTopic Topic=orders InstanceId=other', {
      script: { GetConsumerList: groups(), DeleteTopic: {} },
      terminal: true,
      answers: { confirm: [true] },
    });
    expect(ran.calls.map(({ action, params }) => [action, params['InstanceId']])).toEqual([
      ['GetConsumerList', 'other'],
      ['DeleteTopic', 'other'],
    ]);
    expect(ran.stderr).toMatch(/ {2}no group reads orders\nAbout to call DeleteTopic \(.*instance other\)\./);
  });

  test('passwords in its answer are masked', async () => {
    const ran = await cli('api DescribeSaslUsers -o json', {
      script: { DescribeSaslUsers: saslUsers({ Username: 'app', Password: 'testpassword' }) },
    });
    expect(json(ran)).toMatchObject([{ Username: 'app', Password: '******' }]);
  });
});

describe('an unknown operation', () => {
  test.each(['GetUnicornTip', 'DescribeNewer', 'ListUnicorns', 'QueryUnicorn'])(
    '%s is a read: not confirmed, and retried',
    async (action) => {
      const ran = await cli(`api ${action} ConsumerId=g -o json`, {
        script: { [action]: [noAnswer(), ok({ Data: { Any: [1] } })] },
      });
      expect(ran.code).toBe(0);
      expect(ran.calls.map(({ params }) => params)).toEqual([
        { RegionId: REGION, ConsumerId: 'g' },
        { RegionId: REGION, ConsumerId: 'g' },
      ]);
      expect(json(ran)).toMatchObject({ Code: 200, Data: { Any: [1] } });
    },
  );

  test.each(['SummonUnicorn', 'UpdateUnicorn', 'ChangeUnicorn', 'BatchDeleteUnicorns'])(
    '%s is confirmed like a deletion, and sent at most once',
    async (action) => {
      expect(await cli(`api ${action}`)).toMatchObject({ code: 2, calls: [] });
      const ran = await cli(`api ${action} --yes`, { script: { [action]: refusal('InternalError', 500) } });
      expect(ran.code).toBe(6);
      expect(ran.calls).toHaveLength(1);
    },
  );

  test('product and version can be chosen', async () => {
    const ran = await cli('api GetNewer --product cms --api-version 2026-01-01', { script: { GetNewer: {} } });
    expect(ran.calls).toMatchObject([{ origin: `https://metrics.${REGION}.aliyuncs.com`, version: '2026-01-01' }]);
  });

  test('a misspelled name is sent, and the refusal of the service has a hint', async () => {
    const ran = await cli('api GetTopikList', { script: { GetTopikList: refusal('InvalidAction.NotFound', 404) } });
    expect(ran.code).toBe(1);
    expect(ran.stderr).toMatch(/[Cc]heck the spelling/);
  });

  test.each<[string, RegExp]>([
    ['api', /<action> is required/],
    ['api get-topic-list', /must be the name of an operation/],
    ['api GetNewer nope', /"nope" must be Key=Value/],
    ['api GetNewer =x', /must be Key=Value/],
    ['api GetNewer --product ecs', /--product must be alikafka or cms/],
  ])('%s: exit 2', async (line, why) => {
    const ran = await cli(line);
    expect(ran).toMatchObject({ code: 2, stdout: '', calls: [] });
    expect(ran.stderr).toMatch(why);
  });
});

describe('secrets', () => {
  const CREATE = 'api CreateSaslUser Username=app --yes';

  test.each([
    ['a file', 'Password=@p.txt', { files: { 'p.txt': 'testpassword\n' } }],
    ['stdin', 'Password=@-', { stdin: 'testpassword\n' }],
  ])('come from %s', async (_says, pair, options) => {
    const ran = await cli(`${CREATE} ${pair} --debug`, { script: { CreateSaslUser: {} }, ...options });
    expect(ran.calls[0]?.params['Password']).toBe('testpassword');
    expect(ran.stdout + ran.stderr).not.toContain('testpassword');
  });

  test('are refused as arguments, and the message shows the alternative', async () => {
    const ran = await cli(`${CREATE} Password=testpassword`);
    expect(ran).toMatchObject({ code: 2, calls: [] });
    expect(ran.stderr).toContain('use =@<file>, or =@- for stdin');
    expect(ran.stderr).not.toContain('testpassword');
  });

  test.each([
    ['an empty file', 'Password=@p.txt', { files: { 'p.txt': '\n' } }],
    ['no file', 'Password=@p.txt', {}],
    ['empty stdin', 'Password=@-', {}],
  ])('%s: exit 2', async (_says, pair, options) => {
    expect(await cli(`${CREATE} ${pair}`, { script: {}, ...options })).toMatchObject({ code: 2, calls: [] });
  });

  test('are not read in a dry run, and masked', async () => {
    const ran = await cli(`${CREATE} Password=@p.txt -n -o json`);
    expect(json(ran)).toMatchObject([
      { action: 'CreateSaslUser', params: { ...WHERE, Username: 'app', Password: '******' } },
    ]);
  });

  test('of an unknown operation are found by name; a NextToken is no secret', async () => {
    expect(await cli('api SetNewer UserSecret=x --yes')).toMatchObject({ code: 2, calls: [] });
    expect((await cli('api GetNewer NextToken=x', { script: { GetNewer: {} } })).calls[0]?.params['NextToken']).toBe(
      'x',
    );
  });
});

test('a dry run of an unknown change needs no confirmation', async () => {
  const ran = await cli('api SummonUnicorn InstanceId=x -n -o json');
  expect(ran).toMatchObject({ code: 0, calls: [] });
  expect(json(ran)).toEqual([
    {
      action: 'SummonUnicorn',
      product: 'alikafka',
      version: '2019-09-16',
      endpoint: `https://alikafka.${REGION}.aliyuncs.com`,
      params: { RegionId: REGION, InstanceId: 'x' },
    },
  ]);
});

test('a query applies', async () => {
  const ran = await runCli(['api', 'GetTopicList', '--query', 'TopicList[].Topic', '-o', 'json'], {
    script: { GetTopicList: topics({ Topic: 'a' }) },
  });
  expect(json(ran)).toEqual(['a']);
});

describe('pages', () => {
  const tags = (from: number, to: number, NextToken?: string) =>
    http(200, {
      RequestId: REQUEST_ID,
      ...(NextToken === undefined ? {} : { NextToken }),
      TagResources: {
        TagResource: Array.from({ length: to - from }, (_, i) => ({ ResourceId: `r${from + i}`, TagKey: 'k' })),
      },
    });
  const LIST = 'api ListTagResources ResourceType=TOPIC Tag.1.Key=k';
  const page = (params: Readonly<Record<string, string>>, count: number): object => {
    const [number, size] = [Number(params['CurrentPage'] ?? 1), Number(params['PageSize'] ?? 10)];
    const names = Array.from({ length: count }, (_, i) => ({ Topic: `t${i}` })).slice(
      (number - 1) * size,
      number * size,
    );
    return { CurrentPage: number, PageSize: size, Total: count, TopicList: { TopicVO: names } };
  };
  const idsOf = (rows: unknown): unknown[] => (rows as { ResourceId: string }[]).map(({ ResourceId }) => ResourceId);

  test('a page has its token, and a note says that more results exist', async () => {
    const ran = await cli(`${LIST} -o json`, { script: { ListTagResources: tags(0, 2, 'more') } });
    expect(json(ran)).toMatchObject({
      NextToken: 'more',
      RequestId: REQUEST_ID,
      TagResources: [{ ResourceId: 'r0' }, {}],
    });
    expect(ran.stderr).toMatch(/more results exist; the next page is NextToken=more; use --all-pages/);
  });

  test.each(['NextToken=more', '--param NextToken=more'])(
    '%s requests the next page, and is no secret',
    async (next) => {
      const ran = await cli(`${LIST} ${next} -o json`, { script: { ListTagResources: tags(2, 3) } });
      expect(ran.calls.map(({ params }) => params['NextToken'])).toEqual(['more']);
      expect(ran.stderr).not.toMatch(/more results/);
    },
  );

  test('a token that begins with @ is not a file name', async () => {
    const ran = await cli(`${LIST} NextToken=@x`, { script: { ListTagResources: tags(0, 1) } });
    expect(ran.calls[0]?.params['NextToken']).toBe('@x');
  });

  test.each(['SecurityToken', 'AccessToken', 'Token'])('%s stays a secret', async (name) => {
    expect(await cli(`api GetNewer --param ${name}=x`)).toMatchObject({ code: 2, calls: [] });
    expect(await cli(`api GetNewer ${name}=x`)).toMatchObject({ code: 2, calls: [] });
  });

  test('a numbered page has its total, and a note names the next page', async () => {
    const script = { GetTopicList: (params: Readonly<Record<string, string>>) => page(params, 5) };
    const first = await cli('api GetTopicList CurrentPage=1 PageSize=2 -o json', { script });
    expect(json(first)).toMatchObject({
      Total: 5,
      CurrentPage: 1,
      PageSize: 2,
      TopicList: [{ Topic: 't0' }, { Topic: 't1' }],
    });
    expect(first.stderr).toMatch(/CurrentPage=2 PageSize=2/);
    const last = await cli('api GetTopicList CurrentPage=3 PageSize=2 -o json', { script });
    expect(json(last)).toMatchObject({ TopicList: [{ Topic: 't4' }] });
    expect(last.stderr).not.toMatch(/more results/);
  });

  test('a page beyond the end may lack its list', async () => {
    const ran = await cli('api GetTopicList CurrentPage=9 -o json', { script: { GetTopicList: { Total: 5 } } });
    expect(ran.code).toBe(0);
    expect(json(ran)).toMatchObject({ Total: 5, TopicList: null });
  });

  test('--quiet hides that note', async () => {
    const ran = await cli(`${LIST} -q`, { script: { ListTagResources: tags(0, 2, 'more') } });
    expect(ran.stderr).toBe('');
  });

  describe('--all-pages', () => {
    test('merges the pages of a known operation', async () => {
      const ran = await cli(`${LIST} --all-pages -o json`, {
        script: { ListTagResources: [tags(0, 2, 'more'), tags(2, 3)] },
      });
      expect(ran.calls.map(({ params }) => params['NextToken'])).toEqual([undefined, 'more']);
      expect(idsOf(json(ran))).toEqual(['r0', 'r1', 'r2']);
      expect(ran.stderr).not.toMatch(/more results/);
    });

    test('by number, in pages of the given size', async () => {
      const script = { GetTopicList: (params: Readonly<Record<string, string>>) => page(params, 5) };
      const ran = await cli('api GetTopicList PageSize=2 --all-pages -o json', { script });
      expect(ran.calls.map(({ params }) => [params['CurrentPage'], params['PageSize']])).toEqual([
        ['1', '2'],
        ['2', '2'],
        ['3', '2'],
      ]);
      expect(json(ran)).toHaveLength(5);
    });

    test('passwords stay masked', async () => {
      const rows = [{ Name: 'a', Password: 'testpassword' }];
      const script = { ListNewer: [{ NextToken: 'x', Users: { User: rows } }, { Users: { User: rows } }] };
      const ran = await cli('api ListNewer --all-pages -o json', { script });
      expect(json(ran)).toEqual([
        { Name: 'a', Password: '******' },
        { Name: 'a', Password: '******' },
      ]);
    });

    test('of an unknown operation: by the token of the response', async () => {
      const script = {
        ListNewer: [{ NextToken: 'x', Things: { Thing: [{ Id: 1 }] } }, { Things: { Thing: [{ Id: 2 }] } }],
      };
      const ran = await cli('api ListNewer --all-pages -o json', { script });
      expect(ran.calls.map(({ params }) => params['NextToken'])).toEqual([undefined, 'x']);
      expect(json(ran)).toEqual([{ Id: 1 }, { Id: 2 }]);
    });

    test('of an unknown operation: by the page numbers of the response', async () => {
      const script = {
        ListNewer: ({ PageNumber = '1' }) => ({
          PageNumber: Number(PageNumber),
          PageSize: 2,
          TotalCount: 3,
          Things: [{ Id: 2 * Number(PageNumber) }, ...(PageNumber === '1' ? [{ Id: 1 }] : [])],
        }),
      };
      const ran = await cli('api ListNewer --all-pages -o json', { script });
      expect(ran.calls.map(({ params }) => params['PageNumber'])).toEqual([undefined, '2']);
      expect(json(ran)).toEqual([{ Id: 2 }, { Id: 1 }, { Id: 4 }]);
    });

    test('a response without further pages is printed unchanged', async () => {
      const ran = await cli('api ListNewer --all-pages -o json', { script: { ListNewer: { Things: [{ Id: 1 }] } } });
      expect(json(ran)).toMatchObject({ Things: [{ Id: 1 }] });
    });

    test('with several lists in the response: exit 1', async () => {
      const ran = await cli('api ListNewer --all-pages -o json', {
        script: { ListNewer: { NextToken: 'x', A: [{}], B: [{}] } },
      });
      expect(ran).toMatchObject({ code: 1, stdout: '' });
      expect(errorOf(ran)).toMatchObject({ code: 'WhichList' });
    });

    test('a second page without its list is exit 9, and nothing is printed', async () => {
      const script = { ListTagResources: [tags(0, 2, 'more'), http(200, { RequestId: REQUEST_ID })] };
      expect(await cli(`${LIST} --all-pages`, { script })).toMatchObject({ code: 9, stdout: '' });
    });

    test.each([
      ['api CreateTopic Topic=orders --all-pages', '--all-pages requires a read operation'],
      [`${LIST} --all-pages NextToken=x`, 'cannot be combined with NextToken'],
      ['api GetTopicList --all-pages --param CurrentPage=2', 'cannot be combined with CurrentPage'],
      ['api GetTopicList --all-pages --raw', 'cannot be combined with --raw'],
    ])('%s: exit 2', async (line, why) => {
      const ran = await cli(line);
      expect(ran).toMatchObject({ code: 2, calls: [] });
      expect(ran.stderr).toContain(why);
    });
  });
});

test('a dry run of --all-pages prints the request of the first page', async () => {
  const params = async (line: string) => json(await cli(`${line} --all-pages -n -o json`));
  expect(await params('api GetTopicList')).toMatchObject([
    { params: { ...WHERE, CurrentPage: '1', PageSize: '1000' } },
  ]);
  expect(await params('api GetTopicList PageSize=5')).toMatchObject([{ params: { CurrentPage: '1', PageSize: '5' } }]);
  expect(await params('api GetInstanceList')).toMatchObject([{ action: 'GetInstanceList', params: {} }]);
  expect(await params('api ListNewer')).toMatchObject([{ action: 'ListNewer', params: { RegionId: REGION } }]);
});
