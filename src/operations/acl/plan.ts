/** The requests of `acl list`: the service answers for one user and one topic or group at a time. */
import type { Reader, Values } from '../../core/operation.ts';
import type { FanOut, Pace, Plan, Scope, Step, Unread } from '../../core/plan.ts';
import type { Operation } from '../../core/operation.ts';
import type { Row } from '../../core/shape.ts';
import { plural, t } from '../../core/text/texts.ts';
import { getConsumerList } from '../group/list.ts';
import { describeSaslUsers } from '../sasl/list.ts';
import { noneIfResourceGone } from '../shared/codes.ts';
import { nearest, notFoundText } from '../shared/listed.ts';
import { getTopicList } from '../topic/list.ts';
import { describeAclResourceName, prefixesOf } from './resources.ts';
import { resolve, typedType } from './rule.ts';

/** All users, or all topics or all groups: a literal name (docs/sources.md#literal-names). */
export const ALL = '*';

/** A topic or group in the parameters of DescribeAcls, or all of them, or a prefix. */
interface Resource {
  readonly AclResourceType: string;
  readonly AclResourceName: string;
}

/** The users and resources to request, and those that could not be read. */
interface Asked<T> {
  readonly all: readonly T[];
  readonly unread?: readonly Unread[];
  readonly notes?: readonly string[];
}

/** The selection of a command line: one user or all, one topic or group or all. */
type Selected = ReturnType<typeof resolve>;

/**
 * One request if both user and resource are named. Otherwise one for each user or resource that is not named: for a
 * named user also the permissions of all users, for a named resource also the permissions for all names and for its
 * prefixes. Throws the reads' own errors.
 */
export async function listPlan(lists: Operation, input: Values, scope: Scope, reader: Reader): Promise<Plan> {
  const selected = resolve(input);
  if (selected.Username !== undefined && selected.AclResourceName !== undefined)
    return { steps: [{ input: selected, names: [] }] };
  if (scope.dryRun) return dryPlan(lists, selected);
  const resource = resourceIn(selected);
  // The service refuses a topic or group that does not exist: that ends the command, with the nearest name.
  if (resource !== undefined && resource.AclResourceName !== ALL)
    await reader.rows(lists, { Username: ALL, ...resource });
  const [users, resources] = await Promise.all([
    selected.Username === undefined ? listedUsers(reader) : namedUser(selected.Username, scope, reader),
    resource === undefined ? listedResources(reader) : namedResource(resource, reader),
  ]);
  const steps = users.all.flatMap((user) => resources.all.map((one) => stepFor(user, one)));
  return {
    steps,
    notes: users.notes ?? [],
    fanOut: fanOut(selected, users.all.length, resources.all.length),
    unread: resources.unread ?? [],
  };
}

const resourceIn = ({ AclResourceType, AclResourceName }: Selected): Resource | undefined =>
  AclResourceType === undefined || AclResourceName === undefined ? undefined : { AclResourceType, AclResourceName };

const stepFor = (Username: string, resource: Resource): Step => ({
  input: { Username, ...resource },
  names: [{ Username, resource: `${typedType(resource.AclResourceType)}/${resource.AclResourceName}` }],
});

/** The first requests, which find the users and resources. */
function dryPlan(lists: Operation, selected: Selected): Plan {
  const resource = resourceIn(selected);
  const { Username } = selected;
  const first = (operation: Operation, input: Values = {}): Step => ({ operation, input, names: [] });
  const own = resource === undefined || resource.AclResourceName === ALL ? [] : [resource];
  const types = resource === undefined ? TYPES : own.map(({ AclResourceType }) => AclResourceType);
  return {
    steps: [
      ...own.map((one) => first(lists, { Username: ALL, ...one })),
      ...(Username === ALL ? [] : [first(describeSaslUsers)]),
      ...(resource === undefined ? [first(getTopicList), first(getConsumerList)] : []),
      ...types.map((type) => first(describeAclResourceName, prefixed(type))),
    ],
    notes: [t('then one DescribeAcls for each user and each topic or group')],
  };
}

const prefixed = (AclResourceType: string): Values => ({ AclResourcePatternType: 'PREFIXED', AclResourceType });

const TYPES = ['Topic', 'Group'];

/** Every user once, of any number of types, and the permissions for all users. */
async function listedUsers(reader: Reader): Promise<Asked<string>> {
  const users = await reader.rows(describeSaslUsers, {});
  return { all: distinct([...users.map(({ Username }) => String(Username)), ALL]) };
}

/**
 * A user with the permissions of all users. One that is not listed may still have permissions, but is probably
 * misspelled.
 */
async function namedUser(name: string, { region, instance }: Scope, reader: Reader): Promise<Asked<string>> {
  if (name === ALL) return { all: [ALL] };
  // Only the note depends on whether it exists.
  const users = await reader.rows(describeSaslUsers, {}).catch(() => undefined);
  const isListed = users === undefined || users.some(({ Username }) => Username === name);
  const missing = { what: 'user', name };
  const notes = isListed ? [] : [notFoundText(missing, { region, instance }, nearest(missing, users))];
  return { all: [name, ALL], notes };
}

