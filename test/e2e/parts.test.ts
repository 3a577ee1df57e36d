/**
 * The built program loads its packages late, each from its own file in dist/. Here a command uses each of them: only these
 * tests find a package that the bundler broke.
 */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { heldService } from './support/held-service.ts';
import { alikafka, emulator, folder } from './support/program.ts';
import { describeTerminal, onTerminal } from './support/terminal.ts';

const RECORDER = join(import.meta.dirname, '..', 'support', 'read-parts.cjs');
const DIST = join(import.meta.dirname, '..', '..', 'dist');
/** The program itself, and the entry for other programs (test/package/entry.test.ts). */
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

interface Use {
  readonly words: readonly string[];
  readonly stdin?: string;
  readonly env?: () => Readonly<Record<string, string>>;
  /** The output that shows that the package works. */
  readonly shows: RegExp;
  /** A file below the home folder that shows it too. */
  readonly saved?: string;
}

const USES: Readonly<Record<string, Use>> = {
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

/** Loaded only on a terminal. */
const ON_TERMINALS = ['inquirer.cjs', 'ora.cjs'];

test('every part is tested here', () => {
  const parts = readdirSync(DIST).filter((name) => name.endsWith('.cjs') && !ENTRIES.includes(name));
  expect(parts.sort()).toEqual([...Object.keys(USES), ...ON_TERMINALS].sort());
});

describe('the built program loads and uses', () => {
  test.each(Object.entries(USES))('%s', async (part, { words, stdin, env, shows, saved }) => {
    rmSync(record, { force: true });
    const ran = await alikafka(words, {
      home: home.path,
      ...(stdin === undefined ? {} : { stdin }),
      env: { ...service.env, ...env?.(), NODE_OPTIONS: `--require ${RECORDER}`, PARTS_READ: record },
    });
    expect(ran.stdout + ran.stderr).toMatch(shows);
    expect(ran.code).not.toBe(70);
    expect(readFileSync(record, 'utf8').split('\n')).toContain(part);
    if (saved !== undefined)
      expect(JSON.parse(readFileSync(join(home.path, saved), 'utf8'))).toMatchObject({ profiles: { saved: {} } });
  });
});

describeTerminal('on a terminal the built program loads and uses', () => {
  const watched = () => ({ NODE_OPTIONS: `--require ${RECORDER}`, PARTS_READ: record });

  test('inquirer.cjs', async () => {
    rmSync(record, { force: true });
    const asked = onTerminal(['topic', 'delete', 'refunds'], {
      home: home.path,
      env: { ...service.env, ...watched() },
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
      env: { ...held.env, ...watched() },
    });
    await slow.until(/[\u2800-\u28ff].*0 of 2/);
    held.release();
    expect(await slow.ended()).toBe(0);
    await held.close();
    expect(readFileSync(record, 'utf8').split('\n')).toContain('ora.cjs');
  });
});
