import type { View } from '../../core/operation.ts';
import type { Json, Row } from '../../core/shape.ts';
import { suggest } from '../../core/text/suggest.ts';
import { type Detail, EXIT, type ExitCode, usage } from '../../errors/failure.ts';
import type { Format } from '../../output/document.ts';
import { type Globals, readGlobals } from '../../cli/input/globals.ts';
import type { Io } from '../../cli/io.ts';
import { foreignProject, loadSources } from '../../config/load-settings.ts';
import { columnProblems, compileQueryFlag, type Query } from '../../cli/print.ts';
import { type Resolved, resolveSignIn } from '../../config/resolve-sign-in.ts';
import { countProblems } from './profiles-file.ts';
import { callLines } from './explain-calls.ts';
import { credentialLines } from './explain-credentials.ts';
import { type Line, withoutPassword } from './explain-line.ts';
import { targetLines } from './explain-targets.ts';
import type { ParsedToolCommand } from '../tool-command.ts';
import { printRows, uncut } from '../print-rows.ts';

const LIST: View = { kind: 'list', columns: ['Setting', 'Value', 'Source', 'Overrode'], name: 'Setting' };

/** `config explain`: every setting in force, where it came from, and what it overrode. Broken keys are said in their row. */
export async function explainConfig(typed: ParsedToolCommand, io: Io): Promise<ExitCode> {
  const resolved = await resolveSignIn(typed.flags, await loadSources(typed.flags, io.context), io.context, true);
  const shown = await check(typed, resolved, io);
  const { targets } = resolved;
  for (const warning of [...targets.warnings, ...foreignProject(targets)]) await io.log.warn(warning);
  const lines = [
    ...credentialLines(resolved, io.context.env),
    ...targetLines(targets, typed.flags),
    ...callLines(targets, shown.globals, io.context.env),
  ];
  await printRows(
    lines.map((line) => rowOf(line, shown.globals.format)),
    LIST,
    'ConfigExplainResponse',
    shown,
    uncut(io),
  );
  return EXIT.done;
}

async function check(
  typed: ParsedToolCommand,
  { targets }: Resolved,
  io: Io,
): Promise<{ globals: Globals; query: Query }> {
  const problems: Detail[] = [...typed.problems, ...countProblems(typed, [])];
  const globals = readGlobals(typed.flags, io.context.env, targets.output, problems);
  io.format = globals.format;
  problems.push(...columnProblems(globals.columns, LIST.columns, (name) => suggest(name, LIST.columns)));
  const query = await compileQueryFlag(typed.flags.query, problems);
  if (problems.length > 0) throw usage(problems);
  return { globals, query };
}

/** Formats in which a list of objects can be read by a program. */
const STRUCTURED: readonly Format[] = ['json', 'yaml', 'ndjson', 'xml'];

function rowOf({ setting, value, source, lost }: Line, format: Format): Row {
  const overrode = lost.map((one) => ({ Source: one.source, Value: withoutPassword(one.value) }));
  const told: Json = STRUCTURED.includes(format)
    ? overrode
    : overrode.map(({ Source, Value }) => `${Value} (${Source})`).join(', ') || null;
  return {
    Setting: setting,
    Value: typeof value === 'string' ? withoutPassword(value) : value,
    Source: source,
    Overrode: told,
  };
}
