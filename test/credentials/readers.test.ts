/**
 * The values of each kind of file and variable, read like the vendor's tools read them; every mode, and every
 * incomplete one.
 */
import { describe, expect, test } from '@jest/globals';
import { aliyunOffer, parseAliyun } from '../../src/credentials/sources/aliyun.ts';
import { keysOfEnvironment } from '../../src/credentials/sources/environment.ts';
import { iniOffer, parseIni } from '../../src/credentials/sources/ini.ts';
import { machineOfEnvironment } from '../../src/credentials/sources/machine-environment.ts';
import { oidcOfEnvironment } from '../../src/credentials/sources/oidc-environment.ts';
import { ownOffer } from '../../src/credentials/sources/own-profile.ts';
import type { SignIn } from '../../src/credentials/sources/sign-in.ts';
import type { Failure } from '../../src/errors/failure.ts';

const PAIR = { access_key_id: 'testid', access_key_secret: 'testsecret' };
const ROLE = 'acs:ram::1:role/kafka';
const keys = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };

function offered(profiles: Record<string, object>, name = 'p', env: Record<string, string> = {}): unknown {
  const list = Object.entries(profiles).map(([one, fields]) => ({ name: one, ...fields }));
  const offer = aliyunOffer(parseAliyun(JSON.stringify({ current: 'p', profiles: list }), 'config.json'), name, env);
  return 'source' in offer ? offer.source : offer;
}

function failure(doing: () => unknown): Failure {
  try {
    doing();
  } catch (error) {
    return error as Failure;
  }
  throw new Error('it did not fail');
}

