import { choice, type Rule, text, type Violation } from '../../core/params.ts';
import type { FileInput } from '../../core/command.ts';
import type { Values } from '../../core/operation.ts';
import { type Sentence, sentence } from '../../core/text/texts.ts';
import { instanceId, region } from '../shared/common.ts';

export const OPERATIONS_TODAY = ['Describe', 'IdempotentWrite', 'IDEMPOTENT_WRITE', 'DESCRIBE_CONFIGS'];

export const params = {
  AclOperationType: choice(['Write', 'Read'], {
    required: true,
    anyCase: true,
    open: true,
    hints: OPERATIONS_TODAY,
    help: 'What is allowed',
  }),
  AclResourceName: text({
    required: true,
    min: 1,
    help: 'Topic or group; * is that literal name, which stands for all',
  }),
  AclResourcePatternType: choice(['LITERAL', 'PREFIXED'], {
    flag: 'pattern',
    required: true,
    anyCase: true,
    default: () => 'LITERAL',
    defaultText: 'literal',
    placeholder: 'literal|prefixed',
    help: 'How the name is matched',
  }),
  AclResourceType: choice(['Topic', 'Group'], { required: true, anyCase: true, help: 'Kind of resource' }),
  InstanceId: instanceId,
  RegionId: region,
  Username: text({ required: true, min: 1, help: 'SASL user; * stands for all' }),
} as const;

/** `topic/<name>` or `group/<name>`. */
const isReference: Rule<string> = (reference) =>
  /^(topic|group)\/.+$/s.test(reference)
    ? undefined
    : sentence('{name} must be topic/<name> or group/<name>, not "{reference}"', { reference });
const isPrincipal: Rule<string> = (principal) =>
  /^User:.+$/s.test(principal) ? undefined : sentence('{name} must be User:<name>, not "{principal}"', { principal });

/** Who and what, in the words of this tool and in those of Kafka's own. */
export const target = {
  username: text({
    flag: 'username',
    placeholder: 'name|*',
    min: 1,
    requiredText: 'here or as --principal',
    help: 'SASL user; * is that literal name, which stands for all',
  }),
  principal: text({
    flag: 'principal',
    placeholder: 'User:name',
    rules: [isPrincipal],
    help: 'The same, as Kafka writes it',
  }),
  resource: text({
    flag: 'resource',
    placeholder: 'topic/name|group/name',
    rules: [isReference],
    requiredText: 'here or as --topic or --group',
    help: 'What the rule is about; a name of * stands for all',
  }),
  topic: text({ flag: 'topic', placeholder: 'name', min: 1, help: 'The same as --resource topic/<name>' }),
  group: text({ flag: 'group', placeholder: 'name', min: 1, help: 'The same as --resource group/<name>' }),
} as const;

/** What a listed rule may say beside: a rule that forbids, or holds for one host, is none that this makes or deletes. */
export const listed = {
  AclPermissionType: choice(['ALLOW'], { anyCase: true, help: 'Allows; rules that forbid are not made here' }),
  Host: text({ rules: [everyHost], help: 'Host; all of them' }),
} as const;

function everyHost(host: string): Sentence | undefined {
  return host === '*' ? undefined : sentence('{name} must be * (all hosts), not "{host}"', { host });
}

/** What --from-file takes: what `acl list` prints. */
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

/** Name and type of a rule's resource and its user: a record's own, or from whichever options said so. */
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

export function oneOfEach(input: Values): Violation[] {
  return [
    ...oneOf(input, 'Username', ['username', 'principal'], sentence('{name} or --principal is required')),
    ...oneOf(
      input,
      'AclResourceName',
      ['resource', 'topic', 'group'],
      sentence('{name}, --topic or --group is required'),
    ),
    ...typeAndName(input),
  ];
}

/** A record says both, or neither and the options do. */
function typeAndName({ AclResourceType, AclResourceName }: Values): Violation[] {
  if ((AclResourceType === undefined) === (AclResourceName === undefined)) return [];
  return AclResourceType === undefined
    ? [{ param: 'AclResourceType', message: sentence('{name} is required with AclResourceName') }]
    : [{ param: 'AclResourceName', message: sentence('{name} is required with AclResourceType') }];
}

/** One option of several, unless a record says it itself. */
function oneOf(input: Values, field: string, keys: readonly string[], none: Sentence): Violation[] {
  const given = keys.filter((key) => input[key] !== undefined);
  if (given.length === 0 && input[field] !== undefined) return [];
  if (given.length === 0) return [{ param: keys[0] as string, message: none }];
  const message = sentence('{name} cannot be combined with --{other}', { other: given[0] as string });
  return given.slice(1).map((param) => ({ param, message }));
}

export const NAMES = ['Username', 'AclResourceType', 'AclResourceName', 'AclResourcePatternType', 'AclOperationType'];
