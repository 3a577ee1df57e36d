/** Copies of the project that tests can change, and commands that run in them. */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const project = join(import.meta.dirname, '..', '..');

/** The paths that new-operation reads and writes. */
const PARTS = ['src/operations', 'src/emulator/handlers', 'test/samples', 'facts', 'CHANGELOG.md'];

/** The same paths, and those that check the results. */
export const WHOLE = [
  'src',
  'test',
  'scripts',
  'facts',
  'docs',
  'README.md',
  'CHANGELOG.md',
  'package.json',
  'package-lock.json',
  'jest.config.js',
];

const copies: string[] = [];

/** Copies parts of the project and returns the folder. */
export function copied(parts: readonly string[] = PARTS): string {
  const copy = mkdtempSync(join(tmpdir(), 'alikafka-copy-'));
  copies.push(copy);
  for (const part of parts) cpSync(join(project, part), join(copy, part), { recursive: true });
  symlinkSync(join(project, 'node_modules'), join(copy, 'node_modules'), 'junction');
  return copy;
}

/** Removes the copies that the tests of this file made. */
export function removeCopies(): void {
  for (const copy of copies.splice(0)) rmSync(copy, { recursive: true });
}

/** The text of a file of a copy. */
export const textOf = (root: string, path: string): string => readFileSync(join(root, path), 'utf8');

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a script in a copy: its output and exit code. */
export function ran(cwd: string, ...args: readonly string[]): Promise<Ran> {
  return new Promise((done) => {
    const child = execFile(process.execPath, [...args], { cwd, maxBuffer: 2 ** 26 }, (_error, stdout, stderr) =>
      done({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

/** The compiler's messages for the operations, the emulator and the samples of some copies. */
export async function compiled(...roots: readonly string[]): Promise<string> {
  const { compilerOptions } = JSON.parse(textOf(project, 'tsconfig.json')) as { compilerOptions: object };
  const [first = ''] = roots;
  const include = roots.flatMap((root) =>
    ['src/operations', 'src/emulator', 'test/samples'].map((part) => join(root, part)),
  );
  writeFileSync(join(first, 'tsconfig.json'), JSON.stringify({ compilerOptions, include }));
  return (await ran(first, join(project, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.json')).stdout;
}

/** Generates the pages of a copy and runs its tests of records and samples: the failures, and the number that pass. */
export async function judged(root: string): Promise<{ readonly failures: readonly string[]; readonly passed: number }> {
  const generated = await ran(root, 'scripts/generate.mjs');
  const jest = ['--experimental-vm-modules', '--no-warnings', join(project, 'node_modules/jest/bin/jest.js')];
  const tests = ['test/records.test.ts', 'test/samples.test.ts'];
  const { stdout } = await ran(root, ...jest, ...tests, '--json', '--selectProjects', 'sources', '-w', '1');
  const { numPassedTests, testResults } = JSON.parse(stdout.slice(stdout.indexOf('{'))) as {
    numPassedTests: number;
    testResults: { message: string }[];
  };
  const failures = [generated.stderr, ...testResults.map(({ message }) => message)].filter((text) => text !== '');
  return { failures, passed: numPassedTests };
}
