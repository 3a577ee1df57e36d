/** The common parts of the operations that read points: parameters, answer, view and plan. */
import { as, duration, integer, json, type Rule, text, time, type Violation } from '../../core/params.ts';
import type { Answer, Values } from '../../core/operation.ts';
import type { ListSpec } from '../../core/record.ts';
import type { Plan, Refused, Scope } from '../../core/plan.ts';
import type { ListView } from '../../core/view.ts';
import { type Fields, jsonText } from '../../core/shape.ts';
import { plural, sentence, t } from '../../core/text/texts.ts';
import { misfit } from '../shared/refusals.ts';
import { METRICS, namespace } from './cloudmonitor.ts';
import { inOneRequest, noPoints } from './range.ts';
import { pointUnits } from './units.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Maximum points per request. */
const MOST_POINTS = 1440;

/** The name of a metric, which is sent unchecked. */
export const METRIC_NAME = { hints: METRICS, help: 'Name of the metric' } as const;

const isObject = (value: unknown): boolean => value !== null && typeof value === 'object' && !Array.isArray(value);

/** One object or an array of objects, of names and values. */
const selectsSeries: Rule<string> = (text) => {
  try {
    const value = JSON.parse(text) as unknown;
    const good = Array.isArray(value) ? value.every(isObject) : isObject(value);
    return good ? undefined : sentence('{name} must be a JSON object or an array of objects');
  } catch {
    return undefined; // that it is no JSON is said already
  }
};

/** The parameters that select points. */
export const series = {
  MetricName: text({ argument: 'metric', required: true, min: 1, lists: 'metric', ...METRIC_NAME }),
  Namespace: namespace,
  Dimensions: json({
    section: 'Selection',
    flag: 'dimensions',
    rules: [selectsSeries],
    help: 'Dimensions to read, as a JSON array of objects; replaces -i, --topic and --group',
  }),
  EndTime: time({
    section: 'Time range',
    flag: 'end',
    defaultText: 'now',
    help: 'End of the range (inclusive): ISO 8601, "YYYY-MM-DD hh:mm:ss" in UTC, or milliseconds since 1970',
  }),
  Express: json({
    section: 'Selection',
    flag: 'express',
    help: 'CloudMonitor expression in JSON, such as {"groupby":["instanceId"]}',
  }),
  Length: integer({
    flag: 'length',
    sentAs: 'String',
    min: 1,
    max: MOST_POINTS,
    help: 'Points per request',
  }),
  Period: integer({
    flag: 'period',
    placeholder: 'seconds',
    sentAs: 'String',
    min: 1,
    lists: 'period',
    hints: ['60', '300'],
    defaultText: 'the period of the metric',
    help: 'Seconds per point',
  }),
  StartTime: time({
    section: 'Time range',
    flag: 'start',
    otherwise: 'since',
    help: 'Start of the range (exclusive), in the formats of --end; at most 31 days before the end',
  }),
} as const;

/** The cursor of the two operations with pages. */
export const NEXT_TOKEN = text({ help: 'NextToken of the previous response' });

const point: Fields = {
  timestamp: 'time',
  userId: 'text',
  instanceId: 'text',
  consumerGroup: 'text',
  topic: 'text',
  Average: 'number',
  Minimum: 'number',
  Maximum: 'number',
  Value: 'number',
};

/** The answer: Datapoints is JSON in a text field; some versions send the array itself, some nest it once more. */
export function points(success: Answer['success'], more: Fields = {}, ofPoint: Fields = {}): Partial<Answer> {
  return {
    code: 'text',
    success,
    fields: {
      ...more,
      Period: 'text',
      Datapoints: jsonText({ kind: 'list', item: null, of: { kind: 'object', fields: { ...point, ...ofPoint } } }),
    },
    data: ['Datapoints'],
  };
}

/** The parameters for series and time, for the four operations that read points. */
const selection = {
  topic: text({
    section: 'Selection',
    flag: 'topic',
    placeholder: 'name',
    min: 1,
    lists: 'topic',
    help: 'Only this topic',
  }),
  group: text({
    section: 'Selection',
    flag: 'group',
    placeholder: 'name',
    min: 1,
    lists: 'group',
    help: 'Only this consumer group',
  }),
  since: duration({
    section: 'Time range',
    flag: 'since',
    mistakenFor: ['last'],
    otherwise: 'StartTime',
    placeholder: 'duration',
    help: 'Length of the range before --end, such as 15m, 6h or 7d; at most 31 days',
  }),
  limit: integer({ flag: 'limit', min: 1, help: 'Maximum number of points in total, after --sort' }),
} as const;

/** The same with the last hour as the default range. */
export const lastHourSelection = { ...selection, since: as(selection.since, { defaultText: '1h' }) };

