/** GetTopicStatus: the offsets of a topic, alone and with the topic's record. */
import type { FetchedObject, Scope } from '../../core/plan.ts';
import { operation } from '../../core/record.ts';
import type { Reader, Values } from '../../core/operation.ts';
import type { ObjectView } from '../../core/view.ts';
import { listOf, object } from '../../core/shape.ts';
import { existing, instanceId, regionOptional } from '../shared/common.ts';
import { findTopic, getTopicList, topicRecord } from './list.ts';

const statusView: ObjectView = {
  kind: 'object',
  columns: ['Partition', 'MinOffset', 'MaxOffset', 'LastUpdateTimestamp'],
  name: 'Topic',
  rows: ['OffsetTable'],
};

export const getTopicStatus = operation({
  action: 'GetTopicStatus',
  ramAction: 'alikafka:ListTopic',
  summary: 'Show the offsets of each partition of a topic',
  params: { InstanceId: instanceId, Topic: existing('topic', 'name', 'Name of the topic'), RegionId: regionOptional },
  answer: {
    fields: {
      TopicStatus: object(
        {
          TotalCount: 'long',
          LastTimeStamp: 'time',
          OffsetTable: listOf('OffsetTable', {
            Topic: 'text',
            Partition: 'integer',
            MinOffset: 'long',
            MaxOffset: 'long',
            LastUpdateTimestamp: 'time',
          }),
        },
        { needs: ['OffsetTable'] },
      ),
    },
    data: ['TopicStatus'],
  },
  commands: [
    {
      path: 'topic status',
      view: statusView,
      examples: [{ says: 'See how many messages each partition of a topic holds', types: 'orders' }],
    },
    {
      path: 'topic describe',
      summary: 'Show a topic with its settings, totals and partitions',
      view: { ...statusView, extraFields: topicRecord },
      fetch: { object: topicWithStatus, several: true },
      reads: [getTopicList],
      examples: [{ says: 'See the settings and partitions of a topic', types: 'orders' }],
    },
  ],
});

async function topicWithStatus(input: Values, _scope: Scope, reader: Reader): Promise<FetchedObject> {
  const name = String(input['Topic']);
  const [topic, status] = await Promise.all([findTopic(name, reader), reader.object(getTopicStatus, { Topic: name })]);
  return { object: topic === undefined ? undefined : { ...topic, ...status } };
}
