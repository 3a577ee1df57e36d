/** README and docs/ say what the program does: their commands are run on the emulator, and the output they show is compared. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { seed } from '../src/emulator/state/seed.ts';
import { cli } from './support/context.ts';
import { type Block, blocksOf } from './support/doc-blocks.ts';
import { EXAMPLE_FILES, NOT_RUN, onEmulator, OTHER_CODES } from './support/doc-examples.ts';
import { hasShell, problemsOf } from './support/doc-run.ts';
import { fixedClock, NOW } from './support/effects.ts';
import { IN_PROCESS_ENV, inProcess } from './support/in-process.ts';

const ROOT = join(import.meta.dirname, '..');
const PROGRAM = join(ROOT, 'bin', 'alikafka.js');

const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const pagesIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder)).flatMap((name) => (name.endsWith('.md') ? [`${folder}/${name}`] : []));

/** This tool's own commands are run like a page that is written by hand. */
const TOOL = 'docs/commands/tool.md';
const WRITTEN = ['README.md', ...pagesIn('docs'), TOOL];
const REFERENCE = pagesIn('docs/commands').filter((path) => path !== TOOL);

const PREPARED = ["printf '#!/bin/sh\\nalikafka topic list\\n' > my-script.sh; chmod +x my-script.sh"];
const ofTool = (block: Block): Block => ({ ...block, skipped: NOT_RUN, setup: PREPARED });

const PAGES = WRITTEN.map((path) => {
  const blocks = blocksOf(textOf(path));
  return [path, path === TOOL ? blocks.map(ofTool) : blocks] as const;
});
const RUN = PAGES.filter(([, blocks]) => blocks.some(({ notRun }) => notRun === undefined));

/** Pages at a time: commands wait for the disk and for each other. */
const AT_ONCE = 3;

describe('the commands of a page run, and print what it shows:', () => {
  const ran = new Map<string, Promise<string[]>>();

  beforeAll(() => {
    if (!hasShell) return;
    const lanes: Promise<unknown>[] = Array.from({ length: AT_ONCE }, () => Promise.resolve());
    for (const [at, [path, blocks]] of RUN.entries()) {
      const lane = at % AT_ONCE;
      const problems = (lanes[lane] ?? Promise.resolve()).then(() => problemsOf(blocks, PROGRAM));
      ran.set(path, problems);
      lanes[lane] = problems.catch(() => undefined);
    }
  });

  if (!hasShell) console.log('the commands of README.md and docs/ are not run: this system has no sh');
  (hasShell ? test : test.skip).each(RUN.map(([path]) => path))(
    '%s',
    async (path) => expect((await ran.get(path))?.join('\n\n')).toBe(''),
    120_000,
  );
});

describe('an example of the reference runs:', () => {
  const examples = REFERENCE.flatMap((path) => blocksOf(textOf(path))).flatMap(({ text }) =>
    text.split('\n').filter((line) => line.startsWith('alikafka ')),
  );

  test.each(examples)('%s', async (example) => {
    const clock = fixedClock(NOW);
    const { send } = inProcess(
      seed(NOW),
      () => clock.now(),
      (_action, _nth, text) => text,
    );
    const asks = /--yes|--confirm/.test(example) ? '' : ' --yes';
    const files = Object.fromEntries(Object.entries(EXAMPLE_FILES).map(([name, text]) => [name, text]));
    const typed = `${onEmulator(example.replace('alikafka ', ''))}${asks}`;
    const { code, stderr } = await cli(typed, { env: IN_PROCESS_ENV, clock, send, files, stdin: 'Example-Password-2' });
    const [, exit] = OTHER_CODES.find(([starts]) => example.startsWith(starts)) ?? ['', 0];
    expect({ code, stderr: code === exit ? '' : stderr }).toEqual({ code: exit, stderr: '' });
  });

  test.each(OTHER_CODES)('%s: ends with %i, since %s', (starts) => {
    expect(examples.some((example) => example.startsWith(starts))).toBe(true);
  });
});

describe('what is not run has a reason, and is still there:', () => {
  const whole = PAGES.flatMap(([path, blocks]) =>
    blocks.flatMap(({ line, notRun }) => (notRun === undefined ? [] : [[`${path}:${line}`, notRun] as const])),
  );

  test.each(whole)('%s: %s', (_place, reason) => {
    expect(reason).toMatch(/^[a-z].* .*[^.]$/);
  });

  const lines = PAGES.flatMap(([path, blocks]) =>
    path === TOOL
      ? NOT_RUN.map(({ starts, reason }) => [path, starts, reason, blocks.map(({ text }) => text).join('\n')] as const)
      : blocks.flatMap(({ skipped, text }) =>
          skipped.map(({ starts, reason }) => [path, starts, reason, text] as const),
        ),
  );

  test.each(lines)('%s: %s: %s', (_path, starts, reason, text) => {
    expect(reason).toMatch(/^[a-z].* .*[^.]$/);
    expect(text.split('\n').some((line) => line.startsWith(starts) || line.startsWith(`$ ${starts}`))).toBe(true);
  });

  test('commands stand in blocks that are run', () => {
    const others = WRITTEN.flatMap((path) =>
      [...textOf(path).matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].flatMap(([, language = '', text = '']) =>
        ['sh', 'console', 'yaml', 'groovy'].includes(language) || !/^(\$ )?alikafka /m.test(text) ? [] : [[path, text]],
      ),
    );
    const usage = others.filter(([path, text = '']) => path === TOOL && /^alikafka [^\n]+\n$/.test(text));
    expect(others).toEqual(usage);
  });
});
