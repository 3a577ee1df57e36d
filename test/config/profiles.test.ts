/** The file of profiles: which values are read, the errors of a broken one, and its path. */
import { describe, expect, test } from '@jest/globals';
import { configFolder, localStateFile, profileFile, stateFolder } from '../../src/config/paths.ts';
import { type Protection, protectionOf, UNPROTECTED } from '../../src/config/protection.ts';
import { type ProfileKey, readProfileValue } from '../../src/config/profiles/profile-key.ts';
import { PROFILE_KEYS } from '../../src/config/profiles/profile-keys.ts';
import { nameViolation, parseProfiles, type Profile, type ProfileFile } from '../../src/config/profiles/profiles.ts';
import type { Failure } from '../../src/errors/failure.ts';

const PATH = '/home/u/.config/alikafka/config.json';

describe('parseProfiles', () => {
  test.each<[string, string | undefined, ProfileFile]>([
    ['no file', undefined, { profiles: {} }],
    ['an empty file', ' \n', { profiles: {} }],
    ['no profiles yet', '{}', { profiles: {} }],
    ['profiles', '{"profiles":{"a":{"region":"cn-beijing"}}}', { profiles: { a: { region: 'cn-beijing' } } }],
    ['the current one', '{"current":"a","profiles":{"a":{}}}', { current: 'a', profiles: { a: {} } }],
    ['nothing as null', '{"current":null,"profiles":{"a":{"instance":null}}}', { profiles: { a: {} } }],
    [
      'nothing as blanks',
      '{"current":" ","profiles":{"a":{"accessKeyId":"","instance":" \\n"}}}',
      { profiles: { a: {} } },
    ],
    [
      'values without the blanks around them',
      '{"current":"a\\n","profiles":{"a":{"region":" cn-beijing\\r"}}}',
      { current: 'a', profiles: { a: { region: 'cn-beijing' } } },
    ],
    [
      'unknown keys, unchanged',
      '{"profiles":{"a":{"x":null,"y":" "}}}',
      { profiles: { a: { x: null, y: ' ' } as object } },
    ],
    ['a guard that is blank', '{"profiles":{"a":{"readonly":""}}}', { profiles: { a: { readonly: '' } } }],
    ['unknown keys', '{"profiles":{"a":{"x":[5]}}}', { profiles: { a: { x: [5] } as Profile } }],
    [
      'a duration as a number',
      '{"profiles":{"a":{"durationSeconds":900}}}',
      { profiles: { a: { durationSeconds: 900 } as object } },
    ],
  ])('%s', (_says, text, file) => expect(parseProfiles(text, PATH)).toEqual(file));

  test.each([
    ['cut', '{"profiles":{"prod":{"accessKeySecret":"testsecret"'],
    ['not JSON', '[default]\naccess_key_secret = testsecret'],
    ['a stray word', '{"profiles":{"prod":{"accessKeySecret":"testsecret" x}}}'],
    ['null', 'null'],
    ['a text', '"testsecret"'],
    ['profiles of a wrong type', '{"profiles":"testsecret"}'],
  ])('a broken file (%s) is exit 4, names the file, and quotes nothing of it', (_says, text) => {
    let failure: Failure | undefined;
    try {
      parseProfiles(text, PATH);
    } catch (error) {
      failure = error as Failure;
    }
    expect(failure).toMatchObject({ exitCode: 4, code: 'BadConfig' });
    expect(failure?.message).toContain(PATH);
    expect(`${failure?.message ?? ''} ${failure?.hint ?? ''}`).not.toContain('secret"');
    expect(`${failure?.message ?? ''} ${failure?.hint ?? ''}`).not.toContain('testsecret');
  });
});

describe.each([5, true, ['testsecret'], { a: 'testsecret' }])('with a value of %j', (value) => {
  const fields = Object.values(PROFILE_KEYS).map(({ field }) => field);

  // guards are judged where they are used; a number of seconds is one
  test.each(
    fields.filter((field) => !['readonly', 'confirm', ...(value === 5 ? ['durationSeconds'] : [])].includes(field)),
  )('of %s is exit 4, naming file, profile and key, and not the value', (field) => {
    const text = JSON.stringify({ profiles: { good: { region: 'cn-beijing' }, prod: { [field]: value } } });
    expect(() => parseProfiles(text, PATH)).toThrow(
      expect.objectContaining({
        exitCode: 4,
        code: 'BadConfig',
        message: `${PATH} is not a valid profiles file: profile "prod": ${field} must be a string`,
      }),
    );
  });

  test('of the current profile is exit 4 too, since another profile would be used', () => {
    expect(() => parseProfiles(JSON.stringify({ current: value, profiles: {} }), PATH)).toThrow(
      expect.objectContaining({ exitCode: 4, message: expect.stringContaining('"current" must be a string') }),
    );
  });
});

test.each(['[]', '{"profiles":[]}', '{"profiles":{"a":[]}}', '{"profiles":{"a":"x"}}', '{"profiles":{"a":null}}'])(
  '%s contains no profiles',
  (text) =>
    expect(() => parseProfiles(text, PATH)).toThrow(expect.objectContaining({ exitCode: 4, code: 'BadConfig' })),
);

