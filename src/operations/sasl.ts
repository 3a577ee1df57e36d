import { choice, text } from '../core/params.ts';
import {
  operation,
  type Plan,
  type Reader,
  type Refused,
  type Scope,
  type Settled,
  type Step,
  type Values,
} from '../core/operation.ts';
import { listOf, type Row } from '../core/shape.ts';
import { existing, instanceId, region } from './common.ts';

const userType = (help: string) => choice(['plain', 'scram'], { flag: 'type', anyCase: true, help });

export const describeSaslUsers = operation({
  action: 'DescribeSaslUsers',
  summary: 'List the SASL users of an instance',
  params: { InstanceId: instanceId, RegionId: region },
  answer: {
    fields: {
      SaslUserList: listOf('SaslUserVO', { Username: 'text', Type: 'text', Mechanism: 'text', Password: 'secret' }),
    },
    data: ['SaslUserList'],
  },
  commands: [
    {
      path: 'sasl list',
      description: 'Passwords are masked unless --show-secrets is given.',
      view: { kind: 'list', columns: ['Username', 'Type', 'Mechanism', 'Password'], name: 'Username' },
      examples: [{ says: 'List the users', types: '' }],
    },
  ],
});

export const createSaslUser = operation({
  action: 'CreateSaslUser',
  effect: 'write',
  outcome: 'created',
  summary: 'Create a SASL user',
  params: {
    InstanceId: instanceId,
    Password: text({ secret: true, required: true, min: 1, help: 'Password of the user' }),
    RegionId: region,
    Username: existing('username', 'Name of the user'),
    Type: userType('Mechanism; default plain'),
  },
  commands: [
    {
      path: 'sasl create',
      description:
        'The service would give an existing user the new password; here that is refused (see "sasl set-password").',
      results: 'single',
      names: ['Username', 'Type'],
      tolerates: 'if-not-exists',
      plan: createPlan,
      findOut: () => 'alikafka sasl list',
      examples: [
        { says: 'Create a user, the password from a file', types: 'app --type scram --password-file app.password' },
      ],
    },
    {
      path: 'sasl set-password',
      summary: 'Give an existing SASL user a new password',
      takes: ['Password', 'Username'],
      outcome: 'changed',
      asks: true,
      results: 'single',
      names: ['Username'],
      plan: passwordPlan,
      question: (plan) =>
        `replace the password of ${plan.steps.map((step) => ('input' in step ? String(step.input['Username']) : '')).join('')}`,
      examples: [{ says: 'Change a password from a script', types: 'app --password-stdin --yes' }],
    },
  ],
});

async function findUser(username: unknown, reader: Reader): Promise<Row | undefined> {
  const users = await reader.rows(describeSaslUsers, {});
  return users.find((user) => user['Username'] === username);
}

const namesOf = (input: Values): Row => ({
  Username: String(input['Username']),
  Type: input['Type'] === undefined ? 'plain' : String(input['Type']),
});

/** The API replaces the password of an existing user, so what is there is read first. */
async function createPlan(input: Values, scope: Scope, reader: Reader): Promise<Plan> {
  const user = scope.dryRun ? undefined : await findUser(input['Username'], reader);
  if (user === undefined) return { steps: [{ input, names: [namesOf(input)] }] };
  const names = { ...namesOf(input), Type: user['Type'] ?? null };
  return { steps: [{ names, settled: 'exists', message: `user "${String(input['Username'])}" exists already` }] };
}

async function passwordPlan(input: Values, scope: Scope, reader: Reader): Promise<Plan | Refused> {
  const Username = String(input['Username']);
  const user = scope.dryRun ? { Username } : await findUser(Username, reader);
  if (user === undefined)
    return {
      refused: 'notFound',
      problems: [{ param: 'Username', message: `"${Username}" is not among the SASL users of the instance` }],
      next: 'alikafka sasl list',
    };
  return { steps: [{ input: { ...input, Type: typeOf(user) }, names: [{ Username }] }] };
}

/** The user's own type in the API's spelling; some instances answer in capitals. */
function typeOf(user: Row): string | undefined {
  return typeof user['Type'] === 'string' ? user['Type'].toLowerCase() : undefined;
}

export const deleteSaslUser = operation({
  action: 'DeleteSaslUser',
  effect: 'destroy',
  outcome: 'deleted',
  summary: 'Delete SASL users',
  params: {
    InstanceId: instanceId,
    RegionId: region,
    Username: { ...existing('username', 'User to delete'), many: true },
    Type: userType("Mechanism; default: the user's own, which is read first"),
  },
  commands: [
    {
      path: 'sasl delete',
      results: 'array',
      names: ['Username'],
      tolerates: 'if-exists',
      plan: deletePlan,
      examples: [{ says: 'Delete a user from a script', types: 'app-old --if-exists --yes' }],
    },
  ],
});

async function deletePlan(input: Values, scope: Scope, reader: Reader): Promise<Plan> {
  const wanted = [...new Set(input['Username'] as string[])];
  if (input['Type'] !== undefined || scope.dryRun)
    return { steps: wanted.map((Username) => ({ input: { ...input, Username }, names: [{ Username }] })) };
  const users = await reader.rows(describeSaslUsers, {});
  return {
    steps: wanted.flatMap((Username): (Step | Settled)[] => {
      const own = users.filter((user) => user['Username'] === Username);
      if (own.length === 0)
        return [
          {
            names: { Username },
            settled: 'notFound',
            message: `user "${Username}" is not among the SASL users of the instance`,
          },
        ];
      return own.map((user) => ({ input: { ...input, Username, Type: typeOf(user) }, names: [{ Username }] }));
    }),
  };
}
