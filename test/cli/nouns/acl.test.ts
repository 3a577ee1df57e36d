/** `acl …`: words in any case, one request an operation, and what makes no sense is refused. */
import { describe, expect, test } from '@jest/globals';
import { cli, errorOf, INSTANCE, json, REGION } from '../../support/context.ts';
import { refusal } from '../../support/effects.ts';
import { result } from '../../support/result.ts';
import { acls } from '../../support/service.ts';

const WHERE = { InstanceId: INSTANCE, RegionId: REGION };
const rule = (change: object): object => ({
  Username: 'app',
  AclResourceType: 'Topic',
  AclResourceName: 'orders',
  AclResourcePatternType: 'LITERAL',
  ...change,
});

describe('acl create', () => {
  test.each([
    ['--username app --resource topic/orders --operation write', rule({ AclOperationType: 'Write' })],
    ['--principal User:app --topic orders --operation READ', rule({ AclOperationType: 'Read' })],
    [
      '--username app --topic orders --pattern Prefixed --operation Read',
      rule({ AclOperationType: 'Read', AclResourcePatternType: 'PREFIXED' }),
    ],
    [
      '--username app --group billing',
      rule({ AclResourceType: 'Group', AclResourceName: 'billing', AclOperationType: 'Read' }),
    ],
    [
      '--username * --resource group/* --operation read',
      rule({ Username: '*', AclResourceType: 'Group', AclResourceName: '*', AclOperationType: 'Read' }),
    ],
    [
      '--username app --resource topic/a/b --operation write',
      rule({ AclResourceName: 'a/b', AclOperationType: 'Write' }),
    ],
    ['--username app --topic orders --operation IdempotentWrite', rule({ AclOperationType: 'IdempotentWrite' })],
  ])('%s', async (flags, sent) => {
    const ran = await cli(`acl create ${flags} -o json`, { script: { CreateAcl: {} } });
    expect(ran.calls.map(({ action, params }) => [action, params])).toEqual([['CreateAcl', { ...WHERE, ...sent }]]);
    expect(json(ran)).toEqual([result(sent, 'created')]);
  });

  test('one request per operation, each once', async () => {
    const ran = await cli(
      'acl create --username app --topic orders --operation write --operation read --operation WRITE -o json',
      { script: { CreateAcl: {} } },
    );
    expect(ran.calls.map(({ params }) => params['AclOperationType'])).toEqual(['Write', 'Read']);
    expect(json(ran)).toHaveLength(2);
  });

  test('an operation that is not documented is sent with a warning', async () => {
    const ran = await cli('acl create --username app --topic orders --operation Alter', { script: { CreateAcl: {} } });
    expect(ran.stderr).toMatch(/warning: --operation/);
  });

  test.each<[string, string, string[]]>([
    ['neither user nor resource', '', ['--username', '--resource']],
    ['a topic without an operation', '--username app --topic orders', ['--operation']],
    ['a group with write', '--username app --group billing --operation write', ['--operation']],
    [
      'a group with read and write',
      '--username app --group billing --operation read --operation write',
      ['--operation'],
    ],
    ['two users', '--username app --principal User:web --topic t --operation read', ['--principal']],
    ['two resources', '--username app --topic a --resource topic/b --operation read', ['--topic']],
    [
      'three resources',
      '--username app --topic a --group b --resource topic/c --operation read',
      ['--topic', '--group'],
    ],
    ['a resource of no kind', '--username app --resource orders --operation read', ['--resource']],
    ['a principal of no kind', '--principal app --topic orders --operation read', ['--principal']],
    ['* with a prefix', '--username app --topic * --pattern prefixed --operation read', ['--pattern']],
    ['no such pattern', '--username app --topic t --pattern any --operation read', ['--pattern']],
  ])('%s: exit 2', async (_says, flags, wrong) => {
    const ran = await cli(`acl create ${flags} -o json`);
    expect(ran).toMatchObject({ code: 2, calls: [] });
    expect(errorOf(ran).details.map(({ flag }) => flag)).toEqual(wrong);
  });

  test.each([
    ['', 5, 'failed'],
    ['--if-not-exists', 0, 'unchanged'],
  ])('an existing one: %j %i', async (flag, code, word) => {
    const ran = await cli(`acl create --username app --group billing ${flag} -o json`, {
      script: { CreateAcl: refusal('Acl.DuplicatedAuth.Error') },
    });
    expect(ran.code).toBe(code);
    expect(json(ran)).toMatchObject([{ Result: word }]);
  });
});

