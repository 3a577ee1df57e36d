/** DescribeAcls. */
import { operation } from '../../core/record.ts';
import { listOf } from '../../core/shape.ts';
import { plural, t } from '../../core/text/texts.ts';
import { instanceId, region } from '../shared/common.ts';
import { as } from '../../core/params.ts';
import type { Values } from '../../core/operation.ts';
import type { Plan } from '../../core/plan.ts';
import { getConsumerList } from '../group/list.ts';
import { describeSaslUsers } from '../sasl/list.ts';
import { getTopicList } from '../topic/list.ts';
import { byUserAndResource, isSelected, listPlan } from './plan.ts';
import { describeAclResourceName } from './resources.ts';
import { NAMES, oneOfEachAtMost, params, resolve, target } from './rule.ts';

/** User and resource, which may both be left out. */
const selectors = {
  ...target,
  username: as(target.username, { defaultText: 'all users' }),
  resource: as(target.resource, { defaultText: 'all topics and groups' }),
};

const isOpen = (input: Values): boolean => {
  const { Username, AclResourceName } = resolve(input);
  return Username === undefined || AclResourceName === undefined;
};

export const describeAcls = operation({
  action: 'DescribeAcls',
  ramAction: 'alikafka:ListAcl',
  rate: 80,
  summary: 'List the permissions of a SASL user on a topic or group',
  reading: 'Reading permissions',
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
        // They distinguish permissions: without them none could be recognized.
        ['AclResourcePatternType', 'AclOperationType'],
      ),
    },
    data: ['KafkaAclList'],
  },
  commands: [
    {
      path: 'acl list',
      seeAlso: ['acl create', 'sasl list'],
      summary: 'List permissions: of a user, for a topic or group, or all',
      description:
        'With both --username and --resource, one request lists the permissions of exactly this user for exactly this name. Otherwise one request is sent for each user and each topic or group, and the number of requests is printed first. --username alone includes the permissions of the user *, which apply to all users. --resource alone includes the permissions for the name * and for prefixes of the name.',
      inputs: selectors,
      crossFieldRules: oneOfEachAtMost,
      sendsSeveral: isOpen,
      view: {
        kind: 'list',
        countText: (count) => plural(count, '{count} permission', '{count} permissions'),
        columns: [...NAMES, 'AclPermissionType', 'Host'],
        name: 'AclResourceName',
        essential: [...NAMES, 'AclPermissionType', 'Host'],
        freeText: [],
        select: isSelected,
        order: byUserAndResource,
        unnamed: () =>
          t('--output name is not available: no single field identifies a permission; use --output ndjson'),
      },
      plan: (input, scope, reader): Promise<Plan> => listPlan(describeAcls, input, scope, reader),
      reads: [describeSaslUsers, getTopicList, getConsumerList, describeAclResourceName],
      examples: [
        { says: 'See what a user is allowed to do', types: '--username app' },
        { says: 'See who is allowed to use a topic', types: '--resource topic/orders' },
        { says: 'See what a user is allowed to do with a topic', types: '--username app --resource topic/orders' },
        { says: 'See whether a user is allowed to consume with a group', types: '--username app --group billing' },
      ],
    },
  ],
});
