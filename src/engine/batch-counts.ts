import { spanText } from '../core/text/time.ts';
import type { Counts } from '../output/terminal/batch-progress.ts';
import { countsText, type Result } from './results.ts';

/** One more batch result counted. */
export function counted({ done, failed, all }: Counts, results: readonly Result[]): Counts {
  const bad = results.filter(({ word }) => word === 'failed' || word === 'unknown').length;
  const good = results.filter(({ word }) => word !== 'not-attempted').length - bad;
  return { done: done + good, failed: failed + bad, all };
}

/** A batch in one line when it is over: `topic create: 498 created, 2 failed in 8m20s`. */
export const summaryText = (label: string, results: readonly Result[], elapsed: number): string =>
  `${label}: ${countsText(results)} in ${spanText(elapsed)}`;
