/** `config explain`: every effective setting with its source. No request is sent to check them. */
import type { View } from '../../core/view.ts';
import type { Json, Row } from '../../core/shape.ts';
import { listed, noted } from '../../core/text/texts.ts';
import { suggest } from '../../core/text/suggest.ts';
import { type Detail, usage } from '../../errors/failure.ts';
import type { Format } from '../../output/document.ts';
import { type GlobalOptions, readGlobals } from '../global-options.ts';
import type { Io } from '../../engine/io.ts';
import type { Outcome } from '../../engine/outcome.ts';
import { foreignProject, loadSources } from '../../config/load-settings.ts';
import { columnProblems } from '../../output/column-problems.ts';
import { compileQueryFlag } from '../../output/query/query-option.ts';
import { type Resolved, resolveSignIn } from '../../config/resolve-sign-in.ts';
import { countProblems } from './profiles-file.ts';
import { callLines } from './explain-calls.ts';
import { credentialLines } from './explain-credentials.ts';
import { type Line, sourceText, withoutPassword } from './explain-line.ts';
import { targetLines } from './explain-targets.ts';
import type { ParsedToolCommand } from '../tool-command.ts';
import { rowsOutcome, uncut } from '../tool-outcome.ts';

/** The view of the settings. */
export const LIST: View = { kind: 'list', columns: ['Setting', 'Value', 'Source', 'Overrides'], name: 'Setting' };

/** One row per setting. Invalid credentials are a row too, not an error. Throws Failure (exit 2) for invalid flags. */
export async function explainConfig(typed: ParsedToolCommand, io: Io): Promise<Outcome> {
  const resolved = await resolveSignIn(typed.flags, await loadSources(typed.flags, io.context), io.context, true);
  const shown = await check(typed, resolved, io);
  const { targets } = resolved;
  for (const warning of [...targets.warnings, ...foreignProject(targets)]) await io.log.warn(warning);
  const lines = [
    ...credentialLines(resolved, io.context.env),
    ...targetLines(targets, typed.flags),
    ...callLines(targets, shown, io.context.env),
  ];
  const outcome = await rowsOutcome(
    lines.map((line) => rowOf(line, shown.format)),
    LIST,
    'ConfigExplainResponse',
    shown,
  );
  return uncut(outcome);
}

async function check(typed: ParsedToolCommand, { targets }: Resolved, io: Io): Promise<GlobalOptions> {
  const problems: Detail[] = [...typed.problems, ...countProblems(typed, [])];
  const globals = readGlobals(typed.flags, io.context, targets.output, problems);
  io.presentation.follow(globals.format);
  problems.push(...columnProblems(globals, LIST.columns, (name) => suggest(name, LIST.columns)));
  io.presentation.use({ ...globals, query: await compileQueryFlag(typed.flags.query, problems) });
  if (problems.length > 0) throw usage(problems);
  return globals;
}

/** Formats with nested values. In the others the overridden values are one text. */
const STRUCTURED: readonly Format[] = ['json', 'yaml', 'ndjson', 'xml'];

function rowOf({ setting, value, source, lost }: Line, format: Format): Row {
  const overrode = lost.map((one) => ({ Source: sourceText(one.source), Value: withoutPassword(one.value) }));
  const shown: Json = STRUCTURED.includes(format)
    ? overrode
    : listed(overrode.map(({ Value, Source }) => noted(Value, Source))) || null;
  return {
    Setting: setting,
    Value: typeof value === 'string' ? withoutPassword(value) : value,
    Source: source === null ? null : sourceText(source),
    Overrides: shown,
  };
}
