import { spanText } from '../../core/text/time.ts';
import { countsText, type Result } from './results.ts';

/** How far a batch is. */
export interface Counts {
  readonly done: number;
  /** Failed or unknown. */
  readonly failed: number;
  readonly all: number;
}

/** One more batch result counted. */
export function counted({ done, failed, all }: Counts, results: readonly Result[]): Counts {
  const bad = results.filter(({ word }) => word === 'failed' || word === 'unknown').length;
  const good = results.filter(({ word }) => word !== 'not-attempted').length - bad;
  return { done: done + good, failed: failed + bad, all };
}

const WIDEST_BAR = 30;

/**
 * A batch in one line of a terminal: a bar, done, failed, remaining, and the time left as the pace so far tells.
 * `elapsed` in milliseconds.
 */
export function progressText(label: string, counts: Counts, elapsed: number, columns: number): string {
  const { done, failed, all } = counts;
  const over = done + failed;
  const left = over > 0 && over < all ? spanText((elapsed / over) * (all - over)) : undefined;
  const long = [
    `${done} of ${all} done`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    `${all - over} remaining`,
    ...(left === undefined ? [] : [`about ${left} left`]),
  ].join(', ');
  const short = [`${done}/${all}`, ...(failed > 0 ? [`${failed} failed`] : []), ...(left === undefined ? [] : [left])];
  // Two columns are the spinner's, two more keep the line from wrapping.
  const room = columns - 4;
  const width = Math.min(WIDEST_BAR, room - label.length - long.length - 2);
  const texts = [...(width < 5 ? [] : [`${label} ${bar(over / all, width)} ${long}`]), `${label} ${long}`, long];
  return [...texts, short.join(', ')].find((text) => text.length <= room) ?? short.join(', ').slice(0, room);
}

function bar(part: number, width: number): string {
  const full = Math.round(part * width);
  return `${'━'.repeat(full)}${'╌'.repeat(width - full)}`;
}

/** A batch in one line when it is over: `topic create: 498 created, 2 failed in 8m20s`. */
export const summaryText = (label: string, results: readonly Result[], elapsed: number): string =>
  `${label}: ${countsText(results)} in ${spanText(elapsed)}`;
