/** Programs that print keys: real ones, of every bad kind. */
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { wordsOf } from '../../src/credentials/providers/external.ts';
import { fetchKeys } from '../../src/credentials/providers/fetch.ts';
import { runProgram } from '../../src/host/run-program.ts';
import type { ProcessKeys } from '../../src/credentials/source.ts';
import { folders } from '../support/folder.ts';
import { bench, cleaning, failureOf, START } from './bench.ts';

cleaning();
const newFolder = folders();

/** A script, and the command that runs it. */
async function script(text: string): Promise<ProcessKeys> {
  const path = join(await newFolder(), 'print keys.cjs');
  writeFileSync(path, text);
  return { kind: 'process', mode: 'External', from: 'profile ext', command: `"${process.execPath}" '${path}' --quiet` };
}

const printing = (value: unknown): Promise<ProcessKeys> =>
  script(`console.log(${JSON.stringify(JSON.stringify(value))})`);
const PAIR = { access_key_id: 'testid', access_key_secret: 'testsecret-printed' };

describe('prints', () => {
  test('AK', async () => {
    const io = bench();
    expect(await fetchKeys(await printing({ mode: 'AK', ...PAIR, sts_token: '' }), io)).toEqual({
      accessKeyId: 'testid',
      accessKeySecret: 'testsecret-printed',
    });
    expect([io.secrets, io.lines.join()]).toEqual([['testsecret-printed'], expect.not.stringContaining('testsecret')]);
  });

  test.each(['AK', 'ak'])('%s with a leftover token: the token is not sent', async (mode) => {
    const stale = { mode, ...PAIR, sts_token: 'testtoken-stale', expiration: '2026-05-20T11:00:00Z' };
    const io = bench();
    expect(await fetchKeys(await printing(stale), io)).toEqual({
      accessKeyId: 'testid',
      accessKeySecret: 'testsecret-printed',
    });
    expect(io.secrets).toContain('testtoken-stale');
  });

  test('StsToken, with or without an expiration', async () => {
    const keys = { accessKeyId: 'testid', accessKeySecret: 'testsecret-printed', securityToken: 'testtoken' };
    const printed = { mode: 'StsToken', ...PAIR, sts_token: 'testtoken' };
    expect(await fetchKeys(await printing(printed), bench())).toEqual(keys);
    const ending = { ...printed, expiration: '2026-05-20T13:00:30Z' };
    expect(await fetchKeys(await printing(ending), bench())).toEqual({ ...keys, expires: START + 3_600_000 });
  });
});

describe('fails with exit 4, and prints no secret,', () => {
  test.each<[string, string, RegExp]>([
    ['printing rubbish', 'console.log("secret: testsecret-x and words")', /returned no JSON object$/],
    ['printing nothing', '', /returned nothing$/],
    ['printing a part of it', 'console.log(\'{"access_key_id":"testid"}\')', /did not return access_key_secret/],
    ['printing a bare word', 'console.log("testsecret2")', /returned no JSON object$/],
    ['printing a list', 'console.log(\'["local","testsecret2"]\')', /returned no JSON object$/],
    [
      'printing a field twice',
      'console.log(\'{"access_key_id":"i","access_key_secret":"testsecret1","access_key_secret":"testsecret2"}\')',
      /returned the field access_key_secret twice$/,
    ],
    ['printing another twice', 'console.log(\'{"testsecret":1,"testsecret":2}\')', /returned a field twice$/],
    [
      'printing no token',
      'console.log(\'{"mode":"StsToken","access_key_id":"testid","access_key_secret":"testsecret-x"}\')',
      /did not return sts_token/,
    ],
    [
      'printing another mode',
      'console.log(\'{"mode":"OAuth","access_key_id":"testid","access_key_secret":"testsecret-x"}\')',
      /a mode other than AK and StsToken/,
    ],
    ['failing', 'console.error("no login, token=testsecret-x"); process.exit(3)', /exit code 3: no login, token=\*{6}/],
    ['printing without end', 'setInterval(() => process.stdout.write("x".repeat(65536)))', /printed more than 1 MB/],
  ])('%s', async (_what, text, said) => {
    const failed = await failureOf(fetchKeys(await script(text), bench()));
    expect(failed).toMatchObject({ exitCode: 4, code: 'CredentialsFailed', message: expect.stringMatching(said) });
    expect(failed.message).toMatch(/^cannot get credentials from profile ext \(External\)/);
    expect(failed.message).not.toContain('testsecret');
  });

  test('if it does not exist', async () => {
    const source = { ...(await script('')), command: '/nowhere/print-keys --password testsecret-x' };
    const { message } = await failureOf(fetchKeys(source, bench()));
    expect(message).toContain('/nowhere/print-keys: command not found');
    expect(message).not.toContain('testsecret');
  });

  test('if it is empty', async () => {
    expect((await failureOf(fetchKeys({ ...(await script('')), command: ' ' }, bench()))).message).toContain(
      'the process command must not be empty',
    );
  });

  test('after the time limit: it is ended, without a wait for its children', async () => {
    const text = `require('node:child_process').spawn(process.execPath, ['-e', 'setTimeout(() => undefined, 5000)'], { stdio: 'inherit' });`;
    const io = bench({
      run: (command, limit) => (
        expect(limit).toBe(60_000), runProgram(command, { limit: 500, env: {}, terminal: false })
      ),
    });
    expect((await failureOf(fetchKeys(await script(text), io))).message).toContain('killed after 0.5 s');
  });
});

test('gets the given variables, no shell, and an empty stdin', async () => {
  const text = 'process.stdin.on("end", () => console.log(process.env.HERE, process.argv[2])).resume()';
  const [file = '', path = ''] = wordsOf((await script(text)).command);
  expect(
    await runProgram([file, path, '$HERE; echo x'], { limit: 10_000, env: { HERE: 'yes' }, terminal: false }),
  ).toEqual({
    code: 0,
    stdout: 'yes $HERE; echo x\n',
    stderr: '',
  });
});

test.each([
  ['a  b\tc', ['a', 'b', 'c']],
  [`"C:\\Program Files\\x.exe" --name='a b' ""`, ['C:\\Program Files\\x.exe', '--name=a b', '']],
  [`it's`, ['it', 's']],
])('%s is described', (command, words) => {
  expect(wordsOf(command)).toEqual(words);
});
