/** --if-exists and --if-not-exists let one kind of refusal pass, and no other. */
import { describe, expect, test } from '@jest/globals';
import { COMMANDS } from '../../../src/operations/registry.ts';
import { asChange } from '../../support/commands.ts';
import { cli, type Ran } from '../../support/context.ts';
import { noAnswer, refusal, type Reply } from '../../support/effects.ts';
import { acls, groups, type Script, saslUsers, topics } from '../../support/service.ts';

const RULE = { AclResourcePatternType: 'LITERAL', AclOperationType: 'Read', AclResourceType: 'Topic' };
/** What the reads beside a change show: everything that the lines below name is there. */
const READS: Script = {
  GetTopicList: topics({ Topic: 'orders', PartitionNum: 12, Remark: 'orders', Status: 0 }),
  GetConsumerList: groups({ ConsumerId: 'billing' }),
  DescribeSaslUsers: saslUsers({ Username: 'app', Type: 'plain', Password: '***' }),
  DescribeAcls: acls({ ...RULE, Username: 'app', AclResourceName: 'orders' }),
};
const LINES: Readonly<Record<string, string>> = {
  'topic create': 'topic create orders --if-not-exists',
  'topic delete': 'topic delete orders --if-exists --yes',
  'group create': 'group create billing --if-not-exists',
  'group delete': 'group delete billing --if-exists --yes',
  'sasl create': 'sasl create web --if-not-exists --password-stdin',
  'sasl delete': 'sasl delete app --if-exists --yes',
  'acl create': 'acl create --username app --topic orders --operation read --if-not-exists',
  'acl delete': 'acl delete --username app --topic orders --operation read --if-exists --yes',
};
const tolerant = [...COMMANDS.values()].filter(({ command }) => asChange(command)?.idempotent !== undefined);

test('every command that tolerates something has its line here', () => {
  expect(tolerant.map(({ command }) => command.path).sort()).toEqual(Object.keys(LINES).sort());
});

/** What must not pass, with the exit code that it keeps. */
const REFUSALS: readonly (readonly [string, number, Reply])[] = [
  ['no permission', 4, refusal('NoPermission', 403)],
  ['a 403 with a code of its own', 4, refusal('SomethingNew.Denied', 403)],
  ['wrong keys', 4, refusal('InvalidAccessKeyId.NotFound', 404)],
  ["somebody else's, or no such instance", 3, refusal('AUTH_RESOURCE_OWNER_ERROR', 403)],
  ['an instance that is not in service', 5, refusal('BIZ_INSTANCE_STATUS_ERROR', 400)],
  ['a quota', 1, refusal('BIZ_TOPIC_TOO_MUCH', 400)],
  ['throttled', 9, refusal('Throttling.User', 429)],
  ['no clear answer', 6, noAnswer()],
];

describe.each(tolerant.map(({ command, operation }) => [command.path, operation.action] as const))(
  '%s',
  (path, action) => {
    const run = (reply: Reply): Promise<Ran> =>
      cli(`${LINES[path] ?? ''} --rate 0 --max-attempts 1 -o json`, {
        script: { ...READS, [action]: reply, ...unseen(reply, path) },
        stdin: 'testpassword',
      });

    test.each(REFUSALS)('does not let pass: %s (exit %i)', async (_says, code, reply) => {
      const ran = await run(reply);
      expect(ran.code).toBe(code);
      expect(ran.stdout).not.toMatch(/"Result": *"(unchanged|created|deleted)"/);
    });
  },
);

/** After an unclear answer no look may tell, so that the outcome stays unknown. */
function unseen(reply: Reply, path: string): Script {
  if (!(reply instanceof Error)) return {};
  const hidden = refusal('NoPermission', 403);
  if (path.startsWith('sasl'))
    return { DescribeSaslUsers: [saslUsers({ Username: 'app', Type: 'plain' }), ...Array<Reply>(4).fill(hidden)] };
  return { GetTopicList: hidden, GetConsumerList: hidden, DescribeAcls: hidden };
}

describe('the other half: without the flag the same refusal fails', () => {
  test.each([
    ['topic create orders', 'CreateTopic', 'Topic.Exist', 5],
    ['topic delete orders --yes', 'DeleteTopic', 'Topic.NotFound', 3],
    ['group create billing', 'CreateConsumerGroup', 'BIZ_SUBSCRIPTION_EXISTED', 5],
    ['group delete billing --yes', 'DeleteConsumerGroup', 'Group.NotFound', 3],
  ])('%s', async (line, action, code, exit) => {
    const script = { ...READS, [action]: refusal(code, 400) };
    expect((await cli(`${line} --rate 0`, { script })).code).toBe(exit);
    const flag = exit === 5 ? '--if-not-exists' : '--if-exists';
    expect((await cli(`${line} --rate 0 ${flag}`, { script })).code).toBe(0);
  });

  test.each([
    ['topic create orders', 'CreateTopic', 'Topic.NotFound', '--if-not-exists'],
    ['topic delete orders --yes', 'DeleteTopic', 'Topic.Exist', '--if-exists'],
  ])('and one flag does not stand for the other: %s', async (line, action, code, flag) => {
    const ran = await cli(`${line} --rate 0 ${flag}`, { script: { ...READS, [action]: refusal(code, 400) } });
    expect([3, 5]).toContain(ran.code);
  });
});
