/** GetInstanceList, and what other records read from it. */
import { as, choice, flag, text } from '../../core/params.ts';
import { operation } from '../../core/record.ts';
import type { Reader, Values } from '../../core/operation.ts';
import type { Refused } from '../../core/plan.ts';
import { listOf, type Row } from '../../core/shape.ts';
import { notListed } from '../shared/refusals.ts';
import { type Sentence, sentence } from '../../core/text/texts.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { chunks, idsFlag, instanceByName, isNamed, nameFlag, region, tagFlag } from '../shared/common.ts';
import { instanceRecord, instanceView } from './record.ts';
import { isDeleted } from './state.ts';
import { SERVICE_STATUS } from '../shared/labels.ts';

/** The typed word for a status, by its code: `to-be-deployed`. */
const STATUS_WORDS = new Map(Object.entries(SERVICE_STATUS).map(([code, label]) => [code, slug(label)] as const));

function slug(label: string): string {
  return label.toLowerCase().replaceAll(' ', '-');
}

export const getInstanceList = operation({
  action: 'GetInstanceList',
  ramAction: 'alikafka:ListInstance',
  summary: 'List the instances in a region',
  reading: 'Reading instances',
  params: {
    RegionId: region,
    OrderId: text({ flag: 'order-id', placeholder: 'id', min: 1, help: 'Only the instance of the order with this id' }),
    InstanceId: idsFlag,
    Tag: tagFlag({
      lists: 'instance-tag',
      section: 'Filters',
      maxItems: 20,
      help: 'Only instances with this tag; with several tags, all must match',
    }),
  },
  answer: { fields: { InstanceList: listOf('InstanceVO', instanceRecord, ['InstanceId']) }, data: ['InstanceList'] },
  commands: [
    {
      path: 'instance list',
      inputs: {
        InstanceId: { ...idsFlag, rules: [] },
        name: nameFlag('Only instances whose name matches a pattern such as "prod-*"'),
        status: choice([...STATUS_WORDS.values()], {
          section: 'Filters',
          flag: 'status',
          placeholder: 'word',
          aliases: Object.fromEntries(STATUS_WORDS),
          help: 'Only instances in this state',
        }),
        all: flag({ section: 'Filters', flag: 'all', help: 'Include released instances' }),
      },
      view: { ...instanceView, select: selected },
      plan: (input) => ({
        steps: (input['InstanceId'] === undefined ? [undefined] : chunks(input['InstanceId'] as string[], 20)).map(
          (ids) => ({
            input: { OrderId: input['OrderId'], Tag: input['Tag'], InstanceId: ids },
            names: [],
          }),
        ),
      }),
      examples: [
        { says: 'List the instances in another region', types: '--region cn-hangzhou' },
        { says: 'Find the running instances of one team', types: '--status running --tag team=payments' },
      ],
    },
    {
      path: 'instance describe',
      summary: 'Show all details of an instance',
      inputs: {
        InstanceId: as(instanceByName, {
          from: 'instance',
          defaultText: 'the instance set with -i or in the profile',
        }),
      },
      takes: [],
      view: { ...instanceView, kind: 'object' },
      plan: (input) => ({ steps: [{ input: { InstanceId: [String(input['InstanceId'])] }, names: [] }] }),
      examples: [
        { says: 'See the access points, sizes and settings of an instance', types: 'alikafka_pre-cn-0pp1ftnxu00y' },
      ],
    },
  ],
});

function selected(row: Row, input: Values): boolean {
  const status = input['status'] === undefined ? undefined : String(input['status']);
  const present = STATUS_WORDS.get(String(row['ServiceStatus']));
  if (status !== undefined && present !== status) return false;
  if (status === undefined && input['all'] !== true && isDeleted(row)) return false;
  return isNamed(row['Name'], input);
}

/** The record of one instance; undefined if the region has none of this id. */
export async function findInstance(id: string, reader: Reader): Promise<Row | undefined> {
  const rows = await reader.rows(getInstanceList, { InstanceId: [id] });
  return rows.find((row) => row['InstanceId'] === id);
}

/** The refusal of a command whose instance is not listed. */
export const absent = (name: string): Refused =>
  notListed(
    'InstanceId',
    { what: 'instance', name },
    sentence('instance "{id}" not found', { id: name }),
    alikafka`instance list`,
  );

/** The refusal if the list lacks a value that a change of this instance depends on. */
export const unusableInstance =
  (id: string) =>
  (found: string): Sentence =>
    sentence('the list has no usable data for instance {id}: {found}; nothing was sent', { id, found });
