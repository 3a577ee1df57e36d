/** The local profile: its state outlives processes, concurrent commands and a kill at any moment. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { alikafka, ended, folder, start } from '../support/program.ts';

let home: ReturnType<typeof folder>;
beforeEach(() => {
  home = folder();
});
afterEach(() => home.remove());

const local = (words: string, env: Record<string, string> = {}) =>
  alikafka(['--profile', 'local', ...words.split(' ')], { home: home.path, env });

async function names(): Promise<string[]> {
  const { code, stdout, stderr } = await local('topic list -o name');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout.split('\n').filter((name) => name !== '');
}

describe('one after another', () => {
  test('a command sees what the one before it created', async () => {
    const made = await local('topic create kept --partitions 6');
    expect(made.code).toBe(0);
    expect(made.stderr).toContain('local emulator');
    expect(await names()).toContain('kept');
  });

  test('reset restores the first state', async () => {
    await local('topic create kept');
    expect((await alikafka(['emulator', 'reset'], { home: home.path })).code).toBe(0);
    expect(await names()).not.toContain('kept');
  });

  test('only its owner can read the state', async () => {
    await local('topic create kept');
    const state = join(home.path, 'state', 'alikafka');
    expect(statSync(state).mode & 0o777).toBe(0o700);
    expect(statSync(join(state, 'local.json')).mode & 0o777).toBe(0o600);
  });

  test('no variable leads away from this machine', async () => {
    const env = {
      ALIKAFKA_ENDPOINT: 'https://192.0.2.1',
      ALIKAFKA_METRICS_ENDPOINT: 'https://192.0.2.1',
      HTTPS_PROXY: 'http://192.0.2.1:1',
      HTTP_PROXY: 'http://192.0.2.1:1',
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'testid',
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'testsecret',
      ALIKAFKA_REGION: 'cn-elsewhere',
      ALIKAFKA_INSTANCE: 'alikafka_pre-cn-elsewhere000',
    };
    const listed = await local('topic list', env);
    expect(listed.code).toBe(0);
    expect(listed.stdout).toContain('orders');
    expect((await local('metrics meta', env)).code).toBe(0);
  });
});

describe('at once', () => {
  test('twenty concurrent commands lose nothing', async () => {
    const wanted = Array.from({ length: 20 }, (_, i) => `together-${i}`);
    const all = await Promise.all(wanted.map((name) => local(`topic create ${name}`)));
    expect(all.map(({ code }) => code)).toEqual(wanted.map(() => 0));
    expect((await names()).filter((name) => name.startsWith('together-')).sort()).toEqual([...wanted].sort());
  });

  test('after a kill at any moment the state is readable, and every reported change is in it', async () => {
    await names();
    const said: string[] = [];
    for (let i = 0; i < 12; i++) {
      const child = start(['--profile', 'local', 'topic', 'create', `killed-${i}`], { home: home.path });
      const end = ended(child);
      const timer = setTimeout(() => child.kill('SIGKILL'), 20 + i * 15);
      const { code, stdout } = await end;
      clearTimeout(timer);
      if (code === 0 && stdout.includes('created')) said.push(`killed-${i}`);
      const present = await names();
      expect(said.filter((name) => !present.includes(name))).toEqual([]);
    }
  });
});
