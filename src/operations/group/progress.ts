/** GetConsumerProgress: the offsets and lag of one group, and the lag of many. */
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
import { type Sentence, sentence, t } from '../../core/text/texts.ts';

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
  summary: 'Show the offsets and lag of a group',
  reading: 'Reading the lag of consumer groups',
  params: {
    ConsumerId: existing('group', 'name', 'Name of the consumer group'),
    InstanceId: instanceId,
    RegionId: region,
  },
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
      summary: 'Show the lag of a group in total, per topic and per partition',
      inputs: {
        topic: text({
          section: 'Filters',
          flag: 'topic',
          placeholder: 'name',
          min: 1,
          lists: 'topic',
          help: 'Only this topic',
        }),
      },
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
      examples: [
        { says: 'See how far a group is behind', types: 'billing' },
        { says: 'See how far a group is behind on one topic', types: 'billing --topic orders' },
      ],
    },
    {
      path: 'group lag',
      seeAlso: ['wait', 'metrics list'],
      summary: 'Show the lag of groups, and optionally fail above a limit',
      description:
        'Without names, all groups of the instance are read. The limits apply to each row (a group and a topic, or a partition with --partitions), not to the total of a group. An unknown lag counts as above any limit. With --topic, groups that do not read the topic are left out; the exit code is 3 if none reads it.',
      inputs: {
        ConsumerId: texts({
          argument: 'name',
          mistakenFor: ['group', 'group-name', 'consumer-group'],
          many: true,
          lists: 'group',
          defaultText: 'all groups',
          help: 'Names of the groups',
        }),
        topic: text({
          section: 'Filters',
          flag: 'topic',
          placeholder: 'name',
          min: 1,
          lists: 'topic',
          help: 'Only this topic',
        }),
        partitions: flag({ flag: 'partitions', help: 'One row per partition' }),
        failAbove: integer({
          section: 'Conditions',
          flag: 'fail-above',
          mistakenFor: ['max', 'max-lag', 'threshold', 'above', 'limit'],
          placeholder: 'messages',
          min: 0,
          help: 'Exit with code 7 if the lag of one row is greater than this number of messages',
        }),
        failAboveSeconds: integer({
          section: 'Conditions',
          flag: 'fail-above-seconds',
          placeholder: 'seconds',
          min: 0,
          help: 'Exit with code 7 if the lag of one row is greater than this number of seconds',
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
          ConsumerId === undefined ? t('then one GetConsumerProgress for each group') : undefined,
      },
      warns: unknownLags,
      assertion: aboveLimit,
      reads: [getConsumerList],
      examples: [
        { says: 'Fail a pipeline if a group is far behind', types: 'billing --fail-above 10000' },
        { says: 'Save the lag of every group and partition', types: '--partitions -o csv' },
      ],
    },
  ],
});

/** Why `--output name` is refused: a group has one row only with --topic and without --partitions. */
function severalRowsAGroup(input: Values): string | undefined {
  if (input['topic'] !== undefined && input['partitions'] !== true) return undefined;
  return t(
    '--output name requires --topic, without --partitions: otherwise a group can have several rows; use --output ndjson',
  );
}

async function describeGroup(input: Values, scope: Scope, reader: Reader): Promise<FetchedObject | Refused> {
  const [name, topic] = [String(input['ConsumerId']), input['topic']];
  const progress = await progressOf(name, topic, scope, reader);
  if (topic === undefined || records(progress['TopicList']).length > 0) return { object: progress };
  return notRead(doesNotRead(name, String(topic)), describing(name));
}

/** Reads one group after the other; one that cannot be read does not end it. */
async function fetchLags(input: Values, scope: Scope, reader: Reader): Promise<FetchedRows | Refused> {
  const [named, topic] = [input['ConsumerId'] as string[] | undefined, input['topic']];
  const groups = named ?? (await reader.rows(getConsumerList, {})).map((row) => String(row['ConsumerId']));
  reader.expects?.(getConsumerProgress, groups.length);
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
  if (named === undefined) return notRead(sentence('no group reads topic "{topic}"', { topic }), alikafka`group lag`);
  return notRead(
    others.length === 0 ? doesNotRead(first, topic) : sentence('none of these groups reads topic "{topic}"', { topic }),
    describing(first),
  );
}

const doesNotRead = (group: string, topic: string): Sentence =>
  sentence('group "{group}" does not read topic "{topic}"', { group, topic });

const notRead = (message: Sentence, next: string): Refused => ({
  refused: 'notFound',
  problems: [{ param: 'topic', message }],
  next,
});

const describing = (group: string): string => alikafka`group describe ${group}`;

async function progressOf(ConsumerId: string, topic: unknown, scope: Scope, reader: Reader): Promise<Row> {
  return { ConsumerId, ...withLags(await reader.object(getConsumerProgress, { ConsumerId }), scope.now, topic) };
}