describe("the vendor CLI's file", () => {
  test.each<[string, object, object]>([
    ['AK', PAIR, { kind: 'known', keys }],
    ['StsToken', { ...PAIR, sts_token: 'testtoken' }, { kind: 'known', keys: { ...keys, securityToken: 'testtoken' } }],
    [
      'RamRoleArn',
      {
        ...PAIR,
        ram_role_arn: ROLE,
        ram_session_name: 's',
        external_id: 'x',
        expired_seconds: 900,
        sts_region: 'cn-beijing',
        policy: '{}',
      },
      {
        kind: 'role',
        with: { kind: 'known', mode: 'AK', keys },
        roleArn: ROLE,
        sessionName: 's',
        externalId: 'x',
        duration: 900,
        stsRegion: 'cn-beijing',
        policy: '{}',
      },
    ],
    [
      'RamRoleArnWithRoleName',
      { ram_role_name: 'ecs', ram_role_arn: ROLE, sts_endpoint: 'sts.example.com' },
      {
        kind: 'role',
        with: { kind: 'machine', mode: 'EcsRamRole', roleName: 'ecs' },
        sessionName: 'alikafka',
        stsEndpoint: 'sts.example.com',
      },
    ],
    ['EcsRamRole', { ram_role_name: 'ecs' }, { kind: 'machine', roleName: 'ecs', guessed: false, v2Only: false }],
    ['EcsRamRole', {}, { kind: 'machine', guessed: false }],
    [
      'OIDC',
      { ram_role_arn: ROLE, oidc_provider_arn: 'acs:ram::1:oidc-provider/p', oidc_token_file: '/t' },
      { kind: 'oidc', roleArn: ROLE, providerArn: 'acs:ram::1:oidc-provider/p', tokenFile: '/t' },
    ],
    ['External', { process_command: 'print-keys -x' }, { kind: 'process', command: 'print-keys -x' }],
    ['CredentialsURI', { credentials_uri: 'http://localhost/k' }, { kind: 'uri', uri: 'http://localhost/k' }],
  ])('%s, its name in any case', (mode, fields, source) => {
    for (const name of [mode, mode.toLowerCase(), mode.toUpperCase()])
      expect(offered({ p: { mode: name, ...fields } })).toMatchObject({
        mode,
        from: 'config.json, profile p',
        ...source,
      });
  });

  test.each<[string, object]>([
    ['AK', PAIR],
    ['StsToken', { ...PAIR, sts_token: 'testtoken' }],
    ['RamRoleArn', { ...PAIR, ram_role_arn: ROLE }],
    ['EcsRamRole', { ram_role_name: 'ecs' }],
    ['External', { process_command: 'x' }],
    ['OIDC', { ram_role_arn: ROLE, oidc_provider_arn: 'p', oidc_token_file: 't' }],
    ['CredentialsURI', { credentials_uri: 'http://localhost/k' }],
  ])('%s is guessed from the fields', (mode, fields) => {
    expect(offered({ p: fields })).toMatchObject({ mode });
    expect(offered({ p: { mode: '', ...fields } })).toMatchObject({ mode });
  });

  test('a chain of source profiles is followed to its end', () => {
    const profiles = {
      p: { mode: 'ChainableRamRoleArn', source_profile: 'q', ram_role_arn: ROLE },
      q: { mode: 'ChainableRamRoleArn', source_profile: 'r', ram_role_arn: ROLE },
      r: { mode: 'AK', ...PAIR },
    };
    expect(offered(profiles)).toMatchObject({ kind: 'role', with: { kind: 'role', with: { kind: 'known', keys } } });
  });

  test.each<[string, Record<string, string>]>([
    ['p → p', { p: 'p' }],
    ['p → q → r → q', { p: 'q', q: 'r', r: 'q' }],
  ])('a loop of source profiles is named: %s', (chain, sources) => {
    const profiles = Object.fromEntries(
      Object.entries(sources).map(([name, source_profile]) => [
        name,
        { mode: 'ChainableRamRoleArn', ram_role_arn: ROLE, source_profile },
      ]),
    );
    expect(failure(() => offered(profiles))).toMatchObject({ exitCode: 4, message: expect.stringContaining(chain) });
  });

  test.each<[string, object, string]>([
    ['AK', { access_key_id: 'testid' }, 'access_key_secret'],
    ['AK', { access_key_secret: 'testsecret' }, 'access_key_id'],
    ['StsToken', PAIR, 'sts_token'],
    ['RamRoleArn', PAIR, 'ram_role_arn'],
    ['RamRoleArn', { ram_role_arn: ROLE }, 'access_key_id'],
    ['ChainableRamRoleArn', { ram_role_arn: ROLE }, 'source_profile'],
    ['ChainableRamRoleArn', { ram_role_arn: ROLE, source_profile: 'none' }, 'source_profile: profile "none" not found'],
    [
      'ChainableRamRoleArn',
      { ram_role_arn: ROLE, source_profile: 'empty' },
      'source_profile: profile "empty" has no credentials',
    ],
    ['OIDC', { ram_role_arn: ROLE, oidc_provider_arn: 'p' }, 'oidc_token_file'],
    ['External', {}, 'process_command'],
    ['CredentialsURI', {}, 'credentials_uri'],
    ['Nonsense', PAIR, 'Nonsense'],
    ['RamRoleArn', { ...PAIR, ram_role_arn: ROLE, expired_seconds: 'soon' }, 'expired_seconds'],
  ])('%s that is incomplete or not valid is refused with the name of its field (%#)', (mode, fields, said) => {
    const failed = failure(() => offered({ p: { mode, ...fields }, empty: { mode: 'AK', access_key_id: '' } }));
    expect(failed).toMatchObject({ exitCode: 4, next: expect.stringContaining('aliyun configure --profile p') });
    expect([failed.message, failed.message]).toEqual([
      expect.stringContaining(said),
      expect.not.stringContaining('testsecret'),
    ]);
  });

  test.each(['CloudSSO', 'OAuth', 'RsaKeyPair', 'BearerToken', 'Anonymous'])(
    '%s is refused with the command that turns it into STS credentials',
    (mode) => {
      const failed = failure(() => offered({ p: { mode: mode.toLowerCase(), ...PAIR } }));
      expect(failed).toMatchObject({
        exitCode: 4,
        code: 'UnsupportedMode',
        next: expect.stringMatching(/--profile p/),
      });
      expect(failed.message).toContain(`config.json, profile p: mode ${mode} is not supported`);
    },
  );

  test.each([
    ['RsaKeyPair', { private_key: 'testsecret', key_pair_name: 'k' }],
    ['CloudSSO', { cloud_sso_sign_in_url: 'https://x' }],
    ['BearerToken', { bearer_token: 'testsecret' }],
  ])('%s is detected too', (mode, fields) => {
    expect(failure(() => offered({ p: fields })).message).toContain(mode);
  });

  test('the empty profile that the CLI writes first has no credentials', () => {
    const empty = { mode: 'AK', access_key_id: '', access_key_secret: '', sts_token: '', region_id: 'cn-hangzhou' };
    expect(offered({ p: empty })).toEqual({ why: 'profile "p" has no credentials' });
    expect(offered({ p: {} })).toEqual({ why: 'profile "p" has no credentials' });
    expect(offered({}, '__proto__')).toEqual({ why: 'profile "__proto__" not found' });
  });

  test('an external process can be disabled', () => {
    const env = { ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS: 'true' };
    expect(failure(() => offered({ p: { process_command: 'x' } }, 'p', env)).message).toContain(
      'ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS',
    );
  });

  test.each([
    '[]',
    'null',
    '{"profiles": {}}',
    '{"profiles": [testsecret',
    '{"profiles": [null, 5, "testsecret"]}',
    '{"profiles": [{"name": "default"}, null]}',
  ])('%j is not a valid file', (text) => {
    const failed = failure(() => parseAliyun(text, 'config.json'));
    expect(failed).toMatchObject({ exitCode: 4, code: 'BadConfig', message: expect.stringContaining('config.json') });
    expect(failed.message).not.toContain('testsecret');
  });
});