describe('names of profiles', () => {
  test.each(['', ' ', '\n', 'a\nb', 'prod\r', 'a\u001b[31m', 'a\u0000', 'a\u202eb', ' a', 'a ', 'local'])(
    '%j is refused',
    (name) => expect(nameViolation(name)?.('--profile')).toMatch(/^--profile must not/),
  );
  test.each(['prod', 'prod eu', '生产', 'é.-_@'])('%j is accepted', (name) =>
    expect(nameViolation(name)).toBeUndefined(),
  );
});

describe('guardsOf', () => {
  test.each<[object, Protection]>([
    [{}, UNPROTECTED],
    [{ readonly: 'true' }, { readonly: true, confirmByName: false }],
    [
      { readonly: 'false', confirm: 'name' },
      { readonly: false, confirmByName: true },
    ],
    [{ readonly: true }, { readonly: true, confirmByName: false }],
    [{ readonly: false }, UNPROTECTED],
    [{ readonly: null, confirm: null }, UNPROTECTED],
  ])('%j', (profile, protection) => expect(protectionOf(profile as Profile, 'prod')).toEqual(protection));

  test.each([{ readonly: '' }, { readonly: 'True' }, { readonly: 0 }, { confirm: 'ask' }, { confirm: true }])(
    '%j is not a disabled protection: exit 4, naming profile and key',
    (profile) => {
      const [key = ''] = Object.keys(profile);
      expect(() => protectionOf(profile as object as Profile, 'prod')).toThrow(
        expect.objectContaining({
          exitCode: 4,
          code: 'BadConfig',
          message: expect.stringContaining(`profile "prod": ${key}`),
          next: `alikafka config set ${key} ${key === 'confirm' ? 'name' : 'true'} --profile prod`,
        }),
      );
    },
  );
});

test('the secret keys are secret', () => {
  expect(
    Object.entries(PROFILE_KEYS)
      .filter(([, { secret }]) => secret === true)
      .map(([name]) => name),
  ).toEqual(['access-key-secret', 'security-token']);
});

describe('values of keys', () => {
  const read = (name: string, value: string) => {
    const found = readProfileValue(PROFILE_KEYS[name] as ProfileKey, value);
    return 'value' in found ? found : { violation: found.violation('<value>') };
  };

  test.each([
    ['region', 'cn-hangzhou'],
    ['endpoint', 'http://127.0.0.1:8099'],
    ['network', 'vpc'],
    ['mode', 'RamRoleArn'],
    ['role-arn', 'acs:ram::1234567890123456:role/reader'],
    ['role-session-name', 'ci@main.1'],
    ['external-id', 'partner/1:x'],
    ['policy', '{"Version":"1"}'],
    ['duration-seconds', '900'],
    ['sts-region', 'cn-beijing'],
    ['sts-endpoint', 'sts-vpc.cn-beijing.aliyuncs.com'],
    ['oidc-provider-arn', 'acs:ram::1234567890123456:oidc-provider/ack'],
    ['credentials-uri', 'http://127.0.0.1:8080/keys'],
    ['credential-process', '/usr/bin/keys --json'],
  ])('%s %s', (name, value) => expect(read(name, value)).toEqual({ value }));

  test.each([
    ['mode', 'ramrolearn', 'RamRoleArn'],
    ['network', 'VPC', 'vpc'],
    ['readonly', 'TRUE', 'true'],
  ])('%s %s is saved in its own spelling', (name, typed, value) => expect(read(name, typed)).toEqual({ value }));

  test.each([
    ['region', 'x.y'],
    ['region', ''],
    ['network', 'intranet'],
    ['mode', 'CloudSSO'],
    ['role-arn', 'reader'],
    ['role-arn', 'acs:ram::1234567890123456:user/reader'],
    ['role-session-name', 'a b'],
    ['external-id', 'x'],
    ['policy', '[]'],
    ['policy', 'all'],
    ['duration-seconds', '899'],
    ['duration-seconds', '1h'],
    ['sts-endpoint', 'ftp://x'],
    ['oidc-provider-arn', 'acs:ram::1:role/x'],
    ['credentials-uri', 'file:///etc/passwd'],
  ])('%s %j is refused', (name, value) =>
    expect(read(name, value)).toEqual({ violation: expect.stringMatching(/^<value> must /) }),
  );

  test('a refused URL is not printed, since it may contain a key', () => {
    expect(JSON.stringify(read('credentials-uri', 'ftp://host/testsecret'))).not.toContain('testsecret');
  });
});

describe('paths', () => {
  test.each([
    [{}, '/home/u/.config/alikafka', '/home/u/.local/state/alikafka'],
    [{ XDG_CONFIG_HOME: '/c', XDG_STATE_HOME: '/s' }, '/c/alikafka', '/s/alikafka'],
    [{ XDG_CONFIG_HOME: 'c', XDG_STATE_HOME: './s' }, '/home/u/.config/alikafka', '/home/u/.local/state/alikafka'],
    [{ XDG_CONFIG_HOME: '', XDG_STATE_HOME: '' }, '/home/u/.config/alikafka', '/home/u/.local/state/alikafka'],
  ])('%j', (env, config, state) => {
    expect(configFolder(env, '/home/u')).toBe(config);
    expect(stateFolder(env, '/home/u')).toBe(state);
    expect(profileFile(env, '/home/u')).toBe(`${config}/config.json`);
    expect(localStateFile(env, '/home/u')).toBe(`${state}/local.json`);
  });
});
