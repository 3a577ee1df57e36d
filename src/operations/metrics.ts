import { choice, duration, integer, json, type Rule, text, texts, time, type Trouble } from '../core/params.ts';
import {
  type Answer,
  CMS,
  type Command,
  operation,
  type Plan,
  type Refused,
  type Scope,
  type Values,
  type View,
} from '../core/operation.ts';
import { type Fields, jsonText, listOf } from '../core/shape.ts';

const NAMESPACE = 'acs_kafka';
const HOUR = 3_600_000;
const LONGEST_RANGE = 31 * 24 * HOUR;

/** The metrics of the reference, for hints alone: newer ones are passed on unchecked. */
export const METRICS = [
  'instance_disk_capacity',
  'instance_message_input',
  'instance_message_output',
  'message_accumulation',
  'message_accumulation_onetopic',
  'topic_message_input',
  'topic_message_output',
] as const;

const labelList = jsonText({
  kind: 'list',
  item: null,
  of: { kind: 'object', fields: { name: 'text', value: 'text' } },
});
const isLabel: Rule<string[]> = (labels) => {
  const bad = labels.find((label) => !/^[^=]+=/.test(label));
  return bad === undefined ? undefined : `must be name=value, not "${bad}"`;
};
const labelFlag = texts({
  flag: 'label',
  placeholder: 'name=value',
  rules: [isLabel],
  help: 'Only with this label (repeatable)',
});

const labels = json({ help: 'Labels to filter by, as a JSON array of name and value' });
const pageNumber = integer({ min: 1, help: 'Page, from 1' });
const pageSize = integer({ min: 1, help: 'Entries a page' });
const namespace = text({
  flag: 'namespace',
  placeholder: 'name',
  required: true,
  min: 1,
  otherwise: () => NAMESPACE,
  otherwiseText: NAMESPACE,
  help: 'Monitored product',
});

const cms: { product: typeof CMS; rate: number } = { product: CMS, rate: 50 };

/** `--label a=b` to the Labels JSON of the API. */
function labelsJson(input: Values): string | undefined {
  const given = input['label'] as string[] | undefined;
  return given === undefined
    ? undefined
    : JSON.stringify(
        given.map((label) => ({
          name: label.slice(0, label.indexOf('=')),
          value: label.slice(label.indexOf('=') + 1),
        })),
      );
}

export const describeProjectMeta = operation({
  ...cms,
  action: 'DescribeProjectMeta',
  summary: 'List the products that CloudMonitor watches',
  params: { Labels: labels, PageNumber: pageNumber, PageSize: pageSize },
  answer: {
    code: 'text',
    fields: {
      PageNumber: 'text',
      PageSize: 'text',
      Total: 'text',
      Resources: listOf('Resource', { Namespace: 'text', Description: 'text', Labels: labelList }),
    },
    data: ['Resources'],
  },
  paging: { style: 'page', page: 'PageNumber', size: 'PageSize', total: 'Total', ask: 100 },
  commands: [
    {
      path: 'metrics projects',
      inputs: { label: labelFlag },
      view: { kind: 'list', columns: ['Namespace', 'Description', 'Labels'], name: 'Namespace' },
      plan: (input) => ({ steps: [{ input: { Labels: labelsJson(input) }, names: [] }] }),
      examples: [
        { says: 'List the namespaces', types: '' },
        { says: "Find Kafka's", types: '--label product=Kafka' },
      ],
    },
  ],
});

export const describeMetricMetaList = operation({
  ...cms,
  action: 'DescribeMetricMetaList',
  summary: 'List the metrics of a product',
  params: {
    Namespace: namespace,
    Labels: labels,
    MetricName: text({ flag: 'metric', placeholder: 'name', min: 1, hints: METRICS, help: 'Only this metric' }),
    PageNumber: pageNumber,
    PageSize: pageSize,
  },
  answer: {
    code: 'text',
    fields: {
      TotalCount: 'text',
      Resources: listOf('Resource', {
        MetricName: 'text',
        Namespace: 'text',
        Description: 'text',
        Unit: 'text',
        Periods: 'text',
        Statistics: 'text',
        Dimensions: 'text',
        Labels: labelList,
      }),
    },
    data: ['Resources'],
  },
  paging: { style: 'page', page: 'PageNumber', size: 'PageSize', total: 'TotalCount', ask: 100 },
  commands: [
    {
      path: 'metrics meta',
      inputs: { label: labelFlag },
      view: {
        kind: 'list',
        columns: ['MetricName', 'Unit', 'Periods', 'Statistics', 'Dimensions'],
        name: 'MetricName',
      },
      plan: ({ label, ...input }) => ({ steps: [{ input: { ...input, Labels: labelsJson({ label }) }, names: [] }] }),
      examples: [{ says: 'List the metrics of Kafka', types: '' }],
    },
  ],
});

const METRIC_NAME = { hints: METRICS, help: 'Metric to read, such as instance_message_input' } as const;

