import type { ChildProcess } from 'node:child_process';
import { closeSync, fstatSync, lstatSync, readFileSync, statSync, writeSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import type { ReadStream } from 'node:tty';
import type { Context, Input, Output, Progress, Prompts, Shown } from './context.ts';
import { declined, EXIT, Failure } from './errors/failure.ts';
import { readSettingsFile } from './host/read-file.ts';
import type { Shared, StateFolder } from './host/storage/state-folder.ts';
import { realProbes } from './host/probes/probes.ts';
import type { Place, Questions } from './host/questions.ts';
import type { run as Run } from './run.ts';
import type { Send } from './transport/send.ts';

/**
 * The only file that touches `process`: builds the real context, runs, and leaves the exit code. What is not needed by
 * every command is imported where it is used, so that the program starts about as fast as Node itself.
 */
export async function main(): Promise<void> {
  // Node and libraries warn on stderr, where scripts read what this tool says; what matters of it is said in its own words.
  process.removeAllListeners('warning');
  const argv = process.argv.slice(2);
  const signals = stopOnSignals();
  const { stop, lastWords } = signals;
  const sender = lateSender();
  const stderr = output(2);
  const context: Context = {
    env: process.env,
    get home() {
      return homeFolder();
    },
    cwd: workingFolder(),
    stdin: input(stop),
    stdout: output(1),
    stderr,
    prompts: prompts(stop),
    progress: progress(stderr),
    files: { read: readText, readInput: inputReader(stop), othersMayRead, owners },
    state: lateState(process.env, homeFolder),
    send: sender.send,
    spawn: runChild(signals),
    probes: realProbes({ node: process.versions.node, platform: process.platform, arch: process.arch }),
    now: () => Date.now(),
    random: () => Math.random(),
    nonce: () => crypto.randomUUID(),
    sleep,
    compact: compactor(),
    uid: process.geteuid?.(),
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
    (sender ??= import('./host/http/undici.ts').then(({ undiciSender }) => undiciSender()));
  return { send: async (request) => (await made()).send(request), close: async () => (await sender)?.close() };
}

/** What signals do: they stop the command, or go to a child as long as there is one. */
interface Signals extends Pick<Context, 'stop' | 'lastWords'> {
  /** Hands every signal to `heard` until the returned function is called. */
  readonly divert: (heard: (signal: NodeJS.Signals) => void) => () => void;
}

/** Signals that stop a command, with its exit code then. */
const STOPS = { SIGINT: EXIT.interrupted, SIGTERM: EXIT.terminated, SIGHUP: EXIT.hungUp } as const;

/** A signal that comes again within so many milliseconds is the same one, passed on by npm or sent to a whole group. */
const REPEAT = 500;

/**
 * The first Ctrl-C, SIGTERM or SIGHUP asks to stop; a second ends at once, with last words where a change is under way.
 * A second SIGHUP does not: nobody pressed it, the shell and the system both send it when a terminal goes.
 */
function stopOnSignals(): Signals {
  const controller = new AbortController();
  const last = new Map<NodeJS.Signals, number>();
  let words: string | undefined;
  let heard: ((signal: NodeJS.Signals) => void) | undefined;
  const isRepeat = (signal: NodeJS.Signals, now: number): boolean => {
    if (now - (last.get(signal) ?? Number.NEGATIVE_INFINITY) < REPEAT) return true;
    last.set(signal, now);
    return false;
  };
  const stopBy = (signal: keyof typeof STOPS): void => {
    if (!controller.signal.aborted || signal === 'SIGHUP') return void controller.abort(STOPS[signal]);
    if (words !== undefined) sayAtOnce(`\n${words}\n`);
    process.exit(STOPS[signal]);
  };
  for (const signal of Object.keys(STOPS) as (keyof typeof STOPS)[]) {
    process.on(signal, () => {
      if (!isRepeat(signal, performance.now())) (heard ?? stopBy)(signal);
    });
  }
  process.on('exit', letGoOfTerminal);
  return {
    stop: controller.signal,
    lastWords: (text) => {
      words = text;
    },
    divert: (to) => {
      heard = to;
      return () => {
        heard = undefined;
      };
    },
  };
}

/** Node restores its terminal at the end and aborts where that has gone; a descriptor that is closed it leaves alone. */
function letGoOfTerminal(): void {
  for (const descriptor of [0, 1, 2]) {
    try {
      if (isDevice(descriptor) && !isTerminal(descriptor)) closeSync(descriptor);
    } catch {
      // it is closed
    }
  }
}

const isDevice = (descriptor: number): boolean => fstatSync(descriptor).isCharacterDevice();

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
    return isDevice(descriptor) && process.getBuiltinModule('node:tty').isatty(descriptor);
  } catch {
    return false; // the descriptor is closed
  }
}

