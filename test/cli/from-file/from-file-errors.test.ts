/**
 * All problems of a file of names or records are reported together, with their lines, before anything is sent: exit 2.
 */
import { describe, expect, test } from '@jest/globals';
import { COMMANDS } from '../../../src/operations/registry.ts';
import { asChange } from '../../support/commands.ts';
import { cli, errorOf, type Options, type Ran } from '../../support/context.ts';
import { STEPS } from '../../support/samples.ts';

const NO_KEYS = { ALIBABA_CLOUD_ACCESS_KEY_ID: undefined, ALIBABA_CLOUD_ACCESS_KEY_SECRET: undefined };

/** Nothing may be sent: a request would show as exit 70. */
const failing = async (line: string, files: Options['files'], more: Options = {}): Promise<Ran> => {
  const ran = await cli(`${line} -o json`, { ...(files === undefined ? {} : { files }), ...more });
  expect(ran).toMatchObject({ code: 2, stdout: '', calls: [] });
  return ran;
};

/** The message of each problem, which names the flag or file that it belongs to. */
const problems = (ran: Ran): string[] =>
  errorOf(ran).details.map(({ flag, name, message }) => {
    expect(message).toContain(flag ?? name ?? '');
    return String(message);
  });

describe('a file that cannot be read', () => {
  const throwing = (error: object): Options['files'] => ({
    read: async (path: string) => {
      if (path.endsWith('config.json') || path.includes('.alikafka')) return undefined;
      throw Object.assign(new Error('as Node says it'), error);
    },
  });

  test.each<[string, Options['files'], RegExp]>([
    ['does not exist', {}, /^--from-file: t\.csv not found$/],
    ['is a folder', throwing({ code: 'EISDIR' }), /^--from-file: t\.csv is a folder$/],
    ['may not be read', throwing({ code: 'EACCES' }), /^--from-file: cannot read t\.csv: as Node says it$/],
    ['is longer than any text', throwing({ code: 'ERR_STRING_TOO_LONG' }), /^t\.csv is larger than 100 MB$/],
    ['is too long', { 't.csv': 'x'.repeat(100_000_001) }, /^t\.csv is larger than 100 MB$/],
    ['is no text', { 't.csv': 'orders\nPK\x03\x04\0\0' }, /^t\.csv line 2 is not valid UTF-8$/],
    ['is in another encoding', { 't.csv': 'caf\uFFFD\n' }, /^t\.csv line 1 is not valid UTF-8$/],
    [
      'is UTF-16, as PowerShell writes',
      { 't.csv': '\uFFFD\uFFFDo\0r\0' },
      /^t\.csv is encoded in UTF-16, as PowerShell does by default; save it as UTF-8$/,
    ],
  ])('%s', async (_says, files, why) => {
    const ran = await failing('topic create -f t.csv', files);
    expect(problems(ran)).toEqual([expect.stringMatching(why)]);
  });

  test('stdin is reported as stdin, and read once', async () => {
    expect(problems(await failing('topic create -f -', undefined, { stdin: 'ab' }))).toEqual([
      expect.stringMatching(/^stdin line 1: Topic must be 3 to 64/),
    ]);
    expect(problems(await failing('topic create -f - -f -', undefined))).toEqual([
      '--from-file - is given twice: stdin can be read only once',
    ]);
  });

  test('of several files, each is reported', async () => {
    const ran = await failing('topic create -f a.txt -f b.txt -f c.txt', { 'b.txt': 'orders\n' });
    expect(problems(ran)).toEqual(['--from-file: a.txt not found', '--from-file: c.txt not found']);
  });

  test('is reported together with other errors, also in a dry run', async () => {
    const ran = await failing('topic create ab -f t.csv --partitions 0 -n', {});
    expect(problems(ran).map((one) => one.split(/[ :]/)[0])).toEqual(['<name>', '--partitions', '--from-file']);
    expect(errorOf(ran)['message']).toBe('3 problems in the command line and t.csv');
  });

  test('is checked before credentials', async () => {
    await failing('topic create -f t.csv', {}, { env: NO_KEYS });
    const ran = await cli('topic create -f t.csv', { files: { 't.csv': 'orders' }, env: NO_KEYS });
    expect(ran.code).toBe(4);
  });
});

