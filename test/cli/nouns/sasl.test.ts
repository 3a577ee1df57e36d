/** `sasl …`: existing users keep their passwords unless that is asked for, and passwords come from anywhere but argv. */
import { describe, expect, test } from '@jest/globals';
import { cli, errorOf, INSTANCE, json, REGION } from '../../support/context.ts';
import { refusal } from '../../support/effects.ts';
import { result } from '../../support/result.ts';
import { saslUsers } from '../../support/service.ts';

const WHERE = { InstanceId: INSTANCE, RegionId: REGION };
const APP = { Username: 'app', Type: 'scram', Mechanism: 'SCRAM-SHA-256', Password: 'testpassword' };
const none = { DescribeSaslUsers: saslUsers(), CreateSaslUser: {} };
const some = { DescribeSaslUsers: saslUsers(APP), CreateSaslUser: {}, DeleteSaslUser: {} };

describe('sasl list', () => {
  test.each(['json', 'table', 'csv', 'yaml', 'xml', 'ndjson'])('masks passwords in %s', async (format) => {
    const ran = await cli(`sasl list -o ${format}`, { script: some });
    expect(ran.calls.map(({ params }) => params)).toEqual([WHERE]);
    expect(ran.stdout).toContain('app');
    expect(ran.stdout).toContain('******');
    expect(ran.stdout).not.toContain('testpassword');
  });

  test('a query sees the mask as well', async () => {
    const ran = await cli("sasl list --query '[].Password' -o json", { script: some });
    expect(json(ran)).toEqual(['******']);
  });

  test('--show-secrets prints them', async () => {
    expect(json(await cli('sasl list --show-secrets -o json', { script: some }))).toEqual([APP]);
  });

  test('a user without a password has null', async () => {
    const ran = await cli('sasl list -o json', { script: { DescribeSaslUsers: saslUsers({ Username: 'app' }) } });
    expect(json(ran)).toEqual([{ Username: 'app', Type: null, Mechanism: null, Password: null }]);
  });
});

describe('sasl create', () => {
  test.each<[string, { readonly Type?: string }]>([
    ['', {}],
    ['--type SCRAM', { Type: 'scram' }],
    ['--type plain', { Type: 'plain' }],
  ])('%j', async (flags, sent) => {
    const ran = await cli(`sasl create app ${flags} --password-stdin -o json`, {
      stdin: 'testpassword\n',
      script: none,
    });
    expect(ran.calls.map(({ action, params }) => [action, params])).toEqual([
      ['DescribeSaslUsers', WHERE],
      ['CreateSaslUser', { ...WHERE, Username: 'app', Password: 'testpassword', ...sent }],
    ]);
    expect(json(ran)).toEqual(result({ Username: 'app', Type: sent.Type ?? 'plain' }, 'created'));
  });

  test('an existing user keeps the password: exit 5', async () => {
    const ran = await cli('sasl create app --password-stdin -o json', { stdin: 'otherpassword', script: some });
    expect(ran).toMatchObject({ code: 5, stdout: '' });
    expect(ran.calls.map(({ action }) => action)).toEqual(['DescribeSaslUsers']);
    expect(errorOf(ran)).toMatchObject({ code: 'Exists', exitCode: 5 });
  });

  test('--if-not-exists leaves the user unchanged: exit 0', async () => {
    const ran = await cli('sasl create app --if-not-exists --password-stdin -o json', {
      stdin: 'otherpassword',
      script: some,
    });
    expect(ran.code).toBe(0);
    expect(ran.calls.map(({ action }) => action)).toEqual(['DescribeSaslUsers']);
    expect(json(ran)).toMatchObject({ Username: 'app', Type: 'scram', Result: 'unchanged' });
  });

  test.each([
    ['', '', 'the password must not be empty'],
    ['testpassword', 'testpasswort', 'the passwords do not match; nothing was sent'],
  ])('at a prompt %j and %j are refused: exit 2, and nothing is changed', async (first, again, message) => {
    const ran = await cli('sasl create app', {
      script: none,
      terminal: true,
      answers: { secret: [first, again] },
    });
    expect(ran).toMatchObject({ code: 2, stdout: '', asked: ['Password:', 'Password (again):'] });
    expect(ran.calls.map(({ action }) => action)).not.toContain('CreateSaslUser');
    expect(ran.stderr).toContain(message);
    expect(ran.stderr).not.toContain('testpass');
  });

  test('an unknown type: exit 2', async () => {
    const ran = await cli('sasl create app --type ldap --password-stdin', { stdin: 'testpassword' });
    expect(ran).toMatchObject({ code: 2, calls: [] });
  });

  test('an instance without ACL: exit 5, with the next step', async () => {
    const ran = await cli('sasl create app --password-stdin -o json', {
      stdin: 'testpassword',
      script: { ...none, CreateSaslUser: refusal('BIZ_ACL_NOT_ENABLED') },
    });
    expect(ran.code).toBe(5);
    expect(errorOf(ran)['hint']).toMatch(/ACL/);
  });
});

