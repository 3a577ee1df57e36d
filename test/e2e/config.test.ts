/** Many processes of the built program change profiles at the same time: none overwrites the changes of another. */
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, readlinkSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { hostOf } from '../../src/host/storage/lock.ts';
import { alikafka, cleanEnv, ended, folder, PROGRAM, start } from './support/program.ts';

let home: ReturnType<typeof folder>;
beforeEach(() => {
  home = folder();
});
afterEach(() => home.remove());

const place = (): string => join(home.path, 'config', 'alikafka');
const path = (): string => join(place(), 'config.json');
const saved = () =>
  JSON.parse(readFileSync(path(), 'utf8')) as { current?: string; profiles: Record<string, Record<string, string>> };
const run = (words: string) => alikafka(words.split(' '), { home: home.path });
const codes = (all: readonly { code: number | null; stderr: string }[]): unknown[] =>
  all.map(({ code, stderr }) => (code === 0 ? 0 : [code, stderr]));

describe('config at the same time', () => {
  test('twenty processes: no value is lost', async () => {
    const regions: Record<string, string> = {};
    for (let round = 0; round < 3; round++) {
      const names = Array.from({ length: 20 }, (_, i) => `p${round}-${i}`);
      for (const name of names) regions[name] = `cn-${name}`;
      const all = await Promise.all(names.map((name) => run(`config set region cn-${name} --profile ${name}`)));
      expect(codes(all)).toEqual(names.map(() => 0));
    }
    const found = Object.entries(saved().profiles).map(([name, { region }]) => [name, region]);
    expect(Object.fromEntries(found)).toEqual(regions);
    expect(readdirSync(place())).toEqual(['config.json']);
    expect(statSync(path()).mode & 0o777).toBe(0o600);
  }, 300_000);

  test('every command that changes profiles: set, unset, use, rename, delete, configure', async () => {
    mkdirSync(place(), { recursive: true });
    const keys = { accessKeyId: 'testid', accessKeySecret: 'testsecret', mode: 'AK' };
    const before = { unset: { ...keys, region: 'cn-beijing' }, old: keys, gone: keys, used: keys, whole: keys };
    writeFileSync(path(), JSON.stringify({ later: 1, current: 'old', profiles: before }));
    const commands = [
      'config set instance i-1 --profile set',
      'config set network vpc --profile whole',
      'config unset region --profile unset',
      'config use used',
      'config rename old new',
      'config delete gone --yes',
      'configure --no-check --profile whole --region cn-shanghai',
    ];
    expect(codes(await Promise.all(commands.map(run)))).toEqual(commands.map(() => 0));
    expect(saved()).toEqual({
      later: 1,
      current: 'used',
      profiles: {
        set: { instance: 'i-1' },
        unset: keys,
        used: keys,
        new: keys,
        whole: { ...keys, region: 'cn-shanghai', network: 'vpc' },
      },
    });
  }, 120_000);

  test('processes killed at any moment block no one and lose no changes of others', async () => {
    await run('config set region cn-hangzhou --profile first');
    const killed: unknown[] = [];
    for (let i = 0; i < 12; i++) {
      const child = start(['config', 'set', 'region', `cn-k${i}`, '--profile', 'killed'], { home: home.path });
      const end = ended(child);
      const steady = run(`config set region cn-s${i} --profile steady-${i}`);
      setTimeout(() => child.kill('SIGKILL'), 20 * i);
      killed.push(await end);
      expect(codes([await steady])).toEqual([0]);
    }
    const { killed: _any, ...profiles } = saved().profiles;
    const steady = Array.from({ length: 12 }, (_, i) => [`steady-${i}`, { region: `cn-s${i}` }]);
    expect(profiles).toEqual({ first: { region: 'cn-hangzhou' }, ...Object.fromEntries(steady) });
  }, 300_000);

  test('the lock of a process that was killed while writing blocks no one', async () => {
    await run('config set region cn-hangzhou --profile first');
    const gone = start(['--version'], { home: home.path });
    await ended(gone);
    writeFileSync(`${path()}.lock`, JSON.stringify({ by: 'x', pid: gone.pid, host: hostOf(), start: '1' }));
    writeFileSync(`${path()}.tmp-0`, '{"profiles":{"half":');
    const { code, stderr } = await run('config set region cn-beijing --profile second');
    expect([code, stderr]).toEqual([0, expect.stringContaining('saved in profile "second"')]);
    expect(Object.keys(saved().profiles)).toEqual(['first', 'second']);
    expect(readdirSync(place())).toEqual(['config.json']);
  }, 120_000);

  test('if only a part can be written, the saved profiles stay, with an error', async () => {
    mkdirSync(place(), { recursive: true });
    const before = JSON.stringify({ profiles: { old: { policy: 'x'.repeat(9000) } } });
    writeFileSync(path(), before, { mode: 0o600 });
    // files are limited to 8 KiB: the first write is partial, as on a full disk
    const line = `trap '' XFSZ; ulimit -f 8; exec "$NODE" "$PROGRAM" config set region cn-beijing --profile new`;
    const env = { ...cleanEnv(home.path), PROGRAM, NODE: process.execPath };
    const { code, stderr } = await ended(spawn('bash', ['-c', line], { env, stdio: ['pipe', 'pipe', 'pipe'] }));
    expect([code, stderr]).toEqual([1, expect.stringContaining('error: cannot save profiles in ')]);
    expect(readFileSync(path(), 'utf8')).toBe(before);
    expect(readdirSync(place())).toEqual(['config.json']);
  }, 60_000);

  test('a symbolic link to the file stays a link', async () => {
    const kept = join(home.path, 'dotfiles.json');
    mkdirSync(place(), { recursive: true });
    writeFileSync(kept, '{ "profiles": { "old": {} }, "mine": true }');
    symlinkSync(kept, path());
    await Promise.all(['a', 'b', 'c'].map((name) => run(`config set region cn-${name} --profile ${name}`)));
    expect(readlinkSync(path())).toBe(kept);
    expect(JSON.parse(readFileSync(kept, 'utf8'))).toMatchObject({
      mine: true,
      profiles: { old: {}, a: { region: 'cn-a' }, b: { region: 'cn-b' }, c: { region: 'cn-c' } },
    });
  }, 120_000);
});
