import { as, choice, text, type Violation } from '../../core/params.ts';
import { operation } from '../../core/record.ts';
import type { Plan } from '../../core/plan.ts';
import type { Values } from '../../core/operation.ts';
import type { Row } from '../../core/shape.ts';
import { sentence } from '../../core/text/texts.ts';
import { cms } from './cloudmonitor.ts';
import { describeMetricMetaList, labelFlag } from './meta.ts';
import { inParts, notCovered } from './range.ts';
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

/** The label of `metrics meta`, which `metrics list` is when no metric is named. */
const listLabel = as(labelFlag, { help: 'Only metrics with this label, when no metric is named (repeatable)' });

export const describeMetricLast = operation({
  ...cms,
  action: 'DescribeMetricLast',
  ramAction: 'cms:QueryMetricLast',
  summary: 'Show the newest points of a metric',
  params: { ...series, NextToken: NEXT_TOKEN },
  answer: points('text', { NextToken: 'text' }),
  paging: { style: 'token', token: 'NextToken' },
  commands: [
    pointsCommand('metrics last', false, [
      { says: 'The newest traffic of an instance', types: 'instance_message_input' },
    ]),
  ],
});

export const describeMetricList = operation({
  ...cms,
  action: 'DescribeMetricList',
  ramAction: 'cms:QueryMetricList',
  summary: 'List the points of a metric in a time range',
  params: { ...series, NextToken: NEXT_TOKEN },
  answer: points('text', { NextToken: 'text' }),
  paging: { style: 'token', token: 'NextToken' },
  commands: [
    pointsCommand(
      'metrics list',
      true,
      [
        { says: 'The last hour of traffic', types: 'instance_message_input' },
        { says: 'The lag of a group over a day', types: 'message_accumulation --group billing --since 24h' },
      ],
      {
        description: 'Without a metric the metrics themselves are listed, as "metrics meta" does.',
        inputs: {
          MetricName: text({ argument: 'metric', min: 1, ...METRIC_NAME }),
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

/** Points that the service ranks when no number is asked for: today's, and the reference's. */
const RANKED: readonly number[] = [10, 1000];

function maybeMore(rows: readonly Row[], { steps }: Plan): string[] {
  const asked = steps.some((step) => 'input' in step && step.input['Length'] !== undefined);
  if (asked || !RANKED.includes(rows.length)) return [];
  return [`${rows.length} points, the most that the service ranks without --length or --limit: there may be more`];
}

/** Labels belong to the list of metrics, which the command shows when no metric is named. */
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
  rate: 10,
  olderRate: 10,
  params: series,
  answer: points('boolean'),
  paging: { style: 'range', start: 'StartTime', end: 'EndTime', period: 'Period', size: 'Length', most: 1000 },
  commands: [
    pointsCommand(
      'metrics data',
      true,
      [{ says: 'Group points by instance', types: `instance_message_input --express '{"groupby":["instanceId"]}'` }],
      {
        description:
          'The operation has no pages and takes a short range at once (2 hours for points of a minute), so a longer range takes several requests.',
        plan: (input, scope) => inParts(selectionPlan(input, scope, scope.instance, true)),
        remarks: (rows, plan, input) => fewerThanAll(rows, input) ?? notCovered(rows, plan),
      },
    ),
  ],
});

/** The range may hold more points than were wanted. */
function fewerThanAll(rows: readonly Row[], input: Values): string[] | undefined {
  const limit = limitOf(input);
  return limit === undefined || rows.length < limit
    ? undefined
    : [`only the first ${limit} points were read (--limit): there may be more in the range`];
}

const ORDER_DESC: Readonly<Record<string, string>> = { asc: 'True', desc: 'False' };

export const describeMetricTop = operation({
  ...cms,
  action: 'DescribeMetricTop',
  ramAction: 'cms:QueryMetricTop',
  summary: 'Rank the points of a metric',
  rate: 10,
  olderRate: 10,
  params: {
    ...series,
    Orderby: choice(['Average', 'Minimum', 'Maximum', 'Value'], {
      flag: 'order-by',
      required: true,
      default: () => 'Average',
      defaultText: 'Average',
      help: 'Statistic to rank by',
    }),
    OrderDesc: choice(['True', 'False'], {
      anyCase: true,
      help: 'Direction, inverted by the API: False is descending, True ascending',
    }),
  },
  answer: points(null, {}, { order: 'number', _count: 'number' }),
  commands: [
    pointsCommand(
      'metrics top',
      true,
      [{ says: 'The ten topics with most traffic', types: 'topic_message_input --order-by Value --length 10' }],
      {
        description:
          'Ranks over all instances unless one is named on the command line. The service ranks ten points unless --length or --limit asks for more (1440 at most).',
        remarks: maybeMore,
        inputs: {
          ...lastHourSelection,
          order: choice(['desc', 'asc'], {
            flag: 'order',
            default: () => 'desc',
            defaultText: 'desc',
            help: 'Largest or smallest first',
          }),
        },
        view: { ...pointsView, columns: ['order', ...pointsView.columns] },
        plan: ({ order, ...input }, scope) =>
          selectionPlan(withLength(input), scope, scope.instanceFlagged ? scope.instance : undefined, true, {
            OrderDesc: ORDER_DESC[String(order)],
          }),
      },
    ),
  ],
});
