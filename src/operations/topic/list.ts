/** GetTopicList, and what other records read from it. */
import { integer } from '../../core/params.ts';
import { operation } from '../../core/record.ts';
import type { Reader, Values } from '../../core/operation.ts';
import { type Fields, type Json, listOf, type Row } from '../../core/shape.ts';
import type { Tone } from '../../core/view.ts';
import { wholeNumber } from '../../core/text/whole-number.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { plural, sentence } from '../../core/text/texts.ts';
import { instanceId, isNamed, nameFlag, regionOptional, tagsField } from '../shared/common.ts';

/** Topics per request; the service may send fewer. */
const PAGE = 1000;

/** The documented fields of a topic. */
export const topicRecord: Fields = {
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

/** The color of a state: in service, or in transition. */
const topicTone = (_name: Json, { Status }: Row): Tone => (Status === 0 || Status === null ? 'good' : 'warning');

export const getTopicList = operation({
  action: 'GetTopicList',
  ramAction: 'alikafka:ListTopic',
  summary: 'List the topics of an instance',
  reading: 'Reading topics',
  params: {
    CurrentPage: integer({ section: 'Pages', flag: 'page', sentAs: 'String', min: 1, help: 'Read only this page' }),
    InstanceId: instanceId,
    PageSize: integer({
      section: 'Pages',
      flag: 'page-size',
      sentAs: 'String',
      min: 1,
      help: 'Topics per page, with --page',
    }),
    RegionId: regionOptional,
  },
  answer: {
    fields: {
      CurrentPage: 'integer',
      PageSize: 'integer',
      Total: 'integer',
      TopicList: listOf('TopicVO', topicRecord, ['Topic']),
    },
    data: ['TopicList'],
  },
  paging: { style: 'page', page: 'CurrentPage', size: 'PageSize', total: 'Total', ask: PAGE },
  commands: [
    {
      path: 'topic list',
      elsewhere: { tag: { path: 'tag list', types: '--type topic --tag' } },
      inputs: {
        name: nameFlag('Only topics whose name matches a pattern such as "orders*"'),
      },
      view: {
        kind: 'list',
        countText: (count) => plural(count, '{count} topic', '{count} topics'),
        columns: ['Topic', 'PartitionNum', 'StatusName', 'Remark'],
        name: 'Topic',
        essential: ['PartitionNum', 'StatusName', 'Remark'],
        freeText: ['Remark', 'Tags', 'TopicConfig'],
        tones: { StatusName: topicTone },
        select: ({ Topic }, input) => isNamed(Topic, input),
      },
      crossFieldRules: ({ CurrentPage, PageSize }) =>
        PageSize !== undefined && CurrentPage === undefined
          ? [{ param: 'PageSize', message: sentence('{name} requires --page: without it, all pages are read') }]
          : [],
      plan: ({ CurrentPage, PageSize = PAGE }) => ({
        steps: [{ input: CurrentPage === undefined ? {} : { CurrentPage, PageSize }, names: [] }],
      }),
      examples: [
        { says: 'List all topics', types: '' },
        { says: 'Find topics by name', types: '--name "orders*"' },
        { says: 'Read one page as JSON', types: '--page 1 --page-size 50 -o json' },
      ],
    },
  ],
});

/** The number of partitions of a listed topic; undefined if the list has no whole number in range. */
export const partitionsOf = (topic: Row): number | undefined =>
  wholeNumber(topic['PartitionNum'], { min: 1, max: 2 ** 31 - 1 });

/** The command that shows a topic. */
export const describeTopic = ({ Topic }: Values): string => alikafka`topic describe ${Topic}`;

/** The listed topic of this name, else of the `other` one; undefined if neither is listed. */
export async function findTopic(name: string, reader: Reader, other: string = name): Promise<Row | undefined> {
  const rows = await reader.rows(getTopicList, {});
  return rows.find((row) => row['Topic'] === name) ?? rows.find((row) => row['Topic'] === other);
}
