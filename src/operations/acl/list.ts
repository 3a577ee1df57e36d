import { plural } from '../../core/text/texts.ts';
import { operation } from '../../core/record.ts';
import { listOf } from '../../core/shape.ts';
import { instanceId, region } from '../shared/common.ts';
import { NAMES, oneOfEach, params, resolve, target } from './rule.ts';

export const describeAcls = operation({
  action: 'DescribeAcls',
  ramAction: 'alikafka:ListAcl',
  rate: 80,
  summary: 'List the permissions of a SASL user on a topic or group',
  params: {
    AclResourceName: params.AclResourceName,
    AclResourceType: params.AclResourceType,
    InstanceId: instanceId,
    RegionId: region,
    Username: params.Username,
  },
  answer: {
    fields: {
      KafkaAclList: listOf(
        'KafkaAclVO',
        {
          Username: 'text',
          AclResourceType: 'text',
          AclResourceName: 'text',
          AclResourcePatternType: 'text',
          AclOperationType: 'text',
          AclPermissionType: 'text',
          Host: 'text',
        },
        // What tells rules apart: without it none could be said to be there, or gone.
        ['AclResourcePatternType', 'AclOperationType'],
      ),
    },
    data: ['KafkaAclList'],
  },
  commands: [
    {
      path: 'acl list',
      inputs: target,
      crossFieldRules: oneOfEach,
      view: {
        kind: 'list',
        countText: (count) => plural(count, '{count} permission', '{count} permissions'),
        columns: [...NAMES, 'AclPermissionType', 'Host'],
        name: 'AclResourceName',
        essential: [...NAMES, 'AclPermissionType', 'Host'],
        freeText: [],
        unnamed: () => 'is not possible: no single field identifies a permission',
      },
      plan: (input) => ({ steps: [{ input: resolve(input), names: [] }] }),
      examples: [{ says: 'What a user may do with a topic', types: '--username app --resource topic/orders' }],
    },
  ],
});
