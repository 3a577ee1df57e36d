/** --if-exists and --if-not-exists let one kind of refusal pass, and no other. */
import { describe, expect, test } from '@jest/globals';
import { seed } from '../../../src/emulator/state/seed.ts';
import type { HttpAnswer, NetworkFault, Send } from '../../../src/transport/send.ts';
import { formByHand } from '../../support/by-hand.ts';
import { changeOf } from '../../support/commands.ts';
import { cli, type Ran } from '../../support/context.ts';
import { fixedClock, isHttp, noAnswer, NOW, refusal } from '../../support/effects.ts';
import { IN_PROCESS_ENV, inProcess } from '../../support/in-process.ts';
import { STEPS } from '../../support/samples.ts';
import { acls, groups, type Script, saslUsers, topics } from '../../support/service.ts';

const RULE = { AclResourcePatternType: 'LITERAL', AclOperationType: 'Read', AclResourceType: 'Topic' };
/** The content of the reads next to a change: everything that the lines below name exists. */
const READS: Script = {
  GetTopicList: topics({ Topic: 'orders', PartitionNum: 12, Remark: 'orders', Status: 0 }),
  GetConsumerList: groups({ ConsumerId: 'billing' }),
  DescribeSaslUsers: saslUsers({ Username: 'app', Type: 'plain', Password: '***' }),
  DescribeAcls: acls({ ...RULE, Username: 'app', AclResourceName: 'orders' }),
};
/** Commands that tolerate something: what they create is there already, what they delete is there still. */
const tolerant = STEPS.flatMap((step) => {
  const flag = changeOf(step.path)?.idempotent?.flag;
  return flag === undefined ? [] : [{ ...step, flag }];
});

/** What must not pass, with the exit code that it keeps. */
const REFUSALS: readonly (readonly [string, number, HttpAnswer | NetworkFault])[] = [
  ['no permission', 4, refusal('NoPermission', 403)],
  ['a 403 with another code', 4, refusal('SomethingNew.Denied', 403)],
  ['wrong keys', 4, refusal('InvalidAccessKeyId.NotFound', 404)],
  ["somebody else's, or no such instance", 3, refusal('AUTH_RESOURCE_OWNER_ERROR', 403)],
  ['an instance that is not in service', 5, refusal('BIZ_INSTANCE_STATUS_ERROR', 400)],
  ['a quota', 1, refusal('BIZ_TOPIC_TOO_MUCH', 400)],
  ['throttled', 9, refusal('Throttling.User', 429)],
  ['no clear response', 6, noAnswer()],
];

describe.each(tolerant)('$path', ({ path, types, flag, stdin = '', prepare, operation: { action } }) => {
  /** Types the command; before it what it creates, where it is to be there already. Undefined if it is not sent then. */
  async function typed(reply: HttpAnswer | NetworkFault, isThere: boolean): Promise<Ran | undefined> {
    const clock = fixedClock(NOW);
    const state = seed(NOW);
    prepare?.(state);
    const emulator = inProcess(
      state,
      () => clock.now(),
      (_action, _nth, text) => text,
    );
    const run = (more: string, send: Send): Promise<Ran> =>
      cli(`${path} ${types} ${more}`, { env: IN_PROCESS_ENV, clock, send, stdin });
    if (isThere) expect((await run('', emulator.send)).code).toBe(0);
    let isSent = false;
    const ran = await run(`--${flag} --rate 0 --max-attempts 1 -o json`, async (request) => {
      if (formByHand(request.body)['Action'] === action) {
        isSent = true;
        if (isHttp(reply)) return reply;
        throw reply;
      }
      // After an unclear answer no read may show the result, so that the outcome stays unknown.
      return isSent && !isHttp(reply) ? refusal('NoPermission', 403) : emulator.send(request);
    });
    return isSent ? ran : undefined;
  }

  /** A command that looks first sends nothing where what it creates is there. */
  const run = async (reply: HttpAnswer | NetworkFault): Promise<Ran | undefined> =>
    (await typed(reply, flag === 'if-not-exists')) ?? (await typed(reply, false));

  test.each(REFUSALS)('does not tolerate: %s (exit %i)', async (_says, code, reply) => {
    const ran = await run(reply);
    expect(ran?.code).toBe(code);
    expect(ran?.stdout).not.toMatch(/"Result": *"(unchanged|created|deleted)"/);
  });
});

describe('without the flag, the same refusal fails', () => {
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
  ])('each flag tolerates only its own refusal: %s', async (line, action, code, flag) => {
    const ran = await cli(`${line} --rate 0 ${flag}`, { script: { ...READS, [action]: refusal(code, 400) } });
    expect([3, 5]).toContain(ran.code);
  });
});
