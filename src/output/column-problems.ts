import type { Detail } from '../errors/failure.ts';
import { spelled } from './table/columns.ts';

/** Problems of `--columns` that can be seen before anything is sent. */
export function columnProblems(
  chosen: readonly string[] | undefined,
  known: readonly string[],
  near: (name: string) => string | undefined,
): Detail[] {
  return (chosen ?? [])
    .filter((name) => spelled(name, known) === undefined)
    .map((name) => {
      const meant = near(name);
      return {
        flag: '--columns',
        message: `names "${name}", which is no field here${meant === undefined ? '' : `; did you mean ${meant}?`} (${known.join(', ')})`,
      };
    });
}
