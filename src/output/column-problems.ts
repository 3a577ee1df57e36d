import { type Detail, problem } from '../errors/failure.ts';
import type { DocumentOptions } from './print-options.ts';
import { spelled } from './table/columns.ts';

/** Problems of `--columns` and `--sort` that can be seen before anything is sent. `near` guesses what was meant. */
export function columnProblems(
  { columns = [], sort, format }: Pick<DocumentOptions, 'columns' | 'sort' | 'format'>,
  known: readonly string[],
  near: (name: string) => string | undefined,
): Detail[] {
  return [
    ...columns
      .filter((name) => name !== '') // refused already, with the option
      .flatMap((name) => unknownColumn('--columns', name, known, near)),
    ...(sort === undefined ? [] : unknownColumn('--sort', sort.field, known, near)),
    ...(sort?.unknownOrder === undefined
      ? []
      : [problem('--sort', '{name}: the order must be asc or desc, not "{order}"', { order: sort.unknownOrder })]),
    ...(sort !== undefined && format === 'ndjson'
      ? [problem('--sort', '{name} cannot be combined with -o ndjson, which prints records as they arrive')]
      : []),
  ];
}

function unknownColumn(
  flag: string,
  column: string,
  known: readonly string[],
  near: (name: string) => string | undefined,
): Detail[] {
  if (spelled(column, known) !== undefined) return [];
  const [meant, columns] = [near(column), known.join(', ')];
  return [
    meant === undefined
      ? problem(flag, '{name}: unknown column "{column}" (columns: {columns})', { column, columns })
      : problem(flag, '{name}: unknown column "{column}"; did you mean {meant}? (columns: {columns})', {
          column,
          meant,
          columns,
        }),
  ];
}
