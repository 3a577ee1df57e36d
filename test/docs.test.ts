/** The commands in README and docs/ run on the emulator, and the output that the pages show is compared. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { seed } from '../src/emulator/state/seed.ts';
import { cli } from './support/context.ts';
import { type Block, blocksOf, matches, shownIn } from './support/doc-blocks.ts';
import { EXAMPLE_FILES, NOT_RUN, onEmulator, OTHER_CODES } from './support/doc-examples.ts';
import { hasShell, problemsOf } from './support/doc-run.ts';
import { fixedClock, NOW } from './support/effects.ts';
import { IN_PROCESS_ENV, inProcess } from './support/in-process.ts';

const ROOT = join(import.meta.dirname, '..');
const PROGRAM = join(ROOT, 'bin', 'alikafka.js');

const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const pagesIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder)).flatMap((name) => (name.endsWith('.md') ? [`${folder}/${name}`] : []));

/** The page of this tool's own commands runs like a page that is written by hand. */
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

/** Tests that need a POSIX shell. Without one they are skipped, and their names state that. */
const withShell = hasShell ? test : test.skip;
const shellNote = hasShell ? '' : ' (skipped: this system has no sh)';

/** Number of pages that run at the same time: commands wait for the disk and for each other. */
const AT_ONCE = 3;

describe('the commands of a page run and print the shown output:', () => {
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

  withShell.each(RUN.map(([path]) => path))(
    `%s${shellNote}`,
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
    const { code, stderr } = await cli(typed, {
      env: { ...IN_PROCESS_ENV, SHELL: '/bin/bash' },
      clock,
      send,
      files,
      stdin: 'Example-Password-2',
    });
    const [, exit] = OTHER_CODES.find(([starts]) => example.startsWith(starts)) ?? ['', 0];
    expect({ code, stderr: code === exit ? '' : stderr }).toEqual({ code: exit, stderr: '' });
  });

  test.each(OTHER_CODES)('%s: ends with %i, because %s', (starts) => {
    expect(examples.some((example) => example.startsWith(starts))).toBe(true);
  });
});

describe('a command that is not run has a reason and still exists:', () => {
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

  test('commands are in blocks that are run', () => {
    const others = WRITTEN.flatMap((path) =>
      [...textOf(path).matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].flatMap(([, language = '', text = '']) =>
        ['sh', 'console', 'yaml', 'groovy', 'powershell'].includes(language) || !/^(\$ )?alikafka /m.test(text)
          ? []
          : [[path, text]],
      ),
    );
    const usage = others.filter(([path, text = '']) => path === TOOL && /^alikafka [^\n]+\n$/.test(text));
    expect(others).toEqual(usage);
  });
});

describe('comparison of output:', () => {
  const LAG = 'alikafka group lag';
  test.each([
    ['the same', 'a  1', 'a  1', 'alikafka topic list', true],
    ['other spaces between columns', 'a    1', 'a  1', 'alikafka topic list', true],
    ['another word', 'a  1', 'b  1', 'alikafka topic list', false],
    ['another number', 'a  1', 'a  2', 'alikafka topic list', false],
    ['another number that changes with time', 'a  1', 'a  2', LAG, true],
    ['another word next to such a number', 'a  1', 'b  1', LAG, false],
    ['rows in another order', 'a  1\nb  2', 'b  1\na  2', LAG, true],
    ['rows in another order without such numbers', 'a  1\nb  2', 'b  2\na  1', 'alikafka topic list', false],
    ['a row twice', 'a  1\na  2', 'a  1\nb  2', LAG, false],
    ['another time', '2026-01-31T12:00:00Z', '2027-02-01T01:02:03Z', 'alikafka topic list', true],
    ['another id', '"0FB0940D-E499-4B74-A814-9EFB195A60C1",', '"1FB0940D-E499-4B74-A814-9EFB195A60C1",', 'x', true],
    ['another duration', '2 created in 0.1s', '2 created in 12s', 'x', true],
    ['an extra line', 'a', 'a\nb', 'x', false],
    ['an extra line with such numbers', 'a', 'a\nb', LAG, false],
    ['a missing line', 'a\nb', 'a', 'x', false],
    ['the end omitted', 'a\n…', 'a\nb\nc', 'x', true],
    ['the beginning omitted', '…\nc', 'a\nb\nc', 'x', true],
    ['the middle omitted, another end', 'a\n…\nd', 'a\nb\nc', 'x', false],
    ['lines with such numbers omitted', 'a  1\n…', 'a  2\nb  3', LAG, true],
  ])('%s', (_says, shown, printed, command, same) => {
    expect(matches(shown.split('\n'), printed.split('\n'), command)).toBe(same);
  });

  test('a command, its output and its exit code', () => {
    expect(shownIn("$ cat <<'EOF'\n> a\n> EOF\na\n\n$ false\n$ echo $?\n1\n")).toEqual([
      { command: "cat <<'EOF'\na\nEOF", output: ['a'], exit: 0 },
      { command: 'false', output: [], exit: 1 },
      { command: 'echo $?', output: ['1'], exit: 0 },
    ]);
  });

  const steps = (page: string): Promise<string[]> => problemsOf(blocksOf(page), PROGRAM);
  withShell(`differences are found, and only differences${shellNote}`, async () => {
    const sh = (text: string): string => `\`\`\`sh\n${text}\n\`\`\`\n`;
    const console_ = (text: string): string => `\`\`\`console\n${text}\n\`\`\`\n`;
    expect(await steps(sh('true') + sh('false # exit 1') + console_('$ echo a\na') + sh('echo a'))).toEqual([]);
    expect(await steps(sh('false\ntrue'))).toEqual([expect.stringContaining('ended with 1, not 0')]);
    expect(await steps(sh('true # exit 1'))).toHaveLength(1);
    expect(await steps(console_('$ echo a\nb'))).toEqual([expect.stringContaining('printed was:\na')]);
    expect(await steps(console_('$ echo a'))).toHaveLength(1);
    expect(await steps(console_('$ (exit 3)\n$ echo $?\n2'))).toHaveLength(2);
    expect(await steps(console_('$ exit 0'))).toEqual([expect.stringContaining('did not run to its end')]);
    expect(await steps(`<!-- setup: echo b > f -->\n${console_('$ cat f\nb')}`)).toEqual([]);
    expect(await steps(`<!-- not run: no reason here -->\n${sh('false')}`)).toEqual([]);
    expect(await steps(`<!-- not run \`false\`: fails -->\n${sh('false\ntrue')}`)).toEqual([]);
    expect(await steps('```yaml\njobs:\n  a:\n    steps:\n      - run: (exit 4)\n```\n')).toHaveLength(1);
    expect(await steps('```yaml\na:\n  script:\n    - true\n    - (exit 4)\n```\n')).toHaveLength(1);
    expect(await steps("```groovy\nsh '(exit 4)'\n```\n")).toHaveLength(1);
  });
});
