/** CreateSaslUser and DeleteSaslUser. */
import { choice, text } from '../../core/params.ts';
import { operation } from '../../core/record.ts';
import type { Plan, Refused, Scope, KnownResult, Step } from '../../core/plan.ts';
import type { Reader, Values } from '../../core/operation.ts';
import type { Row } from '../../core/shape.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { plural, sentence, t } from '../../core/text/texts.ts';
import { existing, firstOf, groupsBy, instanceId, minutes, region } from '../shared/common.ts';
import { fromListing } from '../shared/file-input.ts';
import { notListed } from '../shared/refusals.ts';
import { describeSaslUsers, findUser, listUsers, typeOf, unreadableUser } from './list.ts';
import { userDeleted, userListed, userSet } from './checks.ts';
import { PASSWORDS_SET, USERS_CREATED, USERS_DELETED } from './texts.ts';

const userType = { flag: 'type', anyCase: true } as const;
const USER_TYPES = ['plain', 'scram'];

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
    Username: text({
      argument: 'username',
      mistakenFor: ['user', 'name'],
      required: true,
      min: 1,
      help: 'Name of the SASL user; cannot be changed later; no rules are published',
    }),
    Type: choice(USER_TYPES, {
      ...userType,
      defaultText: 'plain',
      help: 'SASL mechanism; cannot be changed later',
    }),
  },
  verify: userSet,
  commands: [
    {
      path: 'sasl create',
      seeAlso: ['sasl set-password', 'acl create'],
      texts: USERS_CREATED,
      description:
        'Fails if the user already exists, because the API would replace its password. To replace a password, use "alikafka sasl set-password". No rules for passwords are published; a password is one line of text.',
      results: { kind: 'single', names: ['Username', 'Type'] },
      idempotent: { flag: 'if-not-exists' },
      plan: createPlan,
      wait: { timeout: minutes(2), check: userListed, next: listUsers, shownBy: 'sasl list' },
      inspectCommand: listUsers,
      reads: [describeSaslUsers],
      examples: [
        { says: 'Create a user with a password from a file', types: 'app --type scram --password-file app.password' },
      ],
    },
    {
      path: 'sasl set-password',
      seeAlso: ['sasl create'],
      summary: 'Replace the password of an existing SASL user',
      takes: ['Password'],
      inputs: { Username: existing('sasl-user', 'username', 'Name of the SASL user') },
      changeKind: 'changed',
      confirm: { kind: 'yes-no' },
      texts: PASSWORDS_SET,
      results: { kind: 'array', names: ['Username'] },
      plan: passwordPlan,
      inspectCommand: listUsers,
      reads: [describeSaslUsers],
      examples: [{ says: 'Replace a password without a prompt', types: 'app --password-stdin --yes' }],
    },
  ],
});

const namesOf = (input: Values): Row => ({
  Username: String(input['Username']),
  Type: input['Type'] === undefined ? 'plain' : String(input['Type']),
});

/** The API replaces the password of an existing user, so that the list is read first. */
async function createPlan(input: Values, scope: Scope, reader: Reader): Promise<Plan> {
  const user = scope.dryRun ? undefined : await findUser(input['Username'], reader);
  if (user === undefined) return { steps: [{ input, names: [namesOf(input)], expects: { isNew: true } }] };
  const Username = String(input['Username']);
  const names = { ...namesOf(input), Type: user['Type'] ?? null };
  const message = t('SASL user "{user}" already exists', { user: Username });
  return { steps: [{ names, known: 'exists', message, next: alikafka`sasl set-password ${Username}` }] };
}

async function passwordPlan(input: Values, scope: Scope, reader: Reader): Promise<Plan | Refused> {
  const Username = String(input['Username']);
  if (scope.dryRun)
    return { steps: [{ input: { ...input, Type: ownType() }, names: [{ Username }] }], notes: [typeNote()] };
  const all = await reader.rows(describeSaslUsers, {});
  const users = all.filter((user) => user['Username'] === Username);
  if (users.length === 0)
    return notListed(
      'Username',
      { what: 'user', name: Username, among: all },
      sentence('SASL user "{user}" not found', { user: Username }),
      listUsers(),
    );
  // Without its type, the old password would stay valid.
  const steps = users.map((user) => ({
    input: { ...input, Type: typeOf(user) },
    names: [{ Username }],
  }));
  return unreadableUser(users) ?? { steps };
}

