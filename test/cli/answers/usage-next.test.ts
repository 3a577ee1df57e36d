/** What a usage error names as the next command, and how errors are laid out on a terminal. */
import { describe, expect, test } from '@jest/globals';
import { cli, errorOf, INSTANCE } from '../../support/context.ts';

const nextOf = async (line: string): Promise<unknown> => errorOf(await cli(`${line} -o json`))['next'];

describe('the next command of a usage error', () => {
  test.each([
    ['regions extra', 'alikafka regions --help'],
    ['config set regoin x', 'alikafka config set --help'],
    ['config use nosuch', 'alikafka config list'],
    ['ram policy topc', 'alikafka ram policy --help'],
    ['emulator --fault wrong', 'alikafka emulator --help'],
    ['api CreateTopic Topik=a', 'alikafka api --help'],
    ['doctor extra', 'alikafka doctor --help'],
    ['topic delete orders', 'alikafka topic delete orders -o json --yes'],
    [`instance delete ${INSTANCE}`, `alikafka instance delete ${INSTANCE} -o json --confirm ${INSTANCE}`],
    ['instance delete a b --confirm a', 'alikafka instance delete a b --confirm a -o json --confirm b'],
    ['instance delete a --confirm c', 'alikafka instance delete --help'],
  ])('%s', async (line, next) => {
    expect(await nextOf(line)).toBe(next);
  });
});

describe('guesses', () => {
  test.each([
    ['tag remove topic/orders --tag a', 'unknown option --tag; did you mean --key?'],
    ['tag add topic/orders --key a', 'unknown option --key; did you mean --tag?'],
    ['topic list --format json', 'unknown option --format; did you mean --output?'],
    ['topic delete orders --force', 'unknown option --force; did you mean --yes?'],
    ['topic list --sort Topic:down', '--sort: the order must be asc or desc, not "down"'],
    ['topic list --columns Topic, Remark', '--columns must be field names separated by commas, in quotes where'],
  ])('%s', async (line, message) => {
    const ran = await cli(line);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain(message);
  });
});

describe('columns of a file in any case', () => {
  test.each(['t.csv', '-'])('%s', async (path) => {
    const text = 'topic,PARTITIONNUM\norders-eu,3\n';
    const ran = await cli(`topic create -f ${path} -n -o json`, { files: { 't.csv': text }, stdin: text });
    expect(ran.code).toBe(0);
    expect(JSON.parse(ran.stdout)).toMatchObject([{ params: { Topic: 'orders-eu', PartitionNum: '3' } }]);
  });
});

describe('an error on a terminal', () => {
  const LINE = 'config set foo';
  const printed = async (options: Parameters<typeof cli>[1]): Promise<string[]> =>
    (await cli(LINE, options)).stderr.trimEnd().split('\n');

  test.each([60, 80, 100])('of %i columns breaks between words, below the text', async (columns) => {
    const whole = await printed({});
    const lines = await printed({ stderrTerminal: true, columns, env: { NO_COLOR: '1' } });
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(columns);
    const message = lines.filter((line) => /^(error:| {7})/.test(line));
    expect(message.length).toBeGreaterThan(1);
    expect(message.map((line) => line.trim()).join(' ')).toBe(whole[0]);
  });

  test('that is not a terminal is one line, for any width', async () => {
    expect((await printed({ columns: 20 }))[0]).toMatch(/^error: <key> must be one of .*, not "foo"$/);
  });

  test('never breaks the next command', async () => {
    const lines = await printed({ stderrTerminal: true, columns: 20, env: { NO_COLOR: '1' } });
    expect(lines.at(-1)).toBe('  next:      alikafka config set --help');
  });

  test('a secret with a space in it is masked where a line would end', async () => {
    const secret = 'hidden words of a secret';
    const ran = await cli(`topic list --query '[?x == ${secret}'`, {
      stderrTerminal: true,
      columns: 40,
      env: { ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret, NO_COLOR: '1' },
    });
    expect(ran.stderr.replaceAll(/\s+/g, ' ')).not.toContain(secret);
  });
});

describe('sentences of a table on a terminal', () => {
  test.each([60, 80, 100])('explain, %i columns', async (columns) => {
    const { stdout } = await cli('explain NoPermission', { terminal: true, columns, env: { NO_COLOR: '1' } });
    const lines = stdout.trimEnd().split('\n');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(columns);
    expect(stdout).toContain('"alikafka ram policy <command>"');
    const cause = (await cli('explain NoPermission --query Cause')).stdout.trim();
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(cause);
  });

  test('several codes are explained in full, and the list of all keeps the meaning', async () => {
    const on = { terminal: true, columns: 80, env: { NO_COLOR: '1' } };
    const { stdout } = await cli('explain Throttling Topic.Exist', on);
    expect(stdout.replace(/\s+/g, ' ')).toContain('too many requests in a short time.');
    expect(stdout).not.toContain('…');
    const all = await cli('explain --no-pager', on);
    expect([all.stdout.split('\n')[1], all.stderr]).toEqual([
      expect.stringMatching(/^│ Code +│ Meaning +│$/),
      'hidden columns: Kind, ExitCode (use --wide to show all)\n',
    ]);
  });
});
