/** The operations that read points of metrics. */
import { as, choice, text, type Violation } from '../../core/params.ts';
import { operation } from '../../core/record.ts';
import type { Plan } from '../../core/plan.ts';
import type { Values } from '../../core/operation.ts';
import type { Row } from '../../core/shape.ts';
import { plural, sentence } from '../../core/text/texts.ts';
import { cms } from './cloudmonitor.ts';
import { describeMetricMetaList, labelFlag } from './meta.ts';
import { inOneRequest, inParts, notCovered } from './range.ts';
import {
  limitOf,
  METRIC_NAME,
  NEXT_TOKEN,
  points,
  pointsCommand,
  pointsView,
  lastHourSelection,
  rangeViolations,
  selectionPlan,
  series,
  withLength,
} from './points.ts';

/** The label of `metrics meta`, which `metrics list` runs when no metric is named. */
const listLabel = as(labelFlag, { help: 'Only metrics with this label; cannot be combined with a metric' });

export const describeMetricLast = operation({
  ...cms,
  action: 'DescribeMetricLast',
  ramAction: 'cms:QueryMetricLast',
  summary: 'Show the latest points of a metric',
  reading: 'Reading points',
  params: { ...series, NextToken: NEXT_TOKEN },
  answer: points('text', { NextToken: 'text' }),
  paging: { style: 'token', token: 'NextToken' },
  commands: [
    pointsCommand('metrics last', false, [
      { says: 'See the current traffic of an instance', types: 'instance_message_input' },
    ]),
  ],
});

export const describeMetricList = operation({
  ...cms,
  action: 'DescribeMetricList',
  ramAction: 'cms:QueryMetricList',
  summary: 'List the points of a metric in a time range',
  reading: 'Reading points',
  params: { ...series, NextToken: NEXT_TOKEN },
  answer: points('text', { NextToken: 'text' }),
  paging: { style: 'token', token: 'NextToken' },
  commands: [
    pointsCommand(
      'metrics list',
      true,
      [
        { says: 'See the traffic of the last hour', types: 'instance_message_input' },
        {
          says: 'See how the lag of a group changed within a day',
          types: 'message_accumulation --group billing --since 24h',
        },
      ],
      {
        description: 'Without a metric, the metrics are listed, as "alikafka metrics meta" does.',
        inputs: {
          MetricName: text({ argument: 'metric', min: 1, lists: 'metric', ...METRIC_NAME }),
          ...lastHourSelection,
          label: listLabel,
        },
        crossFieldRules: (input) => [...rangeViolations(input), ...labelViolations(input)],
        redirect: (input) => (input['MetricName'] === undefined ? 'metrics meta' : undefined),
        reads: [describeMetricMetaList],
      },
    ),
  ],
});

/** Points that the service ranks by default: today and in the reference. */
const RANKED: readonly number[] = [10, 1000];

function maybeMore(rows: readonly Row[], { steps }: Plan): string[] {
  const asked = steps.some((step) => 'input' in step && step.input['Length'] !== undefined);
  if (asked || !RANKED.includes(rows.length)) return [];
  return [
    plural(
      rows.length,
      'there may be more than {count} point: use --length or --limit to rank more',
      'there may be more than {count} points: use --length or --limit to rank more',
    ),
  ];
}

/** Labels are for the list of metrics, which the command shows when no metric is named. */
function labelViolations(input: Values): Violation[] {
  const both = input['label'] !== undefined && input['MetricName'] !== undefined;
  return both
    ? [{ param: 'label', message: sentence('{name} cannot be combined with a metric: it filters the list of metrics') }]
    : [];
}

export const describeMetricData = operation({
  ...cms,
  action: 'DescribeMetricData',
  ramAction: 'cms:QueryMetricData',
  summary: 'Show points of a metric aggregated over dimensions',
  reading: 'Reading points',
  rate: 10,
  olderRate: 10,
  params: series,
  answer: points('boolean'),
  paging: { style: 'range', start: 'StartTime', end: 'EndTime', period: 'Period', size: 'Length', most: 1000 },
  commands: [
    pointsCommand(
      'metrics data',
      true,
      [
        {
          says: 'Aggregate the traffic per instance',
          types: `instance_message_input --express '{"groupby":["instanceId"]}'`,
        },
      ],
      {
        description:
          'A longer range is read in several requests of at most 20 minutes (periods below 60 seconds), 2 hours (below 3600 seconds) or 48 hours.',
        plan: (input, scope) => inParts(selectionPlan(input, scope, scope.instance, true)),
        remarks: (rows, plan, input, scope) =>
          (scope.sorted ? undefined : fewerThanAll(rows, input)) ?? notCovered(rows, plan),
      },
    ),
  ],
});

/** A note if the range may have more points than --limit. */
function fewerThanAll(rows: readonly Row[], input: Values): string[] | undefined {
  const limit = limitOf(input);
  return limit === undefined || rows.length < limit
    ? undefined
    : [
        plural(
          limit,
          'read the first {count} point (--limit); the range may have more',
          'read the first {count} points (--limit); the range may have more',
        ),
      ];
}

const ORDER_DESC: Readonly<Record<string, string>> = { asc: 'True', desc: 'False' };

export const describeMetricTop = operation({
  ...cms,
  action: 'DescribeMetricTop',
  ramAction: 'cms:QueryMetricTop',
  summary: 'Rank the points of a metric',
  reading: 'Reading points',
  rate: 10,
  olderRate: 10,
  params: {
    ...series,
    Orderby: choice(['Average', 'Minimum', 'Maximum', 'Value'], {
      flag: 'order-by',
      required: true,
      default: () => 'Average',
      defaultText: 'average',
      help: 'Statistic to rank by',
    }),
    OrderDesc: choice(['True', 'False'], {
      anyCase: true,
      help: 'Sort order; the API inverts it: False is descending, True is ascending',
    }),
  },
  answer: points(null, {}, { order: 'number', _count: 'number' }),
  commands: [
    pointsCommand(
      'metrics top',
      true,
      [{ says: 'Find the 10 topics with the most traffic', types: 'topic_message_input --order-by Value --length 10' }],
      {
        description:
          'Ranks the latest point of each resource, of all instances unless you name one with -i; --since does not add earlier points. For the largest points of a range use "alikafka metrics list <metric> --since 6h --sort Value:desc". The service ranks 10 points by default, and at most 1440 with --length or --limit.',
        remarks: maybeMore,
        inputs: {
          ...lastHourSelection,
          order: choice(['desc', 'asc'], {
            flag: 'order',
            default: () => 'desc',
            defaultText: 'desc',
            help: 'Sort order: desc for the largest first, asc for the smallest first',
          }),
        },
        view: { ...pointsView, columns: ['order', ...pointsView.columns] },
        plan: ({ order, ...input }, scope) =>
          inOneRequest(
            selectionPlan(withLength(input, scope), scope, scope.instanceFlagged ? scope.instance : undefined, true, {
              OrderDesc: ORDER_DESC[String(order)],
            }),
          ),
      },
    ),
  ],
});
