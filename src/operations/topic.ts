import { integer, resourceName, resourceNameOfService, type Rule, text, type Trouble } from '../core/params.ts';
import {
  operation,
  type Plan,
  type Reader,
  type Refused,
  type Scope,
  type Values,
  type View,
} from '../core/operation.ts';
import { glob } from '../core/glob.ts';
import { type Fields, listOf, object, type Row } from '../core/shape.ts';
import { existing, instanceId, region, regionOptional, tagsField } from './common.ts';

/** Partitions of one topic: 48 in the reference, 360 today. They never shrink. */
const PARTITIONS = { documented: 48, today: 360 };

/** Topics asked for at once; the service may send fewer. */
const PAGE = 1000;

const topicRecord: Fields = {
  Topic: 'text',
  PartitionNum: 'integer',
  Status: 'integer',
  StatusName: 'text',
  Remark: 'text',
  CompactTopic: 'boolean',
  LocalTopic: 'boolean',
  AutoCreate: 'boolean',
  CreateTime: 'time',
  InstanceId: 'text',
  RegionId: 'text',
  TopicConfig: 'text',
  Tags: tagsField,
};

const remarkAsDocumented: Rule<string> = (remark) =>
  /^[A-Za-z0-9_-]{3,64}$/.test(remark)
    ? undefined
    : 'is documented as 3 to 64 letters, digits, "_", "-"; sent as it is, the service decides';

export const createTopic = operation({
  action: 'CreateTopic',
  effect: 'write',
  outcome: 'created',
  summary: 'Create topics',
  rate: 1,
  params: {
    InstanceId: instanceId,
    RegionId: region,
    Topic: text({
      argument: 'name',
      many: true,
      required: true,
      rules: [resourceName],
      serviceRules: [resourceNameOfService],
      refusal: 'BIZ_FIELD_CHECK_INVALID',
      cut: 64,
      help: 'Name of the topic',
    }),
    Remark: text({
      flag: 'remark',
      required: true,
      warnings: [remarkAsDocumented],
      otherwise: (input) => (typeof input['Topic'] === 'string' ? input['Topic'] : undefined),
      otherwiseText: "the topic's name",
      help: 'What the topic is for',
    }),
    PartitionNum: integer({
      flag: 'partitions',
      sentAs: 'String',
      min: 1,
      max: PARTITIONS.today,
      usualMax: PARTITIONS.documented,
      refusal: 'BIZ_TOPIC_PARTITION_NUM_EXCEED',
      help: 'Number of partitions; a multiple of 6 is advised; left to the service (12) when not given',
    }),
  },
  commands: [
    {
      path: 'topic create',
      results: 'array',
      names: ['Topic'],
      tolerates: 'if-not-exists',
      compare: differsFromPresent,
      findOut: (input) => `alikafka topic describe ${String(input['Topic'])}`,
      examples: [
        { says: 'Create a topic with twelve partitions', types: 'orders --partitions 12' },
        { says: 'Create several, leaving alone those that exist', types: 'orders payments refunds --if-not-exists' },
      ],
    },
  ],
});

/** For --if-not-exists: an existing topic that is not what was asked is worth a warning. */
async function differsFromPresent(input: Values, reader: Reader): Promise<string | undefined> {
  const topic = await findTopic(String(input['Topic']), reader);
  if (topic === undefined) return undefined;
  const asked: [string, unknown, unknown][] = [
    ['PartitionNum', input['PartitionNum'], topic['PartitionNum']],
    ['Remark', input['Remark'] === input['Topic'] ? undefined : input['Remark'], topic['Remark']],
  ];
  const differences = asked.filter(([, want, have]) => want !== undefined && String(want) !== String(have));
  return differences.length === 0
    ? undefined
    : differences.map(([field, want, have]) => `${field} is ${String(have)}, not ${String(want)}`).join('; ');
}