describe('sasl set-password', () => {
  test('keeps the type of the user', async () => {
    const ran = await cli('sasl set-password app --password-stdin --yes -o json', {
      stdin: 'otherpassword',
      script: some,
    });
    expect(ran.calls[1]).toMatchObject({
      action: 'CreateSaslUser',
      params: { ...WHERE, Username: 'app', Password: 'otherpassword', Type: 'scram' },
    });
    expect(json(ran)).toEqual([result({ Username: 'app' }, 'changed')]);
  });

  test('a user of both types gets the new password for both', async () => {
    const ran = await cli('sasl set-password app --password-stdin --yes -o json', {
      stdin: 'otherpassword',
      script: { DescribeSaslUsers: saslUsers(APP, { ...APP, Type: 'plain' }), CreateSaslUser: {} },
    });
    expect([ran.code, ran.calls.slice(1).map(({ params }) => params['Type'])]).toEqual([0, ['scram', 'plain']]);
  });

  test.each(['sasl set-password app --password-stdin', 'sasl delete app'])(
    '%s: a type that cannot be read sends nothing',
    async (line) => {
      for (const Type of [undefined, true, '', 'two words']) {
        const script = { DescribeSaslUsers: saslUsers({ ...APP, Type }), CreateSaslUser: {}, DeleteSaslUser: {} };
        const ran = await cli(`${line} --yes -o json`, { stdin: 'otherpassword', script });
        expect([ran.code, ran.calls.length, ran.stdout]).toEqual([9, 1, '']);
        expect(errorOf(ran)['message']).toMatch(/Type is/);
      }
    },
  );

  test('a type in capitals is sent as the API spells it', async () => {
    const ran = await cli('sasl set-password app --password-stdin --yes', {
      stdin: 'otherpassword',
      script: { DescribeSaslUsers: saslUsers({ ...APP, Type: 'SCRAM' }), CreateSaslUser: {} },
    });
    expect(ran.calls[1]?.params['Type']).toBe('scram');
  });

  test('a missing user: exit 3, and nothing is changed', async () => {
    const ran = await cli('sasl set-password app --password-stdin --yes', { stdin: 'otherpassword', script: none });
    expect(ran).toMatchObject({ code: 3, stdout: '' });
    expect(ran.calls.map(({ action }) => action)).toEqual(['DescribeSaslUsers']);
  });

  test('asks first', async () => {
    const asked = await cli('sasl set-password app', {
      terminal: true,
      answers: { secret: ['testpassword', 'testpassword'], confirm: [false] },
      script: some,
    });
    expect(asked.code).toBe(130);
    expect(asked.calls.map(({ action }) => action)).toEqual(['DescribeSaslUsers']);
    expect(asked.stderr).toMatch(/password of SASL user app/);
    const nobody = await cli('sasl set-password app --password-stdin', { stdin: 'testpassword', script: some });
    expect(nobody.code).toBe(2);
    expect(nobody.calls.some(({ action }) => action === 'CreateSaslUser')).toBe(false);
  });
});

