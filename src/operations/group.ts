import { flag, integer, resourceName, resourceNameOfService, text, texts } from '../core/params.ts';
import { operation, type Reader, type Scope, type Values } from '../core/operation.ts';
import { glob } from '../core/glob.ts';
import { type Fields, listOf, object, type Json, type Row } from '../core/shape.ts';
import { existing, instanceId, region, tagsField } from './common.ts';

const groupRecord: Fields = {
  ConsumerId: 'text',
  Remark: 'text',
  AutomaticallyCreatedGroup: 'boolean',
  CreateTime: 'time',
  InstanceId: 'text',
  RegionId: 'text',
  Tags: tagsField,
};

export const createConsumerGroup = operation({
  action: 'CreateConsumerGroup',
  effect: 'write',
  outcome: 'created',
  summary: 'Create consumer groups',
  params: {
    ConsumerId: text({
      argument: 'name',
      many: true,
      required: true,
      rules: [resourceName],
      serviceRules: [resourceNameOfService],
      refusal: 'BIZ_FIELD_CHECK_INVALID',
      cut: 64,
      help: 'Name of the group',
    }),
    InstanceId: instanceId,
    RegionId: region,
  },
  commands: [
    {
      path: 'group create',
      results: 'array',
      names: ['ConsumerId'],
      tolerates: 'if-not-exists',
      findOut: (input) => `alikafka group list --name ${String(input['ConsumerId'])}`,
      examples: [{ says: 'Create two groups', types: 'billing shipping' }],
    },
  ],
});

export const deleteConsumerGroup = operation({
  action: 'DeleteConsumerGroup',
  effect: 'destroy',
  outcome: 'deleted',
  summary: 'Delete consumer groups and their offsets',
  params: {
    ConsumerId: { ...existing('name', 'Group to delete'), many: true },
    InstanceId: instanceId,
    RegionId: region,
  },
  commands: [
    {
      path: 'group delete',
      results: 'array',
      names: ['ConsumerId'],
      tolerates: 'if-exists',
      examples: [{ says: 'Delete a group from a script', types: 'billing-old --yes' }],
    },
  ],
});

export const getConsumerList = operation({
  action: 'GetConsumerList',
  summary: 'List the consumer groups of an instance',
  params: {
    InstanceId: instanceId,
    RegionId: region,
    CurrentPage: integer({ sentAs: 'String', min: 1, help: 'Page, from 1' }),
    PageSize: integer({ sentAs: 'String', min: 1, help: 'Groups a page' }),
  },
  answer: {
    fields: {
      CurrentPage: 'integer',
      PageSize: 'integer',
      Total: 'integer',
      ConsumerList: listOf('ConsumerVO', groupRecord),
    },
    data: ['ConsumerList'],
  },
  paging: { style: 'page', page: 'CurrentPage', size: 'PageSize', total: 'Total', ask: 1000, optional: true },
  commands: [
    {
      path: 'group list',
      inputs: {
        name: text({
          flag: 'name',
          placeholder: 'glob',
          help: 'Only names that match, such as "billing*"; compared here',
        }),
      },
      view: {
        kind: 'list',
        columns: ['ConsumerId', 'Remark', 'CreateTime', 'Tags'],
        name: 'ConsumerId',
        select: (row, input) => input['name'] === undefined || glob(String(input['name']))(String(row['ConsumerId'])),
      },
      examples: [{ says: 'List all groups', types: '' }],
    },
  ],
});

const offset: Fields = {
  Partition: 'integer',
  BrokerOffset: 'long',
  ConsumerOffset: 'long',
  LastTimestamp: 'time',
  Accumulate: 'integer',
  ClientId: 'text',
  ClientIp: 'text',
  MemberId: 'text',
};

