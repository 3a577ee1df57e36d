import { plural } from '../../core/text/texts.ts';
import { operation } from '../../core/record.ts';
import type { Reader } from '../../core/operation.ts';
import type { Refused } from '../../core/plan.ts';
import { listOf, type Row } from '../../core/shape.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { instanceId, region } from '../shared/common.ts';
import { unreadable } from '../shared/refusals.ts';

export const describeSaslUsers = operation({
  action: 'DescribeSaslUsers',
  ramAction: 'alikafka:ListSaslUser',
  rate: 40,
  summary: 'List the SASL users of an instance',
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
      description: 'Passwords are masked unless --show-secrets is given.',
      view: {
        kind: 'list',
        countText: (count) => plural(count, '{count} SASL user', '{count} SASL users'),
        columns: ['Username', 'Type', 'Mechanism', 'Password'],
        name: 'Username',
        essential: ['Type'],
      },
      examples: [{ says: 'List the users', types: '' }],
    },
  ],
});

/** The command that lists the users. */
export const listUsers = (): string => alikafka`sasl list`;

export async function findUser(username: unknown, reader: Reader): Promise<Row | undefined> {
  const users = await reader.rows(describeSaslUsers, {});
  return users.find((user) => user['Username'] === username);
}

/** The user's own type in the API's spelling; some instances answer in capitals. Undefined where it cannot be read. */
export function typeOf(user: Row): string | undefined {
  return typeof user['Type'] === 'string' && /^[a-z][\w-]*$/i.test(user['Type'])
    ? user['Type'].toLowerCase()
    : undefined;
}

/** The first of some users whose type cannot be read: which of its passwords is meant cannot be told. */
export function unreadableUser(users: readonly Row[]): Refused | undefined {
  const odd = users.find((user) => typeOf(user) === undefined);
  return odd === undefined ? undefined : unreadable(`SASL user ${String(odd['Username'])}`, odd, ['Type'], listUsers());
}
