import { flag, integer, text, texts } from '../../core/params.ts';
import type { FetchedObject, FetchedRows, Refused, Scope, Unread } from '../../core/plan.ts';
import { operation } from '../../core/record.ts';
import type { Reader, Values } from '../../core/operation.ts';
import { type Fields, listOf, object, type Row } from '../../core/shape.ts';
import { existing, instanceId, region } from '../shared/common.ts';
import { getConsumerList } from './list.ts';
import { partitionRows, records, withLags } from './lag.ts';
import { aboveLimit, lagRows, largestFirst, unknownLags } from './lag-rows.ts';
import { alikafka } from '../../core/text/command-line.ts';

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
  ramAction: 'alikafka:ListGroup',
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
        essential: ['Topic', 'Partition', 'Lag'],
        freeText: [],
        bars: ['Lag'],
        totals: { list: 'TopicList', columns: ['Topic', 'Lag', 'LagSeconds'] },
        rows: ['TopicList', 'OffsetList'],
        toRows: partitionRows,
        extraFields: { Lag: 'long', LagSeconds: 'long', ConsumerId: 'text' },
      },
      fetch: { object: describeGroup },
      examples: [{ says: 'Show where a group stands', types: 'billing' }],
    },
    {
      path: 'group lag',
      summary: 'Show the lag of groups, and fail above a limit',
      description:
        'Without names every group of the instance is read. An unknown lag counts as above any limit. With --topic, groups that do not read the topic are left out; where none reads it, the exit code is 3.',
      inputs: {
        ConsumerId: texts({ argument: 'name', many: true, defaultText: 'all', help: 'Groups to read' }),
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
        essential: ['Topic', 'Partition', 'Lag', 'LagSeconds'],
        freeText: [],
        bars: ['Lag'],
        extraFields: { ConsumerId: 'text', Topic: 'text', Partition: 'integer', Lag: 'long', LagSeconds: 'long' },
        unfilled: ({ partitions }) => (partitions === true ? [] : ['Partition']),
        element: 'ConsumerProgress',
        unnamed: severalRowsAGroup,
        order: largestFirst,
      },
      fetch: {
        rows: fetchLags,
        several: true,
        follows: ({ ConsumerId }) =>
          ConsumerId === undefined ? 'then one GetConsumerProgress for each group' : undefined,
      },
      warns: unknownLags,
      assertion: aboveLimit,
      reads: [getConsumerList],
      examples: [
        { says: 'Fail a pipeline when a group is far behind', types: 'billing --fail-above 10000' },
        { says: 'The lag of every group, by partition', types: '--partitions -o csv' },
      ],
    },
  ],
});

/** One line names a group only where it has one row. */
function severalRowsAGroup(input: Values): string | undefined {
  if (input['topic'] !== undefined && input['partitions'] !== true) return undefined;
  return 'needs --topic, without --partitions: a group has a row for each topic or partition here';
}

async function describeGroup(input: Values, scope: Scope, reader: Reader): Promise<FetchedObject | Refused> {
  const [name, topic] = [String(input['ConsumerId']), input['topic']];
  const progress = await progressOf(name, topic, scope, reader);
  if (topic === undefined || records(progress['TopicList']).length > 0) return { object: progress };
  return notRead(`group "${name}" does not read topic "${String(topic)}"`, describing(name));
}

/** One group after the other; one that cannot be read leaves the others. */
async function fetchLags(input: Values, scope: Scope, reader: Reader): Promise<FetchedRows | Refused> {
  const [named, topic] = [input['ConsumerId'] as string[] | undefined, input['topic']];
  const groups = named ?? (await reader.rows(getConsumerList, {})).map((row) => String(row['ConsumerId']));
  const rows: Row[] = [];
  const unread: Unread[] = [];
  for (const group of groups) {
    try {
      rows.push(...lagRows(group, await progressOf(group, topic, scope, reader), input['partitions'] === true));
    } catch (error) {
      unread.push({ name: group, error });
    }
  }
  const found = rows.length + unread.length > 0 || topic === undefined;
  return found ? { rows, unread, asked: groups.length } : readByNone(String(topic), named);
}

function readByNone(topic: string, named: readonly string[] | undefined): Refused {
  const [first = '', ...others] = named ?? [];
  if (named === undefined) return notRead(`no group reads topic "${topic}"`, alikafka`group lag`);
  const who = others.length === 0 ? `group "${first}" does not read` : 'none of these groups reads';
  return notRead(`${who} topic "${topic}"`, describing(first));
}

const notRead = (message: string, next: string): Refused => ({
  refused: 'notFound',
  problems: [{ param: 'topic', message }],
  next,
});

const describing = (group: string): string => alikafka`group describe ${group}`;

async function progressOf(ConsumerId: string, topic: unknown, scope: Scope, reader: Reader): Promise<Row> {
  return { ConsumerId, ...withLags(await reader.object(getConsumerProgress, { ConsumerId }), scope.now, topic) };
}