describe('acl delete', () => {
  test('is confirmed, and sends the rule', async () => {
    const line = 'acl delete --username app --topic orders --operation write';
    const ran = await cli(`${line} --yes -o json`, { script: { DeleteAcl: {} } });
    expect(ran.calls.map(({ params }) => params)).toEqual([{ ...WHERE, ...rule({ AclOperationType: 'Write' }) }]);
    expect(json(ran)).toMatchObject([{ Result: 'deleted' }]);
    expect(await cli(line)).toMatchObject({ code: 2, calls: [] });
  });

  test('--if-exists accepts a missing topic', async () => {
    const line = 'acl delete --username app --topic orders --operation write --yes';
    const script = { DeleteAcl: refusal('BIZ_TOPIC_NOT_FOUND') };
    expect((await cli(line, { script })).code).toBe(3);
    expect((await cli(`${line} --if-exists`, { script })).code).toBe(0);
  });
});

describe('acl delete of a missing permission', () => {
  const line = 'acl delete --username app --topic orders --operation write --yes -o json';
  const there = acls({ ...rule({ AclOperationType: 'WRITE' }), AclPermissionType: 'ALLOW', Host: '*' });
  const NOT_THERE = refusal('BIZ_UPDATE_ACL_FAILED');

  test.each([
    ['no rule is listed', acls()],
    ['its topic does not exist', refusal('BIZ_TOPIC_NOT_FOUND')],
  ])('%s: exit 3, with the command that lists; 0 with --if-exists', async (_what, DescribeAcls) => {
    const script = { DeleteAcl: NOT_THERE, DescribeAcls };
    const ran = await cli(line, { script });
    expect([ran.code, ran.calls.map(({ action }) => action)]).toEqual([3, ['DeleteAcl', 'DescribeAcls']]);
    expect(json(ran)).toMatchObject([{ Result: 'failed', Code: 400, Success: false }]);
    expect(errorOf(ran)).toMatchObject({
      code: 'BIZ_UPDATE_ACL_FAILED',
      message: expect.stringMatching(/^permission "app Topic orders LITERAL Write" not found \(DeleteAcl: /),
      hint: expect.stringContaining('--if-exists'),
      next: 'alikafka acl list --username app --resource topic/orders',
      exitCode: 3,
    });
    const passed = await cli(`${line} --if-exists`, { script });
    expect([passed.code, json(passed)]).toMatchObject([0, [{ Result: 'unchanged' }]]);
  });

  test.each([
    ['the rule is listed', there],
    ['the list cannot be had', refusal('NoPermission', 403)],
  ])('%s: the refusal is reported', async (_what, DescribeAcls) => {
    for (const flag of ['', ' --if-exists']) {
      const ran = await cli(`${line}${flag}`, { script: { DeleteAcl: NOT_THERE, DescribeAcls } });
      expect(ran.code).toBe(1);
      expect(json(ran)).toMatchObject([
        { Result: 'failed', Message: expect.stringContaining('BIZ_UPDATE_ACL_FAILED') },
      ]);
      expect(errorOf(ran)['message']).not.toContain('not found');
    }
  });

  test.each<[string, number]>([
    ['NoPermission', 4],
    ['BIZ_FIELD_CHECK_INVALID', 1],
  ])('%s sends no read', async (code, exitCode) => {
    const ran = await cli(line, { script: { DeleteAcl: refusal(code, 403) } });
    expect([ran.code, ran.calls.length]).toEqual([exitCode, 1]);
  });
});

describe('acl list', () => {
  const ROW = { ...rule({ AclOperationType: 'WRITE' }), AclPermissionType: 'ALLOW', Host: '*' };

  test.each([
    [
      '--username app --resource topic/orders',
      { Username: 'app', AclResourceType: 'Topic', AclResourceName: 'orders' },
    ],
    ['--principal User:* --group *', { Username: '*', AclResourceType: 'Group', AclResourceName: '*' }],
  ])('%s is one request', async (flags, sent) => {
    const ran = await cli(`acl list ${flags} -o json`, { script: { DescribeAcls: acls(ROW) } });
    expect(ran.calls.map(({ params }) => params)).toEqual([{ ...WHERE, ...sent }]);
    expect(json(ran)).toEqual([ROW]);
  });

  test('the table has every field', async () => {
    const { stdout } = await cli('acl list --username app --topic orders', { script: { DescribeAcls: acls(ROW) } });
    for (const name of Object.keys(ROW)) expect(stdout.split('\n')[0]).toContain(name);
  });
});