function input(stop: AbortSignal): Input {
  let wasTerminal = false;
  const isTTY = (): boolean => (wasTerminal ||= isTerminal(0));
  return {
    get isTTY() {
      return isTTY();
    },
    bytes: async () => {
      isTTY();
      const parts: Buffer[] = [];
      try {
        const { addAbortSignal } = process.getBuiltinModule('node:stream');
        for await (const part of addAbortSignal(stop, process.stdin)) parts.push(part as Buffer);
      } catch (error) {
        if (!stop.aborted && (error as NodeJS.ErrnoException).code !== 'EIO') throw error;
      }
      // A terminal that is gone ends like a file: what was typed so far is not all of it.
      if (stop.aborted || (wasTerminal && !isTerminal(0))) throw await stopped(stop);
      return Buffer.concat(parts);
    },
  };
}

/** Why a command that waited for a person ends: a signal, or a terminal that is gone, whose signal may still come. */
async function stopped(stop: AbortSignal): Promise<Failure> {
  const { interrupted } = await import('./transport/call.ts');
  return interrupted(stop.aborted ? stop : AbortSignal.abort(EXIT.hungUp));
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
    animated: isTTY && process.env['TERM'] !== 'dumb',
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
        if (descriptor === 1 && !hasGone(descriptor, error)) throw unwritable(error);
        closed = true;
      }
    },
  };
}

/** How systems say that the reader has gone: EOF is Windows, the last is a stream that has said it before. */
const GONE = new Set(['EPIPE', 'EOF', 'ECONNRESET', 'ERR_STREAM_DESTROYED']);

/** The reader has closed the pipe, or the terminal is gone. */
function hasGone(descriptor: 1 | 2, error: unknown): boolean {
  const { code = '' } = error as NodeJS.ErrnoException;
  return GONE.has(code) || (code === 'EIO' && isDevice(descriptor));
}

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
function prompts(stop: AbortSignal): Prompts {
  return {
    confirm: async (message) => answered(stop, ({ confirm }) => confirm, { message }),
    line: async (message) => answered(stop, ({ input }) => input, { message }),
    secret: async (message) => answered(stop, ({ password }) => password, { message, mask: false }),
    select: async (message, choices, first) => answered(stop, ({ select }) => select, { message, choices, first }),
  };
}

/** The answer to a question. Throws Failure: `Declined` on Ctrl-C and Ctrl-D, `Interrupted` on a signal or a hang-up. */
async function answered<T, C>(
  stop: AbortSignal,
  kind: (questions: Questions) => (config: C, place: Place) => Promise<T>,
  config: C,
): Promise<T> {
  const { ask, questions } = await import('./host/questions.ts');
  const prompt = kind(await questions());
  let input: ReadStream | undefined;
  try {
    // Each question opens the terminal for itself: stdin may have been read to its end before (`--from-file -`).
    input = new (process.getBuiltinModule('node:tty').ReadStream)(0);
    return await ask((place) => prompt(config, place), { input, output: talkStream(), signal: stop });
  } catch (error) {
    if (stop.aborted || !isTerminal(0)) throw await stopped(stop);
    if (!['ExitPromptError', 'AbortPromptError'].includes((error as Error).name)) throw error;
    throw declined();
  } finally {
    input?.destroy();
  }
}

/** stderr for libraries that draw on it: that the terminal is gone changes nothing. */
function talkStream(): NodeJS.WriteStream {
  if (process.stderr.listenerCount('error') === 0) process.stderr.on('error', () => undefined);
  return process.stderr;
}

const PATIENCE = 300;

/** A spinner after a moment, on a terminal that can show one alone. */
function progress({ animated }: Output): Progress {
  const silent: Shown = Object.assign(() => undefined, { update: () => undefined });
  const stage: Stage = { asides: 0, spinners: new Set() };
  return {
    start: (text) => (animated && hasSize(process.stderr) ? spinner(text, stage) : silent),
    aside: async (work) => {
      stage.asides++;
      for (const { hide } of stage.spinners) hide();
      try {
        return await work();
      } finally {
        stage.asides--;
        for (const { wait } of stage.spinners) wait();
      }
    },
  };
}

/** The spinners that have not ended, and how many have the terminal in their place. */
interface Stage {
  asides: number;
  readonly spinners: Set<{ readonly hide: () => void; readonly wait: () => void }>;
}