const series = {
  MetricName: text({ argument: 'metric', required: true, min: 1, ...METRIC_NAME }),
  Namespace: namespace,
  Dimensions: json({
    flag: 'dimensions',
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
    max: 1440,
    help: 'Most points of one request',
  }),
  Period: integer({
    flag: 'period',
    placeholder: 'seconds',
    sentAs: 'String',
    min: 1,
    hints: ['60', '300'],
    help: "Seconds a point stands for; default: the metric's own",
  }),
  StartTime: time({ flag: 'start', help: 'Start, excluded' }),
} as const;

const NEXT_TOKEN = text({ help: 'Cursor of the previous answer' });

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
function points(success: Answer['success'], more: Fields = {}, ofPoint: Fields = {}): Partial<Answer> {
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
    help: 'The last 15m, 6h, 7d, … instead of --start and --end',
  }),
} as const;

const pointsView: View = {
  kind: 'list',
  columns: ['timestamp', 'instanceId', 'consumerGroup', 'topic', 'Value', 'Average', 'Minimum', 'Maximum'],
  name: 'timestamp',
  columnsSeen: true,
};

function rangeTroubles(input: Values): Trouble[] {
  const [start, end] = [input['StartTime'], input['EndTime']];
  const troubles: Trouble[] = [];
  if (input['since'] !== undefined && start !== undefined)
    troubles.push({ param: 'since', message: 'cannot be combined with --start' });
  if (input['Dimensions'] !== undefined) {
    for (const param of ['topic', 'group'])
      if (input[param] !== undefined) troubles.push({ param, message: 'cannot be combined with --dimensions' });
  }
  if (typeof start === 'number' && typeof end === 'number' && start >= end)
    troubles.push({ param: 'StartTime', message: 'must be earlier than --end' });
  return troubles;
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

function selectionPlan(
  input: Values,
  scope: Scope,
  instance: string | undefined,
  lastHour: boolean,
  more: Values = {},
): Plan | Refused {
  const { topic: _topic, group: _group, since: _since, ...sent } = input;
  const times = range(input, scope.now, lastHour);
  if (times['StartTime'] !== undefined && Number(times['StartTime']) >= Number(times['EndTime'])) {
    return {
      refused: 'usage',
      problems: [
        {
          param: input['since'] === undefined ? 'StartTime' : 'since',
          message: 'must begin before the end, which is now when --end is not given',
        },
      ],
    };
  }
  const long = Number(times['EndTime'] ?? 0) - Number(times['StartTime'] ?? 0) > LONGEST_RANGE;
  return {
    steps: [{ input: { ...sent, ...times, Dimensions: dimensions(input, instance), ...more }, names: [] }],
    notes: long ? ['the service reads at most 31 days at once'] : [],
  };
}

/** A command that reads points: the same selection for all four. */
function pointsCommand(
  path: string,
  lastHour: boolean,
  examples: Command['examples'],
  change: Partial<Command> = {},
): Command {
  return {
    path,
    usesInstance: true,
    inputs: selection,
    between: rangeTroubles,
    view: pointsView,
    plan: (input, scope) => selectionPlan(input, scope, scope.instance, lastHour),
    examples,
    ...change,
  };
}

export const describeMetricLast = operation({
  ...cms,
  action: 'DescribeMetricLast',
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
        inputs: { MetricName: text({ argument: 'metric', min: 1, ...METRIC_NAME }), ...selection },
        redirect: (input) => (input['MetricName'] === undefined ? 'metrics meta' : undefined),
      },
    ),
  ],
});

export const describeMetricData = operation({
  ...cms,
  action: 'DescribeMetricData',
  summary: 'Show points of a metric aggregated over dimensions',
  rate: 10,
  params: series,
  answer: points('boolean'),
  commands: [
    pointsCommand('metrics data', true, [
      { says: 'Group points by instance', types: `instance_message_input --express '{"groupby":["instanceId"]}'` },
    ]),
  ],
});

const ORDER_DESC: Readonly<Record<string, string>> = { asc: 'True', desc: 'False' };

export const describeMetricTop = operation({
  ...cms,
  action: 'DescribeMetricTop',
  summary: 'Rank the points of a metric',
  rate: 10,
  params: {
    ...series,
    Orderby: choice(['Average', 'Minimum', 'Maximum', 'Value'], {
      flag: 'order-by',
      required: true,
      otherwise: () => 'Average',
      otherwiseText: 'Average',
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
        description: 'Ranks over all instances unless one is named on the command line.',
        inputs: {
          ...selection,
          order: choice(['desc', 'asc'], {
            flag: 'order',
            otherwise: () => 'desc',
            otherwiseText: 'desc',
            help: 'Largest or smallest first',
          }),
        },
        view: { ...pointsView, columns: ['order', ...pointsView.columns] },
        plan: ({ order, ...input }, scope) =>
          selectionPlan(input, scope, scope.instanceFlagged ? scope.instance : undefined, true, {
            OrderDesc: ORDER_DESC[String(order)],
          }),
      },
    ),
  ],
});