export const deleteTopic = operation({
  action: 'DeleteTopic',
  effect: 'destroy',
  outcome: 'deleted',
  summary: 'Delete topics and their messages',
  params: { InstanceId: instanceId, RegionId: region, Topic: { ...existing('name', 'Topic to delete'), many: true } },
  commands: [
    {
      path: 'topic delete',
      results: 'array',
      names: ['Topic'],
      tolerates: 'if-exists',
      findOut: (input) => `alikafka topic list --name ${String(input['Topic'])}`,
      examples: [{ says: 'Delete a topic from a script, if it is there', types: 'orders-old --if-exists --yes' }],
    },
  ],
});

export const getTopicList = operation({
  action: 'GetTopicList',
  summary: 'List the topics of an instance',
  params: {
    CurrentPage: integer({ flag: 'page', sentAs: 'String', min: 1, help: 'Only this page, from 1' }),
    InstanceId: instanceId,
    PageSize: integer({ flag: 'page-size', sentAs: 'String', min: 1, help: 'Topics a page; with --page' }),
    RegionId: regionOptional,
  },
  answer: {
    fields: {
      CurrentPage: 'integer',
      PageSize: 'integer',
      Total: 'integer',
      TopicList: listOf('TopicVO', topicRecord),
    },
    data: ['TopicList'],
  },
  paging: { style: 'page', page: 'CurrentPage', size: 'PageSize', total: 'Total', ask: PAGE },
  commands: [
    {
      path: 'topic list',
      inputs: {
        name: text({
          flag: 'name',
          placeholder: 'glob',
          help: 'Only names that match, such as "orders*"; compared here',
        }),
      },
      view: {
        kind: 'list',
        columns: ['Topic', 'PartitionNum', 'StatusName', 'Remark'],
        name: 'Topic',
        select: (row, input) => input['name'] === undefined || glob(String(input['name']))(String(row['Topic'])),
      },
      plan: ({ CurrentPage, PageSize }) => {
        const onePage = CurrentPage !== undefined || PageSize !== undefined;
        return {
          steps: [{ input: onePage ? { CurrentPage: CurrentPage ?? 1, PageSize: PageSize ?? PAGE } : {}, names: [] }],
        };
      },
      examples: [
        { says: 'List all topics', types: '' },
        { says: 'Only one page, as JSON', types: '--page 1 --page-size 50 -o json' },
      ],
    },
  ],
});

/** The record of one topic, or undefined where the instance has none of that name. */
export async function findTopic(name: string, reader: Reader): Promise<Row | undefined> {
  const rows = await reader.rows(getTopicList, {});
  return rows.find((row) => row['Topic'] === name);
}

const statusView: View = {
  kind: 'object',
  columns: ['Partition', 'MinOffset', 'MaxOffset', 'LastUpdateTimestamp'],
  name: 'Topic',
  rows: ['OffsetTable'],
};

export const getTopicStatus = operation({
  action: 'GetTopicStatus',
  summary: 'Show the offsets of each partition of a topic',
  params: { InstanceId: instanceId, Topic: existing('name', 'Topic to look at'), RegionId: regionOptional },
  answer: {
    fields: {
      TopicStatus: object({
        TotalCount: 'long',
        LastTimeStamp: 'time',
        OffsetTable: listOf('OffsetTable', {
          Topic: 'text',
          Partition: 'integer',
          MinOffset: 'long',
          MaxOffset: 'long',
          LastUpdateTimestamp: 'time',
        }),
      }),
    },
    data: ['TopicStatus'],
  },
  commands: [
    {
      path: 'topic status',
      view: statusView,
      examples: [{ says: 'Show the offsets of a topic', types: 'orders' }],
    },
    {
      path: 'topic describe',
      summary: 'Show a topic: its record, its totals and its partitions',
      view: { ...statusView, extraFields: topicRecord },
      several: true,
      fetch: describeTopic,
      examples: [{ says: 'Show a topic', types: 'orders' }],
    },
  ],
});

async function describeTopic(input: Values, _scope: Scope, reader: Reader): Promise<Row | undefined> {
  const name = String(input['Topic']);
  const [topic, status] = await Promise.all([findTopic(name, reader), reader.object(getTopicStatus, { Topic: name })]);
  return topic === undefined ? undefined : { ...topic, ...status };
}

