/** DescribeAcls. */
import { operation } from '../../core/record.ts';
import { listOf } from '../../core/shape.ts';
import { plural, t } from '../../core/text/texts.ts';
import { instanceId, region } from '../shared/common.ts';
import { NAMES, oneOfEach, params, resolve, target, TARGET_OPTIONS } from './rule.ts';

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
        // They tell permissions apart: without them none could be recognized.
        ['AclResourcePatternType', 'AclOperationType'],
      ),
    },
    data: ['KafkaAclList'],
  },
  commands: [
    {
      path: 'acl list',
      seeAlso: ['acl create', 'sasl list'],
      inputs: target,
      oneOf: TARGET_OPTIONS,
      crossFieldRules: oneOfEach,
      view: {
        kind: 'list',
        countText: (count) => plural(count, '{count} permission', '{count} permissions'),
        columns: [...NAMES, 'AclPermissionType', 'Host'],
        name: 'AclResourceName',
        essential: [...NAMES, 'AclPermissionType', 'Host'],
        freeText: [],
        unnamed: () =>
          t('--output name is not available: no single field identifies a permission; use --output ndjson'),
      },
      plan: (input) => ({ steps: [{ input: resolve(input), names: [] }] }),
      examples: [
        { says: 'See what a user is allowed to do with a topic', types: '--username app --resource topic/orders' },
        { says: 'See whether a user is allowed to consume with a group', types: '--username app --group billing' },
      ],
    },
  ],
});
