/** Ranges of DescribeMetricData: how a long one is split, and which parts of it have no points. */
import type { Plan, Refused, KnownResult, Step } from '../../core/plan.ts';
import type { Values } from '../../core/operation.ts';
import type { Row } from '../../core/shape.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { clauses, plural, t } from '../../core/text/texts.ts';
import { apiTime } from '../../core/text/time.ts';
import { wholeNumber } from '../../core/text/whole-number.ts';
import { firstOf } from '../shared/common.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Default period in seconds: the metrics of Kafka have a point each minute. */
const PERIOD = 60;

/** The longest range that DescribeMetricData accepts today, by the period in seconds. */
const LONGEST = [
  { below: 60, range: 20 * MINUTE },
  { below: 3600, range: 2 * HOUR },
  { below: Number.POSITIVE_INFINITY, range: 48 * HOUR },
] as const;

/** A plan whose request is split into several, each with a range that the service accepts. */
export function inParts(plan: Plan | Refused): Plan | Refused {
  if ('refused' in plan) return plan;
  const steps = plan.steps.flatMap<Step | KnownResult>((step) => ('input' in step ? partsOf(step) : [step]));
  const count = steps.length;
  const note =
    count > 1 ? [plural(count, 'reading the range in {count} request', 'reading the range in {count} requests')] : [];
  return { ...plan, steps, notes: [...(plan.notes ?? []), ...note] };
}

/** The longest range of one request, in days. */
const LONGEST_DAYS = 31;

/** A plan whose request has the whole range; a note if the range is longer than the service accepts today. */
export function inOneRequest(plan: Plan | Refused): Plan | Refused {
  if ('refused' in plan) return plan;
  const isLong = plan.steps.some((step) => {
    if (!('input' in step)) return false;
    const [start, end] = rangeOf(step);
    return end - start > LONGEST_DAYS * 24 * HOUR;
  });
  const note = t('the range is longer than {days} days, the most that one request returns; use a shorter --since', {
    days: LONGEST_DAYS,
  });
  return isLong ? { ...plan, notes: [...(plan.notes ?? []), note] } : plan;
}

function partsOf(step: Step): Step[] {
  const [start, end] = rangeOf(step);
  const period = wholeNumber(step.input['Period']) ?? PERIOD;
  const longest = LONGEST.find(({ below }) => period < below)?.range ?? HOUR;
  const count = Math.max(1, Math.ceil((end - start) / longest));
  return Array.from({ length: count }, (_, i) => {
    const StartTime = start + i * longest;
    return { ...step, input: { ...step.input, StartTime, EndTime: Math.min(end, StartTime + longest) } };
  });
}

const rangeOf = ({ input }: Step): [start: number, end: number] => [
  Number(input['StartTime']),
  Number(input['EndTime']),
];

/** The number of spans without points that are named; the others are counted. */
const MOST_SPANS = 3;

/** The latest points are available with this delay, so that they are not missed at the end of a range that is now. */
const LATE = 3 * MINUTE;

/**
 * The parts of the range without points. The operation may return only the last period of a range, and does not report
 * it. Empty if there is no point at all, which the output shows.
 */
export function notCovered(rows: readonly Row[], { steps }: Plan): string[] {
  const parts = steps.filter((step): step is Step => 'input' in step);
  const [first, last] = [parts[0], parts[parts.length - 1]];
  const moments = momentsOf(rows);
  if (first === undefined || last === undefined || moments.length === 0) return [];
  const step = 1000 * (wholeNumber(first.input['Period']) ?? smallestStep(moments) / 1000);
  const edges = [rangeOf(first)[0], ...moments, Math.max(rangeOf(last)[1] - LATE, moments[moments.length - 1] ?? 0)];
  const spans = edges.slice(1).flatMap((to, i) => {
    const from = edges[i] as number;
    // A point is at the end of its period: two steps between points mean that one is missing.
    return to - from >= 2 * step ? [t('{from} to {to}', { from: apiTime(from), to: apiTime(to) })] : [];
  });
  if (spans.length === 0) return [];
  return [t('the range is not complete: no points for {spans}', { spans: firstOf(spans, MOST_SPANS) })];
}

/** Distinct timestamps in order; other values are ignored. */
function momentsOf(rows: readonly Row[]): number[] {
  const moments = rows.flatMap(({ timestamp }) => wholeNumber(timestamp, { max: 8.64e15 }) ?? []);
  return [...new Set(moments)].sort((a, b) => a - b);
}

function smallestStep(moments: readonly number[]): number {
  return moments.slice(1).reduce((least, at, i) => Math.min(least, at - (moments[i] as number)), 5 * MINUTE);
}

/** Ranges to try next, with their text. */
const LONGER = [
  { range: 6 * HOUR, text: '6h' },
  { range: 24 * HOUR, text: '24h' },
  { range: 7 * 24 * HOUR, text: '7d' },
  { range: LONGEST_DAYS * 24 * HOUR, text: '31d' },
] as const;

/** The note that there are no points: the range and the period asked for, and what may have some. */
export function noPoints({ steps }: Plan, input: Values): string {
  const parts = steps.filter((step): step is Step => 'input' in step);
  const [first, last] = [parts[0], parts[parts.length - 1]];
  if (first?.input['StartTime'] === undefined || last === undefined)
    return t('no points now; "{command}" with --since 24h shows earlier ones', { command: alikafka`metrics list` });
  const [[start], [, end]] = [rangeOf(first), rangeOf(last)];
  const values = { from: apiTime(start), to: apiTime(end) };
  const period = wholeNumber(input['Period']);
  const none =
    period === undefined
      ? t('no points from {from} to {to}', values)
      : t('no points with a period of {period} s from {from} to {to}', { ...values, period });
  return clauses([none, ...whatToTry(input, end - start)]);
}

function whatToTry(input: Values, range: number): string[] {
  const isNamed = ['topic', 'group', 'Dimensions'].some((name) => input[name] !== undefined);
  const names = isNamed ? [t('check the names')] : [];
  if (input['StartTime'] !== undefined) return [...names, t('try an earlier --start')];
  const longer = LONGER.find((one) => one.range > range)?.text;
  return longer === undefined ? names : [...names, t('try a longer range, such as --since {longer}', { longer })];
}
