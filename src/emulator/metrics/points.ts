/** Points of series, computed only for the requested page. */
import type { Body } from '../http/reply.ts';
import type { Metric } from './definitions.ts';
import { type Series, USER_ID } from './series.ts';
import { momentsIn, type Window } from './window.ts';

/** Which points to compute. */
export interface Span {
  readonly window: Window;
  /** Seconds. */
  readonly period: number;
  readonly now: number;
}

/** A page of the points of all series, by series and then by time. `more` is true unless it is the last page. */
export function pointsFrom(
  metric: Metric,
  all: readonly Series[],
  span: Span,
  start: number,
  length: number,
): { points: Body[]; more: boolean } {
  const points: Body[] = [];
  let skip = start;
  for (const series of all) {
    const { first, count } = momentsIn(span.window, series.since, span.period, span.now);
    for (let i = Math.min(skip, count); i < count; i++) {
      if (points.length === length) return { points, more: true };
      points.push(point(metric, series, first + i * span.period * 1000, span.period));
    }
    skip = Math.max(0, skip - count);
  }
  return { points, more: false };
}

/** The newest point of each series that has one in the window. */
export function newestPoints(metric: Metric, all: readonly Series[], { window, period, now }: Span): Body[] {
  return all.flatMap((series) => {
    const { first, count } = momentsIn(window, series.since, period, now);
    return count === 0 ? [] : [point(metric, series, first + (count - 1) * period * 1000, period)];
  });
}

function point({ statistic, dimensions }: Metric, series: Series, at: number, period: number): Body {
  const value = Math.round(series.value(at - period * 1000, at) * 100) / 100;
  const named = dimensions
    .map((name) => [name, series.dimensions[name]] as const)
    .filter(([, one]) => one !== undefined);
  return { timestamp: at, userId: USER_ID, ...Object.fromEntries(named), [statistic]: value };
}