describe("the SDKs' file", () => {
  const source = (text: string, name = 'default'): unknown => {
    const offer = iniOffer(parseIni(text), name, 'credentials', {});
    return 'source' in offer ? offer.source : offer;
  };
  const pair = 'access_key_id = testid\naccess_key_secret=testsecret';

  test.each<[string, string, object]>([
    ['access_key', pair, { mode: 'AK', keys }],
    ['', pair, { mode: 'AK', keys }],
    ['sts', `${pair}\nsecurity_token = testtoken`, { mode: 'StsToken' }],
    [
      'ram_role_arn',
      `${pair}\nrole_arn = ${ROLE}\nrole_session_name = s\npolicy = {"a": 1}`,
      {
        mode: 'RamRoleArn',
        roleArn: ROLE,
        sessionName: 's',
        policy: '{"a": 1}',
      },
    ],
    ['ecs_ram_role', 'role_name = ecs', { mode: 'EcsRamRole', roleName: 'ecs' }],
    [
      'oidc_role_arn',
      `role_arn=${ROLE}\noidc_provider_arn=p\noidc_token_file_path=/t`,
      { mode: 'OIDC', tokenFile: '/t' },
    ],
  ])('type %s', (type, lines, expected) => {
    expect(
      source(`# keys\n[default]\r\n${type === '' ? '' : `type = ${type} ; what it is\n`}${lines}\n`),
    ).toMatchObject({
      from: 'credentials, section default',
      ...expected,
    });
  });

  test('sections are distinguished, comments are ignored, and a # inside a value is kept', () => {
    const text = `\ufeffstray = 1\n[a]\n${pair.replace('testsecret', 'test#secret  # mine')}\n[b]\ntype=ecs_ram_role\n`;
    expect(source(text, 'a')).toMatchObject({ keys: { accessKeySecret: 'test#secret' } });
    expect(source(text, 'b')).toMatchObject({ kind: 'machine' });
    expect(source(text)).toEqual({ why: 'section "default" not found' });
  });

  test.each(['rsa_key_pair', 'bearer'])('type %s is refused', (type) => {
    expect(failure(() => source(`[default]\ntype=${type}`))).toMatchObject({ exitCode: 4, code: 'UnsupportedMode' });
  });

  test('an incomplete AccessKey pair is refused', () => {
    expect(failure(() => source('[default]\naccess_key_id=testid'))).toMatchObject({ code: 'HalfCredentials' });
  });
});

