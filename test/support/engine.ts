/** Runs commands without a command line, a terminal or stdout: what a program that uses this tool does. */
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

/** What a command came to, read to its end. */
export interface Came {
  readonly end: ExitCode | Failure;
  readonly rows: Row[];
  readonly data: Json | undefined;
  /** Columns of the table. */
  readonly columns: readonly string[];
  readonly calls: TestContext['calls'];
  readonly log: string;
}

/** A context that has neither stdin nor stdout: touching one is an error. */
function headless(options: Options): TestContext {
  const made = testContext(options);
  const forbidden = (what: string) => ({
    get: () => {
      throw new Error(`the engine touched ${what}`);
    },
  });
  Object.defineProperties(made.context, { stdin: forbidden('stdin'), stdout: forbidden('stdout') });
  return made;
}

/** The document of an outcome, read to its end as whoever prints it would, and how the command ended. */
export async function read(outcome: Outcome): Promise<Pick<Came, 'end' | 'rows' | 'data' | 'columns'>> {
  const rows: Row[] = [];
  try {
    if (outcome.document !== undefined) for await (const page of outcome.document.pages) rows.push(...page);
    const columns = (outcome.document?.columns ?? []).map(({ name }) => name);
    return { end: await outcome.finish({ unread: false }), rows, data: outcome.document?.data, columns };
  } finally {
    await outcome.close?.();
  }
}

async function came(options: Options, request: (settings: Settings) => Promise<CommandRequest>): Promise<Came> {
  const { context, stderr, calls } = headless(options);
  const settings = await loadSettings({}, context);
  const io: EngineIo = { context, log: makeLog(context, false, PLAIN), unprinted: nothingDone() };
  return { ...(await read(await runCommand(await request(settings), settings, io))), calls, log: stderr.text() };
}

/** A command by its path, with its input by key. */
export const engine = (
  path: string,
  input: Values,
  options: Options = {},
  command: Partial<CommandOptions> = {},
  items?: readonly GivenItem[],
): Promise<Came> => came(options, (settings) => commandRequest(path, input, settings, command, items));

/** A command that no record has. */
export const engineOf = (
  bound: BoundCommand,
  input: Values,
  options: Options = {},
  command: Partial<CommandOptions> = {},
): Promise<Came> => came(options, (settings) => requestOf(bound, input, settings, { ...DEFAULT_OPTIONS, ...command }));