describe('sasl delete', () => {
  test("reads the users' own types first", async () => {
    const script = { DescribeSaslUsers: saslUsers(APP, { Username: 'web', Type: 'PLAIN' }), DeleteSaslUser: {} };
    const ran = await cli('sasl delete web app --yes -o json', { script });
    expect(ran.calls.map(({ action, params }) => [action, params['Username'], params['Type']])).toEqual([
      ['DescribeSaslUsers', undefined, undefined],
      ['DeleteSaslUser', 'web', 'plain'],
      ['DeleteSaslUser', 'app', 'scram'],
    ]);
    expect(json(ran)).toEqual(['web', 'app'].map((Username) => result({ Username }, 'deleted')));
  });

  test('the question shows the types that were read', async () => {
    const script = { DescribeSaslUsers: saslUsers(APP, { Username: 'web', Type: 'PLAIN' }), DeleteSaslUser: {} };
    const ran = await cli('sasl delete web app', { script, terminal: true, answers: { confirm: [true] } });
    expect(ran.stderr).toContain(
      [
        '  SASL user web has type plain',
        '  SASL user app has type scram',
        '  permissions of these SASL users are not deleted; list them with "alikafka acl list --username <name>"',
        'About to delete SASL users web, app',
      ].join('\n'),
    );
    expect((await cli('sasl delete web app --yes', { script })).stderr).toBe('');
  });

  test('the permissions stay: said before the deletion, also with --yes on a terminal, without a request', async () => {
    const script = { DeleteSaslUser: {} };
    const stays = '  permissions of SASL user app are not deleted; list them with "alikafka acl list --username app"\n';
    const asked = await cli('sasl delete app --type plain', { script, terminal: true, answers: { confirm: [true] } });
    expect(asked.stderr).toContain(`${stays}About to delete SASL user app`);
    const announced = await cli('sasl delete app --type plain --yes', { script, stderrTerminal: true });
    expect(announced.stderr).toContain(stays);
    for (const ran of [asked, announced]) expect(ran.calls.map(({ action }) => action)).toEqual(['DeleteSaslUser']);
  });

  test('with --type, nothing is read', async () => {
    const ran = await cli('sasl delete app --type Plain --yes', { script: { DeleteSaslUser: {} } });
    expect(ran.calls.map(({ params }) => params)).toEqual([{ ...WHERE, Username: 'app', Type: 'plain' }]);
  });

  test.each([
    ['', 3, 'failed'],
    ['--if-exists', 0, 'unchanged'],
  ])('a missing name: %j %i', async (flag, code, word) => {
    const ran = await cli(`sasl delete web --yes ${flag} -o json`, { script: some });
    expect(ran.code).toBe(code);
    expect(json(ran)).toMatchObject([{ Username: 'web', Result: word }]);
    expect(ran.calls).toHaveLength(1);
  });

  const sent = ({ calls }: Awaited<ReturnType<typeof cli>>): unknown[] =>
    calls.map(({ action, params: { Username, Type } }) => [
      action === 'DeleteSaslUser' ? 'Delete' : action,
      Username,
      Type,
    ]);

  test('records with a type are sent unchanged, names are read first, and each user is sent once', async () => {
    const both = saslUsers(APP, { ...APP, Type: 'plain' }, { Username: 'web', Type: 'plain' });
    const script = { DescribeSaslUsers: both, DeleteSaslUser: {} };
    const typed = 'Username,Type\nweb,PLAIN\n';
    const ran = await cli('sasl delete -f - --yes -o json', { script, stdin: typed });
    expect(sent(ran)).toEqual([['Delete', 'web', 'plain']]);
    const mixed = '[{"Username":"app","Type":"scram"},"app","web",{"Username":"web"}]';
    const more = await cli('sasl delete -f - --yes -o json', { script, stdin: mixed });
    expect(sent(more)).toEqual([
      ['DescribeSaslUsers', undefined, undefined],
      ['Delete', 'app', 'scram'],
      ['Delete', 'app', 'plain'],
      ['Delete', 'web', 'plain'],
    ]);
  });

  test('a record of another type than --type names: exit 2, and nothing is sent', async () => {
    const ran = await cli('sasl delete -f - --type plain --yes', { stdin: 'Username,Type\napp,scram\n', script: some });
    expect([ran.code, ran.calls, ran.stderr]).toEqual([2, [], expect.stringContaining('--type is plain')]);
  });

  test('one of two missing: exit 8, and the other is deleted', async () => {
    const ran = await cli('sasl delete web app --yes -o json', { script: some });
    expect(ran.code).toBe(8);
    expect(json(ran)).toMatchObject([
      { Username: 'web', Result: 'failed' },
      { Username: 'app', Result: 'deleted' },
    ]);
  });
});

