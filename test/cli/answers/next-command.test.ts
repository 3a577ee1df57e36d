/** The command that an error names next: a separate field, ready to paste, with the target of the failed command. */
import { describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { withTarget } from '../../../src/engine/next-command.ts';
import { errorOf, INSTANCE, type Options, type Ran, runCli } from '../../support/context.ts';
import { noAnswer, refusal } from '../../support/effects.ts';

const cli = (line: string, options: Options): Promise<Ran> => runCli(line.split(' '), options);

const NO_TOPIC = { GetTopicStatus: refusal('BIZ_TOPIC_NOT_FOUND'), GetTopicList: refusal('NoPermission', 403) };

describe('in an error', () => {
  test('hint and next are two fields, in JSON and as text', async () => {
    const ran = await cli('topic status orders -o json', { script: NO_TOPIC });
    expect(errorOf(ran)).toMatchObject({
      hint: 'Check the spelling, or list the topics.',
      next: 'alikafka topic list',
    });
    const text = await cli('topic status orders', { script: NO_TOPIC });
    expect(text.stderr).toMatch(
      /\n {2}hint: +Check the spelling, or list the topics\.\n {2}next: +alikafka topic list\n$/,
    );
  });

  test('next is null if there is none', async () => {
    const script = { GetTopicStatus: refusal('InvalidParameter.Format', 400) };
    expect(errorOf(await cli('topic status orders -o json', { script }))).toMatchObject({ next: null });
  });

  test('next is the command of the advice, with its places filled', async () => {
    const denied = await cli('topic status orders -o json', {
      script: { GetTopicStatus: refusal('Forbidden.RAM', 403) },
    });
    expect(errorOf(denied)).toMatchObject({ next: 'alikafka ram policy topic status' });
    const active = await cli('group delete billing --yes -o json', {
      script: { DeleteConsumerGroup: refusal('Group.Active', 400) },
    });
    expect(errorOf(active)).toMatchObject({ next: 'alikafka group describe billing' });
    const deleting = await cli('topic delete orders --yes -o json', {
      script: { DeleteTopic: refusal('InstanceStatus.NotReleased', 400) },
    });
    const busy = await cli('topic set-remark orders shop -o json', {
      script: { ModifyTopicRemark: refusal('TopicStatus.NotAllowed', 400) },
    });
    expect(errorOf(busy)).toMatchObject({ next: 'alikafka wait topic orders running' });
    // a command that releases an instance is not one to paste unread
    expect(errorOf(deleting)).toMatchObject({ next: null });
  });

  test('next has the same target: the typed options, quoted, after the verb', async () => {
    const ran = await cli(`-r cn-beijing -i ${INSTANCE} topic status orders --endpoint http://127.0.0.1:1 -o json`, {
      script: NO_TOPIC,
    });
    expect(errorOf(ran)['next']).toBe(
      `alikafka topic list --region cn-beijing --instance ${INSTANCE} --endpoint http://127.0.0.1:1`,
    );
  });

  test('next of each failed name has it too', async () => {
    const script = { DeleteTopic: refusal('BIZ_TOPIC_NOT_FOUND'), GetTopicList: refusal('NoPermission', 403) };
    const ran = await cli('-r cn-beijing topic delete orders invoices --yes -o json', { script });
    const next = 'alikafka topic list --region cn-beijing';
    expect(errorOf(ran)).toMatchObject({ next, details: [{ next }, { next }] });
  });

  test('a name in the command of the advice is quoted', async () => {
    const script = { DeleteConsumerGroup: refusal('Group.Active', 400) };
    const ran = await cli('group delete bill$ing --yes -o json', { script });
    expect(errorOf(ran)['next']).toBe("alikafka group describe 'bill$ing'");
  });

  test('next names the instance of the command', async () => {
    const other = 'alikafka_pre-cn-0other00001';
    const script = { ModifyInstanceName: refusal('InstanceStatus.NotWaitDeploy') };
    const ran = await cli(`instance rename ${other} shiny -o json`, { script });
    expect(errorOf(ran)['next']).toBe(`alikafka instance describe --instance ${other}`);
    const own = await cli(`instance rename ${INSTANCE} shiny -o json`, { script });
    expect(errorOf(own)['next']).toBe('alikafka instance describe');
  });

  test('a busy instance is waited for: the one that the command names, or works in', async () => {
    const other = 'alikafka_pre-cn-0other00001';
    const script = {
      ModifyInstanceName: refusal('BIZ_INSTANCE_STATUS_ERROR'),
      GetAllowedIpList: { AllowedList: { VpcList: [] } },
      UpdateAllowedIp: refusal('Instance.StatusNotRunning'),
    };
    const renamed = await cli(`instance rename ${other} shiny -o json`, { script });
    expect(errorOf(renamed)['next']).toBe(`alikafka wait instance ${other} running`);
    const added = await cli(`instance allowed-ip add 10.0.0.1 -i ${other} -o json`, { script });
    expect(errorOf(added)['next']).toBe(`alikafka wait instance ${other} running`);
  });

  test('a value that was refused: --no-validate is named where it was used', async () => {
    const script = { CreateAcl: refusal('BIZ_FIELD_CHECK_INVALID', 400) };
    const line = 'acl create --username app --topic orders --operation all -o json';
    const checked = await cli(line, { script });
    expect(errorOf(checked)['hint']).toBe('Compare the values with --help.');
    const unchecked = await cli(`${line} --no-validate`, { script });
    expect(errorOf(unchecked)['hint']).toBe(
      'Compare the values with --help. Without --no-validate, most values are checked before anything is sent.',
    );
  });

  test('an existing permission is listed alone, which takes one request', async () => {
    const script = { CreateAcl: refusal('Acl.DuplicatedAuth.Error') };
    const ran = await cli('acl create --username app --topic orders --operation read -o json', { script });
    expect(errorOf(ran)['next']).toBe('alikafka acl list --username app --resource topic/orders');
  });

  test('a command without such an option gets none', async () => {
    const ran = await cli('topic frobnicate -r cn-beijing -o json', {});
    expect(errorOf(ran)['next']).toBe('alikafka topic --help');
    const unset = await cli('config get region --profile other -o json', {});
    expect(errorOf(unset)['next']).toBe('alikafka config list');
  });
});

const PROFILES = '/home/nobody/.config/alikafka/config.json';

test.each([
  ['topic list', '{', 'alikafka doctor'],
  ['topic list', '{"profiles":{"a":{"accessKeyId":5}}}', 'alikafka doctor'],
  ['config set readonly true -p local', '', 'alikafka config list'],
  ['topic list --profile=', '{"profiles":{"a":{}}}', 'alikafka config list'],
  ['topic list -p prot', '{"profiles":{"prod":{}}}', 'alikafka config list'],
])('is never a command that fails in the same way: %s with %j', async (line, saved, next) => {
  const files = { [PROFILES]: saved };
  const ran = await cli(`${line} -o json`, { files });
  expect(errorOf(ran)['next']).toBe(next);
  if (next.startsWith('alikafka config list'))
    expect((await cli(next.replace('alikafka ', ''), { files })).code).toBe(0);
});

test('an invalid value of a profile is named with its key', async () => {
  const files = { [PROFILES]: '{"current":"a","profiles":{"a":{"output":"jsn"}}}' };
  const ran = await cli('topic list', { files });
  expect(ran.code).toBe(2);
  expect(ran.stderr).toContain('profile a: output must be one of table,');
});

describe('has its target', () => {
  const flags = { profile: "o'brien's", region: 'cn-beijing', instance: 'prod eu', network: 'vpc', caFile: '/a b.pem' };

  test.each([
    ['alikafka topic list', 'all'],
    ['alikafka wait topic orders running', 'all'],
    ['alikafka instance describe', 'all'],
    ['alikafka metrics last message_input', 'all'],
    ['alikafka instance describe alikafka_x', 'no instance'],
    ['alikafka instance list', 'no instance'],
    ['alikafka config unset readonly', 'profile'],
    ['alikafka configure', 'profile'],
    ['alikafka explain 6', 'none'],
    ['alikafka emulator reset', 'none'],
    ['alikafka topic create --help', 'none'],
    ['unset ALIKAFKA_EMULATOR', 'none'],
  ])('%s: %s', (command, which) => {
    const rest = "--region cn-beijing --instance 'prod eu' --network vpc --ca-file '/a b.pem'";
    const profile = "--profile 'o'\\''brien'\\''s'";
    const added: Readonly<Record<string, string>> = {
      all: ` ${profile} ${rest}`,
      'no instance': ` ${profile} ${rest.replace("--instance 'prod eu' ", '')}`,
      profile: ` ${profile}`,
      none: '',
    };
    expect(withTarget(command, flags)).toBe(`${command}${added[which]}`);
  });

  test('an option that the command has already is not added again', () => {
    const once = withTarget('alikafka configure --profile prod', flags);
    expect(once).toBe('alikafka configure --profile prod');
    const topics = withTarget('alikafka topic list', flags);
    expect(withTarget(topics, flags)).toBe(topics);
    expect(withTarget(`${topics} && ${topics}`, flags)).toBe(`${topics} && ${topics}`);
  });

  test('a shell reads the same words', () => {
    const words = withTarget('alikafka topic list', flags).replace(/^alikafka/, 'printf "%s\\n"');
    const read = execFileSync('sh', ['-c', words], { encoding: 'utf8' }).trimEnd().split('\n');
    expect(read.slice(2)).toEqual(
      Object.entries(flags).flatMap(([, value], i) => [
        ['--profile', '--region', '--instance', '--network', '--ca-file'][i],
        value,
      ]),
    );
  });
});

test.each([
  ["topic create ord'ers --no-validate", 'CreateTopic', "alikafka topic describe 'ord'\\''ers'"],
  ['topic delete ord*ers --yes --no-validate', 'DeleteTopic', "alikafka topic list --name 'ord*ers'"],
  ['group create bill$ing --no-validate', 'CreateConsumerGroup', "alikafka group list --name 'bill$ing'"],
  ['group delete bill$ing --yes', 'DeleteConsumerGroup', "alikafka group list --name 'bill$ing'"],
  [
    'acl create --username * --topic orders --operation read',
    'CreateAcl',
    "alikafka acl list --username '*' --resource topic/orders",
  ],
])('a name is quoted where a shell would read it: %s', async (line, action, next) => {
  const denied = refusal('NoPermission', 403);
  const looks = { GetTopicList: denied, GetConsumerList: denied, DescribeAcls: denied };
  const ran = await cli(`${line} --max-attempts 1 -o json`, { script: { ...looks, [action]: () => noAnswer() } });
  expect(errorOf(ran)).toMatchObject({ exitCode: 6, next });
});
