import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import type { Context, Input, Output, Progress, Prompts } from './context.ts';
import { EXIT, Failure } from './errors/failure.ts';
import { run } from './run.ts';
import { undiciSender } from './wire/undici.ts';

/** The only file that touches `process`: builds the real context, runs, and leaves the exit code. */
export async function main(): Promise<void> {
  const stop = stopOnSignals();
  const sender = undiciSender();
  const context: Context = {
    env: process.env,
    home: homedir(),
    cwd: process.cwd(),
    stdin: input(),
    stdout: output(process.stdout),
    stderr: output(process.stderr),
    prompts: prompts(),
    progress: progress(),
    files: { read: readText },
    send: sender.send,
    spawn: runChild,
    now: () => Date.now(),
    random: () => Math.random(),
    nonce: () => randomUUID(),
    sleep,
    stop,
  };
  process.exitCode = await run(process.argv.slice(2), context);
  await sender.close();
}

/** The first Ctrl-C or SIGTERM asks to stop; a second ends at once. */
function stopOnSignals(): AbortSignal {
  const controller = new AbortController();
  const on = (code: number) => (): void => {
    if (controller.signal.aborted) process.exit(code);
    controller.abort(code);
  };
  process.on('SIGINT', on(EXIT.interrupted));
  process.on('SIGTERM', on(EXIT.terminated));
  return controller.signal;
}

function input(): Input {
  return {
    get isTTY() {
      return process.stdin.isTTY === true;
    },
    text: async () => {
      const parts: Buffer[] = [];
      for await (const part of process.stdin) parts.push(part as Buffer);
      return Buffer.concat(parts).toString('utf8');
    },
  };
}

/** Waits where the reader is slow; a reader that has gone (`| head -1`) ends the program quietly. */
function output(stream: NodeJS.WriteStream): Output {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? EXIT.done : EXIT.refused);
  });
  return {
    isTTY: stream.isTTY === true,
    columns: stream.columns ?? 80,
    write: (text) => new Promise((resolve) => (stream.write(text) ? resolve() : stream.once('drain', () => resolve()))),
  };
}

/** Questions go to stderr: stdout carries data alone. The library is imported at the first one. */
function prompts(): Prompts {
  const streams = { input: process.stdin, output: process.stderr };
  return {
    confirm: async (message) => answered((await import('@inquirer/confirm')).default({ message, default: false }, streams)),
    line: async (message) => answered((await import('@inquirer/input')).default({ message }, streams)),
    secret: async (message) => answered((await import('@inquirer/password')).default({ message, mask: false }, streams)),
  };
}

/** Ctrl-C at a question declines it. */
async function answered<T>(question: Promise<T>): Promise<T> {
  try {
    return await question;
  } catch (error) {
    if ((error as { name?: string }).name !== 'ExitPromptError') throw error;
    throw new Failure({ exitCode: EXIT.interrupted, code: 'Declined', message: 'declined: nothing was sent' });
  }
}

const PATIENCE = 300;

/** A spinner after a moment, on a terminal alone. */
function progress(): Progress {
  if (process.stderr.isTTY !== true) return { start: () => () => undefined };
  return {
    start: (text) => {
      let spinner: { stop(): unknown } | undefined;
      let ended = false;
      const timer = setTimeout(async () => {
        const { default: ora } = await import('ora');
        if (!ended) spinner = ora({ text, stream: process.stderr, discardStdin: false }).start();
      }, PATIENCE);
      return () => {
        ended = true;
        clearTimeout(timer);
        spinner?.stop();
      };
    },
  };
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function runChild(command: readonly string[], env: Record<string, string>): Promise<number> {
  const [file = '', ...args] = command;
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { env, stdio: 'inherit' });
    child.on('error', (error: NodeJS.ErrnoException) => {
      reject(new Failure({ exitCode: EXIT.usage, code: 'Usage', message: error.code === 'ENOENT' ? `${file}: no such command` : `${file}: ${error.message}` }));
    });
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGTERM' ? EXIT.terminated : EXIT.interrupted)));
  });
}

function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted === true) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
