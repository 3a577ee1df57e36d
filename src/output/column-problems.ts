/** The checks of --columns and --sort against the fields that a command prints. */
import { type Detail, problem } from '../errors/failure.ts';
import type { DocumentOptions } from './print-options.ts';
import { spelled } from './table/columns.ts';

/** Problems of `--columns` and `--sort` that are known before any request. `near` returns the most similar field. */
export function columnProblems(
  { columns = [], sort, format }: Pick<DocumentOptions, 'columns' | 'sort' | 'format'>,
  known: readonly string[],
  near: (name: string) => string | undefined,
): Detail[] {
  return [
    ...columns
      .filter((name) => name !== '') // refused already, with the option
      .flatMap((name) => unknownColumn('--columns', name, known, near)),
    ...(sort === undefined ? [] : sortProblems(sort.field, known, near)),
    ...(sort !== undefined && format === 'ndjson'
      ? [problem('--sort', '{name} cannot be combined with -o ndjson, which prints records as they arrive')]
      : []),
  ];
}

/** `-Topic` is the descending order of other tools. The order in `Topic:down` is unknown; a field may have a colon in its name. */
function sortProblems(field: string, known: readonly string[], near: (name: string) => string | undefined): Detail[] {
  const reversed = field.startsWith('-') ? spelled(field.slice(1), known) : undefined;
  if (reversed !== undefined && spelled(field, known) === undefined)
    return unknownColumn('--sort', field, known, () => `${reversed}:desc`);
  const [, own = '', order] = /^(.*):([^:]*)$/.exec(field) ?? [];
  if (order === undefined || spelled(field, known) !== undefined) return unknownColumn('--sort', field, known, near);
  return [
    ...unknownColumn('--sort', own, known, near),
    problem('--sort', '{name}: the order must be asc or desc, not "{order}"', { order }),
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
