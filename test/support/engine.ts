/** Runs commands without a command line, a terminal or stdout, like a program that uses this tool. */
import { loadSettings } from '../../src/config/load-settings.ts';
import type { Settings } from '../../src/config/settings.ts';
import type { Values } from '../../src/core/operation.ts';
import type { Json, Row } from '../../src/core/shape.ts';
import type { CommandOptions } from '../../src/engine/command-context.ts';
import { commandRequest, DEFAULT_OPTIONS, type GivenItem, requestOf } from '../../src/engine/command-request.ts';
import type { Outcome } from '../../src/engine/outcome.ts';
import { type CommandRequest, type EngineIo, runCommand } from '../../src/engine/run-command.ts';
import { nothingDone } from '../../src/engine/unprinted.ts';
import type { ExitCode, Failure } from '../../src/errors/failure.ts';
import type { BoundCommand } from '../../src/operations/registry.ts';
import { PLAIN } from '../../src/output/terminal/colors.ts';
import { makeLog } from '../../src/output/terminal/log.ts';
import { type Options, type TestContext, testContext } from './context.ts';

/** The outcome of a command, read to its end. */
export interface Came {
  readonly end: ExitCode | Failure;
  readonly rows: Row[];
  readonly data: Json | undefined;
  /** Columns of the table. */
  readonly columns: readonly string[];
  /** The text that is printed unchanged. */
  readonly bytes: string;
  readonly calls: TestContext['calls'];
  readonly log: string;
}

/** A context without stdin and stdout: using one is an error. */
function headless(options: Options): TestContext {
  const made = testContext(options);
  const forbidden = (what: string) => ({
    get: () => {
      throw new Error(`the engine used ${what}`);
    },
  });
  Object.defineProperties(made.context, { stdin: forbidden('stdin'), stdout: forbidden('stdout') });
  return made;
}

/** Reads the document of an outcome to its end, as printing does, and returns how the command ended. */
export async function read(outcome: Outcome): Promise<Pick<Came, 'end' | 'rows' | 'data' | 'columns' | 'bytes'>> {
  const rows: Row[] = [];
  const bytes: (string | Uint8Array)[] = [];
  try {
    if (outcome.document !== undefined) for await (const page of outcome.document.pages) rows.push(...page);
    const columns = (outcome.document?.columns ?? []).map(({ name }) => name);
    if (outcome.bytes !== undefined) for await (const piece of outcome.bytes) bytes.push(piece);
    const text = Buffer.concat(bytes.map((piece) => Buffer.from(piece as string))).toString();
    const end = await outcome.finish({ unread: false });
    return { end, rows, data: outcome.document?.data, columns, bytes: text };
  } finally {
    await outcome.close?.();
  }
}

/** Runs something with the settings of a context only, and returns its outcome. */
export async function came(
  options: Options,
  run: (settings: Settings, io: EngineIo) => Promise<Outcome>,
): Promise<Came> {
  const { context, stderr, calls } = headless(options);
  const settings = await loadSettings({}, context);
  const io: EngineIo = { context, log: makeLog(context, false, PLAIN), unprinted: nothingDone() };
  return { ...(await read(await run(settings, io))), calls, log: stderr.text() };
}

const commandCame = (options: Options, request: (settings: Settings) => Promise<CommandRequest>): Promise<Came> =>
  came(options, async (settings, io) => runCommand(await request(settings), settings, io));

/** Runs a command by its path, with its input by key. */
export const engine = (
  path: string,
  input: Values,
  options: Options = {},
  command: Partial<CommandOptions> = {},
  items?: readonly GivenItem[],
): Promise<Came> => commandCame(options, (settings) => commandRequest(path, input, settings, command, items));

/** A command that is in no record. */
export const engineOf = (
  bound: BoundCommand,
  input: Values,
  options: Options = {},
  command: Partial<CommandOptions> = {},
): Promise<Came> =>
  commandCame(options, (settings) => requestOf(bound, input, settings, { ...DEFAULT_OPTIONS, ...command }));
