import { choice, text } from '../../core/params.ts';
import { operation } from '../../core/record.ts';
import type { Plan, Refused, Scope, KnownResult, Step } from '../../core/plan.ts';
import type { Reader, Values } from '../../core/operation.ts';
import type { Row } from '../../core/shape.ts';
import { existing, groupsBy, instanceId, minutes, region } from '../shared/common.ts';
import { fromListing } from '../shared/file-input.ts';
import { notListed } from '../shared/refusals.ts';
import { describeSaslUsers, findUser, listUsers, typeOf, unreadableUser } from './list.ts';
import { userDeleted, userListed, userSet } from './checks.ts';

/** What a user that is not listed is not among. */
const USERS = 'the SASL users of the instance';

const userType = (defaultText: string) =>
  choice(['plain', 'scram'], { flag: 'type', anyCase: true, defaultText, help: 'Mechanism' });

export const createSaslUser = operation({
  action: 'CreateSaslUser',
  ramAction: 'alikafka:CreateSaslUser',
  effect: 'write',
  rate: 10,
  changeKind: 'created',
  summary: 'Create a SASL user',
  params: {
    InstanceId: instanceId,
    Password: text({ secret: true, required: true, min: 1, help: 'Password of the user' }),
    RegionId: region,
    Username: existing('username', 'Name of the user'),
    Type: userType('plain'),
  },
  verify: userSet,
  commands: [
    {
      path: 'sasl create',
      confirm: { called: { one: 'SASL user', many: 'SASL users' } },
      description:
        'The service would give an existing user the new password; here that is refused (see "sasl set-password").',
      results: { kind: 'single', names: ['Username', 'Type'] },
      idempotent: { flag: 'if-not-exists' },
      plan: createPlan,
      wait: { timeout: minutes(2), check: userListed, next: listUsers, shownBy: 'sasl list' },
      inspectCommand: listUsers,
      reads: [describeSaslUsers],
      examples: [
        { says: 'Create a user, the password from a file', types: 'app --type scram --password-file app.password' },
      ],
    },
    {
      path: 'sasl set-password',
      summary: 'Give an existing SASL user a new password',
      takes: ['Password', 'Username'],
      changeKind: 'changed',
      confirm: {
        kind: 'yes-no',
        question: (plan) =>
          `replace the password of ${[...new Set(plan.steps.map((step) => ('input' in step ? String(step.input['Username']) : '')))].join('')}`,
      },
      results: { kind: 'array', names: ['Username'] },
      plan: passwordPlan,
      inspectCommand: listUsers,
      reads: [describeSaslUsers],
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
    return notListed('Username', { what: 'user', name: Username, among: all }, USERS, listUsers());
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
  ramAction: 'alikafka:DeleteSaslUser',
  effect: 'destroy',
  rate: 10,
  changeKind: 'deleted',
  summary: 'Delete SASL users',
  params: {
    InstanceId: instanceId,
    RegionId: region,
    Username: { ...existing('username', 'User to delete'), many: true },
    Type: userType("the user's own, which is read first"),
  },
  verify: userDeleted,
  commands: [
    {
      path: 'sasl delete',
      confirm: { called: { one: 'SASL user', many: 'SASL users' } },
      results: { kind: 'array', names: ['Username'] },
      idempotent: { flag: 'if-exists' },
      file: { ...fromListing('Username', describeSaslUsers, ['Username', 'Type']), agree: ['Type'] },
      planEach: deletePlan,
      inspectCommand: listUsers,
      reads: [describeSaslUsers],
      examples: [
        { says: 'Delete a user from a script', types: 'app-old --if-exists --yes' },
        { says: 'Delete the users of a file', types: '-f users.txt --yes' },
      ],
    },
  ],
});

/** A user without a type is read first: all passwords of the name go, whatever their types. */
async function deletePlan(entries: readonly Values[], _scope: Scope, reader: Reader): Promise<Plan | Refused> {
  const untyped = entries.filter(({ Type }) => Type === undefined).map(({ Username }) => String(Username));
  const users = untyped.length === 0 ? [] : await reader.rows(describeSaslUsers, {});
  const odd = unreadableUser(users.filter((user) => untyped.includes(String(user['Username']))));
  const steps = entries.flatMap((entry) => deleteSteps(entry, users));
  return odd ?? { steps: [...groupsBy(steps, sentFor).values()].flatMap(([first]) => first ?? []) };
}

/** A name and a record, or two spellings of one, may mean the same user. */
const sentFor = (step: Step | KnownResult): string =>
  JSON.stringify('input' in step ? [step.input['Username'], step.input['Type']] : step.names);

function deleteSteps(entry: Values, users: readonly Row[]): (Step | KnownResult)[] {
  const Username = String(entry['Username']);
  if (entry['Type'] !== undefined) return [{ input: entry, names: [{ Username }] }];
  const own = users.filter((user) => user['Username'] === Username);
  if (own.length > 0) return own.map((user) => ({ input: { ...entry, Type: typeOf(user) }, names: [{ Username }] }));
  const message = `user "${Username}" is not among ${USERS}`;
  return [{ names: { Username }, known: 'notFound', missing: { what: 'user', name: Username, among: users }, message }];
}
