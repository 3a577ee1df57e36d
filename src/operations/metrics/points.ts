import { as, duration, integer, json, type Rule, text, time, type Violation } from '../../core/params.ts';
import type { Answer, Values } from '../../core/operation.ts';
import type { ListSpec } from '../../core/record.ts';
import type { Plan, Refused, Scope } from '../../core/plan.ts';
import type { ListView } from '../../core/view.ts';
import { type Fields, jsonText } from '../../core/shape.ts';
import { misfit } from '../shared/refusals.ts';
import { METRICS, namespace } from './cloudmonitor.ts';

const HOUR = 3_600_000;
const LONGEST_RANGE = 31 * 24 * HOUR;

/** The most points that one request gives. */
const MOST_POINTS = 1440;

/** Hints for a metric's name, which is passed on unchecked. */
export const METRIC_NAME = { hints: METRICS, help: 'Metric to read, such as instance_message_input' } as const;

const isObject = (value: unknown): boolean => value !== null && typeof value === 'object' && !Array.isArray(value);

/** One object or an array of objects, of names and values. */
const selectsSeries: Rule<string> = (text) => {
  try {
    const value = JSON.parse(text) as unknown;
    const good = Array.isArray(value) ? value.every(isObject) : isObject(value);
    return good ? undefined : 'must be a JSON object, or an array of objects';
  } catch {
    return undefined; // that it is no JSON is said already
  }
};

/** What selects points on the wire. */
export const series = {
  MetricName: text({ argument: 'metric', required: true, min: 1, ...METRIC_NAME }),
  Namespace: namespace,
  Dimensions: json({
    flag: 'dimensions',
    rules: [selectsSeries],
    help: 'Series to read, as a JSON array of objects, instead of -i, --topic and --group',
  }),
  EndTime: time({
    flag: 'end',
    help: 'End, included: ISO 8601, "YYYY-MM-DD hh:mm:ss" (UTC) or epoch milliseconds',
  }),
  Express: json({ flag: 'express', help: 'Expression, such as {"groupby":["instanceId"]}' }),
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
    hints: ['60', '300'],
    defaultText: "the metric's own",
    help: 'Seconds a point stands for',
  }),
  StartTime: time({ flag: 'start', help: 'Start, excluded; written as --end' }),
} as const;

/** The cursor of the two operations that have pages. */
export const NEXT_TOKEN = text({ help: 'Cursor of the previous answer' });

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

/** Datapoints are JSON in a text field; some versions send the array itself, some nest it once more. */
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

/** What narrows the series and the time; shared by the four operations that read points. */
const selection = {
  topic: text({ flag: 'topic', placeholder: 'name', min: 1, help: 'Only this topic' }),
  group: text({ flag: 'group', placeholder: 'name', min: 1, help: 'Only this consumer group' }),
  since: duration({
    flag: 'since',
    placeholder: 'duration',
    help: 'Time before --end, or before now: 15m, 6h, 7d, …',
  }),
  limit: integer({ flag: 'limit', min: 1, help: 'Maximum number of points in total' }),
} as const;

/** The same where the range is the last hour when nothing is said of it. */
export const lastHourSelection = { ...selection, since: as(selection.since, { defaultText: '1h' }) };

/** Points carry few of their fields; the table shows those that there are. */
export const pointsView: ListView = {
  kind: 'list',
  columns: ['timestamp', 'instanceId', 'consumerGroup', 'topic', 'Value', 'Average', 'Minimum', 'Maximum'],
  name: 'timestamp',
  freeText: [],
  unnamed: () => 'is not possible: no single field identifies a point',
  columnsSeen: true,
  most: limitOf,
};

/** Points in total, as asked for. */
export function limitOf({ limit }: Values): number | undefined {
  return typeof limit === 'number' ? limit : undefined;
}

/** An input that asks for no more points a request than are wanted in total. */
export function withLength(input: Values): Values {
  const limit = limitOf(input);
  return limit === undefined || input['Length'] !== undefined
    ? input
    : { ...input, Length: Math.min(limit, MOST_POINTS) };
}

/** What is wrong between the options of the selection. */
export function rangeViolations(input: Values): Violation[] {
  const [start, end] = [input['StartTime'], input['EndTime']];
  const violations: Violation[] = [];
  if (input['since'] !== undefined && start !== undefined)
    violations.push({ param: 'since', message: 'cannot be combined with --start' });
  if (input['Dimensions'] !== undefined) {
    for (const param of ['topic', 'group'])
      if (input[param] !== undefined) violations.push({ param, message: 'cannot be combined with --dimensions' });
  }
  if (typeof start === 'number' && typeof end === 'number' && start >= end)
    violations.push({ param: 'StartTime', message: 'must be earlier than --end' });
  return violations;
}

/** The range that is sent: epoch milliseconds, both ends; by default the last hour. */
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
    return misfit(param, 'must begin before the end, which is now when --end is not given');
  }
  const long = Number(times['EndTime'] ?? 0) - Number(times['StartTime'] ?? 0) > LONGEST_RANGE;
  return {
    steps: [{ input: { ...sent, ...times, Dimensions: dimensions(input, instance), ...more }, names: [] }],
    notes: long ? ['the service reads at most 31 days at once'] : [],
  };
}

/** A command that reads points: the same selection for all four. */
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
    plan: (input, scope) => selectionPlan(withLength(input), scope, scope.instance, lastHour),
    examples,
    ...change,
  };
}
