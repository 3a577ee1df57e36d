/** Problems of the option `--columns`. */
import { type Detail, problem } from '../errors/failure.ts';
import { spelled } from './table/columns.ts';

/** The columns of `--columns` that do not exist, found before anything is sent. `near` suggests a known name. */
export function columnProblems(
  chosen: readonly string[] | undefined,
  known: readonly string[],
  near: (name: string) => string | undefined,
): Detail[] {
  return (chosen ?? [])
    .filter((name) => spelled(name, known) === undefined)
    .map((name) => unknownColumn(name, near(name), known.join(', ')));
}

function unknownColumn(column: string, near: string | undefined, columns: string): Detail {
  if (near === undefined)
    return problem('--columns', '{name}: unknown column "{column}" (columns: {columns})', { column, columns });
  return problem('--columns', '{name}: unknown column "{column}"; did you mean {near}? (columns: {columns})', {
    column,
    near,
    columns,
  });
}