export const getConsumerProgress = operation({
  action: 'GetConsumerProgress',
  summary: "Show a group's offsets and lag",
  params: { ConsumerId: existing('name', 'Group to look at'), InstanceId: instanceId, RegionId: region },
  answer: {
    fields: {
      ConsumerProgress: object({
        TotalDiff: 'long',
        LastTimestamp: 'time',
        state: 'text',
        RebalanceInfoList: listOf('RebalanceInfoList', 'map'),
        TopicList: listOf('TopicList', {
          Topic: 'text',
          TotalDiff: 'long',
          LastTimestamp: 'time',
          OffsetList: listOf('OffsetList', offset),
        }),
      }),
    },
    data: ['ConsumerProgress'],
  },
  commands: [
    {
      path: 'group describe',
      alias: 'progress',
      summary: 'Show a group: its lag in total, by topic and by partition',
      inputs: { topic: text({ flag: 'topic', placeholder: 'name', min: 1, help: 'Only this topic' }) },
      view: {
        kind: 'object',
        columns: ['Topic', 'Partition', 'BrokerOffset', 'ConsumerOffset', 'Lag', 'LagSeconds', 'LastTimestamp'],
        name: 'Topic',
        totals: { list: 'TopicList', columns: ['Topic', 'Lag', 'LagSeconds'] },
        rows: ['TopicList', 'OffsetList'],
        toRows: partitionRows,
        extraFields: { Lag: 'long', LagSeconds: 'long', ConsumerId: 'text' },
      },
      fetch: (input, scope, reader) => progressOf(String(input['ConsumerId']), input['topic'], scope, reader),
      examples: [{ says: 'Show where a group stands', types: 'billing' }],
    },
    {
      path: 'group lag',
      summary: 'Show the lag of groups, and fail above a limit',
      description: 'Without names every group of the instance is read.',
      inputs: {
        ConsumerId: texts({ argument: 'name', many: true, help: 'Groups to look at; default: all' }),
        topic: text({ flag: 'topic', placeholder: 'name', min: 1, help: 'Only this topic' }),
        partitions: flag({ flag: 'partitions', help: 'A row a partition' }),
        failAbove: integer({
          flag: 'fail-above',
          placeholder: 'messages',
          min: 0,
          help: 'Exit 7 when a row has more lag than this',
        }),
        failAboveSeconds: integer({
          flag: 'fail-above-seconds',
          placeholder: 's',
          min: 0,
          help: 'Exit 7 when a row is further behind than this',
        }),
      },
      view: {
        kind: 'list',
        columns: ['ConsumerId', 'Topic', 'Lag', 'LagSeconds'],
        name: 'ConsumerId',
        extraFields: { ConsumerId: 'text', Topic: 'text', Partition: 'integer', Lag: 'long', LagSeconds: 'long' },
      },
      several: true,
      fetch: lagRows,
      verdict: aboveLimit,
      examples: [
        { says: 'Fail a pipeline when a group is far behind', types: 'billing --fail-above 10000' },
        { says: 'The lag of every group, by partition', types: '--partitions -o csv' },
      ],
    },
  ],
});

async function progressOf(ConsumerId: string, topic: unknown, scope: Scope, reader: Reader): Promise<Row> {
  const data = await reader.object(getConsumerProgress, { ConsumerId });
  const topics = records(data['TopicList'])
    .filter((row) => topic === undefined || row['Topic'] === topic)
    .map((row) =>
      withTotals(
        { ...row, OffsetList: records(row['OffsetList']).map((partition) => withLag(partition, scope.now)) },
        'OffsetList',
      ),
    );
  return { ConsumerId, ...withTotals({ ...data, TopicList: topics }, 'TopicList') };
}

/** Lag of one partition: what the broker holds beyond the group's offset, and the age of the last message it read. */
function withLag(partition: Row, now: number): Row {
  const [end, at] = [partition['BrokerOffset'], partition['ConsumerOffset']];
  const Lag =
    end === null || at === null || end === undefined || at === undefined
      ? (partition['Accumulate'] ?? null)
      : difference(end, at);
  return { ...partition, Lag, LagSeconds: lagSeconds(Lag, partition['LastTimestamp'], now) };
}

