import type { Output } from '../context.ts';
import type { View } from '../core/view.ts';
import type { Row } from '../core/shape.ts';
import { suggest } from '../core/text/suggest.ts';
import { type Detail, usage } from '../errors/failure.ts';
import { listDocument, objectDocument } from '../output/build.ts';
import { onePage } from '../output/pages.ts';
import type { Io } from '../cli/io.ts';
import { type Globals, outputVariable, readGlobals } from '../cli/input/globals.ts';
import { columnProblems, compileQueryFlag, print, type Query } from '../cli/print.ts';
import type { ParsedToolCommand } from './tool-command.ts';

/** Global options of a command that needs no settings. Throws a usage Failure that lists every problem. */
export async function toolGlobals(
  typed: ParsedToolCommand,
  io: Io,
  more: readonly Detail[] = [],
  columns?: readonly string[],
): Promise<{ globals: Globals; query: Query }> {
  const problems: Detail[] = [...typed.problems, ...more];
  const { env } = io.context;
  const output = typed.flags.output ?? outputVariable(env) ?? 'table';
  const globals = readGlobals(
    typed.flags,
    env,
    { value: output, source: typed.flags.output === undefined ? 'ALIKAFKA_OUTPUT' : '--output' },
    problems,
  );
  io.format = globals.format;
  if (columns !== undefined)
    problems.push(...columnProblems(globals.columns, columns, (name) => suggest(name, columns)));
  const query = await compileQueryFlag(typed.flags.query, problems);
  if (problems.length > 0) throw usage(problems);
  return { globals, query };
}

/** Prints rows of this tool's own. */
export async function printRows(
  rows: readonly Row[],
  view: View,
  root: string,
  with_: { globals: Globals; query: Query },
  io: Io,
): Promise<void> {
  const source = { view, shape: undefined, root, path: [], chosen: with_.globals.columns };
  const [first = {}] = rows;
  const document =
    view.kind === 'object'
      ? objectDocument({ ...source, view, data: first })
      : await listDocument({ ...source, view, pages: onePage(rows) });
  await print(document, with_.query, with_.globals, io.context);
}

/** Sentences are not cut to the width of a terminal, which breaks long lines by itself, and commands can be copied. */
export function uncut(io: Io): Io {
  const { stdout } = io.context;
  const plain: Output = {
    isTTY: false,
    animated: false,
    columns: stdout.columns,
    get closed() {
      return stdout.closed;
    },
    write: (text) => stdout.write(text),
  };
  return { ...io, context: { ...io.context, stdout: plain } };
}
