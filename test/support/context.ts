/**
 * Runs a command from the outside: `runCli(argv, options)` calls `run` with a context in which every effect is a fake. It
 * returns exit code, stdout and stderr, the calls that were made and the questions that were asked.
 */
import type { Context, Files, Output, Prompts } from '../../src/context.ts';
import { Failure } from '../../src/errors/failure.ts';
import type { StateFolder } from '../../src/ports/state-folder.ts';
import { memoryFolder } from './memory-folder.ts';
import type { Probes } from '../../src/ports/probes.ts';
import { listen } from '../../src/host/http/server.ts';
import { runProgram } from '../../src/host/run-program.ts';
import { fileChanger } from '../../src/host/storage/change-file.ts';
import { userFileChanger } from '../../src/host/storage/change-user-file.ts';
import { versionedFiles } from '../../src/host/storage/late.ts';
import { run } from '../../src/run.ts';
import type { Send } from '../../src/transport/send.ts';
import { type Clock, fixedClock, NOW } from './effects.ts';
import { fakeProbes } from './probes.ts';
import { type Call, service, type Script } from './service.ts';

export const REGION = 'cn-hangzhou';
export const INSTANCE = 'alikafka_post-cn-test00000001';

/** Keys, region and instance of an account that does not exist. */
export const ENV: Readonly<Record<string, string>> = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'testid',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'testsecret',
  ALIKAFKA_REGION: REGION,
  ALIKAFKA_INSTANCE: INSTANCE,
  // The metadata server is not asked.
  ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true',
};

/** The answers of a person, or a failure for Ctrl-C. A question without an answer is an error: exit 70. */
export interface Answers {
  readonly confirm?: readonly (boolean | Failure)[];
  readonly line?: readonly (string | Failure)[];
  readonly secret?: readonly (string | Failure)[];
  /** Values to select. A value that is not among the choices is an error. */
  readonly select?: readonly (string | Failure)[];
  /** Values to pick, several with commas. A value that is not in the list is an error unless text can be typed. */
  readonly pick?: readonly (string | Failure)[];
}

export interface Options {
  /** In addition to keys, region and instance; undefined removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** undefined: there is none. */
  readonly home?: string | undefined;
  readonly cwd?: string | undefined;
  /** The contents of stdin; empty when absent. */
  readonly stdin?: string | Uint8Array;
  /** stdin, stdout and stderr are terminals. */
  readonly terminal?: boolean;
  /** Only stderr is a terminal, as with `alikafka … | jq`. */
  readonly stderrTerminal?: boolean;
  /** Only stdin is a terminal, as with `alikafka … 2>log`. */
  readonly stdinTerminal?: boolean;
  /** stderr shows animated progress; by default if it is a terminal. */
  readonly animated?: boolean;
  readonly columns?: number;
  /** Height of the terminal; not known when absent. */
  readonly rows?: number;
  /** A pager, where one may be used; by default none can be started. */
  readonly pager?: Context['pager'];
  /** stdout fails with this system error after a number of bytes (at once if only the code is given). */
  readonly stdoutFails?: { readonly code: string; readonly after?: number };
  readonly answers?: Answers;
  /** Files by path, or a reader of texts. */
  readonly files?: Readonly<Record<string, string | Uint8Array>> | (Pick<Files, 'read'> & Partial<Files>);
  /** Responses by action. Without them, a request is an error. */
  readonly script?: Script;
  /** Sends requests, instead of the responses above. */
  readonly send?: Send;
  /** Time and random numbers; by default a clock that only sleeping moves. */
  readonly clock?: Clock;
  /** The state that is kept between commands; by default it is discarded after the command. */
  readonly state?: StateFolder;
  readonly stop?: AbortSignal;
  readonly spawn?: Context['spawn'];
  /** Probes of `doctor` other than files and HTTP; by default a healthy machine. */
  readonly probes?: Probes;
  readonly isRunning?: Context['isRunning'];
  /** The user id; default 1000. */
  readonly uid?: number;
  /** The process id; default 1. */
  readonly pid?: number;
  /** The process id of the parent, whose name is in the file `/proc/<id>/comm`; default 2. */
  readonly parentPid?: number;
}

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The requests that were sent, in order. */
  readonly calls: readonly Call[];
  /** Questions that were asked, in order. */
  readonly asked: readonly string[];
  /** Milliseconds of every sleep. */
  readonly waits: readonly number[];
}

interface Capture extends Output {
  text(): string;
}

function capture(
  isTTY: boolean,
  { columns = 80, rows = 0 }: Pick<Options, 'columns' | 'rows'>,
  fails?: Options['stdoutFails'],
  animated: boolean = isTTY,
): Capture {
  const parts: Buffer[] = [];
  let closed = false;
  const full = (): boolean => fails !== undefined && Buffer.concat(parts).length >= (fails.after ?? 0);
  return {
    isTTY,
    animated,
    columns,
    rows,
    get closed() {
      return closed;
    },
    write: async (text) => {
      if (!full()) return void parts.push(Buffer.from(text as string));
      if (fails?.code === 'EPIPE') closed = true;
      else throw new Failure({ exitCode: 1, code: 'StdoutFailed', message: `cannot write to stdout: ${fails?.code}` });
    },
    text: () => Buffer.concat(parts).toString('utf8'),
  };
}

