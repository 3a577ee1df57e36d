/** Runs the blocks of a page like a reader: in one shell, in an empty folder, on a new emulator. */
import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type Block, matches, shownIn } from './doc-blocks.ts';

/** Marks the end of the output of a step. The exit code follows. */
const END = '\u001e';

interface Step {
  readonly line: number;
  readonly command: string;
  /** Shell lines that run the step and leave its exit code in `$?`. */
  readonly script: string;
  readonly exit: number;
  /** The expected output; undefined if the page shows none. */
  readonly output?: readonly string[];
}

/** Whether this system has a POSIX shell. */
export const hasShell = process.platform !== 'win32';

/** A message for each difference between the page and the program. */
export async function problemsOf(blocks: readonly Block[], program: string): Promise<string[]> {
  const steps = blocks.filter(({ notRun }) => notRun === undefined).flatMap(stepsOf);
  const printed = (await runSteps(steps, program)).split(END);
  return steps.flatMap((step, at) => {
    const text = printed[at] ?? '';
    const code = /^(\d+)\n/.exec(printed[at + 1] ?? '')?.[1];
    const all = (at === 0 ? text : text.replace(/^\d+\n/, '')).trimEnd().split('\n');
    const lines = all.length === 1 && all[0] === '' ? [] : all;
    const place = `line ${step.line}: ${step.command}`;
    if (code === undefined) return [`${place}\ndid not run to its end:\n${lines.join('\n')}`];
    if (Number(code) !== step.exit) return [`${place}\nended with ${code}, not ${step.exit}:\n${lines.join('\n')}`];
    if (step.output === undefined || matches(step.output, lines, step.command)) return [];
    return [`${place}\nthe page shows:\n${step.output.join('\n')}\nprinted was:\n${lines.join('\n')}`];
  });
}

function stepsOf({ line, language, text, skipped, setup }: Block): Step[] {
  const isSkipped = (command: string): boolean => skipped.some(({ starts }) => command.startsWith(starts));
  const first = setup.map((command) => ({ line, command, script: command, exit: 0 }));
  if (language !== 'console') {
    const lines = text.split('\n').filter((each) => !isSkipped(each));
    const script = `( set -e\n${lines.map(withExit).join('\n')}\n)`;
    return [...first, { line, command: 'the block', script, exit: 0 }];
  }
  const shown = shownIn(text).filter(({ command }) => !isSkipped(command));
  return [...first, ...shown.map(({ command, output, exit }) => ({ line, command, script: command, exit, output }))];
}

/** A line `command # exit 7` must end with 7. */
function withExit(line: string): string {
  const [, command, code] = /^(.*\S)\s+# exit (\d+)\b/.exec(line) ?? [];
  return command === undefined ? line : `if ${command}; then s=0; else s=$?; fi; [ "$s" -eq ${code} ]`;
}

async function runSteps(steps: readonly Step[], program: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'alikafka-docs-'));
  try {
    const [bin, work] = [join(folder, 'bin'), join(folder, 'work')];
    await Promise.all([mkdir(bin), mkdir(work)]);
    await writeFile(join(bin, 'alikafka'), `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`);
    await chmod(join(bin, 'alikafka'), 0o755);
    const script = steps.map((step) => `${step.script}\ns=$?; printf '\\036%s\\n' "$s"; (exit $s)\n`).join('');
    const file = join(folder, 'page.sh');
    await writeFile(file, `exec 2>&1\n${script}`);
    return await outputOf(file, work, {
      SHELL: '/bin/bash',
      PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`,
      HOME: folder,
      TMPDIR: folder,
      LC_ALL: 'C.UTF-8',
      ALIKAFKA_PROFILE: 'local',
      ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true',
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function outputOf(file: string, cwd: string, env: Record<string, string>): Promise<string> {
  return new Promise((done, failed) => {
    const child = spawn('sh', [file], { cwd, env, stdio: ['ignore', 'pipe', 'ignore'] });
    const parts: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => parts.push(part));
    child.on('error', failed);
    child.on('close', () => done(Buffer.concat(parts).toString('utf8')));
  });
}
