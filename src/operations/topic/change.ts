import { as, integer, text, type Violation } from '../../core/params.ts';
import { operation } from '../../core/record.ts';
import type { Plan, Refused, Scope } from '../../core/plan.ts';
import type { Reader, Values } from '../../core/operation.ts';
import { existing, instanceId, region } from '../shared/common.ts';
import { describeTopic, findTopic, getTopicList, partitionsOf } from './list.ts';
import { partitionsAdded, remarkSet } from './checks.ts';
import { PARTITIONS, remarkAsDocumented } from './rules.ts';
import { misfit, notListed, unreadable } from '../shared/refusals.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { sentence } from '../../core/text/texts.ts';

const partitionsToAdd = integer({
  flag: 'add',
  required: true,
  min: 1,
  max: PARTITIONS.today - 1,
  usualMax: PARTITIONS.documented - 1,
  refusal: 'BIZ_TOPIC_PARTITION_ADD_ERROR',
  help: 'How many to add',
});

export const modifyPartitionNum = operation({
  action: 'ModifyPartitionNum',
  ramAction: 'alikafka:UpdateTopic',
  effect: 'write',
  summary: 'Add partitions to a topic',
  // A number is added: sent again, it would be added again.
  repeatable: false,
  params: {
    InstanceId: instanceId,
    RegionId: region,
    Topic: existing('name', 'Topic to grow'),
    AddPartitionNum: partitionsToAdd,
  },
  verify: partitionsAdded,
  commands: [
    {
      path: 'topic add-partitions',
      description: 'Partitions can be added, never taken away. "--to" reads the present number first.',
      inputs: {
        AddPartitionNum: as(partitionsToAdd, { required: false, requiredText: 'unless --to is given' }),
        to: integer({
          flag: 'to',
          placeholder: 'total',
          min: 1,
          max: PARTITIONS.today,
          usualMax: PARTITIONS.documented,
          help: 'The number to reach instead',
        }),
      },
      crossFieldRules: addOrTo,
      results: { kind: 'single', names: ['Topic'] },
      plan: growPlan,
      inspectCommand: describeTopic,
      reads: [getTopicList],
      examples: [
        { says: 'Add six partitions', types: 'orders --add 6' },
        { says: 'Grow to 24 partitions', types: 'orders --to 24' },
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
    return notListed('Topic', { what: 'topic', name: Topic }, 'the topics of the instance', alikafka`topic list`);
  const present = partitionsOf(topic);
  if (present === undefined) return unreadable(`topic "${Topic}"`, topic, ['PartitionNum'], describeTopic(input));
  if (Number(to) < present)
    return misfit(
      'to',
      sentence('{name} must be at least {present}, the current number: partitions cannot be removed', { present }),
    );
  if (Number(to) === present)
    return {
      steps: [{ names: { Topic }, known: 'unchanged', message: `the topic has ${present} partitions already` }],
    };
  const grown = { ...sent, AddPartitionNum: Number(to) - present };
  return { steps: [{ input: grown, names: [{ Topic }], expects: { PartitionNum: Number(to) } }] };
}

export const modifyTopicRemark = operation({
  action: 'ModifyTopicRemark',
  ramAction: 'alikafka:UpdateTopic',
  effect: 'write',
  rate: 40,
  summary: "Change a topic's remark",
  params: {
    InstanceId: instanceId,
    RegionId: region,
    Topic: existing('name', 'Topic to describe'),
    Remark: text({ argument: 'remark', mayBeEmpty: true, help: 'New remark; may be empty' }),
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
          help: 'New remark; may be empty',
        }),
      },
      results: { kind: 'single', names: ['Topic', 'Remark'] },
      inspectCommand: describeTopic,
      reads: [getTopicList],
      examples: [{ says: 'Say what a topic is for', types: 'orders orders-of-the-web-shop' }],
    },
  ],
});
