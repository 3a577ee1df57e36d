import { cutName, NAME_CUT, resourceName, resourceNameOfService, text } from '../../core/params.ts';
import { operation, type Values } from '../../core/operation.ts';
import { shellWord } from '../../core/text/shell-word.ts';
import { existing, instanceId, region } from '../shared/common.ts';
import { fromListing } from '../shared/file-input.ts';
import { whatGroupsRead } from './impact.ts';
import { getConsumerList } from './list.ts';
import { groupCreated, groupDeleted } from './checks.ts';
import { waitFor } from '../shared/states.ts';

/** Whether a group is there: it is listed then. */
const listedGroup = ({ ConsumerId }: Values): string => `alikafka group list --name ${shellWord(String(ConsumerId))}`;

/** The same of a name that the service may cut: looked for by the part that it keeps. */
function createdGroup({ ConsumerId }: Values): string {
  const [name, kept] = [String(ConsumerId), cutName(String(ConsumerId))];
  return listedGroup({ ConsumerId: name === kept ? name : `${kept}*` });
}

export const createConsumerGroup = operation({
  action: 'CreateConsumerGroup',
  effect: 'write',
  rate: 40,
  changeKind: 'created',
  summary: 'Create consumer groups',
  params: {
    ConsumerId: text({
      argument: 'name',
      many: true,
      required: true,
      rules: [resourceName],
      serviceRules: [resourceNameOfService],
      refusal: 'BIZ_FIELD_CHECK_INVALID',
      cut: NAME_CUT,
      help: 'Name of the group',
    }),
    InstanceId: instanceId,
    RegionId: region,
  },
  verify: groupCreated,
  commands: [
    {
      path: 'group create',
      results: 'array',
      names: ['ConsumerId'],
      tolerates: 'if-not-exists',
      file: fromListing('ConsumerId', getConsumerList, ['ConsumerId']),
      wait: waitFor('group', 'exists'),
      inspectCommand: createdGroup,
      examples: [
        { says: 'Create two groups', types: 'billing shipping' },
        { says: 'Create the groups of a file, a name a line', types: '-f groups.txt' },
      ],
    },
  ],
});

export const deleteConsumerGroup = operation({
  action: 'DeleteConsumerGroup',
  effect: 'destroy',
  rate: 40,
  changeKind: 'deleted',
  summary: 'Delete consumer groups and their offsets',
  params: {
    ConsumerId: { ...existing('name', 'Group to delete'), many: true },
    InstanceId: instanceId,
    RegionId: region,
  },
  verify: groupDeleted,
  commands: [
    {
      path: 'group delete',
      called: { one: 'group', many: 'groups' },
      results: 'array',
      names: ['ConsumerId'],
      tolerates: 'if-exists',
      file: fromListing('ConsumerId', getConsumerList, ['ConsumerId']),
      wait: waitFor('group', 'deleted'),
      impact: whatGroupsRead,
      inspectCommand: listedGroup,
      examples: [
        { says: 'Delete a group from a script', types: 'billing-old --yes' },
        { says: 'Delete the groups of a file', types: '-f groups.txt --yes' },
      ],
    },
  ],
});
