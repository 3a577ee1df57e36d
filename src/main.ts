import { fstatSync, readFileSync, statSync, writeSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import type { Context, Input, Output, Progress, Prompts, Shown } from './context.ts';
import { EXIT, Failure } from './errors/failure.ts';
import { readSettingsFile } from './files/read-file.ts';
import type { Shared, StateFolder } from './files/state-folder.ts';
import { realProbes } from './probes/probes.ts';
import type { Send } from './wire/send.ts';

/**
 * The only file that touches `process`: builds the real context, runs, and leaves the exit code. What is not needed by
 * every command is imported where it is used, so that the program starts about as fast as Node itself.
 */
export async function main(): Promise<void> {
  const argv = process.argv.slice(2);
  const { stop, lastWords } = stopOnSignals();
  const sender = lateSender();
  const { run } = await import('./run.ts');
  const context: Context = {
    env: process.env,
    get home() {
      return homeFolder();
    },
    cwd: workingFolder(),
    stdin: input(),
    stdout: output(1),
    stderr: output(2),
    prompts: prompts(),
    progress: progress(),
    files: { read: readText, readInput: inputReader(stop), othersMayRead },
    state: lateState(process.env, homeFolder),
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
      if (words !== undefined) sayAtOnce(`\n${words}\n`);
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

/** The last that is said before the end. That nobody hears it changes nothing. */
function sayAtOnce(text: string): void {
  try {
    writeDirect(2, Buffer.from(text));
  } catch {
    return;
  }
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
 * and its pipe does not block, the stream takes over. A reader that has gone (`| head -1`) changes nothing but that.
 */
function output(descriptor: 1 | 2): Output {
  const stream = (): NodeJS.WriteStream => (descriptor === 1 ? process.stdout : process.stderr);
  const isTTY = isTerminal(descriptor);
  let [direct, closed] = [true, false];
  const write = async (bytes: Uint8Array): Promise<void> => {
    const rest = direct ? writeDirect(descriptor, bytes) : bytes;
    direct &&= rest.length === 0;
    if (rest.length > 0) await writeStream(stream(), rest);
  };
  return {
    isTTY,
    // a terminal without a size says 0
    columns: isTTY ? stream().columns || 80 : 80,
    get closed() {
      return closed;
    },
    write: async (text) => {
      if (closed) return;
      try {
        await write(typeof text === 'string' ? Buffer.from(text) : text);
      } catch (error) {
        // Nobody to tell is no reason to stop: what is said on stderr changes nothing.
        if (descriptor === 1 && !isClosedPipe(error)) throw unwritable(error);
        closed = true;
      }
    },
  };
}

/** How systems say that the reader has gone: EOF is Windows, the last is a stream that has said it before. */
const GONE = new Set(['EPIPE', 'EOF', 'ECONNRESET', 'ERR_STREAM_DESTROYED']);

const isClosedPipe = (error: unknown): boolean => GONE.has((error as NodeJS.ErrnoException).code ?? '');

const unwritable = (error: unknown): Failure =>
  new Failure({
    exitCode: EXIT.refused,
    code: 'StdoutFailed',
    message: `stdout cannot be written: ${(error as Error).message}`,
    cause: error,
  });

/** Writes what can be written at once; returns the rest. */
function writeDirect(descriptor: 1 | 2, bytes: Uint8Array): Uint8Array {
  let rest = bytes;
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(descriptor, rest));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
  }
  return rest;
}

/** Settles when the bytes are out. */
async function writeStream(stream: NodeJS.WriteStream, bytes: Uint8Array): Promise<void> {
  // the callback tells whoever writes; without a listener the event would end the program
  if (stream.listenerCount('error') === 0) stream.on('error', () => undefined);
  await new Promise<void>((resolve, reject) =>
    stream.write(bytes, (error) => (error === null || error === undefined ? resolve() : reject(error))),
  );
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
    const { ora } = await import('./ora-library.ts');
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

/** The user's home. Not every user has one (any uid in a container), and a relative HOME would be each folder's own. */
function homeFolder(): string | undefined {
  try {
    const home = process.getBuiltinModule('node:os').homedir();
    return isAbsolute(home) ? home : undefined;
  } catch {
    return undefined;
  }
}

/** The working folder; it may have been removed. */
function workingFolder(): string | undefined {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
}

/** The folder of what is remembered, imported at its first use. */
function lateState(env: Context['env'], home: () => string | undefined): StateFolder {
  let made: Promise<StateFolder> | undefined;
  const folder = (): Promise<StateFolder> =>
    (made ??= Promise.all([import('./files/state-folder.ts'), import('./config/paths.ts')]).then(
      ([{ noFolder, stateFolder }, paths]) => {
        const path = paths.stateFolder(env, home());
        return path === undefined ? noFolder(paths.NO_STATE_FOLDER) : stateFolder(path);
      },
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
    return readSettingsFile(path);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

/** Input is read so that a Ctrl-C is heard while a pipe says nothing. */
function inputReader(stop: AbortSignal): Context['files']['readInput'] {
  return async (path) => {
    const { readInputFile } = await import('./files/read-file.ts');
    try {
      return await readInputFile(path, stop);
    } catch (error) {
      if (stop.aborted) throw (await import('./wire/call.ts')).interrupted(stop);
      if (isAbsent(error)) return undefined;
      throw error;
    }
  };
}

/** Whether an error says that there is no such file. */
const isAbsent = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');

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
