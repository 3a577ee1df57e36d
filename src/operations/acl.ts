import { choice, type Input, type Params, type Rule, text, type Trouble } from '../core/params.ts';
import { operation, type Plan, type Reader, type Step, type Values } from '../core/operation.ts';
import { listOf } from '../core/shape.ts';
import { instanceId, region } from './common.ts';

const OPERATIONS_TODAY = ['Describe', 'IdempotentWrite', 'IDEMPOTENT_WRITE', 'DESCRIBE_CONFIGS'];

const params = {
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
    otherwise: () => 'LITERAL',
    otherwiseText: 'literal',
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
  /^(topic|group)\/.+$/s.test(reference) ? undefined : `must be topic/<name> or group/<name>, not "${reference}"`;
const isPrincipal: Rule<string> = (principal) =>
  /^User:.+$/s.test(principal) ? undefined : `must be User:<name>, not "${principal}"`;

/** Who and what, in the words of this tool and in those of Kafka's own. */
const target = {
  username: text({
    flag: 'username',
    placeholder: 'name|*',
    min: 1,
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
    help: 'What the rule is about; a name of * stands for all',
  }),
  topic: text({ flag: 'topic', placeholder: 'name', min: 1, help: 'The same as --resource topic/<name>' }),
  group: text({ flag: 'group', placeholder: 'name', min: 1, help: 'The same as --resource group/<name>' }),
} as const;

const operations = {
  operation: choice(['read', 'write'], {
    flag: 'operation',
    many: true,
    open: true,
    hints: OPERATIONS_TODAY,
    help: 'What is allowed (repeatable, one request each); a group takes read alone',
  }),
} as const;

/** Name and type of a rule's resource and its user, from whichever options said so. */
function resolve(input: Values): { Username?: string; AclResourceType?: string; AclResourceName?: string } {
  const [kind, ...name] = String(input['resource'] ?? '').split('/');
  const type = input['topic'] !== undefined || kind === 'topic' ? 'Topic' : 'Group';
  const named = input['topic'] ?? input['group'] ?? (input['resource'] === undefined ? undefined : name.join('/'));
  const user =
    input['username'] ??
    (input['principal'] === undefined ? undefined : String(input['principal']).slice('User:'.length));
  return {
    ...(user === undefined ? {} : { Username: String(user) }),
    ...(named === undefined ? {} : { AclResourceType: type, AclResourceName: String(named) }),
  };
}

function oneOfEach(input: Values): Trouble[] {
  return [...oneOf(input, ['username', 'principal']), ...oneOf(input, ['resource', 'topic', 'group'])];
}

function oneOf(input: Values, keys: readonly string[]): Trouble[] {
  const given = keys.filter((key) => input[key] !== undefined);
  const others = keys
    .slice(1)
    .map((key) => `--${key}`)
    .join(' or ');
  if (given.length === 0) return [{ param: keys[0] as string, message: `(or ${others}) is required` }];
  return given.slice(1).map((param) => ({ param, message: `cannot be combined with --${given[0] as string}` }));
}

function operationsOf(input: Values): string[] {
  const given = input['operation'] as unknown as string[] | undefined;
  return given ?? (resolve(input).AclResourceType === 'Group' ? ['read'] : []);
}

function ruleMakesSense(input: Values): Trouble[] {
  const { AclResourceType, AclResourceName } = resolve(input);
  const troubles = oneOfEach(input);
  if (AclResourceType === 'Topic' && operationsOf(input).length === 0)
    troubles.push({ param: 'operation', message: 'is required for a topic' });
  if (AclResourceType === 'Group' && operationsOf(input).some((operation) => operation.toLowerCase() !== 'read')) {
    troubles.push({ param: 'operation', message: 'must be read for a group: groups take no other' });
  }
  if (AclResourceName === '*' && input['AclResourcePatternType'] === 'PREFIXED')
    troubles.push({ param: 'AclResourcePatternType', message: 'must be literal for *, which stands for all names' });
  return troubles;
}

/** The service's own rule, which the emulator refuses by. */
function groupTakesRead(input: Input<Params>): Trouble[] {
  const [type, allowed] = [
    String(input['AclResourceType']).toLowerCase(),
    String(input['AclOperationType']).toLowerCase(),
  ];
  return type === 'group' && allowed !== 'read'
    ? [{ param: 'AclOperationType', message: 'must be Read for a group' }]
    : [];
}

const WORDS: Readonly<Record<string, string>> = { read: 'Read', write: 'Write' };

function onePerOperation(input: Values): Plan {
  const names = { ...resolve(input), AclResourcePatternType: String(input['AclResourcePatternType']) };
  const each = [...new Set(operationsOf(input).map((operation) => WORDS[operation.toLowerCase()] ?? operation))];
  return {
    steps: each.map(
      (AclOperationType): Step => ({ input: { ...names, AclOperationType }, names: [{ ...names, AclOperationType }] }),
    ),
  };
}

const NAMES = ['Username', 'AclResourceType', 'AclResourceName', 'AclResourcePatternType', 'AclOperationType'];

const findOut = (input: Values): string =>
  `alikafka acl list --username '${String(input['Username'])}' --resource '${String(input['AclResourceType']).toLowerCase()}/${String(input['AclResourceName'])}'`;

export const createAcl = operation({
  action: 'CreateAcl',
  effect: 'write',
  outcome: 'created',
  summary: 'Allow a SASL user to read or write',
  params,
  between: groupTakesRead,
  commands: [
    {
      path: 'acl create',
      inputs: { ...target, ...operations },
      between: ruleMakesSense,
      results: 'array',
      names: NAMES,
      identity: 'AclResourceName',
      tolerates: 'if-not-exists',
      plan: onePerOperation,
      findOut,
      examples: [
        {
          says: 'Let a user write to a topic and read it',
          types: '--username app --resource topic/orders --operation write --operation read',
        },
        {
          says: 'Let it consume in every group that starts with billing',
          types: '--username app --group billing --pattern prefixed',
        },
      ],
    },
  ],
});

export const deleteAcl = operation({
  action: 'DeleteAcl',
  effect: 'destroy',
  outcome: 'deleted',
  summary: 'Take a permission from a SASL user',
  params,
  between: groupTakesRead,
  commands: [
    {
      path: 'acl delete',
      inputs: { ...target, ...operations },
      between: ruleMakesSense,
      results: 'array',
      names: NAMES,
      identity: 'AclResourceName',
      tolerates: 'if-exists',
      holds: isGone,
      plan: onePerOperation,
      examples: [
        {
          says: 'Take the right to write from a script',
          types: '--username app --topic orders --operation write --yes',
        },
      ],
    },
  ],
});

/** The service refuses to delete what is not there with a code that means any failure, so that the rules are read. */
async function isGone(input: Values, reader: Reader): Promise<boolean> {
  const { Username, AclResourceType, AclResourceName } = input;
  const rules = await reader.rows(describeAcls, { Username, AclResourceType, AclResourceName });
  const same = (field: string, value: unknown) => String(value).toLowerCase() === String(input[field]).toLowerCase();
  return !rules.some(
    (rule) =>
      same('AclResourcePatternType', rule['AclResourcePatternType']) &&
      same('AclOperationType', rule['AclOperationType']),
  );
}

export const describeAcls = operation({
  action: 'DescribeAcls',
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
      KafkaAclList: listOf('KafkaAclVO', {
        Username: 'text',
        AclResourceType: 'text',
        AclResourceName: 'text',
        AclResourcePatternType: 'text',
        AclOperationType: 'text',
        AclPermissionType: 'text',
        Host: 'text',
      }),
    },
    data: ['KafkaAclList'],
  },
  commands: [
    {
      path: 'acl list',
      inputs: target,
      between: oneOfEach,
      view: {
        kind: 'list',
        columns: [...NAMES, 'AclPermissionType', 'Host'],
        name: 'AclResourceName',
      },
      plan: (input) => ({ steps: [{ input: resolve(input), names: [] }] }),
      examples: [{ says: 'What a user may do with a topic', types: '--username app --resource topic/orders' }],
    },
  ],
});
