/** What in a file is a name, several files in order, empty ones, and records of another instance or region. */
import { describe, expect, test } from '@jest/globals';
import { cli, errorOf, INSTANCE, json, type Options, type Ran, REGION } from '../../support/context.ts';
import { instances } from '../../support/service.ts';

const OTHER = 'alikafka_post-cn-other0000001';
const script = {
  CreateTopic: {},
  DeleteTopic: {},
  CreateConsumerGroup: {},
  DeleteConsumerGroup: {},
  GetAllowedIpList: { AllowedList: { VpcList: [], InternetList: [] } },
};
const names = ({ calls }: Ran): (string | undefined)[] =>
  calls.map(({ params }) => params['Topic'] ?? params['ConsumerId']);

async function refused(line: string, more: Options): Promise<string> {
  const ran = await cli(line, more);
  expect(ran).toMatchObject({ code: 2, stdout: '', calls: [] });
  return ran.stderr;
}

describe('invalid names', () => {
  test.each([
    ['t', 'null\n', 'line 1'],
    ['t.txt', 'orders\n null \n', 'line 2'],
    ['-', 'orders\nnull', 'line 2'],
    ['t.json', 'null', 'line 1'],
    ['t.json', '["orders", null]', 'record 2'],
    ['t.json', '["orders", 123]', 'record 2'],
    ['t.ndjson', '"orders"\ntrue\n', 'line 2'],
    ['t.ndjson', '"orders"\n12345\n', 'line 2'],
    ['t.ndjson', '{"Topic":"orders"}\n{"Topic":null}\n', 'line 2'],
    ['t.ndjson', '{"Topic":"orders"}\n{"Topic":1.0}\n', 'line 2: Topic must be a string in quotes, not 1'],
    ['t.ndjson', '{"Topic":"orders"}\n{"Topic":true}\n', 'line 2: Topic must be a string in quotes, not true'],
    ['t.ndjson', '{"Topic":"orders","Remark":2024}\n', 'line 1: Remark must be a string in quotes, not 2024'],
    ['t.yaml', '- orders\n- null\n', 'line 2'],
    ['t.yaml', '- orders\n- ~\n', 'line 2'],
    ['t.yaml', '- orders\n-\n', 'line 2'],
    ['t.yaml', 'null\n', 'line 1'],
  ])('%s with %j: refused, with its line', async (name, text, where) => {
    const given = name === '-' ? { stdin: text } : { files: { [name]: text } };
    for (const line of [`topic create -f ${name}`, `topic delete -f ${name} --yes`]) {
      if (line.includes('delete') && text.includes('Remark')) continue;
      expect(await refused(line, given)).toContain(`${name === '-' ? 'stdin' : name} ${where}`);
    }
  });

  test('YAML numbers, dates and booleans are read as text', async () => {
    const text = '- 123\n- 1e3\n- 007\n- yes\n- on-call\n- true\n- 2024-01-01\n- 1.0\n- "null"\n';
    const ran = await cli('topic create -f t.yaml --no-validate', { files: { 't.yaml': text }, script });
    expect(names(ran)).toEqual(['123', '1e3', '007', 'yes', 'on-call', 'true', '2024-01-01', '1.0', 'null']);
  });

  test('a topic with such a name is given in quotes, or as an argument', async () => {
    expect(names(await cli('topic create -f t.json', { files: { 't.json': '["null"]' }, script }))).toEqual(['null']);
    expect(names(await cli('topic create null', { script }))).toEqual(['null']);
  });
});

test.each([
  ['t.csv', 'Topic,PartitionNum\nnull,3\n'],
  ['t.csv', 'Topic,PartitionNum\n"null",3\n'],
  ['t.tsv', 'Topic\tPartitionNum\nnull\t3\n'],
])('%s: null is a text, since an empty cell means no value: %j', async (name, text) => {
  const ran = await cli(`topic create -f ${name}`, { files: { [name]: text }, script });
  expect(names(ran)).toEqual(['null']);
  const empty = { files: { [name]: text.replace(/"?null"?/, '') } };
  expect(await refused(`topic create -f ${name}`, empty)).toContain(`${name} line 2: Topic is required`);
});

describe('several files', () => {
  test('are read in order, in any format, and each name counts once', async () => {
    const files = { 'a.txt': 'orders\nrefunds\n', 'b.csv': 'Topic,PartitionNum\npayments,3\n' };
    const ran = await cli('topic create first -f a.txt -f - -f b.csv', { files, stdin: 'refunds\nothers\n', script });
    expect(names(ran)).toEqual(['first', 'orders', 'refunds', 'others', 'payments']);
    expect(ran.calls.at(-1)?.params).toMatchObject({ PartitionNum: '3' });
  });

  test('contradicting records are reported with their files', async () => {
    const files = { 'a.csv': 'Topic,PartitionNum\norders,3\n', 'b.csv': 'Topic,PartitionNum\norders,6\n' };
    expect(await refused('topic create -f a.csv -f b.csv', { files })).toMatch(
      /^error: b\.csv line 2 has different values for "orders" than a\.csv line 2\n/,
    );
  });

  test('an option with one value refuses two, and accepts the same value twice', async () => {
    for (const [line, flag, all] of [
      ['topic create orders --remark a --remark b', '--remark', 'a, b'],
      ['topic create orders --partitions 3 --partitions 4', '--partitions', '3, 4'],
      ['acl delete --username app --topic a --topic b --operation read --yes', '--topic', 'a, b'],
      ['instance upgrade x --disk-size 900 --disk-size 1000 --yes', '--disk-size', '900, 1000'],
      ['group lag --topic a --topic b --fail-above 1', '--topic', 'a, b'],
    ] as const)
      expect(await refused(line, {})).toContain(`${flag} accepts one value, not 2: ${all}`);
    const same = await cli('topic create orders --partitions 3 --partitions 3', { script });
    expect(same.calls.map(({ params }) => params['PartitionNum'])).toEqual(['3']);
  });
});

