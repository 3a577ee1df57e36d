/** Files that the examples of the generated pages need, and the exit codes that are not 0 on the emulator's first state. */
import { EXPIRED_INSTANCE, SEEDED_INSTANCE, WAITING_INSTANCE } from '../../src/core/local-names.ts';

/** The files that examples read. */
export const EXAMPLE_FILES: Readonly<Record<string, string>> = {
  'topics.csv': 'Topic,PartitionNum\nreturns,6\n',
  'groups.txt': 'reports\n',
  'addresses.txt': '10.1.0.0/16\n',
  'addresses.csv': 'Type,PortRange,AllowedIp\nvpc,9092/9092,192.168.0.0/24\n',
  'rules.csv':
    'Username,AclResourceType,AclResourceName,AclResourcePatternType,AclOperationType\napp,Topic,orders,LITERAL,Read\n',
  'users.txt': 'reporting\n',
  'resources.txt': 'topic/refunds\n',
  'tags.csv': `ResourceType,ResourceId,TagKey\ntopic,Kafka_${SEEDED_INSTANCE}_orders,env\n`,
  'app.password': 'Example-Password-1',
};

/** Replaces the ids of an account in an example with those of the emulator. */
export const onEmulator = (line: string): string =>
  line
    .replaceAll('alikafka_pre-cn-0pp1cng20abc', WAITING_INSTANCE)
    .replaceAll('alikafka_pre-cn-0pp1ftnxu00y', line.includes(' delete ') ? EXPIRED_INSTANCE : SEEDED_INSTANCE);

/** Examples that do not end with 0 on the emulator, by how they begin, with the reason. */
export const OTHER_CODES: readonly (readonly [starts: string, exit: number, reason: string])[] = [
  ['alikafka acl create --username app --resource topic/orders', 5, 'the emulator begins with these permissions'],
  ['alikafka group create billing shipping', 5, 'the emulator begins with these groups'],
  ['alikafka group delete billing-old', 3, 'the emulator has no such group'],
  ['alikafka sasl create app', 5, 'the emulator begins with this user'],
  ['alikafka topic create orders --partitions 12', 5, 'the emulator begins with this topic'],
  ['alikafka topic delete -f topics.csv', 3, 'the emulator has no such topic'],
  ['alikafka group delete -f groups.txt', 3, 'the emulator has no such group'],
  ['alikafka instance upgrade', 2, 'the instance of the emulator has a larger disk'],
  ['alikafka instance allowed-ip remove 0.0.0.0/0', 3, 'the emulator does not let this network in'],
];

/** Examples of this tool's own commands that are not run, by how they begin, with the reason. */
export const NOT_RUN: readonly { readonly starts: string; readonly reason: string }[] = [
  { starts: 'alikafka configure', reason: 'asks a person, and the service' },
  { starts: 'alikafka config set', reason: 'changes a profile, and the profile of the pages is local' },
  { starts: 'alikafka config get', reason: 'needs a saved profile' },
  { starts: 'alikafka config rename', reason: 'needs a saved profile' },
  { starts: 'alikafka config delete', reason: 'needs a saved profile' },
  { starts: 'alikafka config explain --profile prod', reason: 'needs a saved profile' },
  { starts: 'alikafka api GetQuotaTip', reason: 'names an instance of an account' },
  { starts: 'alikafka wait instance', reason: 'names an instance or an order of an account' },
  { starts: 'alikafka wait group billing', reason: 'the group of the emulator never reads everything' },
  { starts: 'alikafka emulator --port', reason: 'serves until it is stopped' },
  { starts: 'alikafka emulator --state', reason: 'serves until it is stopped' },
];
