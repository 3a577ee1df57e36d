/** GetConsumerList. */
import { plural } from '../../core/text/texts.ts';
import { integer } from '../../core/params.ts';
import { operation } from '../../core/record.ts';
import { type Fields, listOf } from '../../core/shape.ts';
import { instanceId, isNamed, nameFlag, region, tagsField } from '../shared/common.ts';

const groupRecord: Fields = {
  ConsumerId: 'text',
  Remark: 'text',
  AutomaticallyCreatedGroup: 'boolean',
  CreateTime: 'time',
  InstanceId: 'text',
  RegionId: 'text',
  Tags: tagsField,
};

export const getConsumerList = operation({
  action: 'GetConsumerList',
  ramAction: 'alikafka:ListGroup',
  summary: 'List the consumer groups of an instance',
  reading: 'Reading consumer groups',
  params: {
    InstanceId: instanceId,
    RegionId: region,
    CurrentPage: integer({ min: 1, help: 'Page number' }),
    PageSize: integer({ min: 1, help: 'Groups per page' }),
  },
  answer: {
    fields: {
      CurrentPage: 'integer',
      PageSize: 'integer',
      Total: 'integer',
      ConsumerList: listOf('ConsumerVO', groupRecord, ['ConsumerId']),
    },
    data: ['ConsumerList'],
  },
  paging: { style: 'page', page: 'CurrentPage', size: 'PageSize', total: 'Total', ask: 1000, optional: true },
  commands: [
    {
      path: 'group list',
      elsewhere: { tag: { path: 'tag list', types: '--type group --tag' } },
      inputs: {
        name: nameFlag('Only groups whose name matches a pattern such as "billing*"'),
      },
      view: {
        kind: 'list',
        countText: (count) => plural(count, '{count} consumer group', '{count} consumer groups'),
        columns: ['ConsumerId', 'Remark', 'CreateTime', 'Tags'],
        name: 'ConsumerId',
        freeText: ['Remark', 'Tags'],
        select: ({ ConsumerId }, input) => isNamed(ConsumerId, input),
      },
      examples: [
        { says: 'List all groups', types: '' },
        { says: 'Find groups by name', types: '--name "billing*"' },
      ],
    },
  ],
});
