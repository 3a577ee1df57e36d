/**
 * The texts of the program, read as a set from the sources: templates, existing commands, and words that are not used.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { GLOBAL_OPTIONS } from '../src/commands/global-options.ts';
import { TOOL_COMMANDS } from '../src/commands/registry.ts';
import { fieldsOf } from '../src/engine/input/fields.ts';
import { COMMANDS } from '../src/operations/registry.ts';
import { PHRASES } from './support/phrases.ts';
import { textFiles } from './support/text-files.ts';

const root = join(import.meta.dirname, '..');

interface Read {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}
const { listed, unlisted } = JSON.parse(
  execFileSync(process.execPath, ['scripts/texts.mjs', '--json'], { cwd: root, encoding: 'utf8', maxBuffer: 1e8 }),
) as {
  listed: readonly (Read & { kind: 'text' | 'field' | 'command' })[];
  unlisted: readonly (Read & { why: string })[];
};

const at = ({ file, line, text }: Read): string => `${file}:${line} ${text}`;

describe('templates', () => {
  test('every text is one template with named values, marked as a text', () => {
    expect(unlisted.map((one) => `${one.why}: ${at(one)}`)).toEqual([]);
  });

  // Each is a way in which texts were composed; the lister must detect it everywhere.
  test.each([
    ['hollow', "t('{a}: {b}', { a, b })"],
    ['hollow', "t('Use it to skip {items} here.', { items })"],
    ['hollow', "t('About to {action}.', { action })"],
    ['hollow', "t('no response, but the {what} exists', { what })"],
    ['joined', 'log.info(`${name}: ${word}`)'],
    ['joined', 'fail({ message: `${failure.message}; ${order}` })'],
    ['joined', "fail({ hint: hints.join('; ') })"],
    ['joined', "[t('one'), ...(b ? [t('two')] : [])].join(', ')"],
    ['joined', "const parts = [t('one')];\nparts.join('; ')"],
    ['joined', "all.map((one) => t('{a} more', one)).join(', ')"],
    ['glued', "name + ' is not there'"],
  ])('%s: %s', (why, code) => {
    const folder = mkdtempSync(join(tmpdir(), 'alikafka-texts-'));
    try {
      mkdirSync(join(folder, 'src'));
      writeFileSync(join(folder, 'src', 'one.ts'), `${code};\n`);
      const run = (): string =>
        execFileSync(process.execPath, [join(root, 'scripts/texts.mjs'), '--json'], { cwd: folder, encoding: 'utf8' });
      expect((JSON.parse(run()) as { unlisted: readonly { why: string }[] }).unlisted.map((one) => one.why)).toContain(
        why,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('texts are found at all', () => {
    expect(listed.filter(({ kind }) => kind === 'text').length).toBeGreaterThan(500);
    expect(listed.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['{name} is required', 'Create topics', 'alikafka topic list']),
    );
  });

  // `t` fills in the names in braces; a dollar before them is a leftover of a template literal.
  test('no template has a place for a value that no code can fill in', () => {
    expect(listed.filter(({ kind, text }) => kind !== 'command' && /\$\{|\{\}|\{[^}\w]+\}/.test(text)).map(at)).toEqual(
      [],
    );
  });
});

/** Every command with the options that it takes. */
const taken = new Map<string, readonly string[]>([
  ...[...COMMANDS].map(
    ([path, bound]) =>
      [path, fieldsOf(bound).flatMap(({ param }) => (param.flag === undefined ? [] : [`--${param.flag}`]))] as const,
  ),
  ...TOOL_COMMANDS.map(
    ({ path, options = {} }) => [path, Object.values(options).map(({ flag = '' }) => `--${flag}`)] as const,
  ),
]);
const paths = [...taken.keys()].sort((a, b) => b.length - a.length);
const global = ['--help', '--version', ...Object.values(GLOBAL_OPTIONS).map(({ flag = '' }) => `--${flag}`)];
/** Options of other programs that texts name. */
const FOREIGN = ['--env-file', '--jitless'];
const everyFlag = new Set([...FOREIGN, ...global, ...[...taken.values()].flat()]);
const longFlags = (text: string): string[] =>
  [...text.matchAll(/(?<![\w-])--[a-z][a-z-]*[a-z]/g)].map(([flag]) => flag);

describe('commands', () => {
  const commands = listed.filter(({ kind }) => kind === 'command');

  test.each([...new Map(commands.map((one) => [one.text, one])).values()].map((one) => [at(one), one.text]))(
    '%s can be typed',
    (_at, text) => {
      const words = text.replace(/^alikafka /, '');
      const [own = '', child] = words.split(' -- ');
      const path = paths.find((one) => `${own} `.startsWith(`${one} `)) ?? nounOf(own);
      expect(path).toBeDefined();
      expect(longFlags(own).filter((flag) => !global.includes(flag) && !taken.get(path ?? '')?.includes(flag))).toEqual(
        [],
      );
      expect(child === undefined || path === 'emulator').toBe(true);
    },
  );

  test('every option that a text names is one', () => {
    const unknown = listed.filter(({ text }) => longFlags(text).some((flag) => !everyFlag.has(flag)));
    expect(unknown.map(at)).toEqual([]);
  });
});

/** A command line that represents a noun, the program itself or its help: `--profile local`, `help options`. */
const nounOf = (words: string): string | undefined =>
  /^(?:-|<|\$\{|$|help (?:options$|<|\$\{))/.test(words) ||
  paths.some((path) => path.startsWith(`${words.split(' ')[0] ?? ''} `))
    ? ''
    : undefined;

describe('words', () => {
  /** A phrase at any place, also across the line ends of prose and comments. */
  const patternOf = (phrase: string): RegExp => {
    const words = phrase.split(' ').map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`(?<!\\w)${words.join('(?:\\s|\\*|//|#|>)+')}${/\w$/.test(phrase) ? '(?!\\w)' : ''}`, 'i');
  };

  test.each(PHRASES)('nothing says "%s" (%s)', (phrase) => {
    const pattern = patternOf(phrase);
    const found = textFiles(root).flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      const [hit] = pattern.exec(text) === null ? [] : [text.slice(0, pattern.exec(text)?.index).split('\n').length];
      return hit === undefined ? [] : [`${file}:${hit}`];
    });
    expect(found).toEqual([]);
  });
});
