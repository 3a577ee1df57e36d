/** ModifyInstanceName and DeleteInstance. */
import { operation } from '../../core/record.ts';
import { describeInstance, instanceArgument, instanceByName, newInstanceName, region } from '../shared/common.ts';
import { getConsumerList } from '../group/list.ts';
import { whatInstancesHold } from './impact.ts';
import { getInstanceList } from './list.ts';
import { getTopicList } from '../topic/list.ts';
import { instanceDeleted, instanceRenamed } from './checks.ts';
import { INSTANCE_RENAMED, INSTANCES_DELETED } from './texts.ts';
import { INSTANCE_NOT_FOUND } from '../shared/codes.ts';
import { waitFor } from '../shared/states.ts';
import { alikafka } from '../../core/text/command-line.ts';

export const modifyInstanceName = operation({
  action: 'ModifyInstanceName',
  ramAction: 'alikafka:UpdateInstance',
  effect: 'write',
  rate: 40,
  summary: 'Rename an instance',
  params: {
    RegionId: region,
    InstanceId: instanceByName,
    InstanceName: newInstanceName({ argument: 'name', required: true, help: 'New name of the instance' }),
  },
  verify: instanceRenamed,
  commands: [
    {
      path: 'instance rename',
      texts: INSTANCE_RENAMED,
      results: { kind: 'single', names: ['InstanceId', 'InstanceName'] },
      inspectCommand: describeInstance,
      reads: [getInstanceList],
      examples: [{ says: 'Rename an instance after its purpose', types: 'alikafka_pre-cn-0pp1ftnxu00y orders-prod' }],
    },
  ],
});

export const deleteInstance = operation({
  action: 'DeleteInstance',
  ramAction: 'alikafka:ReleaseInstance',
  effect: 'destroy',
  changeKind: 'deleted',
  summary: 'Delete released or expired instances',
  params: { RegionId: region, InstanceId: { ...instanceArgument, many: true } },
  verify: instanceDeleted,
  gone: INSTANCE_NOT_FOUND,
  commands: [
    {
      path: 'instance delete',
      description:
        'An instance must be released or expired before you can delete it. You confirm by typing each id. In scripts, pass --confirm <id> for each id; --yes is not enough.',
      confirm: {
        kind: 'type-name',
        typed: { prompt: 'Type the id to confirm:' },
        impact: whatInstancesHold,
      },
      texts: INSTANCES_DELETED,
      results: { kind: 'array', names: ['InstanceId'] },
      wait: waitFor('instance', 'deleted'),
      inspectCommand: ({ InstanceId }) => alikafka`instance list --id ${InstanceId} --all`,
      reads: [getInstanceList, getTopicList, getConsumerList],
      examples: [
        {
          says: 'Delete an expired instance without a prompt',
          types: 'alikafka_pre-cn-0pp1ftnxu00y --confirm alikafka_pre-cn-0pp1ftnxu00y',
        },
      ],
    },
  ],
});
