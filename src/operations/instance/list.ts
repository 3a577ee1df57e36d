import { as, choice, flag, text } from '../../core/params.ts';
import { operation } from '../../core/record.ts';
import type { Reader, Values } from '../../core/operation.ts';
import type { Refused } from '../../core/plan.ts';
import { listOf, type Row } from '../../core/shape.ts';
import { notListed } from '../shared/refusals.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { chunks, idsFlag, instanceByName, isNamed, nameFlag, region, tagFlag } from '../shared/common.ts';
import { instanceRecord, instanceView } from './record.ts';
import { isDeleted } from './state.ts';
import { SERVICE_STATUS, wordOf } from '../shared/labels.ts';

const statusNames = Object.entries(SERVICE_STATUS).map(([code, says]) => [code, slug(says)] as const);

function slug(words: string): string {
  return words.toLowerCase().replaceAll(' ', '-');
}

export const getInstanceList = operation({
  action: 'GetInstanceList',
  ramAction: 'alikafka:ListInstance',
  summary: 'List the instances of a region',
  params: {
    RegionId: region,
    OrderId: text({ flag: 'order-id', placeholder: 'id', min: 1, help: 'Only the instance of this order' }),
    InstanceId: idsFlag,
    Tag: tagFlag({ maxItems: 20, help: 'Only instances with this tag (repeatable)' }),
  },
  answer: { fields: { InstanceList: listOf('InstanceVO', instanceRecord, ['InstanceId']) }, data: ['InstanceList'] },
  commands: [
    {
      path: 'instance list',
      inputs: {
        InstanceId: { ...idsFlag, rules: [] },
        name: nameFlag('prod-*'),
        status: choice(
          statusNames.map(([, says]) => says),
          {
            flag: 'status',
            placeholder: 'word',
            aliases: Object.fromEntries(statusNames),
            help: 'Only instances in this state, such as running; compared here',
          },
        ),
        all: flag({ flag: 'all', help: 'Released instances too' }),
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
        { says: 'List the instances of a region', types: '--region cn-hangzhou' },
        { says: 'Only the running ones of one team', types: '--status running --tag team=payments' },
      ],
    },
    {
      path: 'instance describe',
      summary: 'Show everything known of one instance',
      inputs: {
        InstanceId: as(instanceByName, {
          from: 'instance',
          defaultText: 'the instance of -i',
        }),
      },
      takes: [],
      view: { ...instanceView, kind: 'object' },
      plan: (input) => ({ steps: [{ input: { InstanceId: [String(input['InstanceId'])] }, names: [] }] }),
      examples: [{ says: 'Show an instance', types: 'alikafka_pre-cn-0pp1ftnxu00y' }],
    },
  ],
});

function selected(row: Row, input: Values): boolean {
  const status = input['status'] === undefined ? undefined : String(input['status']);
  const stands = slug(wordOf(SERVICE_STATUS, row['ServiceStatus']) ?? '');
  if (status !== undefined && stands !== status) return false;
  if (status === undefined && input['all'] !== true && isDeleted(row)) return false;
  return isNamed(row['Name'], input);
}

/** The record of one instance, or undefined where the region has none of that id. */
export async function findInstance(id: string, reader: Reader): Promise<Row | undefined> {
  const rows = await reader.rows(getInstanceList, { InstanceId: [id] });
  return rows.find((row) => row['InstanceId'] === id);
}

/** Refuses what names an instance that is not there. */
export const absent = (name: string): Refused =>
  notListed('InstanceId', { what: 'instance', name }, 'the instances of this region', alikafka`instance list`);