describe('an empty file', () => {
  test.each([
    ['topic create -f t', ''],
    ['topic delete -f t --yes', '\n \n# nobody\n'],
    ['topic delete -f t', ''],
    ['topic create -f t --wait', '[]'],
    ['group create -f t', '---\n# none\n'],
    ['acl delete -f t', '\n'],
    ['tag add -f t', ''],
    ['instance allowed-ip remove -f t', 'Type,PortRange,AllowedIp\r\n'],
    ['topic create -f t -n', ''],
  ])('%s with %j: nothing is sent or asked, with a note', async (line, text) => {
    const ran = await cli(`${line} -o json`, { files: { t: text } });
    expect(ran).toMatchObject({ code: 0, stdout: '[]\n', stderr: 'nothing to do: t is empty\n', calls: [], asked: [] });
  });

  test('stdin, and a table', async () => {
    expect(await cli('topic delete -f -')).toMatchObject({ code: 0, stderr: 'nothing to do: stdin is empty\n' });
    expect((await cli('topic delete -f - -o name')).stdout).toBe('');
  });

  test('together with names, the names are processed', async () => {
    const ran = await cli('topic create orders -f t -f u', { files: { t: '', u: 'others\n' }, script });
    expect(ran.code).toBe(0);
    expect(ran.stderr).not.toContain('nothing to do');
    expect(names(ran)).toEqual(['orders', 'others']);
  });

  test('other errors are still reported', async () => {
    expect(await refused('topic create -f t --partitions 0', { files: { t: '' } })).toContain('--partitions');
  });
});

describe('records of another instance or region', () => {
  const csv = (instance: string, region: string): string =>
    `Topic,InstanceId,RegionId\norders,${instance},${region}\nothers,${instance},${region}\n`;

  test.each([
    [
      't.csv',
      csv(OTHER, REGION),
      `line 2: InstanceId is ${OTHER}, but this command works in ${INSTANCE}; use -i to choose another`,
    ],
    [
      't.csv',
      csv(INSTANCE, 'cn-beijing'),
      `line 2: RegionId is cn-beijing, but this command works in ${REGION}; use -r to choose another`,
    ],
    ['t.ndjson', `{"Topic":"a-1"}\n{"Topic":"a-2","InstanceId":"${OTHER}"}`, `line 2: InstanceId is ${OTHER}`],
    ['t.yaml', `- {Topic: a-1, InstanceId: ${OTHER}}\n`, `line 1: InstanceId is ${OTHER}`],
    ['t.ndjson', '{"Topic":"a-1","InstanceId":["x"]}', 'line 1: InstanceId is ["x"]'],
  ])('%s is not deleted: exit 2', async (name, text, why) => {
    expect(await refused(`topic delete -f ${name} --yes`, { files: { [name]: text } })).toContain(`${name} ${why}`);
    const groups = text.replaceAll('Topic', 'ConsumerId');
    expect(await refused(`group delete -f ${name} --yes -n`, { files: { [name]: groups } })).toContain(
      `${name} ${why}`,
    );
  });

  test('nor if the instance is given by its name', async () => {
    const listed = { ...script, GetInstanceList: instances({ InstanceId: INSTANCE, Name: 'shop' }) };
    const run = (instance: string): Promise<Ran> =>
      cli('topic delete -f - --yes -i shop -o json', { stdin: csv(instance, REGION), script: listed });
    const ran = await run(OTHER);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.calls.map(({ action }) => action)).toEqual(['GetInstanceList']);
    expect(errorOf(ran)['message']).toContain(`InstanceId is ${OTHER}`);
    expect(names(await run(INSTANCE)).slice(1)).toEqual(['orders', 'others']);
  });

  test('those of the same instance are deleted', async () => {
    const ran = await cli('topic delete -f - --yes', { stdin: csv(INSTANCE, REGION), script });
    expect(names(ran)).toEqual(['orders', 'others']);
    expect(ran.code).toBe(0);
  });

  test('are created in the instance of the command, with one note', async () => {
    const stdin = csv(OTHER, 'cn-beijing');
    const ran = await cli('topic create -f - -o json', { stdin, script });
    expect(ran.code).toBe(0);
    expect(ran.calls.map(({ params }) => params['InstanceId'])).toEqual([INSTANCE, INSTANCE]);
    expect(json(ran)).toHaveLength(2);
    expect(ran.stderr.match(/records from/g)).toHaveLength(1);
    expect(ran.stderr).toContain(
      `stdin: records from InstanceId ${OTHER}, RegionId cn-beijing will be created in ${INSTANCE}, ${REGION}\n`,
    );
    const own = await cli('topic create -f -', { stdin: csv(INSTANCE, REGION), script });
    expect(own.stderr).not.toContain('records from');
  });
});
