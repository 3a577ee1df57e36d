import type { Plan, Refused, KnownResult, Step } from '../../core/plan.ts';
import type { Row } from '../../core/shape.ts';
import { apiTime } from '../../core/text/time.ts';
import { wholeNumber } from '../../core/text/whole-number.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Seconds of a point where nothing names them: Kafka's metrics report each minute. */
const PERIOD = 60;

/** The longest range that DescribeMetricData takes today, by the seconds of a point. */
const LONGEST = [
  { below: 60, range: 20 * MINUTE },
  { below: 3600, range: 2 * HOUR },
  { below: Number.POSITIVE_INFINITY, range: 48 * HOUR },
] as const;

/** A plan with one request as several: each takes a range that the service answers, and all of them the whole range. */
export function inParts(plan: Plan | Refused): Plan | Refused {
  if ('refused' in plan) return plan;
  const steps = plan.steps.flatMap<Step | KnownResult>((step) => ('input' in step ? partsOf(step) : [step]));
  const said = steps.length > 1 ? [`the range is read in ${steps.length} requests`] : [];
  return { ...plan, steps, notes: [...(plan.notes ?? []), ...said] };
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

/** So many spans without points are named; the rest is a number. */
const MOST_SPANS = 3;

/** The newest points come late, so that the end of a range that is now is not missed. */
const LATE = 3 * MINUTE;

/**
 * The parts of the range for which no point came. The operation may answer with the last period of a range alone, and
 * says nothing of it. Not said where no point came at all, which is seen.
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
    // A point stands at the end of its period: the next one is two steps away where none is between.
    return to - from >= 2 * step ? [`${apiTime(from)} to ${apiTime(to)}`] : [];
  });
  if (spans.length === 0) return [];
  const more = spans.length - MOST_SPANS;
  const named = spans.slice(0, MOST_SPANS).join(', ');
  return [`not the whole range: no points came from ${named}${more > 0 ? ` and ${more} more spans` : ''}`];
}

/** Distinct timestamps in order; what is none is passed over. */
function momentsOf(rows: readonly Row[]): number[] {
  const moments = rows.flatMap(({ timestamp }) => wholeNumber(timestamp, { max: 8.64e15 }) ?? []);
  return [...new Set(moments)].sort((a, b) => a - b);
}

function smallestStep(moments: readonly number[]): number {
  return moments.slice(1).reduce((least, at, i) => Math.min(least, at - (moments[i] as number)), 5 * MINUTE);
}
