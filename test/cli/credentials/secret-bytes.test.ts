/** Every place that takes a secret from a file or stdin takes it unaltered, or not at all. */
import { describe, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cli, type Options } from '../../support/context.ts';
import { folders } from '../../support/folder.ts';
import { ok } from '../../support/effects.ts';

const makeFolder = folders();
const PASSWORD = 'Secr3t-pw';

/** Where a secret is read, and from what. */
const READERS: [string, (held: Uint8Array) => Options][] = [
  ['sasl create app --password-file held', (held) => ({ files: { held } })],
  ['sasl create app --password-stdin', (stdin) => ({ stdin })],
  ['sasl set-password app --password-file held --yes', (held) => ({ files: { held } })],
  ['api CreateSaslUser Username=app Password=@held --yes', (held) => ({ files: { held } })],
  ['api CreateSaslUser Username=app Password=@- --yes', (stdin) => ({ stdin })],
  ['api RotateSomething NewSecret=@held --yes', (held) => ({ files: { held } })],
  ['config set access-key-secret --stdin', (stdin) => ({ stdin })],
  ['config set security-token --stdin', (stdin) => ({ stdin })],
  ['configure --mode AK --access-key-id testid --region cn-hangzhou --no-check --secret-stdin', (stdin) => ({ stdin })],
  ['emulator --access-key-secret-file held -- look', (held) => ({ files: { held } })],
];

const BAD: [string, Uint8Array, RegExp][] = [
  ['UTF-16', Buffer.from(`\ufeff${PASSWORD}\r\n`, 'utf16le'), /is encoded in UTF-16; save it as UTF-8/],
  ['UTF-16 without a mark', Buffer.from(PASSWORD, 'utf16le'), /is encoded in UTF-16/],
  ['Latin-1', Buffer.from('caf\u00e9-pass-1\n', 'latin1'), /is not valid UTF-8/],
  ['two lines', Buffer.from(`${PASSWORD}\nsecond line\n`), /contains 2 lines; expected one/],
  ['a NUL byte', Buffer.from(`${PASSWORD}\0\n`), /contains NUL bytes/],
  ['nothing', Buffer.from('\ufeff\n'), /is empty/],
];

/** Questions and orders would need an answer; so would a read next to them. */
const NOTHING_SENT = { script: {}, spawn: async () => Promise.reject(new Error('was run')) } satisfies Options;

describe.each(READERS)('%s', (line, given) => {
  test.each(BAD)('%s: exit 2, nothing is sent and nothing is saved', async (_says, bytes, why) => {
    const home = await makeFolder();
    const ran = await cli(line, { home, ...given(bytes), ...NOTHING_SENT });
    expect(ran).toMatchObject({ code: 2, stdout: '', calls: [] });
    expect(ran.stderr).toMatch(why);
    expect(ran.stderr).not.toContain('pw');
    await expect(readFile(join(home, '.config/alikafka/config.json'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('a byte order mark and one newline are removed', () => {
  const held = Buffer.from(`\ufeff${PASSWORD}\r\n`);

  test.each(READERS.slice(0, 6))('%s', async (line, given) => {
    const users = line.includes('set-password') ? [{ Username: 'app', Type: 'plain', Password: 'x' }] : [];
    const ran = await cli(line, {
      ...given(held),
      script: {
        DescribeSaslUsers: ok({ SaslUserList: { SaslUserVO: users } }),
        CreateSaslUser: ok(),
        RotateSomething: ok(),
      },
    });
    expect(ran).toMatchObject({ code: 0 });
    const { params } = ran.calls.at(-1) ?? { params: {} };
    expect((params as Record<string, string>)['Password'] ?? (params as Record<string, string>)['NewSecret']).toBe(
      PASSWORD,
    );
  });

  test.each(READERS.slice(6, 9))('%s', async (line, given) => {
    const home = await makeFolder();
    expect(await cli(line, { home, ...given(held) })).toMatchObject({ code: 0 });
    expect(await readFile(join(home, '.config/alikafka/config.json'), 'utf8')).toContain(`": "${PASSWORD}"`);
  });

  test('emulator --access-key-secret-file', async () => {
    let secret: string | undefined;
    const spawn = async (_command: readonly string[], env: Record<string, string>): Promise<number> => {
      secret = env['ALIBABA_CLOUD_ACCESS_KEY_SECRET'];
      return 0;
    };
    await cli('emulator --access-key-secret-file held -- look', { files: { held }, spawn });
    expect(secret).toBe(PASSWORD);
  });
});

test('blanks around a password are kept, around a key they are removed', async () => {
  const ran = await cli('sasl create app --password-stdin', {
    stdin: ' pass word ',
    script: { DescribeSaslUsers: ok({ SaslUserList: { SaslUserVO: [] } }), CreateSaslUser: ok() },
  });
  expect(ran.calls.at(-1)?.params['Password']).toBe(' pass word ');
  const home = await makeFolder();
  await cli('config set access-key-secret --stdin', { home, stdin: ' testsecret \n' });
  expect(await readFile(join(home, '.config/alikafka/config.json'), 'utf8')).toContain('": "testsecret"');
});

test('a secret and a token, one per line, and no third line', async () => {
  const line =
    'configure --mode StsToken --access-key-id testid --region cn-hangzhou --no-check --secret-stdin --profile p';
  const home = await makeFolder();
  expect(await cli(line, { home, stdin: '\ufefftestsecret\r\ntesttoken\r\n' })).toMatchObject({ code: 0 });
  expect(JSON.parse(await readFile(join(home, '.config/alikafka/config.json'), 'utf8'))).toMatchObject({
    profiles: { p: { accessKeySecret: 'testsecret', securityToken: 'testtoken' } },
  });
  expect(await cli(line, { home, stdin: 'testsecret\ntesttoken\nmore\n' })).toMatchObject({ code: 2 });
});

test('with an invalid password, the name of an instance is not looked up', async () => {
  const ran = await cli('sasl create app -i prod-eu --password-file held', {
    files: { held: Buffer.from('a\nb') },
    script: {},
  });
  expect(ran).toMatchObject({ code: 2, calls: [] });
});
