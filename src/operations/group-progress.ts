import { flag, integer, text, texts } from '../core/params.ts';
import { operation, type Reader, type Scope, type Values } from '../core/operation.ts';
import { type Fields, listOf, object, type Row } from '../core/shape.ts';
import { existing, instanceId, region } from './common.ts';
import { getConsumerList } from './group-list.ts';
import { partitionRows, records, withLags } from './lag.ts';

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
      ConsumerProgress: object(
        {
          TotalDiff: 'long',
          LastTimestamp: 'time',
          state: 'text',
          RebalanceInfoList: listOf('RebalanceInfoList', 'map'),
          TopicList: listOf(
            'TopicList',
            { Topic: 'text', TotalDiff: 'long', LastTimestamp: 'time', OffsetList: listOf('OffsetList', offset) },
            ['Topic', 'OffsetList'],
          ),
        },
        { needs: ['TopicList'] },
      ),
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
        name: 'ConsumerId',
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
        columns: ['ConsumerId', 'Topic', 'Partition', 'Lag', 'LagSeconds'],
        columnsSeen: true,
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

function topicLag(ConsumerId: string, progress: Row): Row[] {
  const topics = records(progress['TopicList']);
  // A group with a lag and no topics would pass any limit unseen.
  const rows = topics.length === 0 && Number(progress['TotalDiff'] ?? 0) > 0 ? [{ ...progress, Topic: null }] : topics;
  return rows.map(({ Topic, Lag, LagSeconds }) => ({
    ConsumerId,
    Topic: Topic ?? null,
    Lag: Lag ?? null,
    LagSeconds: LagSeconds ?? null,
  }));
}

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
          .filter((row) => (field === 'Lag' && row[field] === null) || Number(row[field] ?? 0) > Number(limit))
          .map(
            (row) =>
              `${String(row['ConsumerId'])} on ${String(row['Topic'])}: ${row[field] === null ? `an unknown number of ${unit}` : `${String(row[field])} ${unit}`}, limit ${String(limit)}`,
          ),
  );
  return over.length === 0 ? undefined : over.join('\n');
}

async function progressOf(ConsumerId: string, topic: unknown, scope: Scope, reader: Reader): Promise<Row> {
  return { ConsumerId, ...withLags(await reader.object(getConsumerProgress, { ConsumerId }), scope.now, topic) };
}
