/** DescribeSaslUsers, and what other records read from it. */
import { plural, type Sentence, sentence } from '../../core/text/texts.ts';
import { operation } from '../../core/record.ts';
import type { Reader } from '../../core/operation.ts';
import type { Refused } from '../../core/plan.ts';
import { listOf, type Row } from '../../core/shape.ts';
import { alikafka } from '../../core/text/command-line.ts';
import {} from '../../core/text/texts.ts';
import { instanceId, region } from '../shared/common.ts';
import { unreadable } from '../shared/refusals.ts';

export const describeSaslUsers = operation({
  action: 'DescribeSaslUsers',
  ramAction: 'alikafka:ListSaslUser',
  rate: 40,
  summary: 'List the SASL users of an instance',
  reading: 'Reading SASL users',
  params: { InstanceId: instanceId, RegionId: region },
  answer: {
    fields: {
      SaslUserList: listOf('SaslUserVO', { Username: 'text', Type: 'text', Mechanism: 'text', Password: 'secret' }, [
        'Username',
      ]),
    },
    data: ['SaslUserList'],
  },
  commands: [
    {
      path: 'sasl list',
      seeAlso: ['sasl create', 'acl list'],
      description: 'Passwords are masked; --show-secrets prints them.',
      view: {
        kind: 'list',
        countText: (count) => plural(count, '{count} SASL user', '{count} SASL users'),
        columns: ['Username', 'Type', 'Mechanism', 'Password'],
        name: 'Username',
        essential: ['Type'],
      },
      examples: [{ says: 'See the users and their types', types: '' }],
    },
  ],
});

/** The command that lists the users. */
export const listUsers = (): string => alikafka`sasl list`;

/** A user of this name; undefined if none is listed. */
export async function findUser(username: unknown, reader: Reader): Promise<Row | undefined> {
  const users = await reader.rows(describeSaslUsers, {});
  return users.find((user) => user['Username'] === username);
}

/** The type of a user in the API's spelling; some instances send capitals. Undefined if it is unreadable. */
export function typeOf(user: Row): string | undefined {
  return typeof user['Type'] === 'string' && /^[a-z][\w-]*$/i.test(user['Type'])
    ? user['Type'].toLowerCase()
    : undefined;
}

/** The refusal if the type of a user is unreadable: it determines which password is changed. */
export function unreadableUser(users: readonly Row[]): Refused | undefined {
  const odd = users.find((user) => typeOf(user) === undefined);
  return odd === undefined ? undefined : unreadable(unusable(String(odd['Username'])), odd, ['Type'], listUsers());
}

const unusable =
  (user: string) =>
  (found: string): Sentence =>
    sentence('the list has no usable data for SASL user "{user}": {found}; nothing was sent', { user, found });
