/** The existing permissions of a user as lists to choose from: their resources, and their operations. */
import type { Values } from '../../core/operation.ts';
import type { Row } from '../../core/shape.ts';
import type { NameList } from '../name-list.ts';

/** The user and the resource of the command that needs the names. */
const OF_USER = { username: ['username'], principal: ['principal'] };
const OF_RESOURCE = { resource: ['resource'], topic: ['topic'], group: ['group'] };

/** The resources that a user has permissions for: `topic/orders`. */
export const PERMITTED_RESOURCES: NameList = {
  path: 'acl list',
  name: 'Resource',
  within: OF_USER,
  uses: ['AclResourcePatternType'],
  otherwise: [],
  records: (row, input) => {
    const { AclResourceType: type, AclResourceName: name } = row;
    if (!isMeant(row, input) || typeof type !== 'string' || typeof name !== 'string') return [];
    return [{ ...row, Resource: `${type.toLowerCase()}/${name}` }];
  },
  details: [],
  texts: {
    one: 'Which topic or group?',
    many: 'Which topics or groups?',
    does: 'Reading permissions',
    none: 'There are no such permissions with this --pattern in instance {instance}.',
  },
};

/** The operations that a user is allowed: `read`. */
export const PERMITTED_OPERATIONS: NameList = {
  path: 'acl list',
  name: 'Operation',
  within: { ...OF_USER, ...OF_RESOURCE },
  uses: ['AclResourcePatternType'],
  otherwise: [],
  records: (row, input) => {
    const operation = row['AclOperationType'];
    return isMeant(row, input) && typeof operation === 'string' ? [{ ...row, Operation: typed(operation) }] : [];
  },
  details: [],
  texts: {
    one: 'Which operation?',
    many: 'Which operations?',
    does: 'Reading permissions',
    none: 'There are no such permissions with this --pattern in instance {instance}.',
  },
};

const typed = (operation: string): string => (/^(read|write)$/i.test(operation) ? operation.toLowerCase() : operation);

/** Whether a permission is one of the user and pattern of the command: the list includes those of all users. */
function isMeant({ Username, AclResourceName, AclResourcePatternType }: Row, input: Values): boolean {
  const { username, principal, resource, topic, group } = input;
  const user = username ?? (principal === undefined ? undefined : String(principal).replace(/^User:/, ''));
  const name = topic ?? group ?? (resource === undefined ? undefined : String(resource).replace(/^[^/]*\//, ''));
  const pattern = String(input['AclResourcePatternType'] ?? 'LITERAL');
  return (
    (user === undefined || Username === user) &&
    (name === undefined || AclResourceName === name) &&
    String(AclResourcePatternType).toUpperCase() === pattern.toUpperCase()
  );
}
