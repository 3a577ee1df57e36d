/** The identity of a permission: its parameters, the options that name it, and the fields of a file. */
import { choice, type Rule, text, type Violation } from '../../core/params.ts';
import type { FileInput } from '../../core/command.ts';
import type { Values } from '../../core/operation.ts';
import { type Sentence, sentence } from '../../core/text/texts.ts';
import { instanceId, region } from '../shared/common.ts';

/** Operations of the newer API; passed on with a warning. */
export const OPERATIONS_TODAY = ['Describe', 'IdempotentWrite', 'IDEMPOTENT_WRITE', 'DESCRIBE_CONFIGS'];

/** The parameters that identify a permission, by their wire names. */
export const params = {
  AclOperationType: choice(['Write', 'Read'], {
    required: true,
    anyCase: true,
    open: true,
    hints: OPERATIONS_TODAY,
    help: 'Allowed operation',
  }),
  AclResourceName: text({
    required: true,
    min: 1,
    help: 'Name of the topic or group; * means all',
  }),
  AclResourcePatternType: choice(['LITERAL', 'PREFIXED'], {
    flag: 'pattern',
    required: true,
    anyCase: true,
    default: () => 'LITERAL',
    defaultText: 'literal',
    placeholder: 'literal|prefixed',
    help: 'literal: the permission is for this name; prefixed: for all names that begin with it',
  }),
  AclResourceType: choice(['Topic', 'Group'], { required: true, anyCase: true, help: 'Type of the resource' }),
  InstanceId: instanceId,
  RegionId: region,
  Username: text({ required: true, min: 1, help: 'SASL user; * means all users' }),
} as const;

/** `topic/<name>` or `group/<name>`. */
const isReference: Rule<string> = (reference) =>
  /^(topic|group)\/.+$/s.test(reference)
    ? undefined
    : sentence('{name} must be topic/<name> or group/<name>, not "{reference}"', { reference });
const isPrincipal: Rule<string> = (principal) =>
  /^User:.+$/s.test(principal) ? undefined : sentence('{name} must be User:<name>, not "{principal}"', { principal });

/** User and resource, by the options of this tool and by those of Kafka's own tools. */
export const target = {
  username: text({
    flag: 'username',
    placeholder: 'name|*',
    lists: 'sasl-user',
    min: 1,
    help: 'SASL user; * means all users',
  }),
  principal: text({
    flag: 'principal',
    mistakenFor: ['allow-principal'],
    placeholder: 'User:name',
    rules: [isPrincipal],
    lists: { 'User:': 'sasl-user' },
    help: 'Same as --username, in Kafka notation',
  }),
  resource: text({
    flag: 'resource',
    placeholder: 'topic/name|group/name',
    rules: [isReference],
    lists: { 'topic/': 'topic', 'group/': 'group' },
    help: 'Topic or group; the name * means all',
  }),
  topic: text({ flag: 'topic', placeholder: 'name', min: 1, lists: 'topic', help: 'Same as --resource topic/<name>' }),
  group: text({ flag: 'group', placeholder: 'name', min: 1, lists: 'group', help: 'Same as --resource group/<name>' }),
} as const;

/** Other fields of a listed permission: one that denies, or is for one host, cannot be created or deleted here. */
export const listed = {
  AclPermissionType: choice(['ALLOW'], {
    anyCase: true,
    help: 'Permission type; only ALLOW is supported',
  }),
  Host: text({ rules: [everyHost], help: 'Host; only * (all hosts) is supported' }),
} as const;

function everyHost(host: string): Sentence | undefined {
  return host === '*' ? undefined : sentence('{name} must be * (all hosts), not "{host}"', { host });
}

/** What --from-file accepts: the output of `acl list`. */
export const ruleFile: FileInput = {
  fields: {
    Username: 'Username',
    AclResourceType: 'AclResourceType',
    AclResourceName: 'AclResourceName',
    AclResourcePatternType: 'AclResourcePatternType',
    AclOperationType: 'operation',
    AclPermissionType: 'AclPermissionType',
    Host: 'Host',
  },
  ignored: [],
};

/** User, and type and name of the resource: from the record of a file, or from the options. */
export function resolve(input: Values): { Username?: string; AclResourceType?: string; AclResourceName?: string } {
  const [kind, ...name] = String(input['resource'] ?? '').split('/');
  const type = input['AclResourceType'] ?? (input['topic'] !== undefined || kind === 'topic' ? 'Topic' : 'Group');
  const named =
    input['AclResourceName'] ??
    input['topic'] ??
    input['group'] ??
    (input['resource'] === undefined ? undefined : name.join('/'));
  const user =
    input['Username'] ??
    input['username'] ??
    (input['principal'] === undefined ? undefined : String(input['principal']).slice('User:'.length));
  return {
    ...(user === undefined ? {} : { Username: String(user) }),
    ...(named === undefined ? {} : { AclResourceType: String(type), AclResourceName: String(named) }),
  };
}

/** A type of resource as a user types it: `topic`. */
export const typedType = (type: string): string => type.toLowerCase();

/** The required parts of `target`, for the usage line. */
export const TARGET_OPTIONS = [
  ['username', 'principal'],
  ['resource', 'topic', 'group'],
] as const;

const USER_KEYS = ['username', 'principal'] as const;
const RESOURCE_KEYS = ['resource', 'topic', 'group'] as const;

/** Refuses a user or resource that is missing or given twice. */
export function oneOfEach(input: Values): Violation[] {
  return [
    ...oneOf(input, 'Username', USER_KEYS, sentence('{name} or --principal is required')),
    ...oneOf(input, 'AclResourceName', RESOURCE_KEYS, sentence('{name}, --topic or --group is required')),
    ...typeAndName(input),
  ];
}

/** Refuses a user or resource that is given twice. */
export const oneOfEachAtMost = (input: Values): Violation[] => [
  ...givenTwice(input, USER_KEYS),
  ...givenTwice(input, RESOURCE_KEYS),
];

/** A record has both fields, or neither and the options are used. */
function typeAndName({ AclResourceType, AclResourceName }: Values): Violation[] {
  if ((AclResourceType === undefined) === (AclResourceName === undefined)) return [];
  return AclResourceType === undefined
    ? [{ param: 'AclResourceType', message: sentence('{name} is required with AclResourceName') }]
    : [{ param: 'AclResourceName', message: sentence('{name} is required with AclResourceType') }];
}

/** One option of several, unless a record has the field. */
function oneOf(input: Values, field: string, keys: readonly string[], none: Sentence): Violation[] {
  const isMissing = input[field] === undefined && keys.every((key) => input[key] === undefined);
  return isMissing ? [{ param: keys[0] as string, message: none }] : givenTwice(input, keys);
}

function givenTwice(input: Values, keys: readonly string[]): Violation[] {
  const [first, ...others] = keys.filter((key) => input[key] !== undefined);
  if (first === undefined) return [];
  const message = sentence('{name} cannot be combined with --{other}', { other: first });
  return others.map((param) => ({ param, message }));
}

/** The fields that identify a permission. */
export const NAMES = ['Username', 'AclResourceType', 'AclResourceName', 'AclResourcePatternType', 'AclOperationType'];