/** Every topic, every group, the permissions for all of them, and each prefix that has permissions. */
async function listedResources(reader: Reader): Promise<Asked<Resource>> {
  const [topics, groups, ...prefixes] = await Promise.all([
    reader.rows(getTopicList, {}),
    reader.rows(getConsumerList, {}),
    ...TYPES.map((type) => prefixesIn(type, reader)),
  ]);
  const names = [topics.map(({ Topic }) => String(Topic)), groups.map(({ ConsumerId }) => String(ConsumerId))];
  const all = TYPES.flatMap((type, i) => resources(type, [...(names[i] ?? []), ALL, ...(prefixes[i]?.all ?? [])]));
  return { all, unread: prefixes.flatMap(({ unread = [] }) => unread) };
}

/** A topic or group with the permissions for all of them, and those for its prefixes. */
async function namedResource({ AclResourceType, AclResourceName }: Resource, reader: Reader): Promise<Asked<Resource>> {
  if (AclResourceName === ALL) return { all: resources(AclResourceType, [ALL]) };
  const { all, unread = [] } = await prefixesIn(AclResourceType, reader);
  const own = all.filter((prefix) => AclResourceName.startsWith(prefix));
  return { all: resources(AclResourceType, [AclResourceName, ALL, ...own]), unread };
}

/** The prefixes that have permissions: a prefix need not be the name of a topic or group. */
async function prefixesIn(type: string, reader: Reader): Promise<Asked<string>> {
  try {
    return { all: await prefixesOf(type, reader) };
  } catch (error) {
    return { all: [], unread: [{ name: t('prefixes of {type} names', { type: typedType(type) }), error }] };
  }
}

const resources = (AclResourceType: string, names: readonly string[]): Resource[] =>
  distinct(names).map((AclResourceName) => ({ AclResourceType, AclResourceName }));

const distinct = (names: readonly string[]): string[] => [...new Set(names)];

/** A resource that was deleted in between has no permissions. */
function fanOut(selected: Selected, users: number, resources: number): FanOut {
  return { announce: (pace) => announcement(selected, users, resources, pace), none: noneIfResourceGone };
}

/** With this many requests or more, the options that reduce them are named. */
const MANY = 1000;

function announcement(selected: Selected, users: number, resources: number, pace: Pace | undefined): string[] {
  const requests = users * resources;
  const values = {
    users: plural(users, '{count} user', '{count} users'),
    resources: plural(resources, '{count} resource', '{count} resources'),
  };
  return [
    pace === undefined
      ? plural(
          requests,
          'reading permissions: {users} x {resources}, {count} request',
          'reading permissions: {users} x {resources}, {count} requests',
          values,
        )
      : t('reading permissions: {users} x {resources}, {requests} requests at {rate} per second, at least {time}', {
          ...values,
          ...pace,
          requests,
        }),
    ...(requests < MANY ? [] : [narrowing(selected)]),
  ];
}

function narrowing({ Username, AclResourceName }: Selected): string {
  if (Username === undefined && AclResourceName === undefined)
    return t('--username or --resource makes this fewer requests');
  return Username === undefined ? t('--username makes this fewer requests') : t('--resource makes this fewer requests');
}

/**
 * Whether a permission is part of the selection: the prefix of a name may be a name itself, with its own permissions.
 */
export function isSelected({ AclResourcePatternType, AclResourceName }: Row, input: Values): boolean {
  const { Username, AclResourceName: asked } = resolve(input);
  if (asked === undefined || Username !== undefined || asked === ALL) return true;
  const name = String(AclResourceName);
  return isPrefixed(AclResourcePatternType) ? asked.startsWith(name) : name === asked || name === ALL;
}

const isPrefixed = (pattern: unknown): boolean => String(pattern).toUpperCase() === 'PREFIXED';

/**
 * By user and resource, each with the permissions for all of them last, and permissions for one name before those for a
 * prefix.
 */
export function byUserAndResource(a: Row, b: Row): number {
  const [x, y] = [keyOf(a), keyOf(b)];
  const at = x.findIndex((part, i) => part !== y[i]);
  return at < 0 ? 0 : (x[at] as string) < (y[at] as string) ? -1 : 1;
}

/** The parts of a permission that order it, the first ones first. */
function keyOf(row: Row): string[] {
  const { Username, AclResourceType, AclResourceName, AclResourcePatternType, AclOperationType } = row;
  return [
    allLast(Username),
    // Topics come before groups.
    String(AclResourceType).toLowerCase() === 'topic' ? '0' : `1${String(AclResourceType)}`,
    allLast(AclResourceName),
    isPrefixed(AclResourcePatternType) ? '1' : '0',
    String(AclOperationType),
  ];
}

const allLast = (name: unknown): string => (name === ALL ? '1' : `0${String(name)}`);
