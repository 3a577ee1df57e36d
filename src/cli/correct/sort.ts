/** Corrects the order of other programs: `--sort -lag` is `--sort Lag:desc`. Pure. */
import { completed } from '../../engine/input/complete.ts';
import { fieldsOf, labelOf } from '../../engine/input/fields.ts';
import { readInput } from '../../engine/input/read-input.ts';
import { shownFields } from '../../engine/read/shown.ts';
import { columnProblems } from '../../output/column-problems.ts';
import { spelled } from '../../output/table/columns.ts';
import type { ParsedCommand } from '../parsed-command.ts';
import { commandOf } from './known-command.ts';
import type { CorrectedValues } from './values.ts';
import { readWords } from './words.ts';

/** Corrects a field after a `-`, for the descending order of a field that the command prints. */
export function correctSort(argv: readonly string[], asked: ParsedCommand): CorrectedValues {
  const words = readWords(argv, commandOf(asked));
  const word = words.find((one) => one.kind === 'option' && one.field.key === 'sort');
  if (asked.kind === 'local' || word?.kind !== 'option' || word.value?.startsWith('-') !== true)
    return { line: argv, problems: [] };
  const { bound, typed } = asked.parsed;
  const fields = fieldsOf(bound);
  const { own, rows } = shownFields(bound, completed(fields, readInput(fields, typed, false).given));
  const known = [...own, ...rows];
  const field = spelled(word.value.slice(1), known);
  const problems = columnProblems(
    { columns: undefined, sort: { field: word.value, descending: false }, format: 'table' },
    known,
    () => undefined,
  );
  if (field === undefined || problems.length === 0) return { line: argv, problems: [] };
  const option = [labelOf(word.field.param), `${field}:desc`];
  return { line: [...argv.slice(0, word.at), ...option, ...argv.slice(word.at + word.span)], problems };
}
