/**
 * The problems of a command line: its options against each other and against the record. Values are checked in
 * engine/input.
 */
import type { Operation, Values } from '../../core/operation.ts';
import { wireNames } from '../../core/request.ts';
import { suggest } from '../../core/text/suggest.ts';
import { type Sentence, sentence } from '../../core/text/texts.ts';
import { type Detail, problem } from '../../errors/failure.ts';
import type { Shown } from '../../output/build.ts';
import type { BoundCommand } from '../../operations/registry.ts';
import type { ParsedServiceCommand } from '../parsed-command.ts';
import { type Field, problemOf } from '../../engine/input/fields.ts';
import type { GlobalOptions } from '../../commands/global-options.ts';
import { columnProblems } from '../../output/column-problems.ts';
import { rawProblems } from './raw-problems.ts';
import { isTyped, type ReadInput } from '../../engine/input/read-input.ts';
import { inFlags, missingOf } from '../../engine/input/complete.ts';
import { crossFieldViolations } from '../../engine/input/rules.ts';
import { isInFile } from '../../engine/input/option-text.ts';
import { shownFields } from '../../engine/read/shown.ts';

/** The required arguments and options that have no value. */
export const missingFields = (
  { typed }: ParsedServiceCommand,
  fields: readonly Field[],
  input: Values,
  { params }: GlobalOptions,
): readonly Field[] => missingOf(fields, input, (key) => isTyped(typed[key]), params);

/** The problems of the arguments and options; `missing` is undefined if a file gives what the command needs. */
export function lineProblems(
  { bound, typed }: ParsedServiceCommand,
  read: ReadInput,
  fields: readonly Field[],
  input: Values,
  missing: readonly Field[] | undefined,
  { validate }: GlobalOptions,
): Detail[] {
  if (missing === undefined) return [...read.problems];
  const found = missing.length + read.problems.length;
  // The file lacks the value too
  const isOpen = (key: string): boolean => !isTyped(typed['fromFile']) && isInFile(key, bound.command);
  const patternFlag = (key: string): string | undefined => {
    const { names, pattern } = (bound.command.kind === 'change' ? bound.command.byPattern : undefined) ?? {};
    const flag = fields.find((field) => field.key === pattern)?.param.flag;
    return key === names && flag !== undefined ? `--${flag}` : undefined;
  };
  return [
    ...missing.map(({ key, param }) => problemOf(param, requiredText(isOpen(key), patternFlag(key)))),
    ...read.problems,
    ...inFlags(crossFieldViolations(bound, input, validate || found > 0), fields),
  ];
}

function requiredText(isOpen: boolean, pattern: string | undefined): Sentence {
  if (!isOpen) return sentence('{name} is required');
  return pattern === undefined
    ? sentence('{name} is required unless --from-file is given')
    : sentence('{name} is required unless {pattern} or --from-file is given', { pattern });
}

/** --param cannot set a parameter of the operation's record, which has its own option or source. */
export function paramProblems(operation: Operation, globals: GlobalOptions): Detail[] {
  const given = Object.keys(globals.params);
  if (given.length === 0) return [];
  const known = Object.entries(operation.params).flatMap(([name, param]) => wireNames(name, param));
  return given
    .filter((name) => known.includes(name.replace(/\.\d+(?=\.|$)/g, '.N')))
    .map((parameter) =>
      problem('--param', '{name} cannot set {parameter}, which this command sets itself', { parameter }),
    );
}

/** The limit of a wait without the wait. */
export function waitProblems(input: Values): Detail[] {
  const stray = input['waitTimeout'] !== undefined && input['wait'] !== true;
  return stray ? [problem('--wait-timeout', '{name} requires --wait')] : [];
}

/** The problems of the output options. */
export function printProblems(bound: BoundCommand, input: Values, globals: GlobalOptions): Detail[] {
  const shown = shownFields(bound, input);
  const known = [...new Set([...shown.own, ...shown.rows])];
  return [
    ...columnProblems(globals, known, (name) => columnFor(name, bound, known)),
    ...mixedColumns(shown, globals),
    ...rawProblems(bound, input, globals),
    ...nameProblems(bound, input, globals),
  ];
}

/** The column that a word may mean: "name" is the field that -o name prints. */
const columnFor = (word: string, { command }: BoundCommand, known: readonly string[]): string | undefined =>
  suggest(word, known) ??
  (command.kind === 'read' && word.toLowerCase() === 'name' && 'name' in command.view ? command.view.name : undefined);

/** A table has either the fields of an object or those of its rows. */
function mixedColumns({ own, rows }: Shown, { columns = [], format }: GlobalOptions): Detail[] {
  if (format !== 'csv' && format !== 'tsv') return [];
  const ofRows = columns.filter((name) => rows.includes(name) && !own.includes(name));
  const others = columns.filter((name) => own.includes(name) && !rows.includes(name));
  if (ofRows.length === 0 || others.length === 0) return [];
  return [
    problem(
      '--columns',
      '{name} cannot combine fields of the rows ({rows}) with other fields ({others}): {format} prints one or the other',
      { rows: ofRows.join(', '), others: others.join(', '), format },
    ),
  ];
}

/** Refuses `-o name` if no single field names a row, unless a query chooses the names. */
function nameProblems({ command }: BoundCommand, input: Values, { format, flags }: GlobalOptions): Detail[] {
  if (format !== 'name' || flags.query !== undefined) return [];
  const why = command.kind === 'read' && command.view.kind === 'list' ? command.view.unnamed?.(input) : undefined;
  return why === undefined ? [] : [{ flag: '--output', message: why }];
}