export const modifyPartitionNum = operation({
  action: 'ModifyPartitionNum',
  effect: 'write',
  summary: 'Add partitions to a topic',
  params: {
    InstanceId: instanceId,
    RegionId: region,
    Topic: existing('name', 'Topic to grow'),
    AddPartitionNum: integer({
      flag: 'add',
      required: true,
      min: 1,
      max: PARTITIONS.today - 1,
      usualMax: PARTITIONS.documented - 1,
      refusal: 'BIZ_TOPIC_PARTITION_ADD_ERROR',
      help: 'How many to add',
    }),
  },
  commands: [
    {
      path: 'topic add-partitions',
      description: 'Partitions can be added, never taken away. "--to" reads the present number first.',
      inputs: {
        AddPartitionNum: integer({
          flag: 'add',
          min: 1,
          max: PARTITIONS.today - 1,
          usualMax: PARTITIONS.documented - 1,
          help: 'How many to add',
        }),
        to: integer({
          flag: 'to',
          placeholder: 'total',
          min: 1,
          max: PARTITIONS.today,
          usualMax: PARTITIONS.documented,
          help: 'The number to reach instead',
        }),
      },
      between: addOrTo,
      results: 'single',
      names: ['Topic'],
      plan: growPlan,
      findOut: (input) => `alikafka topic describe ${String(input['Topic'])}`,
      examples: [
        { says: 'Add six partitions', types: 'orders --add 6' },
        { says: 'Grow to 24 partitions', types: 'orders --to 24' },
      ],
    },
  ],
});

function addOrTo(input: Values): Trouble[] {
  const given = [input['AddPartitionNum'], input['to']].filter((value) => value !== undefined).length;
  if (given === 0) return [{ param: 'AddPartitionNum', message: 'or --to is required' }];
  return given === 2 ? [{ param: 'to', message: 'cannot be combined with --add' }] : [];
}

async function growPlan(input: Values, _scope: Scope, reader: Reader): Promise<Plan | Refused> {
  const { to, ...sent } = input;
  const Topic = String(input['Topic']);
  if (to === undefined) return { steps: [{ input: sent, names: [{ Topic }] }] };
  const topic = await findTopic(Topic, reader);
  if (topic === undefined) {
    return {
      refused: 'notFound',
      problems: [{ param: 'Topic', message: `"${Topic}" is not among the topics of the instance` }],
      next: 'alikafka topic list',
    };
  }
  const present = Number(topic['PartitionNum']);
  if (Number(to) < present)
    return {
      refused: 'usage',
      problems: [
        { param: 'to', message: `must be at least ${present}, the present number: partitions are never taken away` },
      ],
    };
  if (Number(to) === present)
    return {
      steps: [{ names: { Topic }, settled: 'unchanged', message: `the topic has ${present} partitions already` }],
    };
  return { steps: [{ input: { ...sent, AddPartitionNum: Number(to) - present }, names: [{ Topic }] }] };
}

export const modifyTopicRemark = operation({
  action: 'ModifyTopicRemark',
  effect: 'write',
  summary: "Change a topic's remark",
  params: {
    InstanceId: instanceId,
    RegionId: region,
    Topic: existing('name', 'Topic to describe'),
    Remark: text({ argument: 'remark', mayBeEmpty: true, help: 'New remark; may be empty' }),
  },
  commands: [
    {
      path: 'topic set-remark',
      inputs: {
        Remark: text({
          argument: 'remark',
          required: true,
          mayBeEmpty: true,
          warnings: [(remark) => (remark === '' ? undefined : remarkAsDocumented(remark))],
          help: 'New remark; may be empty',
        }),
      },
      results: 'single',
      names: ['Topic', 'Remark'],
      findOut: (input) => `alikafka topic describe ${String(input['Topic'])}`,
      examples: [{ says: 'Say what a topic is for', types: 'orders orders-of-the-web-shop' }],
    },
  ],
});
