/** The names under which commands are accepted, and where the word `help` asks for help. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { TOOL_COMMANDS } from '../../../src/commands/registry.ts';
import { NOUNS, SUB_NOUNS } from '../../../src/operations/nouns.ts';
import { COMMANDS } from '../../../src/operations/registry.ts';
import { LOCAL_REGION, SEEDED_INSTANCE } from '../../../src/core/local-names.ts';
import { seed } from '../../../src/emulator/state/seed.ts';
import { cli, errorOf, json, type Ran } from '../../support/context.ts';
import { type Clock, fixedClock, NOW } from '../../support/effects.ts';
import { runningInstance } from '../../support/emulator.ts';
import { IN_PROCESS_ENV, inProcess } from '../../support/in-process.ts';
import type { Send } from '../../../src/transport/send.ts';

let send: Send;
let called: ReadonlyMap<string, number>;
let clock: Clock;

beforeEach(() => {
  clock = fixedClock(NOW);
  const emulator = inProcess(
    seed(NOW),
    () => NOW,
    (_action, _nth, text) => text,
  );
  ({ send, calls: called } = emulator);
});

const typed = (line: string): Promise<Ran> => cli(line, { send, clock, env: IN_PROCESS_ENV });

const SHORT: Readonly<Record<string, string>> = { list: 'ls', delete: 'rm', remove: 'rm', describe: 'show' };

/** Each command that has a short name, with the line under that name. */
const SHORTENED = [...COMMANDS.keys(), ...TOOL_COMMANDS.map(({ path }) => path)].flatMap((path) => {
  const words = path.split(' ');
  const verb = words.pop() ?? '';
  const short = SHORT[verb];
  return short === undefined || words.length === 0 ? [] : [[[...words, short].join(' '), path] as const];
});

describe('short names', () => {
  test('are at every noun', () => {
    const at = new Set(SHORTENED.map(([short]) => short));
    for (const noun of [...Object.keys(NOUNS), ...Object.keys(SUB_NOUNS), 'config']) expect(at).toContain(`${noun} ls`);
    expect(at).toContain('instance allowed-ip rm');
    expect(at).toContain('tag rm');
    expect(at).toContain('config rm');
    expect(at).toContain('group show');
  });

  test.each([
    ...SHORTENED,
    ['instance deploy', 'instance start'],
    ['instance resize', 'instance upgrade'],
    ['group progress', 'group describe'],
  ])('%s is %s', async (short, path) => {
    const [own, long] = [await typed(`${short} --help`), await typed(`${path} --help`)];
    expect([own.code, own.stdout]).toEqual([0, long.stdout]);
    expect(own.stdout).toContain(`alikafka ${path}`);
  });

  test('run the command', async () => {
    expect((await typed('topic ls -o json')).stdout).toBe((await typed('topic list -o json')).stdout);
    expect(await typed('topic rm orders --yes')).toMatchObject({ code: 0 });
    expect(called.get('DeleteTopic')).toBe(1);
    expect(await typed('topic show refunds -o json')).toMatchObject({ code: 0 });
    expect(await typed('config rm nobody --yes -o json')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('nobody'),
    });
    expect((await typed('ram policy topic rm')).stdout).toBe((await typed('ram policy topic delete')).stdout);
  });

  test('are no nouns, and a noun without the verb does not have the name', async () => {
    for (const line of ['ls', 'rm topic', 'sasl show app', 'acl show', 'metrics rm']) {
      const ran = await typed(`${line} -o json`);
      expect([line, ran.code, errorOf(ran)['message']]).toEqual([line, 2, expect.stringContaining('unknown command')]);
    }
  });
});

