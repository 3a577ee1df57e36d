/** ModifyPartitionNum and ModifyTopicRemark. */
import { as, integer, text, type Violation } from '../../core/params.ts';
import { operation } from '../../core/record.ts';
import type { Plan, Refused, Scope } from '../../core/plan.ts';
import type { Reader, Values } from '../../core/operation.ts';
import { existing, instanceId, region } from '../shared/common.ts';
import { describeTopic, findTopic, getTopicList, partitionsOf } from './list.ts';
import { partitionsAdded, remarkSet } from './checks.ts';
import { PARTITIONS_ADDED, REMARK_SET } from './texts.ts';
import { PARTITIONS, REMARK, remarkAsDocumented } from './rules.ts';
import { misfit, notListed, unreadable } from '../shared/refusals.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { plural, sentence } from '../../core/text/texts.ts';

const partitionsToAdd = integer({
  flag: 'add',
  required: true,
  min: 1,
  max: PARTITIONS.today - 1,
  usualMax: PARTITIONS.documented - 1,
  refusal: 'BIZ_TOPIC_PARTITION_ADD_ERROR',
  help: 'Number of partitions to add; a total that is a multiple of 6 is recommended',
});

export const modifyPartitionNum = operation({
  action: 'ModifyPartitionNum',
  ramAction: 'alikafka:UpdateTopic',
  effect: 'write',
  summary: 'Add partitions to a topic',
  // The number is added: a second request would add it again.
  repeatable: false,
  params: {
    InstanceId: instanceId,
    RegionId: region,
    Topic: existing('topic', 'name', 'Name of the topic'),
    AddPartitionNum: partitionsToAdd,
  },
  verify: partitionsAdded,
  commands: [
    {
      path: 'topic add-partitions',
      seeAlso: ['topic create'],
      description: 'Partitions cannot be removed later. --to reads the current number first.',
      oneOf: [['AddPartitionNum', 'to']],
      inputs: {
        AddPartitionNum: as(partitionsToAdd, { required: false, requiredText: 'required unless --to is given' }),
        to: integer({
          flag: 'to',
          mistakenFor: ['partitions'],
          placeholder: 'total',
          min: 1,
          max: PARTITIONS.today,
          usualMax: PARTITIONS.documented,
          help: 'Total number of partitions after the change',
        }),
      },
      crossFieldRules: addOrTo,
      confirm: { shows: growthLines },
      texts: PARTITIONS_ADDED,
      results: { kind: 'single', names: ['Topic'] },
      plan: growPlan,
      inspectCommand: describeTopic,
      reads: [getTopicList],
      examples: [
        { says: 'Add 6 partitions', types: 'orders --add 6' },
        { says: 'Add partitions up to a total of 24', types: 'orders --to 24' },
      ],
    },
  ],
});

function addOrTo(input: Values): Violation[] {
  const given = [input['AddPartitionNum'], input['to']].filter((value) => value !== undefined).length;
  if (given === 0) return [{ param: 'AddPartitionNum', message: sentence('{name} or --to is required') }];
  return given === 2 ? [{ param: 'to', message: sentence('{name} cannot be combined with --add') }] : [];
}

async function growPlan(input: Values, _scope: Scope, reader: Reader): Promise<Plan | Refused> {
  const { to, ...sent } = input;
  const Topic = String(input['Topic']);
  if (to === undefined) return { steps: [{ input: sent, names: [{ Topic }] }] };
  const topic = await findTopic(Topic, reader);
  if (topic === undefined)
    return notListed(
      'Topic',
      { what: 'topic', name: Topic },
      sentence('topic "{topic}" not found', { topic: Topic }),
      alikafka`topic list`,
    );
  const present = partitionsOf(topic);
  if (present === undefined)
    return unreadable(
      (found) =>
        sentence('the list has no usable data for topic "{topic}": {found}; nothing was sent', { topic: Topic, found }),
      topic,
      ['PartitionNum'],
      describeTopic(input),
    );
  if (Number(to) < present)
    return misfit(
      'to',
      sentence('{name} must be at least {present}, the current number: partitions cannot be removed', { present }),
    );
  if (Number(to) === present)
    return {
      steps: [{ names: { Topic }, known: 'unchanged', message: alreadyText(present) }],
    };
  const count = Number(to) - present;
  const step = {
    input: { ...sent, AddPartitionNum: count },
    names: [{ Topic }],
    expects: { PartitionNum: Number(to) },
    before: { PartitionNum: present },
  };
  return { steps: [step] };
}

/** How many partitions are added, and from which number if it was read. */
function growthLines({ steps }: Plan): string[] {
  return steps.flatMap((step) => {
    if (!('input' in step)) return [];
    const count = Number(step.input['AddPartitionNum']);
    const present = step.before?.['PartitionNum'];
    return present === undefined ? addingText(count) : growingText(count, Number(present));
  });
}

const addingText = (count: number): string => plural(count, 'adding {count} partition', 'adding {count} partitions');

const growingText = (count: number, present: number): string =>
  plural(
    count,
    'adding {count} partition (from {present} to {total})',
    'adding {count} partitions (from {present} to {total})',
    { present, total: present + count },
  );

const alreadyText = (present: number): string =>
  plural(present, 'the topic already has {count} partition', 'the topic already has {count} partitions');

export const modifyTopicRemark = operation({
  action: 'ModifyTopicRemark',
  ramAction: 'alikafka:UpdateTopic',
  effect: 'write',
  rate: 40,
  summary: 'Change the remark of a topic',
  params: {
    InstanceId: instanceId,
    RegionId: region,
    Topic: existing('topic', 'name', 'Name of the topic'),
    Remark: text({ argument: 'remark', mayBeEmpty: true, help: 'New remark; "" removes it' }),
  },
  verify: remarkSet,
  commands: [
    {
      path: 'topic set-remark',
      inputs: {
        Remark: text({
          argument: 'remark',
          required: true,
          mayBeEmpty: true,
          warnings: [(remark) => (remark === '' ? undefined : remarkAsDocumented(remark))],
          ...REMARK,
          help: 'New remark; "" removes it',
        }),
      },
      texts: REMARK_SET,
      results: { kind: 'single', names: ['Topic', 'Remark'] },
      inspectCommand: describeTopic,
      reads: [getTopicList],
      examples: [{ says: 'Describe what a topic is for', types: 'orders orders-of-the-web-shop' }],
    },
  ],
});
