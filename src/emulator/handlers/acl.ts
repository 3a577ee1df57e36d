/** Handlers of permissions (ACL rules). */
import type { Param } from '../../core/params.ts';
import { createAcl as record } from '../../operations/acl/acl.ts';
import type { describeAcls as DescribeAcls } from '../../operations/acl/list.ts';
import type { describeAclResourceName as DescribeAclResourceName } from '../../operations/acl/resources.ts';
import { given, type Handler, type Handlers, NOTHING } from '../handler.ts';
import { productRefusal } from '../checks/refusal.ts';
import type { Acl, Instance } from '../state/state.ts';
import { groupOf, readable, topicOf, writable } from './find.ts';
import { checkAclOn } from './sasl.ts';

/** A literal name, which the service does not read as a pattern (docs/sources.md#literal-names). */
const ALL = '*';

/** The parameters of a permission, all texts; the type of the record has no names. */
type RuleParams = Readonly<Record<'InstanceId' | 'RegionId' | 'Username' | RuleField, Param<string>>>;
type RuleField = 'AclOperationType' | 'AclResourceName' | 'AclResourcePatternType' | 'AclResourceType';
type Rule = Parameters<Handler<RuleParams>>[1];

/** The user must exist, and the resource too, unless the permission is for all resources or a prefix. */
const createAcl: Handler<RuleParams> = (state, input, { now }) => {
  const instance = writable(state, input, now);
  checkAclOn(instance, now);
  const acl = aclOf(input);
  checkOperation(acl.operation);
  if (acl.user !== ALL && !instance.users.some(({ name }) => name === acl.user))
    throw productRefusal('BIZ_SASL_USER_NOT_EXIST');
  if (acl.pattern === 'LITERAL') checkExists(instance, acl, now);
  if (instance.acls.some((other) => isSame(other, acl))) throw productRefusal('Acl.DuplicatedAuth.Error');
  instance.acls.push(acl);
  return NOTHING;
};

/** Values that the service accepts today are accepted, even if the reference does not have them. */
function checkOperation(operation: string): void {
  const { choices = [], hints = [] } = record.params['AclOperationType'] ?? {};
  const isKnown = [...choices, ...hints].some((word) => word.toLowerCase() === operation.toLowerCase());
  if (!isKnown) throw productRefusal('BIZ_FIELD_CHECK_INVALID', `AclOperationType ${operation} is not known`);
}

function checkExists(instance: Instance, { type, name }: Pick<Acl, 'type' | 'name'>, now: number): void {
  if (name === ALL) return;
  if (type === 'Group') groupOf(instance, name, 'BIZ_SUBSCRIPTION_NOT_FOUND');
  else topicOf(instance, name, now, 'BIZ_TOPIC_NOT_FOUND');
}

function aclOf(input: Rule): Acl {
  return {
    user: given(input.Username),
    type: given(input.AclResourceType),
    name: given(input.AclResourceName),
    pattern: given(input.AclResourcePatternType),
    operation: given(input.AclOperationType),
  };
}

function isSame(a: Acl, b: Acl): boolean {
  return (
    a.user === b.user &&
    a.type === b.type &&
    a.name === b.name &&
    a.pattern === b.pattern &&
    a.operation === b.operation
  );
}

/** A permission that does not exist is refused with the only code for it in the vendor's table. */
const deleteAcl: Handler<RuleParams> = (state, input, { now }) => {
  const instance = writable(state, input, now);
  checkAclOn(instance, now);
  const acl = aclOf(input);
  if (!instance.acls.some((other) => isSame(other, acl))) throw productRefusal('BIZ_UPDATE_ACL_FAILED');
  instance.acls = instance.acls.filter((other) => !isSame(other, acl));
  return NOTHING;
};

/**
 * The permissions for exactly this name and user. A name that is no topic or group is refused, unless permissions with
 * a prefix of this name exist: permissions are kept when their resource is deleted, but not listed without it
 * (docs/sources.md#permissions-of-missing-resources).
 */
const describeAcls: Handler<typeof DescribeAcls.params> = (state, input, { now }) => {
  const instance = readable(state, input, now);
  checkAclOn(instance, now);
  const [user, type, name] = [given(input.Username), given(input.AclResourceType), given(input.AclResourceName)];
  const about = instance.acls.filter((acl) => acl.type === type && acl.name === name);
  if (!about.some(({ pattern }) => pattern === 'PREFIXED')) checkExists(instance, { type, name }, now);
  return { KafkaAclList: about.filter((acl) => acl.user === user).map(shown) };
};

const shown = ({ user, type, name, pattern, operation }: Acl) => ({
  Username: user,
  AclResourceType: type,
  AclResourceName: name,
  AclResourcePatternType: pattern,
  AclOperationType: operation,
  AclPermissionType: 'ALLOW',
  Host: '*',
});

/**
 * The names of one type that have permissions of one pattern, also of resources that do not exist (any more)
 * (docs/sources.md#names-with-permissions).
 */
const describeAclResourceName: Handler<typeof DescribeAclResourceName.params> = (state, input, { now }) => {
  const instance = readable(state, input, now);
  checkAclOn(instance, now);
  const [type, pattern] = [String(input.AclResourceType), String(input.AclResourcePatternType)];
  const about = instance.acls.filter((acl) => acl.type === type && acl.pattern === pattern);
  return { Data: { data: [...new Set(about.map(({ name }) => name))] } };
};

/** The handlers by action. */
export const ACL_HANDLERS: Handlers = {
  CreateAcl: createAcl,
  DeleteAcl: deleteAcl,
  DescribeAcls: describeAcls,
  DescribeAclResourceName: describeAclResourceName,
};
