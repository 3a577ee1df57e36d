import { operation, type Reader } from '../core/operation.ts';
import { listOf, type Row } from '../core/shape.ts';
import { instanceId, region } from './common.ts';

export const describeSaslUsers = operation({
  action: 'DescribeSaslUsers',
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
      view: { kind: 'list', columns: ['Username', 'Type', 'Mechanism', 'Password'], name: 'Username' },
      examples: [{ says: 'List the users', types: '' }],
    },
  ],
});

export async function findUser(username: unknown, reader: Reader): Promise<Row | undefined> {
  const users = await reader.rows(describeSaslUsers, {});
  return users.find((user) => user['Username'] === username);
}

/** The user's own type in the API's spelling; some instances answer in capitals. */
export function typeOf(user: Row): string | undefined {
  return typeof user['Type'] === 'string' ? user['Type'].toLowerCase() : undefined;
}
