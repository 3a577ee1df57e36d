import { choice, text } from '../../core/params.ts';
import {
  operation,
  type Plan,
  type Reader,
  type Refused,
  type Scope,
  type KnownResult,
  type Step,
  type Values,
} from '../../core/operation.ts';
import type { Row } from '../../core/shape.ts';
import { existing, instanceId, minutes, region } from '../shared/common.ts';
import { describeSaslUsers, findUser, typeOf, unreadableUser } from './list.ts';
import { userDeleted, userListed, userSet } from './checks.ts';

const userType = (help: string) => choice(['plain', 'scram'], { flag: 'type', anyCase: true, help });

export const createSaslUser = operation({
  action: 'CreateSaslUser',
  effect: 'write',
  rate: 10,
  changeKind: 'created',
  summary: 'Create a SASL user',
  params: {
    InstanceId: instanceId,
    Password: text({ secret: true, required: true, min: 1, help: 'Password of the user' }),
    RegionId: region,
    Username: existing('username', 'Name of the user'),
    Type: userType('Mechanism; default plain'),
  },
  verify: userSet,
  commands: [
    {
      path: 'sasl create',
      description:
        'The service would give an existing user the new password; here that is refused (see "sasl set-password").',
      results: 'single',
      names: ['Username', 'Type'],
      tolerates: 'if-not-exists',
      plan: createPlan,
      wait: { timeout: minutes(2), check: userListed, next: () => 'alikafka sasl list', shownBy: 'sasl list' },
      inspectCommand: () => 'alikafka sasl list',
      examples: [
        { says: 'Create a user, the password from a file', types: 'app --type scram --password-file app.password' },
      ],
    },
    {
      path: 'sasl set-password',
      summary: 'Give an existing SASL user a new password',
      takes: ['Password', 'Username'],
      changeKind: 'changed',
      asks: true,
      results: 'array',
      names: ['Username'],
      plan: passwordPlan,
      inspectCommand: () => 'alikafka sasl list',
      question: (plan) =>
        `replace the password of ${[...new Set(plan.steps.map((step) => ('input' in step ? String(step.input['Username']) : '')))].join('')}`,
      examples: [{ says: 'Change a password from a script', types: 'app --password-stdin --yes' }],
    },
  ],
});

const namesOf = (input: Values): Row => ({
  Username: String(input['Username']),
  Type: input['Type'] === undefined ? 'plain' : String(input['Type']),
});

/** The API replaces the password of an existing user, so what is there is read first. */
async function createPlan(input: Values, scope: Scope, reader: Reader): Promise<Plan> {
  const user = scope.dryRun ? undefined : await findUser(input['Username'], reader);
  if (user === undefined) return { steps: [{ input, names: [namesOf(input)], expects: { isNew: true } }] };
  const names = { ...namesOf(input), Type: user['Type'] ?? null };
  return { steps: [{ names, known: 'exists', message: `user "${String(input['Username'])}" exists already` }] };
}

async function passwordPlan(input: Values, scope: Scope, reader: Reader): Promise<Plan | Refused> {
  const Username = String(input['Username']);
  if (scope.dryRun)
    return { steps: [{ input: { ...input, Type: OWN_TYPE }, names: [{ Username }] }], notes: [TYPE_IS_READ] };
  const all = await reader.rows(describeSaslUsers, {});
  const users = all.filter((user) => user['Username'] === Username);
  if (users.length === 0)
    return {
      refused: 'notFound',
      problems: [{ param: 'Username', message: `"${Username}" is not among the SASL users of the instance` }],
      missing: { what: 'user', name: Username, among: all },
      next: 'alikafka sasl list',
    };
  // The old password would stay valid for a type that is left out.
  const steps = users.map((user) => ({
    input: { ...input, Type: typeOf(user) },
    names: [{ Username }],
  }));
  return unreadableUser(users) ?? { steps };
}

/** In the place of what a dry run does not read: without a Type, the request would be another one (plain). */
const OWN_TYPE = "<the user's own>";

const TYPE_IS_READ = "the user's Type goes with it, which is read first; a dry run does not read it";

export const deleteSaslUser = operation({
  action: 'DeleteSaslUser',
  effect: 'destroy',
  rate: 10,
  changeKind: 'deleted',
  summary: 'Delete SASL users',
  params: {
    InstanceId: instanceId,
    RegionId: region,
    Username: { ...existing('username', 'User to delete'), many: true },
    Type: userType("Mechanism; default: the user's own, which is read first"),
  },
  verify: userDeleted,
  commands: [
    {
      path: 'sasl delete',
      called: { one: 'SASL user', many: 'SASL users' },
      results: 'array',
      names: ['Username'],
      tolerates: 'if-exists',
      plan: deletePlan,
      inspectCommand: () => 'alikafka sasl list',
      examples: [{ says: 'Delete a user from a script', types: 'app-old --if-exists --yes' }],
    },
  ],
});

async function deletePlan(input: Values, _scope: Scope, reader: Reader): Promise<Plan | Refused> {
  const wanted = [...new Set(input['Username'] as string[])];
  if (input['Type'] !== undefined)
    return { steps: wanted.map((Username) => ({ input: { ...input, Username }, names: [{ Username }] })) };
  const users = await reader.rows(describeSaslUsers, {});
  const odd = unreadableUser(users.filter((user) => wanted.includes(String(user['Username']))));
  if (odd !== undefined) return odd;
  return {
    steps: wanted.flatMap((Username): (Step | KnownResult)[] => {
      const own = users.filter((user) => user['Username'] === Username);
      if (own.length === 0)
        return [
          {
            names: { Username },
            known: 'notFound',
            missing: { what: 'user', name: Username, among: users },
            message: `user "${Username}" is not among the SASL users of the instance`,
          },
        ];
      return own.map((user) => ({ input: { ...input, Username, Type: typeOf(user) }, names: [{ Username }] }));
    }),
  };
}