describe('help', () => {
  const help = async (line: string): Promise<string> => {
    const ran = await typed(line);
    expect([line, ran.code, ran.stderr]).toEqual([line, 0, '']);
    return ran.stdout;
  };

  test.each([
    ['help', '--help'],
    ['help topic', 'topic --help'],
    ['topic', 'topic --help'],
    ['topic help', 'topic --help'],
    ['-p local topic', 'topic --help'],
    ['-p local topic help', 'topic --help'],
    ['-plocal -o json help topic', 'topic --help'],
    ['--profile=local help topic list', 'topic list --help'],
    ['--region cn-hangzhou --quiet help topic list', 'topic list --help'],
    ['help topic list', 'topic list --help'],
    ['help topic ls', 'topic list --help'],
    ['topic help list', 'topic list --help'],
    ['topic -o json help list', 'topic list --help'],
    ['help topic list -o json', 'topic list --help'],
    ['instance allowed-ip', 'instance allowed-ip --help'],
    ['help instance allowed-ip', 'instance allowed-ip --help'],
    ['instance help allowed-ip', 'instance allowed-ip --help'],
    ['instance allowed-ip help', 'instance allowed-ip --help'],
    ['instance allowed-ip help rm', 'instance allowed-ip remove --help'],
    ['config', 'config --help'],
    ['config help', 'config --help'],
    ['help config set', 'config set --help'],
    ['ram help policy', 'ram policy --help'],
    ['help wait', 'wait --help'],
    ['help api', 'api --help'],
  ])('%s is %s', async (line, same) => {
    expect(await help(line)).toBe(await help(same));
  });

  test.each([
    'help nope',
    'help topic nope',
    'topic help nope',
    '-p local help nope',
    'instance allowed-ip help nope',
    'help help nope',
  ])('%s: exit 2, like the unknown command', async (line) => {
    const ran = await typed(`${line} -o json`);
    expect([ran.code, ran.stdout]).toEqual([2, '']);
    expect(errorOf(ran)['message']).toMatch(/^unknown command ".*nope"/);
  });

  test.each(['topic describe help', 'topic status help', 'topic status -- help'])(
    'a name may be help: %s',
    async (line) => {
      expect(await typed(line)).toMatchObject({ code: 3, stderr: expect.stringContaining('topic "help" not found') });
    },
  );

  test('a value of an option may be help', async () => {
    expect(await typed('-p help topic list')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('help'),
    });
    expect((await typed('--region help topic list')).stdout).not.toContain('Usage');
  });
});

describe('global options', () => {
  test('are accepted before the noun, before the verb and after it', async () => {
    const usual = (await typed('topic list -o csv')).stdout;
    expect(usual).toMatch(/^Topic,|,Topic,/m);
    expect((await typed('-o csv topic list')).stdout).toBe(usual);
    expect((await typed('topic -o csv list')).stdout).toBe(usual);
    expect((await typed('--output=csv topic list')).stdout).toBe(usual);
  });

  test('--sort orders every format but ndjson', async () => {
    const names = (ran: Ran): string[] => ran.stdout.match(/audit-log|orders|payments|refunds/g) ?? [];
    const byNumber = (await typed('topic list --sort PartitionNum:desc -o name')).stdout.trimEnd().split('\n');
    const numbers = json(await typed('topic list --sort PartitionNum:desc -o json')) as { PartitionNum: number }[];
    expect(numbers.map(({ PartitionNum }) => PartitionNum)).toEqual(
      numbers.map(({ PartitionNum }) => PartitionNum).toSorted((a, b) => b - a),
    );
    for (const format of ['csv', 'tsv', 'yaml', 'xml', 'table'])
      expect([
        format,
        byNumber.indexOf(
          names(await typed(`topic list --sort PartitionNum:desc -o ${format} --columns Topic`))[0] ?? '',
        ),
      ]).toEqual([format, byNumber.indexOf(names({ stdout: byNumber.join(' ') } as Ran)[0] ?? '')]);
    expect(await typed('topic list --sort PartitionNum -o ndjson')).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('an exact name of an instance', () => {
  const { name } = runningInstance(seed(NOW));

  test.each([
    [`instance describe ${name} -o json`, 'GetInstanceList'],
    [`instance rename ${name} other-name`, 'ModifyInstanceName'],
    [`instance upgrade ${name} --disk-size 5000 --yes`, 'UpgradePrePayOrder'],
    [`wait instance ${name} running`, 'GetInstanceList'],
    [`topic list -i ${name}`, 'GetTopicList'],
  ])('%s', async (line, action) => {
    const ran = await typed(line);
    expect([line, ran.code]).toEqual([line, 0]);
    expect(called.get(action)).toBeGreaterThan(0);
  });

  test.each([`instance delete ${name} --confirm ${name}`])('is not accepted for a removal: %s', async (line) => {
    const ran = await typed(line);
    expect(ran.code).not.toBe(0);
    expect((json(await typed(`instance describe ${SEEDED_INSTANCE} -o json`)) as { RegionId: string }).RegionId).toBe(
      LOCAL_REGION,
    );
  });
});
