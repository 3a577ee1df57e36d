/** The span of time that a call asks for, and the moments in it that have points. */
import { parseMoment } from '../../core/text/time.ts';
import { productRefusal } from '../checks/refusal.ts';
import { PERIODS } from './definitions.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The longest span, how long points are kept by their period, and how late they come (docs/sources.md#metric-windows). */
const LONGEST = 31 * DAY;
const KEPT: Readonly<Record<number, number>> = { 60: 31 * DAY, 300: 91 * DAY };
const LATE = MINUTE;

/** After `start` up to and with `end` (docs/sources.md#metric-windows), epoch milliseconds. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

/** Times as sent. */
export interface Times {
  readonly StartTime?: string | number;
  readonly EndTime?: string | number;
}

/** The window of a call: the last hour where it names no start. Refuses ParameterInvalid (docs/sources.md#metric-refusals). */
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

/** Seconds of a point: the metric's own when none are asked for, otherwise one of them (docs/sources.md#metric-periods). */
export function periodOf(asked: number | undefined): number {
  if (asked === undefined) return PERIODS[0];
  if (!(PERIODS as readonly number[]).includes(asked))
    throw productRefusal('ParameterInvalid', `Period is none of ${PERIODS.join(', ')}.`);
  return asked;
}

/** Moments that have points: `first`, then one a period, `count` of them. Epoch milliseconds; 0 points where there are none. */
export interface Moments {
  readonly first: number;
  readonly count: number;
}

/** A point stands at the end of its period and comes a minute late; old ones are gone, and none is older than its series. */
export function momentsIn({ start, end }: Window, since: number, period: number, now: number): Moments {
  const step = period * 1000;
  const after = Math.max(start, since, now - (KEPT[period] as number));
  const first = (Math.floor(after / step) + 1) * step;
  const last = Math.floor(Math.min(end, now - LATE) / step) * step;
  return { first, count: Math.max(0, (last - first) / step + 1) };
}