describe('records of topics', () => {
  test.each<[string, string, string[]]>([
    [
      't.csv',
      'Topic,PartitionNum\norders,12\nab,0\npayments,many\n,3\n',
      [
        't.csv line 3: Topic must be 3 to 64 letters, digits, ".", "_" and "-"; "ab" has a length of 2 (--no-validate skips this check)',
        't.csv line 3: PartitionNum must be at least 1, not 0',
        't.csv line 4: PartitionNum must be a whole number, not "many"',
        't.csv line 5: Topic is required',
      ],
    ],
    [
      't.csv',
      'Topic,PartitonNum\norders,12\nab,1\n',
      [
        't.csv line 1: unknown column "PartitonNum"; did you mean PartitionNum?',
        't.csv line 3: Topic must be 3 to 64 letters, digits, ".", "_" and "-"; "ab" has a length of 2 (--no-validate skips this check)',
      ],
    ],
    [
      't.csv',
      'topic,Partitions\norders,12\n',
      ['t.csv line 1: unknown column "Partitions"; did you mean PartitionNum?'],
    ],
    ['t.csv', 'topic,Topic\norders-eu,orders-us\n', ['t.csv line 1: unknown column "topic"; did you mean Topic?']],
    [
      't.csv',
      'Topic,remark,REMARK\norders,a,b\n',
      [
        't.csv line 1: unknown column "remark"; did you mean Remark?',
        't.csv line 1: unknown column "REMARK"; did you mean Remark?',
      ],
    ],
    ['t.csv', 'orders,12\npayments,12\n', ['t.csv line 1: no header row: expected Topic, PartitionNum, Remark']],
    ['t.csv', 'Topic,Remark\na,b,c\n', ['t.csv line 2 has 3 columns, but the header has 2']],
    ['t.json', '{"Topic":"orders-eu","Topic":"orders-us"}', ['t.json line 1 has the field "Topic" twice']],
    [
      't.json',
      '[{"Topic":"orders"},\n{"Topic":"billing","Remark":"a",\n"Remark":"b"}]',
      ['t.json line 3 has the field "Remark" twice'],
    ],
    [
      't.ndjson',
      '{"Topic":"orders","Topic":"orders"}\n{"Topic":"billing"}\n{"Topic":"refunds","PartitionNum":1,"PartitionNum":2}\n',
      ['t.ndjson line 1 has the field "Topic" twice', 't.ndjson line 3 has the field "PartitionNum" twice'],
    ],
    [
      't.ndjson',
      '{"topic":"orders"}\n{"topic":"payments"}\n{"Topic":"refunds","Unit":"x","Remark":["a"]}\n',
      [
        't.ndjson line 1: unknown field "topic"; did you mean Topic?',
        't.ndjson line 3: unknown field "Unit"; expected Topic, PartitionNum, Remark',
        't.ndjson line 3: Remark must be a string',
      ],
    ],
    [
      't.ndjson',
      '{"Topic":["orders"]}\n{"Topic":{"a":1}}\n{"Topic":"orders","PartitionNum":1.5}\n',
      [
        't.ndjson line 1: Topic must be a string',
        't.ndjson line 2: Topic must be a string',
        't.ndjson line 3: PartitionNum must be a whole number, not "1.5"',
      ],
    ],
    [
      't.json',
      '["orders", 7, {"PartitionNum": 3}]',
      ['t.json record 2 must be an object or a name in quotes', 't.json record 3: Topic is required'],
    ],
    [
      't.yaml',
      '- Topic: orders\n- ab\n',
      [
        't.yaml line 2: Topic must be 3 to 64 letters, digits, ".", "_" and "-"; "ab" has a length of 2 (--no-validate skips this check)',
      ],
    ],
    [
      't.txt',
      'orders\na b c\n',
      [
        't.txt line 2: Topic must be 3 to 64 letters, digits, ".", "_" and "-"; "a b c" contains a space (--no-validate skips this check)',
      ],
    ],
    [
      't.csv',
      'Topic,PartitionNum\norders,12\nothers,1\norders,6\norders,12\n',
      ['t.csv line 4 has different values for "orders" than line 2'],
    ],
    [
      't.ndjson',
      '{"__proto__":{"Topic":"orders"}}\n{"constructor":"x","Topic":"orders"}',
      [
        't.ndjson line 1: unknown field "__proto__"; expected Topic, PartitionNum, Remark',
        't.ndjson line 2: unknown field "constructor"; expected Topic, PartitionNum, Remark',
      ],
    ],
  ])('%s: %j', async (name, text, expected) => {
    expect(problems(await failing(`topic create -f ${name}`, { [name]: text }))).toEqual(expected);
  });

  test('one that differs from the command line', async () => {
    const ran = await failing('topic create orders -f t.csv', { 't.csv': 'Topic,PartitionNum\norders,12\n' });
    expect(errorOf(ran)['message']).toBe('t.csv line 2 has different values for "orders" than the command line');
  });

  test('flags are judged once, as flags', async () => {
    const ran = await failing('topic create -f t.csv --partitions 0', { 't.csv': 'Topic,Remark\norders,\nothers,\n' });
    expect(problems(ran)).toEqual(['--partitions must be at least 1, not 0']);
  });

  test('of a long list, the first twenty are printed, and the others counted', async () => {
    const text = ['Topic,PartitionNum', ...Array.from({ length: 10_000 }, (_, i) => `t-${i},0`)].join('\n');
    const ran = await failing('topic create -f t.csv', { 't.csv': text });
    expect(errorOf(ran)['message']).toBe('10000 problems in t.csv');
    expect(problems(ran)).toHaveLength(21);
    expect(problems(ran).at(-1)).toBe('and 9980 more');
  });

  test('in text formats', async () => {
    const { stderr } = await cli('topic create -f t.txt', { files: { 't.txt': 'ab\nc d\n' } });
    expect(stderr).toMatch(
      /^error: 2 problems in t\.txt\n {2}- t\.txt line 1: Topic must be .*\n {2}- t\.txt line 2: /,
    );
    expect(stderr).toMatch(/next: +alikafka topic create --help\n$/);
  });
});

