/** The time window of a call, and the times in it that have points. */
import { parseMoment } from '../../core/text/time.ts';
import { productRefusal } from '../checks/refusal.ts';
import { PERIODS } from './definitions.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The longest window, the retention of points by period, and their delay (docs/sources.md#metric-windows). */
const LONGEST = 31 * DAY;
const KEPT: Readonly<Record<number, number>> = { 60: 31 * DAY, 300: 91 * DAY };
const LATE = MINUTE;

/** The time after `start` up to and including `end`, epoch milliseconds (docs/sources.md#metric-windows). */
export interface Window {
  readonly start: number;
  readonly end: number;
}

/** Times as sent. */
export interface Times {
  readonly StartTime?: string | number;
  readonly EndTime?: string | number;
}

/**
 * The window of a call, by default the last hour. Throws the refusal ParameterInvalid
 * (docs/sources.md#metric-refusals).
 */
export function windowOf({ StartTime, EndTime }: Times, now: number): Window {
  const end = moment('EndTime', EndTime) ?? now;
  const start = moment('StartTime', StartTime) ?? end - HOUR;
  if (start >= end) throw productRefusal('ParameterInvalid', 'StartTime has to be earlier than EndTime.');
  if (end - start > LONGEST)
    throw productRefusal('ParameterInvalid', 'StartTime and EndTime are more than 31 days apart.');
  return { start, end };
}

/** Epoch milliseconds, ISO 8601, or `YYYY-MM-DD hh:mm:ss` as UTC (docs/sources.md#metric-times). */
function moment(name: string, value: string | number | undefined): number | undefined {
  if (value === undefined || value === '') return undefined;
  const at = parseMoment(String(value));
  if (at === undefined) throw productRefusal('ParameterInvalid', `${name} is not a time.`);
  return at;
}

/**
 * The period of points in seconds: the requested one, which must be one of the metric, or its default
 * (docs/sources.md#metric-periods).
 */
export function periodOf(asked: number | undefined): number {
  if (asked === undefined) return PERIODS[0];
  if (!(PERIODS as readonly number[]).includes(asked))
    throw productRefusal('ParameterInvalid', `Period is none of ${PERIODS.join(', ')}.`);
  return asked;
}

/** The times of points: `first`, then one per period, `count` in total. Epoch milliseconds. */
export interface Moments {
  readonly first: number;
  readonly count: number;
}

/**
 * A point has the time of the end of its period and a delay of a minute. Old points are deleted, and none is older than
 * its series.
 */
export function momentsIn({ start, end }: Window, since: number, period: number, now: number): Moments {
  const step = period * 1000;
  const after = Math.max(start, since, now - (KEPT[period] as number));
  const first = (Math.floor(after / step) + 1) * step;
  const last = Math.floor(Math.min(end, now - LATE) / step) * step;
  return { first, count: Math.max(0, (last - first) / step + 1) };
}
