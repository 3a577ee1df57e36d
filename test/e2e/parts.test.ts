/**
 * The built program loads what not every command needs late, from other files in dist/: its own parts, and each package.
 * Here a command uses each file: only these tests find one that the bundler broke.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { heldService } from './support/held-service.ts';
import { alikafka, emulator, folder } from './support/program.ts';
import { describeTerminal, onTerminal } from './support/terminal.ts';

const RECORDER = join(import.meta.dirname, '..', 'support', 'read-parts.cjs');
const MODULES = join(import.meta.dirname, '..', 'support', 'node-modules.cjs');
const PROGRAM = join(import.meta.dirname, '..', '..', 'bin', 'alikafka.js');
const DIST = join(import.meta.dirname, '..', '..', 'dist');
/** The start of the program, completion, and the entry for other programs (test/package/entry.test.ts). */
const ENTRIES = ['completion.cjs', 'emulator.cjs', 'main.cjs', 'version.cjs'];

const home = folder();
const record = join(home.path, 'parts.txt');
let service: Awaited<ReturnType<typeof emulator>>;

beforeAll(async () => {
  service = await emulator(home.path, ['--allow-host', 'service.invalid']);
});
afterAll(async () => {
  await service.stop();
  home.remove();
});

const WATCHED = { NODE_OPTIONS: `--require ${RECORDER}`, PARTS_READ: record };

interface Use {
  readonly words: readonly string[];
  readonly stdin?: string;
  readonly env?: () => Readonly<Record<string, string>>;
  /** The output that shows that the package works. */
  readonly shows: RegExp;
  /** A file below the home folder that shows it too. */
  readonly saved?: string;
}

/** Without the variables of an emulator, so that `-p local` has its own. */
const LOCAL = { ALIKAFKA_ENDPOINT: '' };

