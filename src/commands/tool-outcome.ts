/** Common parts of this tool's own commands: reading global options, and outcomes of rows. */
import type { View } from '../core/view.ts';
import type { Row } from '../core/shape.ts';
import { suggest } from '../core/text/suggest.ts';
import { type Detail, usage } from '../errors/failure.ts';
import { listDocument, objectDocument } from '../output/build.ts';
import { onePage } from '../output/pages.ts';
import type { Io } from '../engine/io.ts';
import { finished, type Outcome } from '../engine/outcome.ts';
import { columnProblems } from '../output/column-problems.ts';
import { compileQueryFlag } from '../output/query/query-option.ts';
import { type GlobalOptions, outputVariable, readGlobals } from './global-options.ts';
import type { ParsedToolCommand } from './tool-command.ts';

/** Reads the global options of a command that needs no settings. Throws Failure (exit 2) with every problem. */
export async function toolGlobals(
  typed: ParsedToolCommand,
  io: Io,
  more: readonly Detail[] = [],
  columns?: readonly string[],
): Promise<GlobalOptions> {
  const problems: Detail[] = [...typed.problems, ...more];
  const { env } = io.context;
  const output = typed.flags.output ?? outputVariable(env) ?? 'table';
  const globals = readGlobals(
    typed.flags,
    io.context,
    { value: output, source: typed.flags.output === undefined ? 'ALIKAFKA_OUTPUT' : '--output' },
    problems,
  );
  io.presentation.follow(globals.format);
  if (columns !== undefined) problems.push(...columnProblems(globals, columns, (name) => suggest(name, columns)));
  io.presentation.use({ ...globals, query: await compileQueryFlag(typed.flags.query, problems) });
  if (problems.length > 0) throw usage(problems);
  return globals;
}

/** Rows as the outcome of a command. */
export async function rowsOutcome(
  rows: readonly Row[],
  view: View,
  root: string,
  { columns }: Pick<GlobalOptions, 'columns'>,
): Promise<Outcome> {
  const source = { view, shape: undefined, root, path: [], chosen: columns };
  const [first = {}] = rows;
  const document =
    view.kind === 'object'
      ? objectDocument({ ...source, view, data: first })
      : await listDocument({ ...source, view, pages: onePage(rows) });
  return finished({ document, paged: true });
}

/** An outcome whose cells are wrapped, not cut, at the width of the terminal: they are sentences and commands to copy. */
export const uncut = ({ document, ...outcome }: Outcome): Outcome =>
  document === undefined ? outcome : { ...outcome, document: { ...document, uncut: true } };