/** Where a terminal does not say how wide it is, a spinner cannot clear its line. */
const hasSize = ({ columns }: NodeJS.WriteStream): boolean => columns > 0;

function spinner(first: string, stage: Stage): Shown {
  let text = first;
  let shown: { text: string; stop(): unknown } | undefined;
  let timer: NodeJS.Timeout | undefined;
  const mayShow = (): boolean => stage.spinners.has(own) && stage.asides === 0 && shown === undefined;
  const show = async (): Promise<void> => {
    const { ora } = await import('./vendor/ora.ts');
    if (mayShow()) shown = ora({ text, stream: talkStream(), discardStdin: false }).start();
  };
  const own = {
    hide: () => {
      clearTimeout(timer);
      shown?.stop();
      shown = undefined;
    },
    wait: () => {
      clearTimeout(timer);
      if (mayShow()) timer = setTimeout(() => void show(), PATIENCE);
    },
  };
  stage.spinners.add(own);
  own.wait();
  const end = (): void => {
    stage.spinners.delete(own);
    own.hide();
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
    (made ??= Promise.all([import('./host/storage/state-folder.ts'), import('./config/paths.ts')]).then(
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

/** Windows says 0 of every file. */
function owners(path: string): number[] {
  if (process.platform === 'win32') return [];
  try {
    return [...new Set([lstatSync(path).uid, statSync(path).uid])];
  } catch {
    return []; // there is none
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
    const { readInputFile } = await import('./host/read-file.ts');
    try {
      return await readInputFile(path, stop);
    } catch (error) {
      if (stop.aborted) throw (await import('./transport/call.ts')).interrupted(stop);
      if (isAbsent(error)) return undefined;
      throw error;
    }
  };
}

/** Whether an error says that there is no such file. */
const isAbsent = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');

/**
 * Runs a child on this terminal, which gets the signals meanwhile: this program ends when its child does. Ctrl-C and
 * Ctrl-\\ reach both from a terminal, elsewhere they are passed on. Whatever ends this program early ends the child.
 */
function runChild({ stop, divert }: Signals): Context['spawn'] {
  return async ([file = '', ...args], env) => {
    const [{ spawn }, { constants }] = await Promise.all([import('node:child_process'), import('node:os')]);
    if (stop.aborted) throw await stopped(stop);
    let child: ChildProcess | undefined;
    const passOn = (signal: NodeJS.Signals): void => {
      if (!(fromKeys.includes(signal) && isTerminal(0))) child?.kill(signal);
    };
    const killed = (): void => void child?.kill();
    // Heard before there is a child: a signal that came in between would end this program and leave the child behind.
    const back = divert(passOn);
    process.on('SIGQUIT', passOn).on('exit', killed);
    try {
      const started = startedOr(file, () => spawn(file, args, { env, stdio: 'inherit' }));
      child = started;
      return await new Promise((resolve, reject) => {
        started.on('error', (error: NodeJS.ErrnoException) => reject(notRun(file, error)));
        started.on('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal ?? 'SIGINT'] ?? 0)));
      });
    } finally {
      process.off('SIGQUIT', passOn).off('exit', killed);
      back();
    }
  };
}

/** What a terminal sends to the whole foreground group. */
const fromKeys: readonly NodeJS.Signals[] = ['SIGINT', 'SIGQUIT'];

/** What cannot even be tried (an argument list that is too long) is thrown at once, and not reported by an event. */
function startedOr(file: string, start: () => ChildProcess): ChildProcess {
  try {
    return start();
  } catch (error) {
    throw notRun(file, error as NodeJS.ErrnoException);
  }
}

function notRun(file: string, error: NodeJS.ErrnoException): Failure {
  const message = error.code === 'ENOENT' ? `${file}: no such command` : `${file}: ${error.message}`;
  return new Failure({ exitCode: EXIT.usage, code: 'Usage', message });
}

/**
 * V8 lets its heap grow as long as something runs fast, though little of it is in use. What the inspector calls
 * collecting garbage shrinks it again, in some milliseconds and without a port. Where there is no inspector it stays.
 */
function compactor(): () => Promise<void> {
  let client: { post(method: string, done: () => void): void } | undefined;
  const opened = () => {
    const { Session } = process.getBuiltinModule('node:inspector');
    const made = new Session();
    made.connect();
    return made;
  };
  return () =>
    new Promise((done) => {
      try {
        client ??= opened();
        client.post('HeapProfiler.collectGarbage', () => done());
      } catch {
        client = { post: (_method, end) => end() };
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
