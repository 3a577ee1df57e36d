/** README and docs/ say what the program does: their commands are run on the emulator, and the output they show is compared. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { blocksOf } from './support/doc-blocks.ts';
import { hasShell, problemsOf } from './support/doc-run.ts';

const ROOT = join(import.meta.dirname, '..');
const PROGRAM = join(ROOT, 'bin', 'alikafka.js');

const written = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs')).flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : [])),
];
const pages = written.map((path) => [path, blocksOf(readFileSync(join(ROOT, path), 'utf8'))] as const);
const withBlocks = pages.filter(([, blocks]) => blocks.some(({ notRun }) => notRun === undefined));

/** Pages at a time: commands wait for the disk and for each other. */
const AT_ONCE = 3;

describe('the commands of a page run, and print what it shows:', () => {
  const ran = new Map<string, Promise<string[]>>();

  beforeAll(() => {
    const lanes: Promise<unknown>[] = Array.from({ length: AT_ONCE }, () => Promise.resolve());
    for (const [at, [path, blocks]] of withBlocks.entries()) {
      const lane = at % AT_ONCE;
      const problems = (lanes[lane] ?? Promise.resolve()).then(() => problemsOf(blocks, PROGRAM));
      ran.set(path, problems);
      lanes[lane] = problems.catch(() => undefined);
    }
  });

  if (!hasShell) console.log('the commands of README.md and docs/ are not run: this system has no sh');
  (hasShell ? test : test.skip).each(withBlocks.map(([path]) => path))(
    '%s',
    async (path) => expect((await ran.get(path))?.join('\n\n')).toBe(''),
    60_000,
  );
});
