/** CreateConsumerGroup and DeleteConsumerGroup. */
import { cutName } from '../../core/params.ts';
import { operation } from '../../core/record.ts';
import type { Values } from '../../core/operation.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { existing, instanceId, nameFlag, namesOrPattern, newResourceName, region } from '../shared/common.ts';
import { fromListing } from '../shared/file-input.ts';
import { whatGroupsRead } from './impact.ts';
import { GROUPS_CREATED, GROUPS_DELETED } from './texts.ts';
import { getConsumerList } from './list.ts';
import { getConsumerProgress } from './progress.ts';
import { groupCreated, groupDeleted } from './checks.ts';
import { waitFor } from '../shared/states.ts';

/** The command that shows whether a group exists. */
const listedGroup = ({ ConsumerId }: Values): string => alikafka`group list --name ${ConsumerId}`;

/** The same for a name that the service may have cut: the list is filtered by the part that it keeps. */
function createdGroup({ ConsumerId }: Values): string {
  const [name, kept] = [String(ConsumerId), cutName(String(ConsumerId))];
  return listedGroup({ ConsumerId: name === kept ? name : `${kept}*` });
}

export const createConsumerGroup = operation({
  action: 'CreateConsumerGroup',
  ramAction: 'alikafka:CreateGroup',
  effect: 'write',
  rate: 40,
  changeKind: 'created',
  summary: 'Create consumer groups',
  params: {
    ConsumerId: newResourceName('Name of the consumer group; cannot be changed later', 'group'),
    InstanceId: instanceId,
    RegionId: region,
  },
  verify: groupCreated,
  commands: [
    {
      path: 'group create',
      texts: GROUPS_CREATED,
      results: { kind: 'array', names: ['ConsumerId'] },
      idempotent: { flag: 'if-not-exists' },
      file: fromListing('ConsumerId', getConsumerList, ['ConsumerId']),
      wait: waitFor('group', 'exists'),
      inspectCommand: createdGroup,
      reads: [getConsumerList],
      examples: [
        { says: 'Create two groups', types: 'billing shipping' },
        { says: 'Create the groups in a file, one name per line', types: '-f groups.txt' },
      ],
    },
  ],
});

const deleted = { ...existing('group', 'name', 'Name of the consumer group'), many: true };

export const deleteConsumerGroup = operation({
  action: 'DeleteConsumerGroup',
  ramAction: 'alikafka:DeleteGroup',
  effect: 'destroy',
  rate: 40,
  changeKind: 'deleted',
  summary: 'Delete consumer groups with their offsets',
  params: {
    ConsumerId: deleted,
    InstanceId: instanceId,
    RegionId: region,
  },
  verify: groupDeleted,
  commands: [
    {
      path: 'group delete',
      ...namesOrPattern(
        'ConsumerId',
        deleted,
        nameFlag(
          'Delete the groups whose name matches a pattern such as "tmp-*"; the list is read first, also with --dry-run',
        ),
      ),
      confirm: { impact: whatGroupsRead },
      texts: GROUPS_DELETED,
      results: { kind: 'array', names: ['ConsumerId'] },
      idempotent: { flag: 'if-exists' },
      file: fromListing('ConsumerId', getConsumerList, ['ConsumerId']),
      wait: waitFor('group', 'deleted'),
      inspectCommand: listedGroup,
      reads: [getConsumerList, getConsumerProgress],
      examples: [
        { says: 'Delete a group without a prompt', types: 'billing-old --yes' },
        { says: 'Delete all groups whose name begins with tmp-, after a confirmation', types: '--name "tmp-*"' },
        { says: 'Delete the groups in a file', types: '-f groups.txt --yes' },
      ],
    },
  ],
});
