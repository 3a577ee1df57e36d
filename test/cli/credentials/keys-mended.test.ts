/** Ends of the search for keys that a person has met. */
import { expect, test } from '@jest/globals';
import { cli } from '../../support/context.ts';
import { topics } from '../../support/service.ts';

const NO_KEYS = { ALIBABA_CLOUD_ACCESS_KEY_ID: undefined, ALIBABA_CLOUD_ACCESS_KEY_SECRET: undefined };
const STORE = '/home/nobody/.config/alikafka/config.json';
const script = { GetTopicList: topics() };

test('a named profile without keys is an error with its name, and the keys of the environment are ignored', async () => {
  const files = { [STORE]: JSON.stringify({ profiles: { reg: { region: 'cn-beijing' } } }) };
  const ran = await cli('topic list -p reg', { files });
  expect([ran.code, ran.stderr]).toEqual([
    4,
    expect.stringMatching(/profile "reg" has no credentials, .* are ignored because --profile names a profile/),
  ]);
  expect(ran.stderr).toMatch(/next: +alikafka configure --profile reg/);
});

test('the oldest variables of Terraform are read', async () => {
  const env = { ...NO_KEYS, ALICLOUD_ACCESS_KEY: 'testid', ALICLOUD_SECRET_KEY: 'testsecret' };
  expect((await cli('topic list', { env, script })).code).toBe(0);
});

test("the variable of the vendor selects a profile of the vendor's file over the current one", async () => {
  const vendor = { name: 'prod', mode: 'AK', access_key_id: 'otherid', access_key_secret: 'othersecret' };
  const files = {
    [STORE]: JSON.stringify({ current: 'own', profiles: { own: { accessKeyId: 'testid', accessKeySecret: 'x' } } }),
    '/home/nobody/.aliyun/config.json': JSON.stringify({ current: 'default', profiles: [vendor] }),
  };
  const ran = await cli('topic list', { env: { ...NO_KEYS, ALIBABA_CLOUD_PROFILE: 'prod' }, files, script });
  expect([ran.code, ran.stderr]).toEqual([0, '']);
});

test('a profile file readable for others is a warning, with the command that fixes it', async () => {
  const files = { read: async () => undefined, othersMayRead: (path: string) => path === STORE };
  const ran = await cli('topic list', { files, script });
  expect([ran.code, ran.stderr]).toEqual([
    0,
    expect.stringMatching(/is readable by other users; run "alikafka doctor --fix" to fix it/),
  ]);
});

test('a project file cannot select the emulator', async () => {
  const files = { '/home/nobody/.alikafka.json': '{"profile":"local"}' };
  const ran = await cli('topic list', { files });
  expect([ran.code, ran.stderr]).toEqual([2, expect.stringMatching(/\.alikafka\.json: profile must not be local/)]);
});

test('configure requires the secret of a new key id', async () => {
  const saved = { accessKeyId: 'testid', accessKeySecret: 'testsecret', region: 'cn-hangzhou' };
  const files = { [STORE]: JSON.stringify({ current: 'default', profiles: { default: saved } }) };
  const ran = await cli('configure --mode AK --access-key-id another', { files });
  expect([ran.code, ran.stderr]).toEqual([
    2,
    expect.stringMatching(/--secret-stdin is required, because --access-key-id changes the AccessKey/),
  ]);
});

test('an import does not require keys of a profile that only names its source', async () => {
  const vendor = [
    { name: 'default', mode: 'AK', access_key_id: 'otherid', access_key_secret: 'othersecret' },
    {
      name: 'ch',
      mode: 'ChainableRamRoleArn',
      source_profile: 'default',
      ram_role_arn: 'acs:ram::1:role/r',
      ram_session_name: 's',
    },
  ];
  const files = {
    [STORE]: JSON.stringify({
      current: 'default',
      profiles: { default: { accessKeyId: 'testid', accessKeySecret: 'x' } },
    }),
    '/home/nobody/.aliyun/config.json': JSON.stringify({ current: 'default', profiles: vendor }),
  };
  const ran = await cli('configure --import ch -p impch --region cn-hangzhou --no-check', { files });
  expect([ran.code, ran.stderr]).toEqual([
    2,
    expect.stringMatching(/the saved profile of that name has another AccessKey/),
  ]);
});