/** Points have few of their fields; the table shows those that any point has. */
export const pointsView: ListView = {
  kind: 'list',
  countText: (count) => plural(count, '{count} point', '{count} points'),
  columns: ['timestamp', 'instanceId', 'consumerGroup', 'topic', 'Value', 'Average', 'Minimum', 'Maximum'],
  name: 'timestamp',
  essential: ['consumerGroup', 'topic', 'Value', 'Average', 'Minimum', 'Maximum'],
  freeText: [],
  unnamed: () => t('--output name is not available: no single field identifies a point; use --output ndjson'),
  columnsSeen: true,
  exactTimes: true,
  unitsOf: pointUnits,
  most: limitOf,
};

/** The requested number of points in total. */
export function limitOf({ limit }: Values): number | undefined {
  return typeof limit === 'number' ? limit : undefined;
}

/** An input that requests no more points per request than in total; as many as possible if they are sorted first. */
export function withLength(input: Values, { sorted }: Scope): Values {
  const limit = limitOf(input);
  return limit === undefined || input['Length'] !== undefined
    ? input
    : { ...input, Length: sorted ? MOST_POINTS : Math.min(limit, MOST_POINTS) };
}

/** Violations between the options of the selection. */
export function rangeViolations(input: Values): Violation[] {
  const [start, end] = [input['StartTime'], input['EndTime']];
  const violations: Violation[] = [];
  if (input['since'] !== undefined && start !== undefined)
    violations.push({ param: 'since', message: sentence('{name} cannot be combined with --start') });
  if (input['Dimensions'] !== undefined) {
    for (const param of ['topic', 'group'])
      if (input[param] !== undefined)
        violations.push({ param, message: sentence('{name} cannot be combined with --dimensions') });
  }
  if (typeof start === 'number' && typeof end === 'number' && start >= end)
    violations.push({ param: 'StartTime', message: sentence('{name} must be earlier than --end') });
  return violations;
}

/** The range that is sent, in epoch milliseconds; with `byDefault` the last hour if none is given. */
function range(input: Values, now: number, byDefault: boolean): Values {
  const end = Number(input['EndTime'] ?? now);
  const given = input['since'] !== undefined || input['StartTime'] !== undefined || input['EndTime'] !== undefined;
  if (!given && !byDefault) return {};
  return { StartTime: Number(input['StartTime'] ?? end - Number(input['since'] ?? HOUR)), EndTime: end };
}

/** Keys in the order of the metric's own metadata: instanceId, consumerGroup, topic. */
function dimensions(input: Values, instance: string | undefined): string | undefined {
  if (input['Dimensions'] !== undefined) return String(input['Dimensions']);
  const one = { instanceId: instance, consumerGroup: input['group'], topic: input['topic'] };
  return Object.values(one).every((value) => value === undefined) ? undefined : JSON.stringify([one]);
}

/** The one request that reads points, with its time range and dimensions. */
export function selectionPlan(
  input: Values,
  scope: Scope,
  instance: string | undefined,
  lastHour: boolean,
  more: Values = {},
): Plan | Refused {
  const { topic: _topic, group: _group, since: _since, limit: _limit, ...sent } = input;
  const times = range(input, scope.now, lastHour);
  if (times['StartTime'] !== undefined && Number(times['StartTime']) >= Number(times['EndTime'])) {
    const param = input['since'] === undefined ? 'StartTime' : 'since';
    return misfit(param, sentence('{name} must be earlier than the end of the range (default: now)'));
  }
  const start = times['StartTime'];
  return {
    steps: [{ input: { ...sent, ...times, Dimensions: dimensions(input, instance), ...more }, names: [] }],
    notes: typeof start === 'number' ? keptNotes(scope.now - start, Number(input['Period'] ?? PERIOD)) : [],
  };
}

/** Default period in seconds. */
const PERIOD = 60;

/** The number of days for which points are kept, by their period in seconds (docs/sources.md#metric-windows). */
const KEPT = [
  { below: 60, days: 7 },
  { below: 300, days: 31 },
  { below: Number.POSITIVE_INFINITY, days: 91 },
] as const;

/**
 * The warning that a range begins before the first points that are kept. `age` is in milliseconds, `period` in seconds.
 */
function keptNotes(age: number, period: number): string[] {
  const { days } = KEPT.find(({ below }) => period < below) ?? KEPT[2];
  if (age <= days * DAY) return [];
  const values = { period, days, longer: KEPT[2].days };
  return [
    period < 300
      ? t(
          'the range begins more than {days} days ago, and points with a period of {period} s are kept for {days} days; --period 300 reaches back {longer} days',
          values,
        )
      : t(
          'the range begins more than {days} days ago, and points with a period of {period} s are kept for {days} days',
          values,
        ),
  ];
}

/** A command that reads points. `lastHour`: its default range is the last hour. */
export function pointsCommand(
  path: string,
  lastHour: boolean,
  examples: ListSpec['examples'],
  change: Partial<ListSpec> = {},
): ListSpec {
  return {
    path,
    usesInstance: true,
    inputs: lastHour ? lastHourSelection : selection,
    crossFieldRules: rangeViolations,
    view: pointsView,
    plan: (input, scope) => inOneRequest(selectionPlan(withLength(input, scope), scope, scope.instance, lastHour)),
    whenEmpty: noPoints,
    examples,
    ...change,
  };
}
