import { fstatSync, readFileSync, statSync, writeSync } from 'node:fs';
import type { Context, Input, Output, Progress, Prompts, Shown } from './context.ts';
import { EXIT, Failure } from './errors/failure.ts';
import type { Shared, StateFolder } from './files/state-folder.ts';
import { realProbes } from './probes/probes.ts';
import type { run as Run } from './run.ts';
import type { Send } from './wire/send.ts';

/**
 * The only file that touches `process`: builds the real context, runs, and leaves the exit code. What is not needed by
 * every command is imported where it is used, so that the program starts about as fast as Node itself.
 */
export async function main(): Promise<void> {
  const argv = process.argv.slice(2);
  const { stop, lastWords } = stopOnSignals();
  const sender = lateSender();
  const context: Context = {
    env: process.env,
    get home() {
      return process.getBuiltinModule('node:os').homedir();
    },
    cwd: process.cwd(),
    stdin: input(),
    stdout: output(1),
    stderr: output(2),
    prompts: prompts(),
    progress: progress(),
    files: { read: readText, othersMayRead },
    state: lateState(process.env, () => process.getBuiltinModule('node:os').homedir()),
    send: sender.send,
    spawn: runChild,
    probes: realProbes({ node: process.versions.node, platform: process.platform, arch: process.arch }),
    now: () => Date.now(),
    random: () => Math.random(),
    nonce: () => crypto.randomUUID(),
    sleep,
    compact: compactor(),
    pid: process.pid,
    isRunning,
    lastWords,
    stop,
  };
  process.exitCode = await run(argv, context);
  await sender.close();
}

/** Runs one command line, as `main` does but with any context: how the tests of commands reach the built program. */
export const run: typeof Run = async (argv, context) => (await import('./run.ts')).run(argv, context);

/** The HTTP client, imported at the first request. */
function lateSender(): { send: Send; close(): Promise<void> } {
  let sender: Promise<{ send: Send; close(): Promise<void> }> | undefined;
  const made = (): Promise<{ send: Send; close(): Promise<void> }> =>
    (sender ??= import('./wire/undici.ts').then(({ undiciSender }) => undiciSender()));
  return { send: async (request) => (await made()).send(request), close: async () => (await sender)?.close() };
}

/** The first Ctrl-C or SIGTERM asks to stop; a second ends at once, with last words where a change is under way. */
function stopOnSignals(): Pick<Context, 'stop' | 'lastWords'> {
  const controller = new AbortController();
  let words: string | undefined;
  const on = (code: number) => (): void => {
    if (controller.signal.aborted) {
      if (words !== undefined) writeDirect(2, Buffer.from(`\n${words}\n`));
      process.exit(code);
    }
    controller.abort(code);
  };
  process.on('SIGINT', on(EXIT.interrupted));
  process.on('SIGTERM', on(EXIT.terminated));
  const lastWords = (text: string | undefined): void => {
    words = text;
  };
  return { stop: controller.signal, lastWords };
}

/** Node's own test loads its network code; only what is a character device can be a terminal at all. */
function isTerminal(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice() && process.getBuiltinModule('node:tty').isatty(descriptor);
  } catch {
    return false; // the descriptor is closed
  }
}

function input(): Input {
  return {
    get isTTY() {
      return isTerminal(0);
    },
    text: async () => {
      const parts: Buffer[] = [];
      for await (const part of process.stdin) parts.push(part as Buffer);
      return Buffer.concat(parts).toString('utf8');
    },
  };
}

/**
 * Writes to the file descriptor itself: making Node's stream costs more than printing a table. Where the reader is slow
 * and its pipe does not block, the stream takes over; a reader that has gone (`| head -1`) ends the program quietly.
 */
function output(descriptor: 1 | 2): Output {
  const stream = (): NodeJS.WriteStream => (descriptor === 1 ? process.stdout : process.stderr);
  const isTTY = isTerminal(descriptor);
  let direct = true;
  return {
    isTTY,
    // a terminal without a size says 0
    columns: isTTY ? stream().columns || 80 : 80,
    write: async (text) => {
      let rest = typeof text === 'string' ? Buffer.from(text) : text;
      if (direct) rest = writeDirect(descriptor, rest);
      direct &&= rest.length === 0;
      if (rest.length > 0) await writeStream(stream(), rest);
    },
  };
}

/** Writes what can be written at once; returns the rest. */
function writeDirect(descriptor: 1 | 2, bytes: Uint8Array): Uint8Array {
  let rest = bytes;
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(descriptor, rest));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') {
      gone(descriptor, error as NodeJS.ErrnoException);
      return new Uint8Array();
    }
  }
  return rest;
}

async function writeStream(stream: NodeJS.WriteStream, bytes: Uint8Array): Promise<void> {
  if (stream.listenerCount('error') === 0)
    stream.on('error', (error: NodeJS.ErrnoException) => gone(stream === process.stderr ? 2 : 1, error));
  await new Promise<void>((resolve) => (stream.write(bytes) ? resolve() : stream.once('drain', resolve)));
}

