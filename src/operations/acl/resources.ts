/** DescribeAclResourceName. */
import { choice } from '../../core/params.ts';
import { operation } from '../../core/record.ts';
import type { Reader } from '../../core/operation.ts';
import { arrayOf, type Json, object, type Row } from '../../core/shape.ts';
import { plural } from '../../core/text/texts.ts';
import { instanceId, region } from '../shared/common.ts';
import { params } from './rule.ts';

export const describeAclResourceName = operation({
  action: 'DescribeAclResourceName',
  ramAction: 'alikafka:ListAcl',
  reading: 'Reading the names that have permissions',
  summary: 'List the names that have permissions',
  params: {
    AclResourcePatternType: {
      ...params.AclResourcePatternType,
      help: 'literal: exact names; prefixed: prefixes of names',
    },
    AclResourceType: choice(['Topic', 'Group', 'Cluster', 'TransactionalId'], {
      flag: 'type',
      required: true,
      anyCase: true,
      help: 'Type of the resource',
    }),
    InstanceId: instanceId,
    RegionId: region,
  },
  answer: {
    fields: { Data: object({ data: arrayOf('text') }, { needs: ['data'] }) },
    data: ['Data'],
  },
  commands: [
    {
      path: 'acl resources',
      description:
        'Permissions are kept when their topic or group is deleted, so that names can be listed that do not exist.',
      view: {
        kind: 'list',
        countText: (count) => plural(count, '{count} name', '{count} names'),
        columns: ['AclResourceName'],
        name: 'AclResourceName',
        toRows: (data) => namesIn(data).map((AclResourceName) => ({ AclResourceName })),
        whole: (data) => data,
        extraFields: { AclResourceName: 'text' },
      },
      examples: [
        { says: 'See which topics have permissions', types: '--type topic' },
        { says: 'See the prefixes of group names that have permissions', types: '--type group --pattern prefixed' },
      ],
    },
  ],
});

const namesIn = ({ data }: Row): readonly Json[] => (Array.isArray(data) ? data : []);

/** The prefixes that have permissions for topics, or for groups. Throws the read's own error. */
export async function prefixesOf(AclResourceType: string, reader: Reader): Promise<string[]> {
  const input = { AclResourcePatternType: 'PREFIXED', AclResourceType };
  return namesIn(await reader.object(describeAclResourceName, input)).map(String);
}
