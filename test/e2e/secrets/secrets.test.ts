/** Secrets are never shown: a unique word is used as the secret in every place where one can be given. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { alikafka, emulator, type Ended, folder, RUNNING, WAITING } from '../support/program.ts';

const PLANTED = 'Canary-9+/= &é%';
const SPELLINGS = [PLANTED, encodeURIComponent(PLANTED), encodeURIComponent(encodeURIComponent(PLANTED)), 'Canary-9'];
const home = folder();
let service: Awaited<ReturnType<typeof emulator>>;
beforeAll(async () => {
  service = await emulator(home.path);
});
afterAll(async () => {
  await service.stop();
  home.remove();
});

function expectClean(ended: Ended): void {
  for (const spelling of SPELLINGS) {
    expect(ended.stdout).not.toContain(spelling);
    expect(ended.stderr).not.toContain(spelling);
  }
}

const formats = ['table', 'json', 'xml', 'yaml', 'csv', 'ndjson'];

describe('a password', () => {
  test.each(['', '--debug', '--dry-run', '--quiet'])('from stdin, %s', async (flag) => {
    const ended = await alikafka(
      ['sasl', 'create', `user${flag}`, '--password-stdin', ...(flag === '' ? [] : [flag])],
      { home: home.path, env: service.env, stdin: PLANTED },
    );
    expect(ended.code).toBe(0);
    expectClean(ended);
  });

  test('from a file, set again with --debug', async () => {
    const file = join(home.path, 'password');
    writeFileSync(file, `${PLANTED}\n`);
    await alikafka(['sasl', 'create', 'other', '--password-stdin'], {
      home: home.path,
      env: service.env,
      stdin: 'first',
    });
    const ended = await alikafka(['sasl', 'set-password', 'other', '--password-file', file, '--yes', '--debug'], {
      home: home.path,
      env: service.env,
    });
    expect(ended.code).toBe(0);
    expectClean(ended);
  });

  test('of a new instance, with Password=@-', async () => {
    const args = [
      'api',
      'StartInstance',
      `InstanceId=${WAITING}`,
      'DeployModule=eip',
      'VpcId=v',
      'VSwitchId=s',
      'ZoneId=z',
      'IsSetUserAndPassword=true',
      'Username=u',
      'Password=@-',
      '--debug',
    ];
    const ended = await alikafka(args, { home: home.path, env: service.env, stdin: PLANTED });
    expect(ended.code).not.toBe(0); // the instance is of the VPC type
    expectClean(ended);
  });

  test.each(formats)('in a listing as %s', async (format) => {
    await alikafka(['sasl', 'create', 'listed', '--if-not-exists', '--password-stdin'], {
      home: home.path,
      env: service.env,
      stdin: PLANTED,
    });
    const ended = await alikafka(['sasl', 'list', '-o', format, '--debug'], { home: home.path, env: service.env });
    expect(ended.code).toBe(0);
    expect(ended.stdout).toContain('listed');
    expectClean(ended);
    const shown = await alikafka(['sasl', 'list', '-o', format, '--show-secrets', '--query', '[].Password'], {
      home: home.path,
      env: service.env,
    });
    expect(shown.stdout).toContain('Canary-9');
  });

  test('in an error: the service quotes the whole request', async () => {
    const env = { ...service.env, ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'not-the-right-one' };
    for (const flags of [[], ['--debug'], ['-o', 'json']]) {
      const ended = await alikafka(['api', 'CreateSaslUser', 'Username=u', 'Password=@-', '--yes', ...flags], {
        home: home.path,
        env,
        stdin: PLANTED,
      });
      expect(ended.code).toBe(4);
      expect(ended.stderr).toContain('SignatureDoesNotMatch');
      expectClean(ended);
      expect(ended.stderr).not.toContain('not-the-right-one');
    }
  });
});

describe('an AccessKey secret and a token', () => {
  test.each([[], ['--debug']])('from the environment: %j', async (...flags) => {
    const env = {
      ...service.env,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: PLANTED,
      ALIBABA_CLOUD_SECURITY_TOKEN: `${PLANTED}-token`,
    };
    const ended = await alikafka(['topic', 'list', ...flags], { home: home.path, env });
    expect(ended.code).toBe(4);
    expectClean(ended);
  });

  test('in a profile: read from stdin, kept in one file of mode 0600, never printed', async () => {
    const own = { home: home.path };
    expect((await alikafka(['config', 'set', 'access-key-secret', PLANTED], own)).code).toBe(2);
    const set = await alikafka(['config', 'set', 'access-key-secret', '--stdin', '--profile', 'planted'], {
      ...own,
      stdin: `${PLANTED}\n`,
    });
    expect(set.code).toBe(0);
    expectClean(set);
    await alikafka(['config', 'set', 'access-key-id', 'testid', '--profile', 'planted'], own);
    for (const words of [
      'config list',
      'config get access-key-secret --profile planted',
      'config list -o json',
      'config path',
    ]) {
      const ended = await alikafka(words.split(' '), own);
      expect(ended.code).toBe(0);
      expectClean(ended);
    }
    const holding = filesBelow(home.path).filter(
      (file) => readFileSync(file, 'utf8').includes('Canary-9') && !file.endsWith('password'),
    );
    expect(holding).toEqual([join(home.path, 'config', 'alikafka', 'config.json')]);
    expect(statSync(holding[0] ?? '').mode & 0o777).toBe(0o600);
  });

  test('--param accepts no secret', async () => {
    const ended = await alikafka(['topic', 'list', '--param', 'SecurityToken=abc', '-i', RUNNING], {
      home: home.path,
      env: service.env,
    });
    expect(ended.code).toBe(2);
  });
});

function filesBelow(folderPath: string): string[] {
  return readdirSync(folderPath, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
