/** Handlers of the values of metrics. The values are computed in ../metrics/. */
import type {
  describeMetricData as DescribeMetricData,
  describeMetricLast as DescribeMetricLast,
  describeMetricList as DescribeMetricList,
  describeMetricTop as DescribeMetricTop,
} from '../../operations/metrics/metrics.ts';
import { given, type Handler, type Handlers } from '../handler.ts';
import { KAFKA_METRICS, type Metric, NAMESPACE } from '../metrics/definitions.ts';
import { newestPoints, pointsFrom, type Span } from '../metrics/points.ts';
import { chosen, grouped, groupingOf, isWholeAccount, wantedOf } from '../metrics/select.ts';
import { type Series, seriesOf } from '../metrics/series.ts';
import { periodOf, type Window, windowOf } from '../metrics/window.ts';
import { productRefusal } from '../checks/refusal.ts';
import type { Body } from '../http/reply.ts';
import type { State } from '../state/state.ts';
import { partsOf, tokenOf } from './token.ts';

/** The default number of points of a response (docs/sources.md#metric-windows); the maximum is 1440, by the record. */
const LENGTH = 1000;
const TOP_LENGTH = 10;

type Query = Parameters<Handler<typeof DescribeMetricList.params>>[1];

/** The newest point of each series, within the window if a time is given. */
const describeMetricLast: Handler<typeof DescribeMetricLast.params> = (state, input, { now }) => {
  const { metric, series, period } = selected(state, input, now);
  const isTimed = input.StartTime !== undefined || input.EndTime !== undefined;
  const window = isTimed ? windowOf(input, now) : { start: 0, end: now };
  const points = newestPoints(metric, series, { window, period, now });
  const [start = 0] = partsFrom(input.NextToken, 1);
  const end = start + (input.Length ?? LENGTH);
  return { ...answer(points.slice(start, end), period), NextToken: end < points.length ? tokenOf(end) : undefined };
};

/** All points in the window. A token keeps the window, so that pages are consistent as time passes. */
const describeMetricList: Handler<typeof DescribeMetricList.params> = (state, input, { now }) => {
  const { metric, series, period } = selected(state, input, now);
  const [start = 0, ...kept] = partsFrom(input.NextToken, 4);
  const [from, to, asked = now] = kept;
  const window: Window = from === undefined || to === undefined ? windowOf(input, now) : { start: from, end: to };
  const length = input.Length ?? LENGTH;
  const { points, more } = pointsFrom(metric, series, { window, period, now: asked }, start, length);
  const NextToken = more ? tokenOf(start + length, window.start, window.end, asked) : undefined;
  return { ...answer(points, period), NextToken };
};

/** The same without pages: only the first points. With only the account in Dimensions, all series are combined. */
const describeMetricData: Handler<typeof DescribeMetricData.params> = (state, input, { now }) => {
  const { metric, series, period } = selected(state, input, now);
  const together = isWholeAccount(wantedOf(input.Dimensions)) ? grouped(series, ['userId']) : series;
  const span = { window: windowOf(input, now), period, now };
  return answer(pointsFrom(metric, together, span, 0, input.Length ?? LENGTH).points, period);
};

/**
 * The newest point in the window of each series, sorted; False is descending, True ascending. The statistic of the
 * metric is used, whichever is named: whether the service accepts Value is not known (docs/sources.md#metric-ranking).
 */
const describeMetricTop: Handler<typeof DescribeMetricTop.params> = (state, input, { now }) => {
  const { metric, series, period } = selected(state, input, now);
  const span: Span = { window: windowOf(input, now), period, now };
  const sign = input.OrderDesc === 'True' ? 1 : -1;
  const by = (point: Body): number => Number(point[metric.statistic]);
  const ranked = newestPoints(metric, series, span).sort((a, b) => sign * (by(a) - by(b)));
  const points = ranked.slice(0, input.Length ?? TOP_LENGTH).map((point, i) => ({ order: i + 1, ...point, _count: 1 }));
  return answer(points, period);
};

const answer = (Datapoints: readonly Body[], period: number): Body => ({ Period: period, Datapoints });

interface Selected {
  readonly metric: Metric;
  readonly series: readonly Series[];
  readonly period: number;
}

/** An unknown metric is refused as not found, not answered with an empty list (docs/sources.md#metric-refusals). */
function selected(state: State, input: Omit<Query, 'NextToken'>, now: number): Selected {
  const metric =
    input.Namespace === NAMESPACE ? KAFKA_METRICS.find(({ name }) => name === given(input.MetricName)) : undefined;
  if (metric === undefined) throw productRefusal('ResourceNotFound', 'The specified metric is not found.');
  const period = periodOf(input.Period);
  const series = chosen(seriesOf(metric, state, now), wantedOf(input.Dimensions));
  return { metric, period, series: grouped(series, groupingOf(input.Express, metric)) };
}

/** The parts of a token, if their number is right; empty without a token. */
function partsFrom(token: string | undefined, count: number): number[] {
  if (token === undefined || token === '') return [];
  const parts = partsOf(token);
  if (parts?.length !== count) throw productRefusal('ParameterInvalid', 'NextToken is not a token of this action.');
  return parts;
}

/** The handlers by action. */
export const METRICS_HANDLERS: Handlers = {
  DescribeMetricLast: describeMetricLast,
  DescribeMetricList: describeMetricList,
  DescribeMetricData: describeMetricData,
  DescribeMetricTop: describeMetricTop,
};
