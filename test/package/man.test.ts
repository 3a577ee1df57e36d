/** The manual pages: one for each command, read by the programs that print them. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { manName, manPaths } from '../../scripts/man/pages.ts';
import { type ManPage, manSource } from '../../scripts/man/roff.ts';
import { TOOL_COMMANDS } from '../../src/commands/registry.ts';
import { fieldsOf } from '../../src/engine/input/fields.ts';
import { COMMANDS } from '../../src/operations/registry.ts';
import { jsonOf } from '../support/files.ts';

const folder = join(import.meta.dirname, '..', '..', 'man');
const files = readdirSync(folder).sort();
const source = (file: string): string => readFileSync(join(folder, file), 'utf8');

/** A test that needs a program of the system; if it is missing, the name of the test states that. */
function testWith(program: string, name: string, run: () => void): void {
  const { error } = spawnSync(program, ['--version']);
  if (error === undefined) test(name, run);
  else test.skip(`${name} (skipped: ${program} is not installed)`, run);
}

const mandoc = (args: readonly string[], input?: string): string =>
  execFileSync('mandoc', args, { encoding: 'utf8', ...(input === undefined ? {} : { input }) });

/** A page as text without overstrikes. */
const printed = (text: string): string => mandoc(['-T', 'utf8', '-O', 'width=900'], text).replace(/.\u0008/gu, '');

describe('the pages', () => {
  test('are one for each command, each noun and the program, and package.json names each', () => {
    const { man } = jsonOf<{ man: readonly string[] }>(import.meta.url, '../../package.json');
    const commands = [...COMMANDS.keys(), ...TOOL_COMMANDS.map(({ path }) => path)].map((path) => `${manName(path)}.1`);
    expect(files).toEqual(expect.arrayContaining(commands));
    expect(files).toEqual(
      manPaths()
        .map((path) => `${manName(path)}.1`)
        .sort(),
    );
    expect([...man].sort()).toEqual(files.map((file) => `man/${file}`));
  });

  test('refer to pages that there are', () => {
    const named = files.flatMap((file) => [...source(file).matchAll(/\\fB(alikafka[a-z\\-]*)\\fR\(1\)/g)]);
    expect(named.length).toBeGreaterThan(files.length);
    const missing = named.filter(([, name = '']) => !files.includes(`${name.replaceAll('\\', '')}.1`));
    expect(missing.map(([, name]) => name)).toEqual([]);
  });

  testWith('mandoc', 'have no fault that mandoc finds', () => {
    const { stdout } = spawnSync('mandoc', ['-T', 'lint', ...files.map((file) => join(folder, file))], {
      encoding: 'utf8',
    });
    const found = stdout.split('\n').filter((line) => line !== '' && !line.includes('missing date, using ""'));
    expect(found).toEqual([]);
  });

  // groff puts two spaces after a line that ends a sentence.
  test('end no sentence within a synopsis', () => {
    for (const file of files) {
      const [, synopsis = ''] = /\n\.SH SYNOPSIS\n([^]*?)\n\.SH /.exec(source(file)) ?? [];
      expect(synopsis).toMatch(/\S/);
      for (const line of synopsis.split('\n')) expect(line).not.toMatch(/[.?!][\])]*(?:\\f.)*$/);
    }
  });

  testWith('mandoc', 'print every option, argument and example of a command', () => {
    for (const [path, bound] of COMMANDS) {
      const text = printed(source(`${manName(path)}.1`));
      for (const { param } of fieldsOf(bound)) expect(text).toContain(param.flag ?? param.argument ?? '?');
      const words = text.replaceAll(' \\\n', ' ').replace(/\s+/g, ' ');
      for (const { types } of bound.command.examples) expect(words).toContain(`alikafka ${path} ${types}`.trim());
    }
  });

  testWith('man', 'are printed by man without a complaint', () => {
    for (const file of ['alikafka.1', 'alikafka-topic-create.1', 'alikafka-metrics-data.1']) {
      const { stdout, stderr } = spawnSync('man', ['--warnings', '-l', join(folder, file)], {
        encoding: 'utf8',
        env: { ...process.env, MANWIDTH: '80', LC_ALL: 'C.UTF-8' },
      });
      expect(stderr).toBe('');
      expect(stdout).toMatch(/^NAME\n +alikafka/m);
    }
  });
});

describe('the writer', () => {
  const page = (text: string): ManPage => ({
    name: 'a-b',
    summary: 'Do something',
    source: 'a 1',
    synopsis: ['a b <c>'],
    sections: [
      {
        title: 'Description',
        parts: [
          { blocks: [{ kind: 'text', text }] },
          {
            title: 'x',
            blocks: [
              { kind: 'items', items: [['--x', text]] },
              { kind: 'code', lines: [text] },
            ],
          },
        ],
      },
    ],
    seeAlso: ['a'],
  });
  /** Words with every sign that means something to groff, and others. */
  const word = fc.string({ unit: fc.constantFrom(...'.\'\\-"`^~{}[]()a1…é'), minLength: 1, maxLength: 6 });
  const text = fc.array(word, { minLength: 1, maxLength: 40 }).map((words) => words.join(' '));

  test('begins no line with a macro but its own', () => {
    fc.assert(
      fc.property(text, (typed) => {
        const macros = manSource(page(typed))
          .split('\n')
          .flatMap((line) => /^[.'].*/.exec(line) ?? []);
        expect(macros.every((line) => /^\.(\\"|TH|SH|SS|PP|TP|RS|RE|nf|fi|br|nh|ad)( |$|")/.test(line))).toBe(true);
      }),
    );
  });

  testWith('mandoc', 'prints a text as it was given', () => {
    fc.assert(
      fc.property(text, (typed) => {
        const words = printed(manSource(page(typed))).replace(/\s+/g, ' ');
        const sign = typed.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
        expect([...words.matchAll(new RegExp(`(?<= )${sign}(?= )`, 'g'))]).toHaveLength(3);
      }),
      { numRuns: 40 },
    );
  });
});
