/**
 * Another language is one file: with every text in brackets, whatever the program says to a person is in brackets, but
 * for what is typed and names. A text that is printed without going through its template would stand outside of them.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

const root = join(import.meta.dirname, '..', '..');
let copy = '';
let program = '';
let home = '';

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'alikafka-translation-'));
  home = join(copy, 'home');
  for (const part of ['bin', 'dist', 'package.json']) cpSync(join(root, part), join(copy, part), { recursive: true });
  const keys = execFileSync(process.execPath, ['scripts/texts.mjs', '--keys'], { cwd: root, encoding: 'utf8' });
  const texts = Object.keys(JSON.parse(keys) as object).map((key) => [key, `⟦${key}⟧`]);
  for (const folder of ['home', 'translations']) mkdirSync(join(copy, folder));
  writeFileSync(join(copy, 'translations', 'xx.json'), JSON.stringify(Object.fromEntries(texts)));
  program = join(copy, 'bin', 'alikafka.js');
});

afterAll(() => rmSync(copy, { recursive: true }));

/** What a command prints in a language, on one line. */
function printed(line: string, LANG: string, alone?: 'stderr'): string {
  const env = { HOME: home, XDG_CONFIG_HOME: home, XDG_STATE_HOME: home, PATH: process.env['PATH'], LANG };
  const { stdout, stderr } = spawnSync(process.execPath, [program, ...line.split(' ').filter((word) => word !== '')], {
    encoding: 'utf8',
    env,
    input: '',
  });
  return `${alone === undefined ? stdout : ''}\n${stderr}`.replace(/\s+/g, ' ');
}

/** The rest of a text without the parts in brackets, values inside of them included. */
function outside(text: string): string {
  const less = text.replace(/⟦[^⟦⟧]*⟧/g, '·');
  return less === text ? text : outside(less);
}

/** Two English words in a row: no option, no placeholder, no name. */
const PROSE = /(?<![\w<|/.-])[A-Za-z][a-z]{2,} [a-z]{3,}(?![\w>|/.-])/;
/** Commands as typed, and the labels of an error. */
const TYPED = /alikafka [^·#]*|(?:code|hint|action|requestId): \S*/g;

test.each([
  '--help',
  'topic',
  'topic create --help',
  'instance create --help',
  'config --help',
  'config explain --help',
  'emulator --help',
  'topic list --sort nope',
  'topic list',
  'topic lst',
  '-p local topic create a b --partitions 0',
  '-p local topic delete orders',
  '-p local topic describe nosuch',
  'explain NoSuchCode',
  'wait topic x existz',
  'emulator --port x',
  'configure --mode x --no-input',
  'config set region',
  'ram policy topic nosuch',
])('%s', (line) => {
  const text = printed(line, 'xx_XX.UTF-8');
  expect(text).toContain('⟦');
  expect(outside(text).replace(TYPED, ' ').match(PROSE)).toBeNull();
});

test.each(['-p local topic create orders', 'doctor'])('%s: headers and labels of a table are data', (line) => {
  const text = printed(line, 'xx_XX.UTF-8', 'stderr');
  expect(text).toContain('⟦');
  expect(outside(text).replace(TYPED, ' ').match(PROSE)).toBeNull();
});

test('explain translates what a code means', () => {
  expect(printed('explain 6 -o json', 'xx_XX.UTF-8')).toMatch(/"Meaning": "⟦[^"]+⟧", "Cause": "⟦[^"]+⟧", "Hint": "⟦/);
});

test('in English, and in a language without a file, nothing is in brackets', () => {
  const english = printed('topic create --help', 'en_US.UTF-8');
  expect(english).toContain('Create topics.');
  expect(printed('topic create --help', 'yy_YY.UTF-8')).toBe(english);
});
