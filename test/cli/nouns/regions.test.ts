/** `regions`, and what a region that is not known does to a command. */
import { describe, expect, test } from '@jest/globals';
import { cli, json } from '../../support/context.ts';
import { topics } from '../../support/service.ts';

describe('regions', () => {
  test('every endpoint of every region, without settings', async () => {
    const ran = await cli('regions -o json', { env: { ALIKAFKA_REGION: 'not a region' } });
    expect(ran).toMatchObject({ code: 0, stderr: '', calls: [] });
    expect(json(ran)).toContainEqual({
      RegionId: 'cn-hangzhou',
      Name: 'China (Hangzhou)',
      Endpoint: 'alikafka.cn-hangzhou.aliyuncs.com',
      VpcEndpoint: 'alikafka-vpc.cn-hangzhou.aliyuncs.com',
      MetricsEndpoint: 'metrics.cn-hangzhou.aliyuncs.com',
      MetricsVpcEndpoint: 'metrics-vpc.cn-hangzhou.aliyuncs.com',
      CurrentlyListed: true,
    });
    expect(json(ran)).toContainEqual(
      expect.objectContaining({
        RegionId: 'cn-hangzhou-finance',
        MetricsEndpoint: 'metrics.cn-hangzhou-finance.aliyuncs.com',
      }),
    );
  });

  test.each([
    ['table', /^RegionId +Name +Endpoint +VpcEndpoint/],
    ['csv', /^RegionId,Name,Endpoint,VpcEndpoint,MetricsEndpoint,MetricsVpcEndpoint,CurrentlyListed\r\n/],
    ['xml', /<RegionId>ap-south-1<\/RegionId>/],
    ['ndjson', /^\{"RegionId":"ap-northeast-1"/],
    ['name', /^ap-northeast-1\n/],
  ])('-o %s', async (format, begins) => {
    expect((await cli(`regions -o ${format}`)).stdout).toMatch(begins);
  });

  test.each([80, 100, 120, 200])('no id is cut on a terminal of %i columns, and no line is longer', async (columns) => {
    const { stdout, stderr } = await cli('regions', { terminal: true, columns, env: { NO_COLOR: '1' } });
    for (const id of ['ap-southeast-1', 'cn-shanghai-finance-1']) expect(stdout).toContain(`│ ${id} `);
    expect(stdout).toMatch(/\n\d+ regions\n$/);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(columns);
    expect(stderr.includes('hidden columns: Endpoint,')).toBe(columns < 100);
  });

  test('too many arguments: exit 2', async () => {
    expect(await cli('regions cn-hangzhou')).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('an unknown region', () => {
  const script = { GetTopicList: topics({ Topic: 'a' }) };

  test('gives a warning and is used', async () => {
    const ran = await cli('topic list -r cn-hangzou -o name', { script });
    expect(ran).toMatchObject({ code: 0, stdout: 'a\n' });
    expect(ran.stderr).toBe(
      'warning: unknown region "cn-hangzou" ("alikafka regions" lists the known regions); did you mean cn-hangzhou?\n',
    );
    expect(ran.calls).toMatchObject([{ origin: 'https://alikafka.cn-hangzou.aliyuncs.com' }]);
  });

  test('gives no warning with --quiet', async () => {
    expect((await cli('topic list -r cn-new-1 -q', { script })).stderr).toBe('');
  });

  test('gives a warning in api and wait too', async () => {
    const api = await cli('api GetTopicList -r cn-hangzou', { script });
    expect(api.stderr).toMatch(/did you mean cn-hangzhou/);
    const waited = await cli('wait topic a exists -r cn-hangzou', { script });
    expect(waited.stderr).toMatch(/did you mean cn-hangzhou/);
  });
});

describe('--network', () => {
  const script = { GetTopicList: topics(), DescribeProjectMeta: { Resources: { Resource: [] } } };

  test.each([
    ['topic list --network vpc', 'https://alikafka-vpc.cn-hangzhou.aliyuncs.com'],
    ['metrics projects --network vpc', 'https://metrics-vpc.cn-hangzhou.aliyuncs.com'],
    ['topic list --network public', 'https://alikafka.cn-hangzhou.aliyuncs.com'],
  ])('%s', async (line, origin) => {
    const ran = await cli(line, { script, env: { ALIBABA_CLOUD_ENDPOINT_TYPE: 'vpc' } });
    expect(ran.calls).toMatchObject([{ origin }]);
  });

  test("only the vendor's variable", async () => {
    const ran = await cli('topic list', { script, env: { ALIBABA_CLOUD_ENDPOINT_TYPE: 'vpc' } });
    expect(ran.calls).toMatchObject([{ origin: 'https://alikafka-vpc.cn-hangzhou.aliyuncs.com' }]);
  });
});

describe('the project file', () => {
  const at = '/home/nobody/.alikafka.json';
  const env = { ALIKAFKA_REGION: undefined, ALIKAFKA_INSTANCE: undefined };

  test('sets the target of commands', async () => {
    const ran = await cli('topic list', {
      env,
      cwd: '/home/nobody/app/src',
      files: { [at]: '{"region":"cn-beijing","instance":"alikafka_pre-cn-p","output":"name"}' },
      script: { GetTopicList: topics({ Topic: 'a' }) },
    });
    expect(ran).toMatchObject({ code: 0, stdout: 'a\n' });
    expect(ran.calls).toMatchObject([{ params: { RegionId: 'cn-beijing', InstanceId: 'alikafka_pre-cn-p' } }]);
  });

  test('with a secret is exit 2 before anything is sent, and the secret is not printed', async () => {
    const ran = await cli('topic list', { files: { [at]: '{"accessKeySecret":"testsecret"}' } });
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(
      /\.alikafka\.json: accessKeySecret is not allowed; a project file never contains secrets/,
    );
    expect(ran.stderr).not.toContain('testsecret');
  });

  test('with an invalid format is named in the error', async () => {
    const ran = await cli('topic list', { files: { [at]: '{"output":"html"}' } });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(/\.alikafka\.json must be one of table/);
  });
});