const scriptedPrompts = (answers: Answers, asked: string[]): Prompts => {
  const left = {
    confirm: [...(answers.confirm ?? [])],
    line: [...(answers.line ?? [])],
    secret: [...(answers.secret ?? [])],
    select: [...(answers.select ?? [])],
    pick: [...(answers.pick ?? [])],
  };
  const next = <T>(from: (T | Failure)[], question: string): T => {
    asked.push(question);
    const answer = from.shift();
    if (answer === undefined) throw new Error(`unexpected question "${question}"`);
    if (answer instanceof Failure) throw answer;
    return answer;
  };
  return {
    confirm: async (question) => next(left.confirm, question),
    line: async (question) => next(left.line, question),
    secret: async (question) => next(left.secret, question),
    select: async (question, choices) => {
      const answer = next(left.select, question);
      if (!choices.some(({ value }) => value === answer)) throw new Error(`${answer} is not a choice of "${question}"`);
      return answer;
    },
    pick: async (question, items, { many, typed } = {}) => {
      const answer = next(left.pick, question);
      const picked = many === true ? answer.split(',') : [answer];
      const strays = picked.filter((one) => !items.some(({ value }) => value === one));
      if (strays.length > 0 && typed !== true) throw new Error(`${strays.join()} is not in the list of "${question}"`);
      return picked;
    },
  };
};

/** Input as bytes, read with a reader of texts. */
const bytesBy =
  (read: Files['read']): Files['readInput'] =>
  async (path) => {
    const text = await read(path);
    return text === undefined ? undefined : Buffer.from(text);
  };

const filesOf = (files: Options['files']): Files => {
  if (files !== undefined && typeof files['read'] === 'function')
    return {
      othersMayRead: () => false,
      owners: () => [],
      readBytes: bytesBy(files['read']),
      readInput: bytesBy(files['read']),
      ...files,
    } as Files;
  const texts = files as Readonly<Record<string, string | Uint8Array>> | undefined;
  const read: Files['read'] = async (path) => {
    const held = texts?.[path];
    return held === undefined ? undefined : Buffer.from(held as string).toString('utf8');
  };
  const readInput = async (path: string): Promise<Buffer | undefined> =>
    texts?.[path] === undefined ? undefined : Buffer.from(texts[path] as string);
  return { read, readBytes: readInput, readInput, othersMayRead: () => false, owners: () => [] };
};

/** Without responses a request is an error: exit 70. */
const nothingIsSent: Send = async ({ body }) => {
  throw new Error(`unexpected request: ${body}`);
};

/** A context with fake effects only, and the records of them that tests check. */
export interface TestContext {
  readonly context: Context;
  readonly stdout: Capture;
  readonly stderr: Capture;
  readonly calls: readonly Call[];
  readonly asked: readonly string[];
  readonly waits: readonly number[];
}

export function testContext(options: Options = {}): TestContext {
  const { terminal = false } = options;
  const asked: string[] = [];
  const clock = options.clock ?? fixedClock(NOW);
  const scripted = options.script === undefined ? undefined : service(options.script);
  const [stdout, stderr] = [
    capture(terminal, options, options.stdoutFails),
    // Messages are in one line unless a test is about their layout.
    capture(terminal || options.stderrTerminal === true, { columns: 1000, ...options }, undefined, options.animated),
  ];
  const context: Context = {
    env: { ...ENV, ...options.env },
    home: 'home' in options ? options.home : '/home/nobody',
    cwd: 'cwd' in options ? options.cwd : '/home/nobody',
    stdin: {
      isTTY: terminal || options.stdinTerminal === true,
      bytes: async () => Buffer.from((options.stdin ?? '') as string),
    },
    stdout,
    stderr,
    prompts: scriptedPrompts(options.answers ?? {}, asked),
    progress: {
      visible: stderr.animated,
      start: () => Object.assign(() => undefined, { update: () => undefined }),
      during: (_text, work) => work(),
      aside: (work) => work(),
    },
    files: filesOf(options.files),
    changeFile: (path, change) => fileChanger(context)(path, change),
    changeUserFile: (path, change) => userFileChanger(context)(path, change),
    versionedFiles,
    state: options.state ?? memoryFolder(() => clock.now()),
    send: options.send ?? scripted?.send ?? nothingIsSent,
    listen,
    spawn: options.spawn ?? (async () => 0),
    runProgram,
    pager: options.pager ?? (async () => false),
    probes: options.probes ?? fakeProbes(),
    now: () => clock.now(),
    random: () => clock.random(),
    nonce: () => clock.nonce(),
    sleep: (ms, signal) => clock.sleep(ms, signal),
    compact: async () => undefined,
    uid: options.uid ?? 1000,
    pid: options.pid ?? 1,
    parentPid: options.parentPid ?? 2,
    isRunning: options.isRunning ?? (() => false),
    lastWords: () => undefined,
    stop: options.stop ?? new AbortController().signal,
  };
  return { context, stdout, stderr, calls: scripted?.calls ?? [], asked, waits: clock.waits };
}

export async function runCli(argv: readonly string[], options: Options = {}): Promise<Ran> {
  const { context, stdout, stderr, calls, asked, waits } = testContext(options);
  const code = await run(argv, context);
  return { code, stdout: stdout.text(), stderr: stderr.text(), calls, asked, waits };
}

/** The arguments of a command line; single quotes keep spaces. */
export const words = (line: string): string[] =>
  [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');

/** `runCli` with a command line. */
export const cli = (line: string, options?: Options): Promise<Ran> => runCli(words(line), options);

/** stdout, parsed as JSON. */
export const json = (ran: Ran): unknown => JSON.parse(ran.stdout) as unknown;

/** The error on the last line of stderr, which must be the only JSON there. */
export function errorOf({
  stderr,
}: Ran): Record<string, unknown> & { readonly details: readonly Record<string, unknown>[] } {
  const lines = stderr.trimEnd().split('\n');
  return (JSON.parse(lines.at(-1) ?? '') as { error: never }).error;
}

/** The failure of Ctrl-C at a question. */
export { declined } from '../../src/errors/failure.ts';
