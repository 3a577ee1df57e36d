/**
 * A command run from outside: `runCli(argv, options)` calls `run` with a context in which every effect is a fake, and
 * shows exit code, stdout and stderr together, with the calls that were made and the questions that were asked.
 */
import type { Context, Files, Output, Prompts } from '../../src/context.ts';
import { Failure } from '../../src/errors/failure.ts';
import type { StateFolder } from '../../src/ports/state-folder.ts';
import { memoryFolder } from './memory-folder.ts';
import type { Probes } from '../../src/ports/probes.ts';
import { listen } from '../../src/host/http/server.ts';
import { runProgram } from '../../src/host/run-program.ts';
import { fileChanger } from '../../src/host/storage/change-file.ts';
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
  // Nobody's metadata server is looked for.
  ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true',
};

/** What a person answers, or a failure where Ctrl-C is pressed; a question too many is an error, which shows as exit 70. */
export interface Answers {
  readonly confirm?: readonly (boolean | Failure)[];
  readonly line?: readonly (string | Failure)[];
  readonly secret?: readonly (string | Failure)[];
  /** Values; one that is not among the choices is an error. */
  readonly select?: readonly (string | Failure)[];
}

export interface Options {
  /** Beside keys, region and instance; undefined takes one of those away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Undefined, when given: there is none. */
  readonly home?: string | undefined;
  readonly cwd?: string | undefined;
  /** What is on stdin; without it stdin is empty. */
  readonly stdin?: string | Uint8Array;
  /** stdin, stdout and stderr are a terminal. */
  readonly terminal?: boolean;
  /** stderr alone is, as with `alikafka … | jq`. */
  readonly stderrTerminal?: boolean;
  /** stdin alone is, as with `alikafka … 2>log`. */
  readonly stdinTerminal?: boolean;
  /** stderr shows moving signs of life; a terminal does when left out. */
  readonly animated?: boolean;
  readonly columns?: number;
  /** stdout fails with this code of the system once so many bytes are written (none, when only the code is given). */
  readonly stdoutFails?: { readonly code: string; readonly after?: number };
  readonly answers?: Answers;
  /** Files by path; or a reader of texts. */
  readonly files?: Readonly<Record<string, string | Uint8Array>> | (Pick<Files, 'read'> & Partial<Files>);
  /** Answers by action. Nothing may be sent without it. */
  readonly script?: Script;
  /** In place of a script. */
  readonly send?: Send;
  /** The time and the dice; a clock of its own that only sleeping moves when left out. */
  readonly clock?: Clock;
  /** What is remembered between commands; forgotten after this one when left out. */
  readonly state?: StateFolder;
  readonly stop?: AbortSignal;
  readonly spawn?: Context['spawn'];
  /** What is looked at beside files and HTTP; a healthy machine when left out. */
  readonly probes?: Probes;
  readonly isRunning?: Context['isRunning'];
  /** The user that it runs as; 1000 when left out. */
  readonly uid?: number;
  /** This process; 1 when left out. */
  readonly pid?: number;
}

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What went over the wire, in order. */
  readonly calls: readonly Call[];
  /** Questions that were asked, in order. */
  readonly asked: readonly string[];
  /** Milliseconds of every sleep. */
  readonly waits: readonly number[];
}

interface Capture extends Output {
  text(): string;
}

function capture(isTTY: boolean, columns: number, fails?: Options['stdoutFails'], animated: boolean = isTTY): Capture {
  const parts: Buffer[] = [];
  let closed = false;
  const full = (): boolean => fails !== undefined && Buffer.concat(parts).length >= (fails.after ?? 0);
  return {
    isTTY,
    animated,
    columns,
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
  };
  const next = <T>(from: (T | Failure)[], question: string): T => {
    asked.push(question);
    const answer = from.shift();
    if (answer === undefined) throw new Error(`the question "${question}" was not expected`);
    if (answer instanceof Failure) throw answer;
    return answer;
  };
  return {
    confirm: async (question) => next(left.confirm, question),
    line: async (question) => next(left.line, question),
    secret: async (question) => next(left.secret, question),
    select: async (question, choices) => {
      const answer = next(left.select, question);
      if (!choices.some(({ value }) => value === answer)) throw new Error(`${answer} is no choice of "${question}"`);
      return answer;
    },
  };
};

/** Input as bytes, from a reader of texts. */
const bytesBy =
  (read: Files['read']): Files['readInput'] =>
  async (path) => {
    const text = await read(path);
    return text === undefined ? undefined : Buffer.from(text);
  };

const filesOf = (files: Options['files']): Files => {
  if (files !== undefined && typeof files['read'] === 'function')
    return { othersMayRead: () => false, owners: () => [], readInput: bytesBy(files['read']), ...files } as Files;
  const texts = files as Readonly<Record<string, string | Uint8Array>> | undefined;
  const read: Files['read'] = async (path) => {
    const held = texts?.[path];
    return held === undefined ? undefined : Buffer.from(held as string).toString('utf8');
  };
  const readInput = async (path: string): Promise<Buffer | undefined> =>
    texts?.[path] === undefined ? undefined : Buffer.from(texts[path] as string);
  return { read, readInput, othersMayRead: () => false, owners: () => [] };
};

/** Without a script nothing may be sent: a request is an error, which shows as exit 70. */
const nothingIsSent: Send = async ({ body }) => {
  throw new Error(`nothing was to be sent, and this was: ${body}`);
};

/** A context in which nothing is real, with what tests look at afterwards. */
export interface TestContext {
  readonly context: Context;
  readonly stdout: Capture;
  readonly stderr: Capture;
  readonly calls: readonly Call[];
  readonly asked: readonly string[];
  readonly waits: readonly number[];
}

export function testContext(options: Options = {}): TestContext {
  const { terminal = false, columns = 80 } = options;
  const asked: string[] = [];
  const clock = options.clock ?? fixedClock(NOW);
  const scripted = options.script === undefined ? undefined : service(options.script);
  const [stdout, stderr] = [
    capture(terminal, columns, options.stdoutFails),
    capture(terminal || options.stderrTerminal === true, columns, undefined, options.animated),
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
      aside: (work) => work(),
    },
    files: filesOf(options.files),
    changeFile: (path, change) => fileChanger(context)(path, change),
    versionedFiles,
    state: options.state ?? memoryFolder(() => clock.now()),
    send: options.send ?? scripted?.send ?? nothingIsSent,
    listen,
    spawn: options.spawn ?? (async () => 0),
    runProgram,
    probes: options.probes ?? fakeProbes(),
    now: () => clock.now(),
    random: () => clock.random(),
    nonce: () => clock.nonce(),
    sleep: (ms, signal) => clock.sleep(ms, signal),
    compact: async () => undefined,
    uid: options.uid ?? 1000,
    pid: options.pid ?? 1,
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

/** A command line as a person types it; single quotes keep blanks together. */
export const words = (line: string): string[] =>
  [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');

/** `runCli` of a line. */
export const cli = (line: string, options?: Options): Promise<Ran> => runCli(words(line), options);

/** What stdout holds as JSON. */
export const json = (ran: Ran): unknown => JSON.parse(ran.stdout) as unknown;

/** The error on stderr's last line, which must be the only JSON there. */
export function errorOf({
  stderr,
}: Ran): Record<string, unknown> & { readonly details: readonly Record<string, unknown>[] } {
  const lines = stderr.trimEnd().split('\n');
  return (JSON.parse(lines.at(-1) ?? '') as { error: never }).error;
}

/** What Ctrl-C at a question does. */
export { declined } from '../../src/errors/failure.ts';
