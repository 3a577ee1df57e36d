/** The option `--query`. */
import type { Json } from '../../core/shape.ts';
import type { Detail } from '../../errors/failure.ts';

/** A compiled `--query`, or undefined if none was given. */
export type Query = ((data: Json) => Json) | undefined;

/** Compiles `--query` before anything is sent. An invalid expression is added to `problems`. */
export async function compileQueryFlag(expression: string | undefined, problems: Detail[]): Promise<Query> {
  if (expression === undefined) return undefined;
  const { compileQuery, QUERY } = await import('./query.ts');
  try {
    return await compileQuery(expression);
  } catch (error) {
    problems.push({ flag: QUERY, message: (error as Error).message });
    return undefined;
  }
}