describe('profiles of this tool', () => {
  const source = (profiles: Record<string, SignIn>): unknown => {
    const offer = ownOffer({ profiles }, 'p', {});
    return 'source' in offer ? offer.source : offer;
  };

  test('a token makes the credentials temporary; a chain stays within the profiles', () => {
    expect(source({ p: { ...keys, securityToken: 'testtoken' } })).toMatchObject({ mode: 'StsToken' });
    expect(source({ p: { mode: 'ramrolearn', ...keys, roleArn: ROLE, durationSeconds: '900' } })).toMatchObject({
      duration: 900,
    });
    expect(source({ p: { roleArn: ROLE, sourceProfile: 'q' }, q: keys })).toMatchObject({
      mode: 'ChainableRamRoleArn',
      with: { from: 'profile q', keys },
    });
  });

  test.each<[SignIn, string]>([
    [{ accessKeyId: 'testid' }, 'alikafka config set access-key-secret --stdin --profile p'],
    [{ accessKeySecret: 'testsecret' }, 'alikafka configure --profile p'],
    [{ ...keys, mode: 'RamRoleArn' }, 'alikafka configure --profile p'],
    [{ mode: 'External' }, 'alikafka configure --profile p'],
  ])('a missing field is named with the command that sets it (%#)', (profile, next) => {
    expect(failure(() => source({ p: profile }))).toMatchObject({ exitCode: 4, next });
  });

  test('a profile without credentials, and one that does not exist', () => {
    expect(source({ p: {} })).toEqual({ why: 'profile "p" has no credentials' });
    expect(source({})).toEqual({ why: 'profile "p" not found' });
  });
});

describe('the environment', () => {
  test('a token belongs only to the keys of the same family', () => {
    const pair = { ALICLOUD_ACCESS_KEY_ID: 'testid', ALICLOUD_ACCESS_KEY_SECRET: 'testsecret' };
    expect(keysOfEnvironment({ ...pair, ALICLOUD_SECURITY_TOKEN: 'testtoken' })).toMatchObject({
      source: { mode: 'StsToken', keys: { securityToken: 'testtoken' } },
    });
    expect(keysOfEnvironment({ ...pair, ALIBABA_CLOUD_SECURITY_TOKEN: 'testtoken' })).toMatchObject({
      source: { mode: 'AK', keys },
    });
    expect(keysOfEnvironment({ ...pair, ALIBABA_CLOUD_ACCESS_KEY_ID: '' })).toMatchObject({
      source: { from: 'ALICLOUD_ACCESS_KEY_ID' },
    });
  });

  test.each([
    { ALIBABA_CLOUD_ACCESS_KEY_ID: 'testid' },
    { ALICLOUD_ACCESS_KEY_SECRET: 'testsecret' },
    { ALIBABA_CLOUD_ACCESS_KEY_ID: 'testid', ALICLOUD_ACCESS_KEY_SECRET: 'testsecret' },
    { ALICLOUD_ACCESS_KEY_ID: 'testid', ALIBABACLOUD_ACCESS_KEY_SECRET: 'testsecret' },
  ])('an incomplete pair, or parts of two pairs, is exit 4: %j', (env) => {
    const failed = failure(() => keysOfEnvironment(env));
    expect(failed).toMatchObject({ exitCode: 4, code: 'HalfCredentials' });
    expect(failed.message).not.toContain('testsecret');
  });

  test('OIDC requires all three, in either spelling', () => {
    const env = {
      ALIBABACLOUD_ROLE_ARN: ROLE,
      ALIBABA_CLOUD_OIDC_PROVIDER_ARN: 'p',
      ALIBABACLOUD_OIDC_TOKEN_FILE: '/t',
    };
    expect(oidcOfEnvironment({ ...env, ALIBABA_CLOUD_ROLE_SESSION_NAME: 'ci' })).toMatchObject({
      source: { kind: 'oidc', roleArn: ROLE, providerArn: 'p', tokenFile: '/t', sessionName: 'ci' },
    });
    const { ALIBABACLOUD_OIDC_TOKEN_FILE: _file, ...two } = env;
    expect(oidcOfEnvironment(two)).toEqual({ why: 'ALIBABA_CLOUD_OIDC_TOKEN_FILE not set' });
  });

  test('a machine role may be bound to the token flow', () => {
    const env = { ALIBABA_CLOUD_ECS_METADATA: 'ecs', ALIBABA_CLOUD_IMDSV1_DISABLED: 'true' };
    expect(machineOfEnvironment(env)).toMatchObject({ source: { roleName: 'ecs', v2Only: true, guessed: false } });
  });
});