describe('the source of a password', () => {
  const sent = async (line: string, options: object): Promise<string | undefined> =>
    (await cli(line, { script: none, ...options })).calls.find(({ action }) => action === 'CreateSaslUser')?.params[
      'Password'
    ];

  test.each([
    ['testpassword', 'testpassword'],
    ['testpassword\n', 'testpassword'],
    ['testpassword\r\n', 'testpassword'],
    ['\ufefftestpassword\n', 'testpassword'],
    [' test password ', ' test password '],
    ['pässwörd中', 'pässwörd中'],
  ])('stdin %j: one newline is dropped', async (stdin, password) => {
    expect(await sent('sasl create app --password-stdin', { stdin })).toBe(password);
  });

  test('a file', async () => {
    expect(await sent('sasl create app --password-file p.txt', { files: { 'p.txt': 'testpassword\n' } })).toBe(
      'testpassword',
    );
  });

  test('a prompt, twice, on a terminal', async () => {
    const secret = ['testpassword', 'testpassword'];
    expect(await sent('sasl create app', { terminal: true, answers: { secret } })).toBe('testpassword');
  });

  test('two different ones: exit 2, and nothing is sent', async () => {
    const ran = await cli('sasl create app', {
      terminal: true,
      answers: { secret: ['testpassword', 'testpasswort'] },
      script: none,
    });
    expect(ran).toMatchObject({ code: 2, calls: [] });
    expect(ran.stderr).not.toMatch(/testpasswor[dt]/);
  });

  test.each<[string, string, object]>([
    ['no terminal and no source', 'sasl create app', {}],
    ['--no-input', 'sasl create app --no-input', { terminal: true }],
    ['both sources', 'sasl create app --password-stdin --password-file p.txt', { stdin: 'x', files: { 'p.txt': 'x' } }],
    ['empty stdin', 'sasl create app --password-stdin', { stdin: '\n' }],
    ['an empty file', 'sasl create app --password-file p.txt', { files: { 'p.txt': '' } }],
    ['no such file', 'sasl create app --password-file p.txt', {}],
    [
      'a file that cannot be read',
      'sasl create app --password-file p.txt',
      { files: { read: async (path: string) => (path === 'p.txt' ? Promise.reject(new Error('EACCES')) : undefined) } },
    ],
  ])('%s: exit 2, and nothing is sent', async (_says, line, options) => {
    expect(await cli(line, { script: none, ...options })).toMatchObject({ code: 2, stdout: '', calls: [] });
  });

  test('no option accepts the secret itself', async () => {
    for (const typed of ['--password testpassword', '--password=testpassword']) {
      const ran = await cli(`sasl create app ${typed}`);
      expect(ran).toMatchObject({ code: 2, calls: [] });
      expect(ran.stderr).toMatch(/unknown option --password/);
      expect(ran.stderr).not.toContain('testpassword');
    }
  });
});
