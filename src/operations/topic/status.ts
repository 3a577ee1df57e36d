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
  params: { InstanceId: instanceId, Topic: existing('name', 'Topic to look at'), RegionId: regionOptional },
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
      examples: [{ says: 'Show the offsets of a topic', types: 'orders' }],
    },
    {
      path: 'topic describe',
      summary: 'Show a topic: its record, its totals and its partitions',
      view: { ...statusView, extraFields: topicRecord },
      fetch: { object: topicWithStatus, several: true },
      reads: [getTopicList],
      examples: [{ says: 'Show a topic', types: 'orders' }],
    },
  ],
});

async function topicWithStatus(input: Values, _scope: Scope, reader: Reader): Promise<FetchedObject> {
  const name = String(input['Topic']);
  const [topic, status] = await Promise.all([findTopic(name, reader), reader.object(getTopicStatus, { Topic: name })]);
  return { object: topic === undefined ? undefined : { ...topic, ...status } };
}
