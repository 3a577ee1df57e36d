/** The progress of a batch as texts: counts, bar and estimate. Nothing here prints. */
import { listed, t } from '../../core/text/texts.ts';
import { spanText } from '../../core/text/time.ts';
import { countsText, type Result } from './results.ts';

/** Progress of a batch. */
export interface Counts {
  readonly done: number;
  /** Failed or unknown. */
  readonly failed: number;
  readonly all: number;
}

/** The counts with these results added. */
export function counted({ done, failed, all }: Counts, results: readonly Result[]): Counts {
  const bad = results.filter(({ word }) => word === 'failed' || word === 'unknown').length;
  const good = results.filter(({ word }) => word !== 'not-attempted').length - bad;
  return { done: done + good, failed: failed + bad, all };
}

/** Milliseconds; the estimated time of shorter batches is not announced. */
export const BRIEF = 2000;

/** Minimum milliseconds of this many requests at a rate per second; 0 if the rate does not limit them. */
export const leastTime = (requests: number, rate: number): number =>
  rate === 0 ? 0 : ((requests - Math.max(1, rate)) / rate) * 1000;

const WIDEST_BAR = 30;

/**
 * The progress of a batch as one line of a terminal: a bar, done, failed, remaining, and an estimate of the time left.
 * `elapsed` in milliseconds, `columns` the width of the terminal. Narrow terminals show less.
 */
export function progressText(label: string, counts: Counts, elapsed: number, columns: number): string {
  const { done, failed, all } = counts;
  const over = done + failed;
  const left = over > 0 && over < all ? spanText((elapsed / over) * (all - over)) : undefined;
  const long = listed([
    t('{done} of {all} done', { done, all }),
    ...(failed > 0 ? [t('{count} failed', { count: failed })] : []),
    t('{count} remaining', { count: all - over }),
    ...(left === undefined ? [] : [t('about {time} left', { time: left })]),
  ]);
  const short = [
    `${done}/${all}`,
    ...(failed > 0 ? [t('{count} failed', { count: failed })] : []),
    ...(left === undefined ? [] : [left]),
  ];
  // Two columns for the spinner; two more keep the line from wrapping.
  const room = columns - 4;
  const width = Math.min(WIDEST_BAR, room - label.length - long.length - 2);
  const texts = [...(width < 5 ? [] : [`${label} ${bar(over / all, width)} ${long}`]), `${label} ${long}`, long];
  return [...texts, listed(short)].find((text) => text.length <= room) ?? listed(short).slice(0, room);
}

function bar(part: number, width: number): string {
  const full = Math.round(part * width);
  return `${'━'.repeat(full)}${'╌'.repeat(width - full)}`;
}

/** A finished batch in one line: `topic create: 498 created, 2 failed in 8m20s`. `elapsed` in milliseconds. */
export const summaryText = (command: string, results: readonly Result[], elapsed: number): string =>
  t('{command}: {counts} in {time}', { command, counts: countsText(results), time: spanText(elapsed) });