/** Replaces the value that a dry run does not read: without a Type, the request would be another one (plain). */
const ownType = (): string => t('<type of the user>');

const typeNote = (): string => t('the real request also contains the Type of the user; a dry run does not read it');

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
    Username: { ...existing('sasl-user', 'username', 'Name of the SASL user'), many: true },
    Type: choice(USER_TYPES, {
      ...userType,
      defaultText: 'the type of the user',
      help: 'SASL mechanism of the user',
    }),
  },
  verify: userDeleted,
  commands: [
    {
      path: 'sasl delete',
      seeAlso: ['acl delete'],
      confirm: { shows: deletedLines },
      texts: USERS_DELETED,
      results: { kind: 'array', names: ['Username'] },
      idempotent: { flag: 'if-exists' },
      file: { ...fromListing('Username', describeSaslUsers, ['Username', 'Type']), agree: ['Type'] },
      planEach: deletePlan,
      inspectCommand: listUsers,
      reads: [describeSaslUsers],
      examples: [
        {
          says: 'Delete a user without a prompt, and succeed if it does not exist',
          types: 'app-old --if-exists --yes',
        },
        { says: 'Delete the users in a file', types: '-f users.txt --yes' },
      ],
    },
  ],
});

/** The types of a user without one are read first: the user is deleted with all its types. */
async function deletePlan(entries: readonly Values[], _scope: Scope, reader: Reader): Promise<Plan | Refused> {
  const untyped = entries.filter(({ Type }) => Type === undefined).map(({ Username }) => String(Username));
  const users = untyped.length === 0 ? [] : await reader.rows(describeSaslUsers, {});
  const odd = unreadableUser(users.filter((user) => untyped.includes(String(user['Username']))));
  const steps = entries.flatMap((entry) => deleteSteps(entry, users));
  return odd ?? { steps: [...groupsBy(steps, sentFor).values()].flatMap(([first]) => first ?? []) };
}

/**
 * What is deleted and what is not, above the question: the type of each user, which may have been read, one line per
 * type; and that the permissions stay, which are in another list.
 */
function deletedLines({ steps }: Plan): string[] {
  const inputs = steps.flatMap((step) => ('input' in step ? [step.input] : []));
  const nameOf = ({ Username }: Values): string => String(Username);
  const types = [...groupsBy(inputs, ({ Type }) => String(Type))].map(([type, own]) =>
    plural(own.length, 'SASL user {users} has type {type}', 'SASL users {users} have type {type}', {
      type,
      users: firstOf(own.map(nameOf)),
    }),
  );
  return [...types, ...permissionLines([...new Set(inputs.map(nameOf))])];
}

function permissionLines([user, ...others]: readonly string[]): string[] {
  if (user === undefined) return [];
  return [
    others.length === 0
      ? t('permissions of SASL user {user} are not deleted; list them with "{command}"', {
          user,
          command: alikafka`acl list --username ${user}`,
        })
      : t('permissions of these SASL users are not deleted; list them with "{command}"', {
          command: alikafka`acl list --username <name>`,
        }),
  ];
}

/** Two entries, such as a name and a record of a file, may name the same user. */
const sentFor = (step: Step | KnownResult): string =>
  JSON.stringify('input' in step ? [step.input['Username'], step.input['Type']] : step.names);

function deleteSteps(entry: Values, users: readonly Row[]): (Step | KnownResult)[] {
  const Username = String(entry['Username']);
  if (entry['Type'] !== undefined) return [{ input: entry, names: [{ Username }] }];
  const own = users.filter((user) => user['Username'] === Username);
  if (own.length > 0) return own.map((user) => ({ input: { ...entry, Type: typeOf(user) }, names: [{ Username }] }));
  const message = t('SASL user "{user}" not found', { user: Username });
  return [{ names: { Username }, known: 'notFound', missing: { what: 'user', name: Username, among: users }, message }];
}