/** Parts of the program itself. */
const OWN_USES: Readonly<Record<string, Use>> = {
  'cli.cjs': { words: ['topix'], shows: /did you mean "topic"/ },
  'change.cjs': { words: ['topic', 'create', 'changed'], shows: /changed/ },
  'commands-api.cjs': { words: ['api', 'GetTopicList', '--param', 'CurrentPage=1'], shows: /orders/ },
  'commands-completion.cjs': { words: ['completion', 'bash'], shows: /^# bash completion for alikafka/ },
  'commands-config.cjs': { words: ['config', 'path'], shows: /config\.json/ },
  'commands-configure.cjs': { words: ['configure'], shows: /--mode is required/ },
  'commands-doctor.cjs': { words: ['doctor'], shows: /^Check +Status/m },
  'commands-emulator.cjs': { words: ['emulator', 'reset'], shows: /local emulator reset/ },
  'commands-explain.cjs': { words: ['explain', 'Throttling'], shows: /^Kind +throttled/m },
  'commands-ram.cjs': { words: ['ram', 'policy', 'topic list'], shows: /"Version": "1"/ },
  'commands-regions.cjs': { words: ['regions'], shows: /^RegionId /m },
  'commands-tool-calls.cjs': { words: ['doctor', '--help'], shows: /^Usage: alikafka doctor/ },
  'commands-wait.cjs': { words: ['wait', 'topic', 'orders', 'exists'], shows: /topic "orders": in service/ },
  'credentials.cjs': { words: ['topic', 'list', '--profile', 'nope'], shows: /profile "nope" not found/ },
  'engine.cjs': { words: ['topic', 'describe', 'nope'], shows: /topic "nope" not found/ },
  'help.cjs': { words: ['topic', 'create', '--help'], shows: /^Usage: alikafka topic create/ },
  'host.cjs': { words: ['config', 'set', 'region', 'cn-beijing', '-p', 'host'], shows: /saved in profile "host"/ },
  'operations.cjs': { words: ['topic', '--help'], shows: /^ +create /m },
  'output.cjs': { words: ['topic', 'list', '-o', 'csv'], shows: /^Topic,PartitionNum,/ },
  'print.cjs': { words: ['config', 'list', '-o', 'name'], shows: /^local$/m },
  'read.cjs': { words: ['topic', 'list', '-o', 'json'], shows: /"Topic": ?"orders"/ },
  'request.cjs': { words: ['topic', 'create', 'dry', '--dry-run'], shows: /CreateTopic/ },
  'send.cjs': { words: ['topic', 'list', '-o', 'name'], shows: /^orders$/m },
  'service.cjs': { words: ['topic', 'list', '-p', 'local'], env: () => LOCAL, shows: /^audit-log /m },
  'settings.cjs': { words: ['config', 'list'], shows: /^Profile +Current/m },
};

/** What a list of topics needs. */
const OF_A_LIST = ['host', 'main', 'operations', 'print', 'read', 'request', 'send', 'settings', 'undici', 'version'];
const OF_A_DRY_RUN = ['main', 'operations', 'print', 'request', 'settings', 'version'];
const OF_HELP = ['help', 'main', 'operations', 'version'];

const PACKAGE_USES: Readonly<Record<string, Use>> = {
  'chalk.cjs': {
    words: ['topic', 'create', 'orders', '--color', '-o', 'csv'],
    shows: /\u001b\[31merror/,
  },
  'cli-table3.cjs': { words: ['topic', 'list'], shows: /^Topic +PartitionNum +StatusName +Remark$/m },
  'conf.cjs': {
    words: ['config', 'set', 'region', 'cn-beijing', '-p', 'saved'],
    shows: /region saved in profile "saved"/,
    saved: 'config/alikafka/config.json',
  },
  'csv-parse.cjs': {
    words: ['topic', 'create', '-f', '-', '-o', 'csv'],
    stdin: 'Topic,PartitionNum\n"from-csv",3\n',
    shows: /from-csv,created/,
  },
  'fast-xml-parser.cjs': {
    words: ['topic', 'list', '--page', '1', '--raw', '-o', 'xml'],
    shows: /<GetTopicListResponse>.*<Topic>orders<\/Topic>/s,
  },
  'jmespath.cjs': { words: ['topic', 'list', '--query', "[?Topic=='orders'].PartitionNum | [0]"], shows: /^12$/m },
  'string-width.cjs': { words: ['topic', 'set-remark', 'refunds', 'café ✅ Заказы'], shows: /café ✅ Заказы/ },
  'undici.cjs': { words: ['topic', 'list', '-o', 'name'], shows: /^orders$/m },
  'yaml.cjs': { words: ['topic', 'list', '-o', 'yaml'], shows: /^- Topic: / },
};

const USES = { ...OWN_USES, ...PACKAGE_USES };

/** Loaded only on a terminal. */
const ON_TERMINALS = ['inquirer.cjs', 'ora.cjs'];

test('every part is tested here', () => {
  const parts = readdirSync(DIST).filter((name) => name.endsWith('.cjs') && !ENTRIES.includes(name));
  expect(parts.sort()).toEqual([...Object.keys(USES), ...ON_TERMINALS].sort());
});

/** A function that only some commands need, by the file that has it: an early import would move it to another file. */
test.each([
  ['change', 'runChange'],
  ['change', 'withUnprinted'],
  ['commands-doctor', 'doctor'],
  ['help', 'printHelp'],
  ['main', 'report'],
  ['operations', 'addVerbs'],
  ['read', 'runRead'],
  ['request', 'runCommand'],
  ['request', 'runDry'],
  ['send', 'call'],
  ['send', 'doubtOf'],
])('%s.cjs has %s', (file, name) => {
  const parts = Object.keys(OWN_USES).concat('main.cjs');
  const having = parts.filter((part) => readFileSync(join(DIST, part), 'utf8').includes(`function ${name}(`));
  expect(having).toEqual([`${file}.cjs`]);
});

/** Runs the program; `read` are the files of dist/ that it read. */
async function watched({ words, stdin, env }: Omit<Use, 'shows'>) {
  rmSync(record, { force: true });
  const ran = await alikafka(words, {
    home: home.path,
    ...(stdin === undefined ? {} : { stdin }),
    env: { ...service.env, ...env?.(), ...WATCHED },
  });
  return { ...ran, read: readFileSync(record, 'utf8').trim().split('\n') };
}

describe('the built program loads and uses', () => {
  test.each(Object.entries(USES))('%s', async (part, { shows, saved, ...use }) => {
    const { code, stdout, stderr, read } = await watched(use);
    expect(stdout + stderr).toMatch(shows);
    expect(code).not.toBe(70);
    expect(read).toContain(part);
    if (saved !== undefined)
      expect(JSON.parse(readFileSync(join(home.path, saved), 'utf8'))).toMatchObject({ profiles: { saved: {} } });
  });
});

test('a list reads no part that it does not need, and each part once', async () => {
  const { code, read } = await watched({ words: ['topic', 'list', '-o', 'ndjson'] });
  expect(code).toBe(0);
  expect(read.sort()).toEqual(OF_A_LIST.map((name) => `${name}.cjs`));
});

test('a dry run reads no part that sends, reads or changes', async () => {
  const { code, read } = await watched({ words: ['topic', 'create', 'orders', '--dry-run', '-o', 'ndjson'] });
  expect(code).toBe(0);
  expect(read.sort()).toEqual(OF_A_DRY_RUN.map((name) => `${name}.cjs`));
});

test('help reads the records and no part that makes requests', async () => {
  const { code, read } = await watched({ words: ['topic', 'create', '--help'] });
  expect(code).toBe(0);
  expect(read.sort()).toEqual(OF_HELP.map((name) => `${name}.cjs`));
});

// To files or the null device, as in a job: Node's code for terminals, streams, sockets and hashes costs a tenth.
test.each([['config list'], ['topic create --help'], ['-p local topic create orders --dry-run']])(
  '%s without a terminal loads none of its code',
  (words) => {
    const list = join(home.path, 'modules.txt');
    const { status } = spawnSync(process.execPath, ['--require', MODULES, PROGRAM, ...words.split(' ')], {
      env: {
        ...process.env,
        HOME: home.path,
        XDG_CONFIG_HOME: home.path,
        XDG_STATE_HOME: home.path,
        NODE_MODULES: list,
      },
      stdio: 'ignore',
    });
    expect(status).toBe(0);
    const loaded = readFileSync(list, 'utf8').split('\n');
    expect(loaded).toContain('NativeModule fs');
    expect(loaded.filter((one) => /^NativeModule (tty|net|stream|crypto|module)$/.test(one))).toEqual([]);
  },
);

describeTerminal('on a terminal the built program loads and uses', () => {
  test('inquirer.cjs', async () => {
    rmSync(record, { force: true });
    const asked = onTerminal(['topic', 'delete', 'refunds'], {
      home: home.path,
      env: { ...service.env, ...WATCHED },
    });
    await asked.until('Delete topic refunds?');
    asked.type('n\r');
    expect(await asked.ended()).toBe(130);
    expect(readFileSync(record, 'utf8').split('\n')).toContain('inquirer.cjs');
  });

  test('ora.cjs', async () => {
    rmSync(record, { force: true });
    const held = await heldService();
    held.hold('CreateConsumerGroup');
    const slow = onTerminal(['group', 'create', 'one-group', 'two-groups'], {
      home: home.path,
      env: { ...held.env, ...WATCHED },
    });
    await slow.until(/[\u2800-\u28ff].*0 of 2/);
    held.release();
    expect(await slow.ended()).toBe(0);
    await held.close();
    expect(readFileSync(record, 'utf8').split('\n')).toContain('ora.cjs');
  });
});