describe('other records', () => {
  test.each<[string, string, string[]]>([
    [
      'tag add -f',
      '{"resource":"orders","Tag":["a=b"]}',
      ['line 1: resource must be instance, instance/<id>, topic/<name> or group/<name>, not "orders"'],
    ],
    [
      'tag add -f',
      '{"resource":"topic/a"}\n{"Tag":["a=b"]}',
      ['line 1: Tag is required', 'line 2: resource is required'],
    ],
    [
      'tag add -f',
      '{"resource":"topic/a","Tag":[{"Key":"acs:x"}]}',
      ['line 1: Tag must not have a key that begins with "aliyun" or "acs:": "acs:x"'],
    ],
    [
      'tag add -f',
      '{"resource":"topic/a","Tag":{"a":"b"}}',
      ['line 1: Tag must be a list of objects with Key and Value'],
    ],
    ['tag add -f', '{"resource":"topic/a","Tag":"[1"}', ['line 1: Tag must be a list of objects with Key and Value']],
    [
      'tag add -f',
      '{"resource":["topic/a"],"Tag":["a=b"],"TagKey":"a"}',
      ['line 1: resource must be a list of strings', 'line 1: TagKey cannot be combined with Tag: both mean the same'],
    ],
    ['tag add -f', '{"ResourceId":"Kafka_x_y","Tag":["a=b"]}', ['line 1: ResourceType is required with ResourceId']],
    [
      'tag add -f',
      '{"ResourceType":"TOPIC","ResourceId":"orders","Tag":["a=b"]}',
      ['line 1: ResourceId must be Kafka_<instance>_<name>, not "orders"'],
    ],
    [
      'tag add -f',
      '{"ResourceType":"TOPIC","resource":"topic/a","Tag":["a=b"]}',
      ['line 1: ResourceId is required with ResourceType'],
    ],
    [
      'tag add -f',
      '{"ResourceType":"TOPIC","ResourceId":"Kafka_x_y","resource":"topic/a","Tag":["a=b"]}',
      ['line 1: resource cannot be combined with ResourceId'],
    ],
    ['tag add -f', '"topic/a"\n"topic/b"', ['--tag is required']],
    ['tag remove -f', '{"resource":"topic/a"}', ['line 1: TagKey or --all is required']],
    ['tag remove --all -f', '{"resource":"topic/a","TagKey":"env"}', ['line 1: --all cannot be combined with --key']],
    [
      'acl create -f',
      '"app"',
      [
        'line 1: a name alone ("app") is not enough: each record must have Username, AclResourceType, AclResourceName, AclResourcePatternType, AclOperationType, AclPermissionType, Host',
      ],
    ],
    [
      'acl create -f',
      '{"Username":"app","AclResourceType":"Group","AclResourceName":"g","AclOperationType":"Write"}',
      ['line 1: AclOperationType must be "read" for a group'],
    ],
    [
      'acl create -f',
      '{"Username":"app","AclResourceType":"Topic","AclResourceName":"t"}',
      ['line 1: AclOperationType is required for a topic'],
    ],
    [
      'acl create -f',
      '{"Username":"app","AclResourceName":"t","AclOperationType":"Read"}',
      ['line 1: AclResourceType is required with AclResourceName'],
    ],
    [
      'acl create -f',
      '{"AclResourceType":"Topic","AclResourceName":"t","AclOperationType":"Read"}',
      ['line 1: --username or --principal is required'],
    ],
    [
      'acl delete -f',
      '{"Username":"app","AclResourceType":"Topic","AclResourceName":"t","AclOperationType":"Read","AclPermissionType":"DENY","Host":"10.0.0.1"}',
      [
        'line 1: AclPermissionType must be one of ALLOW, not "DENY"',
        'line 1: Host must be * (all hosts), not "10.0.0.1"',
      ],
    ],
    [
      'instance allowed-ip add -f',
      '{"AllowedIp":"10.0.0.1","Type":"internet","PortRange":"9092/9092"}',
      ['line 1: PortRange 9092/9092 belongs to the vpc list, not to the internet list'],
    ],
    [
      'instance allowed-ip add -f',
      '"::1"\n{"AllowedIp":"10.0.0.1","AllowedListIp":"10.0.0.1"}',
      [
        'line 1: AllowedListIp must be an IPv4 address or a CIDR block such as 192.168.0.0/16, not "::1"',
        'line 2: AllowedIp cannot be combined with AllowedListIp: both mean the same',
      ],
    ],
  ])('%s: %j', async (line, text, expected) => {
    const ran = await failing(`${line} - --yes`, undefined, { stdin: text });
    expect(problems(ran)).toEqual(expected.map((one) => (one.startsWith('line') ? `stdin ${one}` : one)));
  });

  test('a printed table is not a list of names', async () => {
    const stdin = 'Topic   PartitionNum\norders  12\n';
    expect(problems(await failing('topic delete -f - --yes', undefined, { stdin }))).toEqual([
      'stdin line 1: Topic must be one name per line, without spaces: "Topic   PartitionNum"',
      'stdin line 2: Topic must be one name per line, without spaces: "orders  12"',
    ]);
  });

  test.each([
    ['AllowedIp,Type\n10.0.0.1,vpc\n', '--type internet', 'Type is vpc, but --type is internet'],
    [
      'AllowedIp,PortRange\n10.0.0.1,9094/9094\n',
      '--port-range 9095/9095',
      'PortRange is 9094/9094, but --port-range is 9095/9095',
    ],
  ])('an address of another list than the one of the command line: %j %s', async (stdin, flags, why) => {
    for (const verb of ['add', 'remove']) {
      const line = `instance allowed-ip ${verb} -f - ${flags} --yes`;
      expect(problems(await failing(line, undefined, { stdin }))).toEqual([`stdin line 2: ${why}`]);
    }
  });

  test('a resource in a file requires the instance as on the command line', async () => {
    const env = { ALIKAFKA_INSTANCE: undefined };
    const ran = await failing('tag add -f - --tag a=b', undefined, { stdin: 'topic/orders\n', env });
    expect(problems(ran)).toEqual([expect.stringMatching(/^--instance is required/)]);
  });
});

describe('every command that accepts a file', () => {
  const taking = [...COMMANDS.values()].filter(({ command }) => asChange(command)?.file !== undefined);

  test('is one whose sample lists a file', () => {
    const said = STEPS.filter(({ fromFile }) => fromFile).map(({ path }) => path);
    expect(taking.map(({ command }) => command.path).sort()).toEqual(said.sort());
  });

  test.each(taking.map((bound) => [bound.command.path, bound] as const))(
    '%s: each field fills an input, and has an example',
    (_path, { command, operation }) => {
      const inputs = { ...operation.params, ...command.inputs };
      const { fields = {}, line, ignored = [] } = asChange(command)?.file ?? {};
      const filled = Object.values(fields).map((target) => target.split('.')[0] ?? '');
      expect([...filled, ...(line === undefined ? [] : [line])].filter((key) => !(key in inputs))).toEqual([]);
      expect(line === undefined || filled.includes(line)).toBe(true);
      expect(ignored.filter((field) => field in fields)).toEqual([]);
      expect(command.examples.some(({ types }) => types.includes('-f '))).toBe(true);
    },
  );
});
