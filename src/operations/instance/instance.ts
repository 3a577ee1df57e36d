import { instanceNameOfService, NAME_CUT } from '../../core/params.ts';
import { operation } from '../../core/operation.ts';
import { describeInstance, instanceArgument, instanceByName, newInstanceName, region } from '../shared/common.ts';
import { whatInstancesHold } from './impact.ts';
import { instanceDeleted, instanceRenamed } from './checks.ts';
import { waitFor } from '../shared/states.ts';
import { shellWord } from '../../core/text/shell-word.ts';

export const modifyInstanceName = operation({
  action: 'ModifyInstanceName',
  effect: 'write',
  rate: 40,
  summary: 'Rename an instance',
  params: {
    RegionId: region,
    InstanceId: instanceByName,
    InstanceName: {
      ...newInstanceName({ argument: 'name', required: true, help: 'New name' }),
      serviceRules: [instanceNameOfService],
      refusal: 'BIZ_FIELD_CHECK_INVALID',
      cut: NAME_CUT,
    },
  },
  verify: instanceRenamed,
  commands: [
    {
      path: 'instance rename',
      results: 'single',
      names: ['InstanceId', 'InstanceName'],
      inspectCommand: describeInstance,
      examples: [{ says: 'Rename an instance', types: 'alikafka_pre-cn-0pp1ftnxu00y orders-prod' }],
    },
  ],
});

export const deleteInstance = operation({
  action: 'DeleteInstance',
  effect: 'destroy',
  changeKind: 'deleted',
  summary: 'Delete a released or expired instance for good',
  params: { RegionId: region, InstanceId: { ...instanceArgument, many: true } },
  verify: instanceDeleted,
  commands: [
    {
      path: 'instance delete',
      description:
        'The ids are typed again to confirm. In scripts "--confirm <id>" for each one is enough; --yes does not replace it. The RAM right for it is alikafka:ReleaseInstance.',
      results: 'array',
      confirmByTypingIds: true,
      wait: waitFor('instance', 'deleted'),
      impact: whatInstancesHold,
      inspectCommand: ({ InstanceId }) => `alikafka instance list --id ${shellWord(String(InstanceId))} --all`,
      examples: [
        {
          says: 'Delete an expired instance from a script',
          types: 'alikafka_pre-cn-0pp1ftnxu00y --confirm alikafka_pre-cn-0pp1ftnxu00y',
        },
      ],
    },
  ],
});
