/** CreateAcl and DeleteAcl. */
import { as, choice, type Input, type Params, type Violation } from '../../core/params.ts';
import type { Results } from '../../core/command.ts';
import { operation } from '../../core/record.ts';
import type { Plan, Step } from '../../core/plan.ts';
import type { Reader, Values } from '../../core/operation.ts';
import { describeAcls } from './list.ts';
import { ruleCreated, ruleDeleted, ruleListed } from './checks.ts';
import { PERMISSIONS_CREATED, PERMISSIONS_DELETED } from './texts.ts';
import {
  listed,
  NAMES,
  oneOfEach,
  OPERATIONS_TODAY,
  params,
  resolve,
  ruleFile,
  target,
  TARGET_OPTIONS,
} from './rule.ts';
import { minutes } from '../shared/common.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { sentence } from '../../core/text/texts.ts';

/** The permissions in a file, which may be the answer of DescribeAcls. */
const listedRules = { ...ruleFile, listing: { answer: describeAcls.answer } };

/** User and resource, which a record of a file may name as well. */
const targetOrFile = {
  ...target,
  username: as(target.username, { requiredText: 'required unless --principal or --from-file is given' }),
  resource: as(target.resource, { requiredText: 'required unless --topic, --group or --from-file is given' }),
} as const;

/** The same for an existing permission. */
const permitted = {
  ...targetOrFile,
  resource: as(targetOrFile.resource, { picks: 'permitted-resource' }),
} as const;

const operations = {
  operation: choice(['read', 'write'], {
    flag: 'operation',
    many: true,
    open: true,
    hints: OPERATIONS_TODAY,
    requiredText: 'required for a topic unless --from-file is given',
    help: 'Allowed operation, one request for each; for a group only read, which can be omitted',
  }),
} as const;

function operationsOf(input: Values): string[] {
  const given = input['operation'] as unknown as string[] | undefined;
  return given ?? (resolve(input).AclResourceType === 'Group' ? ['read'] : []);
}

function ruleMakesSense(input: Values): Violation[] {
  const { AclResourceType, AclResourceName } = resolve(input);
  const violations = oneOfEach(input);
  if (AclResourceType === 'Topic' && operationsOf(input).length === 0)
    violations.push({ param: 'operation', message: sentence('{name} is required for a topic') });
  if (AclResourceType === 'Group' && operationsOf(input).some((operation) => operation.toLowerCase() !== 'read')) {
    violations.push({ param: 'operation', message: sentence('{name} must be "read" for a group') });
  }
  if (AclResourceName === '*' && input['AclResourcePatternType'] === 'PREFIXED')
    violations.push({
      param: 'AclResourcePatternType',
      message: sentence('{name} must be "literal" for the name *, which means all names'),
    });
  return violations;
}

/** The service's own rule, which the emulator refuses by (docs/sources.md#group-permissions). */
function groupTakesRead(input: Input<Params>): Violation[] {
  const [type, allowed] = [
    String(input['AclResourceType']).toLowerCase(),
    String(input['AclOperationType']).toLowerCase(),
  ];
  return type === 'group' && allowed !== 'read'
    ? [{ param: 'AclOperationType', message: sentence('{name} must be "Read" for a group') }]
    : [];
}

const ruleResults: Results = { kind: 'array', names: NAMES, identity: 'AclResourceName' };

const WORDS: Readonly<Record<string, string>> = { read: 'Read', write: 'Write' };

/** One request for each rule; rules that several entries share are sent once. */
function onePerRule(entries: readonly Values[]): Plan {
  const rules = new Map(entries.flatMap(rulesOf).map((rule) => [JSON.stringify(rule), rule]));
  return { steps: [...rules.values()].map((rule): Step => ({ input: rule, names: [rule] })) };
}

function rulesOf(input: Values): Record<string, string>[] {
  const names = { ...resolve(input), AclResourcePatternType: String(input['AclResourcePatternType']) };
  return operationsOf(input).map((operation) => ({
    ...names,
    AclOperationType: WORDS[operation.toLowerCase()] ?? operation,
  }));
}

const inspectCommand = (input: Values): string =>
  alikafka`acl list --username ${input['Username']} --resource ${`${String(input['AclResourceType']).toLowerCase()}/${String(input['AclResourceName'])}`}`;

export const createAcl = operation({
  action: 'CreateAcl',
  ramAction: 'alikafka:CreateAcl',
  effect: 'write',
  rate: 10,
  changeKind: 'created',
  summary: 'Create permissions for a SASL user',
  params,
  crossFieldRules: groupTakesRead,
  verify: ruleCreated,
  // The group was just created and is not known to the whole service yet (docs/sources.md#codes-that-may-be-repeated).
  repeats: ['BIZ_FIND_CONSUMER_GROUP_INFO_ERROR'],
  commands: [
    {
      path: 'acl create',
      seeAlso: ['sasl create'],
      texts: PERMISSIONS_CREATED,
      inputs: { ...targetOrFile, ...operations, ...listed },
      oneOf: TARGET_OPTIONS,
      crossFieldRules: ruleMakesSense,
      results: ruleResults,
      idempotent: { flag: 'if-not-exists' },
      wait: { timeout: minutes(2), check: ruleListed, next: inspectCommand },
      file: listedRules,
      planEach: onePerRule,
      inspectCommand,
      reads: [describeAcls],
      examples: [
        {
          says: 'Allow a user to read and write a topic',
          types: '--username app --resource topic/orders --operation write --operation read',
        },
        {
          says: 'Allow a user to consume with every group whose name begins with billing',
          types: '--username app --group billing --pattern prefixed',
        },
        {
          says: 'Create the permissions in a file that has the columns of "acl list -o csv"',
          types: '-f rules.csv --if-not-exists',
        },
      ],
    },
  ],
});

export const deleteAcl = operation({
  action: 'DeleteAcl',
  ramAction: 'alikafka:DeleteAcl',
  effect: 'destroy',
  rate: 10,
  changeKind: 'deleted',
  summary: 'Delete permissions of a SASL user',
  params,
  crossFieldRules: groupTakesRead,
  verify: ruleDeleted,
  commands: [
    {
      path: 'acl delete',
      inputs: {
        ...permitted,
        operation: as(operations.operation, { picks: 'permitted-operation' }),
        ...listed,
      },
      oneOf: TARGET_OPTIONS,
      crossFieldRules: ruleMakesSense,
      texts: PERMISSIONS_DELETED,
      results: ruleResults,
      idempotent: { flag: 'if-exists', isGone },
      file: listedRules,
      planEach: onePerRule,
      inspectCommand,
      reads: [describeAcls],
      examples: [
        {
          says: 'Delete the write permission without a prompt',
          types: '--username app --topic orders --operation write --yes',
        },
        { says: 'Delete the permissions in a file', types: '-f rules.csv --yes' },
      ],
    },
  ],
});

/** The code for a permission that does not exist can mean any failure, so that the permissions are read. */
async function isGone(input: Values, reader: Reader): Promise<boolean> {
  return (await ruleDeleted([input], reader))(input).state === 'done';
}