/** Nobody reads the data any more: nothing is left to do. That nobody listens to the talk changes nothing. */
function gone(descriptor: 1 | 2, { code, message }: NodeJS.ErrnoException): void {
  if (descriptor === 2) return;
  if (code !== 'EPIPE') writeDirect(2, Buffer.from(`error: stdout cannot be written: ${message ?? ''}\n`));
  process.exit(code === 'EPIPE' ? EXIT.done : EXIT.refused);
}

/** Questions go to stderr: stdout carries data alone. The library is imported at the first one. */
function prompts(): Prompts {
  const streams = () => ({ input: process.stdin, output: process.stderr });
  return {
    confirm: async (message) =>
      answered((await import('./prompts-library.ts')).confirm({ message, default: false }, streams())),
    line: async (message) => answered((await import('./prompts-library.ts')).input({ message }, streams())),
    secret: async (message) =>
      answered((await import('./prompts-library.ts')).password({ message, mask: false }, streams())),
    select: async (message, choices, first) =>
      answered((await import('./prompts-library.ts')).select({ message, choices, first }, streams())),
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
  const silent: Shown = Object.assign(() => undefined, { update: () => undefined });
  return { start: (text) => (isTerminal(2) && hasSize(process.stderr) ? spinner(text) : silent) };
}

/** Where a terminal does not say how wide it is, a spinner cannot clear its line. */
const hasSize = ({ columns }: NodeJS.WriteStream): boolean => columns > 0;

function spinner(first: string): Shown {
  let text = first;
  let shown: { text: string; stop(): unknown } | undefined;
  let ended = false;
  const show = async (): Promise<void> => {
    const { ora } = await import('./vendor/ora.ts');
    if (!ended) shown = ora({ text, stream: process.stderr, discardStdin: false }).start();
  };
  const timer = setTimeout(() => void show(), PATIENCE);
  const end = (): void => {
    ended = true;
    clearTimeout(timer);
    shown?.stop();
  };
  const update = (next: string): void => {
    text = next;
    if (shown !== undefined) shown.text = next;
  };
  return Object.assign(end, { update });
}

/** The folder of what is remembered, imported at its first use. */
function lateState(env: Context['env'], home: () => string): StateFolder {
  let made: Promise<StateFolder> | undefined;
  const folder = (): Promise<StateFolder> =>
    (made ??= Promise.all([import('./files/state-folder.ts'), import('./config/paths.ts')]).then(
      ([{ stateFolder }, paths]) => stateFolder(paths.stateFolder(env, home())),
    ));
  return {
    shared: <V>(name: string, initial: () => V): Shared<V> => {
      let value: Promise<Shared<V>> | undefined;
      const opened = (): Promise<Shared<V>> => (value ??= folder().then((made) => made.shared(name, initial)));
      return { change: async (change) => (await opened()).change(change) };
    },
    read: async (name) => (await folder()).read(name),
    append: async (name, text) => (await folder()).append(name, text),
    remove: async (name) => (await folder()).remove(name),
    names: async (prefix) => (await folder()).names(prefix),
  };
}

/** Windows has no such modes: there everything looks open, and nothing is said. */
function othersMayRead(path: string): boolean {
  if (process.platform === 'win32') return false;
  try {
    return statSync(path).mode % 0o100 > 0;
  } catch {
    return false; // there is none
  }
}

/** Settings are a handful of small files: waiting for them one by one would cost more than reading them at once. */
async function readText(path: string): Promise<string | undefined> {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

async function runChild(command: readonly string[], env: Record<string, string>): Promise<number> {
  const [{ spawn }, { constants }] = await Promise.all([import('node:child_process'), import('node:os')]);
  const [file = '', ...args] = command;
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { env, stdio: 'inherit' });
    child.on('error', (error: NodeJS.ErrnoException) => {
      reject(
        new Failure({
          exitCode: EXIT.usage,
          code: 'Usage',
          message: error.code === 'ENOENT' ? `${file}: no such command` : `${file}: ${error.message}`,
        }),
      );
    });
    child.on('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal ?? 'SIGINT'] ?? 0)));
  });
}

/**
 * V8 lets its heap grow as long as something runs fast, though little of it is in use. What the inspector calls
 * collecting garbage shrinks it again, in some milliseconds and without a port. Where there is no inspector it stays.
 */
function compactor(): () => Promise<void> {
  let session: { post(method: string, done: () => void): void } | undefined;
  const opened = () => {
    const { Session } = process.getBuiltinModule('node:inspector');
    const made = new Session();
    made.connect();
    return made;
  };
  return () =>
    new Promise((done) => {
      try {
        session ??= opened();
        session.post('HeapProfiler.collectGarbage', () => done());
      } catch {
        session = { post: (_method, end) => end() };
        done();
      }
    });
}

/** A number alone may have been given to somebody else meanwhile: where the system tells, the command line is looked at. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('alikafka');
  } catch {
    return true;
  }
}

function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted === true) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal?.addEventListener('abort', end);
  });
}