/** Exact where offsets pass 2^53; a group ahead of a truncated log has no lag. */
function difference(end: Json, at: Json): Json {
  const exact = BigInt(String(end)) - BigInt(String(at));
  if (exact < 0n) return 0;
  return exact > BigInt(Number.MAX_SAFE_INTEGER) ? exact : Number(exact);
}

function lagSeconds(lag: Json, last: Json | undefined, now: number): number | null {
  if (lag === null) return null;
  if (lag === 0) return 0;
  return typeof last === 'number' && last > 0 ? Math.max(0, Math.floor((now - last) / 1000)) : null;
}

/** Lag and LagSeconds of a row that holds others: the sum, and the one furthest behind. */
function withTotals(row: Row, inner: string): Row {
  const parts = records(row[inner]);
  const lags = parts.map((part) => part['Lag']).filter((lag) => lag !== null && lag !== undefined);
  const seconds = parts.map((part) => part['LagSeconds']).filter((s): s is number => typeof s === 'number');
  const { [inner]: list, ...rest } = row;
  return {
    ...rest,
    Lag: total(lags),
    LagSeconds: seconds.length === 0 ? null : Math.max(...seconds),
    [inner]: list ?? [],
  };
}

function total(lags: readonly Json[]): Json {
  const sum = lags.reduce<bigint>((all, lag) => all + BigInt(String(lag)), 0n);
  return sum > BigInt(Number.MAX_SAFE_INTEGER) ? sum : Number(sum);
}

function partitionRows(data: Row): Row[] {
  return records(data['TopicList']).flatMap((topic) =>
    records(topic['OffsetList']).map((partition) => ({ Topic: topic['Topic'] ?? null, ...partition })),
  );
}

async function lagRows(input: Values, scope: Scope, reader: Reader): Promise<Row[]> {
  const named = input['ConsumerId'] as string[] | undefined;
  const groups = named ?? (await reader.rows(getConsumerList, {})).map((row) => String(row['ConsumerId']));
  const rows: Row[] = [];
  for (const group of groups) {
    const progress = await progressOf(group, input['topic'], scope, reader);
    rows.push(...(input['partitions'] === true ? partitionLag(group, progress) : topicLag(group, progress)));
  }
  return rows;
}

const topicLag = (ConsumerId: string, progress: Row): Row[] =>
  records(progress['TopicList']).map(({ Topic, Lag, LagSeconds }) => ({
    ConsumerId,
    Topic: Topic ?? null,
    Lag: Lag ?? null,
    LagSeconds: LagSeconds ?? null,
  }));

const partitionLag = (ConsumerId: string, progress: Row): Row[] =>
  partitionRows(progress).map(({ Topic, Partition, Lag, LagSeconds }) => ({
    ConsumerId,
    Topic: Topic ?? null,
    Partition: Partition ?? null,
    Lag: Lag ?? null,
    LagSeconds: LagSeconds ?? null,
  }));

function aboveLimit(rows: readonly Row[], input: Values): string | undefined {
  const limits = [
    ['Lag', input['failAbove'], 'messages'],
    ['LagSeconds', input['failAboveSeconds'], 'seconds'],
  ] as const;
  const over = limits.flatMap(([field, limit, unit]) =>
    limit === undefined
      ? []
      : rows
          .filter((row) => Number(row[field] ?? 0) > Number(limit))
          .map(
            (row) =>
              `${String(row['ConsumerId'])} on ${String(row['Topic'])}: ${String(row[field])} ${unit}, limit ${String(limit)}`,
          ),
  );
  return over.length === 0 ? undefined : over.join('\n');
}

const records = (value: Json | undefined): Row[] => (Array.isArray(value) ? (value as Row[]) : []);
