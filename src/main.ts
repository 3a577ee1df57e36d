/** The entry of the program: starts one command line, or a refresh of names, with the real context. */
import type { Context } from './context.ts';
import { runChild } from './host/children.ts';
import { compactor } from './host/compact.ts';
import { files } from './host/files.ts';
import { lateSender, listen } from './host/http/late.ts';
import { realProbes } from './host/probes/probes.ts';
import { endWithin, homeFolder, isRunning, sleep, workingFolder } from './host/process.ts';
import { progress, spinnerLine } from './host/progress.ts';
import { prompts } from './host/prompts/prompts.ts';
import { stopOnSignals } from './host/signals.ts';
import { input, output } from './host/stdio.ts';
import { lateState, versionedFiles } from './host/storage/late.ts';
import { translate } from './host/translation.ts';
import type { run as Run } from './run.ts';

/**
 * Builds the real context, runs the command line, and sets the exit code. Modules that not every command needs are
 * imported late, so that the program starts about as fast as Node itself.
 */
export const main = (): Promise<void> => start(run);

/** Milliseconds after which a refresh of names ends, finished or not. */
const REFRESH_LIMIT = 10_000;

/** The same for a separate process that reads names for completion: its words are those of `__refresh`. */
export function refresh(): Promise<void> {
  endWithin(REFRESH_LIMIT);
  return start(async ([, request = ''], context) => (await import('./run.ts')).refreshNames(request, context));
}

async function start(work: typeof run): Promise<void> {
  // Node and libraries warn on stderr, where scripts read the messages of this tool, which reports what matters itself.
  process.removeAllListeners('warning');
  translate(process.env);
  const argv = process.argv.slice(2);
  const signals = stopOnSignals();
  const { stop, lastWords } = signals;
  const sender = lateSender();
  const home = homeFolder();
  const line = spinnerLine();
  const stderr = output(2, line);
  const shown = progress(stderr, line);
  const context: Context = {
    env: process.env,
    home,
    cwd: workingFolder(),
    stdin: input(stop),
    stdout: output(1, line),
    stderr,
    prompts: prompts(stop, stderr, shown.aside),
    progress: shown,
    files: files(stop),
    changeFile: async (path, change) =>
      (await import('./host/storage/change-file.ts')).fileChanger(context)(path, change),
    changeUserFile: async (path, change) =>
      (await import('./host/storage/change-user-file.ts')).userFileChanger(context)(path, change),
    versionedFiles,
    state: lateState(process.env, home),
    send: sender.send,
    listen,
    spawn: runChild(signals),
    runProgram: async (command, options) => (await import('./host/run-program.ts')).runProgram(command, options),
    pager: async (command, text, options) => (await import('./host/pager.ts')).pager(signals)(command, text, options),
    probes: realProbes({ node: process.versions.node, platform: process.platform, arch: process.arch }),
    now: Date.now,
    random: Math.random,
    nonce: () => crypto.randomUUID(),
    sleep,
    compact: compactor(),
    uid: process.geteuid?.(),
    pid: process.pid,
    parentPid: process.ppid,
    isRunning,
    lastWords,
    stop,
  };
  process.exitCode = await work(argv, context);
  line.end();
  await sender.close();
}

/** Runs one command line, as `main` does but with any context: how the tests of commands reach the built program. */
export const run: typeof Run = async (argv, context) => (await import('./run.ts')).run(argv, context);
