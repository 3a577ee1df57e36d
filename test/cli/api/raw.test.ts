/** `--raw`: the service's own bytes of one request, unchanged. */
import { describe, expect, test } from '@jest/globals';
import { cli, runCli, words } from '../../support/context.ts';
import { http } from '../../support/effects.ts';
import { saslUsers } from '../../support/service.ts';

const BYTES =
  ' {"Code" : 200,"RequestId":"R", "TopicList":{"TopicVO":[{"Topic":"a\\u001b[31m"}]}, "Total":7,"Newer":9007199254740993}\r\n';

describe('the bytes', () => {
  test('print one page of a list', async () => {
    const ran = await cli('topic list --raw --page 1', { script: { GetTopicList: http(200, BYTES) } });
    expect(ran).toMatchObject({ code: 0, stdout: BYTES, stderr: '' });
    expect(ran.calls).toMatchObject([{ format: 'JSON' }]);
  });

  test('are XML on request', async () => {
    const xml =
      '<?xml version="1.0" encoding="UTF-8"?>\n<GetTopicListResponse><RequestId>R</RequestId><Code>200</Code></GetTopicListResponse>';
    const ran = await cli('topic list --raw -o xml --page 1', { script: { GetTopicList: http(200, xml) } });
    expect(ran.stdout).toBe(xml);
    expect(ran.calls).toMatchObject([{ format: 'XML' }]);
  });

  test('-o xml alone requests JSON and converts it', async () => {
    expect(
      (await cli('topic list --page 1 -o xml', { script: { GetTopicList: http(200, BYTES) } })).calls,
    ).toMatchObject([{ format: 'JSON' }]);
  });

  test('print a list without numbered pages', async () => {
    expect((await cli('instance list --raw', { script: { GetInstanceList: http(200, BYTES) } })).stdout).toBe(BYTES);
    expect((await cli('group list --raw', { script: { GetConsumerList: http(200, BYTES) } })).stdout).toBe(BYTES);
  });

  test('a token for more results is reported', async () => {
    const body = '{"RequestId":"R","NextToken":"more","TagResources":{"TagResource":[]}}';
    const ran = await cli('tag list instance --raw', { script: { ListTagResources: http(200, body) } });
    expect(ran.stdout).toBe(body);
    expect(ran.stderr).toMatch(/more results exist; --raw prints the first page only/);
  });

  test('of a change, which is confirmed as usual', async () => {
    const body = '{"Code":200,"RequestId":"R","Success":true}';
    expect((await cli('topic create orders --raw', { script: { CreateTopic: http(200, body) } })).stdout).toBe(body);
    expect(await cli('topic delete orders --raw')).toMatchObject({ code: 2, calls: [] });
    expect((await cli('topic delete orders --raw --yes', { script: { DeleteTopic: http(200, body) } })).stdout).toBe(
      body,
    );
  });

  test('are not printed for a refusal', async () => {
    const ran = await cli('topic status orders --raw', {
      script: { GetTopicStatus: http(404, { Code: 'Topic.NotFound', RequestId: 'R' }) },
    });
    expect(ran).toMatchObject({ code: 3, stdout: '' });
  });

  test('may contain passwords only with --show-secrets', async () => {
    const ran = await cli('sasl list --raw --show-secrets', {
      script: { DescribeSaslUsers: saslUsers({ Username: 'app', Password: 'testpassword' }) },
    });
    expect(ran.stdout).toContain('testpassword');
  });

  test('are printed by api as well', async () => {
    expect((await cli('api GetUnicornTip --raw', { script: { GetUnicornTip: http(200, BYTES) } })).stdout).toBe(BYTES);
  });
});

describe('exit 2, and nothing is sent', () => {
  test.each<[string, RegExp]>([
    ['topic list --raw', /--raw requires --page: it prints one response/],
    ['sasl list --raw', /--raw requires --show-secrets: the response contains passwords/],
    ['api DescribeSaslUsers --raw', /--raw .*passwords/],
    ['topic list --raw --page 1 -o csv', /--raw requires --output json or xml, not csv/],
    ['topic list --raw --page 1 -o table', /--raw requires --output json or xml, not table/],
    ['topic list --raw --page 1 --query Total', /--raw cannot be combined with --query/],
    ['topic list --raw --page 1 --columns Topic', /--raw cannot be combined with --columns/],
    ['topic describe orders --raw', /--raw prints one response, but "topic describe" sends several requests/],
    ['group lag --raw', /--raw prints one response, but "group lag" sends several requests/],
    ['topic create orders payments --raw', /--raw prints one response, but this command sends 2 requests/],
    ['topic delete orders payments --raw --yes', /--raw prints one response, but this command sends 2 requests/],
    ['tag add topic/a group/b --tag k=v --raw', /--raw prints one response, but this command sends 2 requests/],
  ])('%s', async (line, why) => {
    const ran = await runCli(words(line));
    expect(ran).toMatchObject({ code: 2, stdout: '', calls: [] });
    expect(ran.stderr).toMatch(why);
  });
});
