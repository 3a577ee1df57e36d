/** Temporary keys between commands: fetched once, kept for their owner alone, renewed before they end. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { keysOf } from '../../src/credentials/cache/cached.ts';
import type { FetchEffects } from '../../src/credentials/providers/effects.ts';
import { fileOf } from '../../src/credentials/sources/key-file.ts';
import type { AssumedRole, ProcessKeys, Source } from '../../src/credentials/source.ts';
import { stateFolder } from '../../src/host/storage/state-folder.ts';
import { bench as emulate, type Bench as Emulator, closeAll } from '../emulator/bench.ts';
import { folders } from '../support/folder.ts';
import { type Bench, bench, cleaning, deadOrigin, failureOf, KNOWN } from './bench.ts';

const newFolder = folders();
cleaning();
afterEach(closeAll);

const ROLE: AssumedRole = {
  kind: 'role',
  mode: 'RamRoleArn',
  from: 'profile prod',
  with: KNOWN,
  roleArn: 'acs:ram::123456789012:role/kafka',
  sessionName: 'alikafka',
};

let path: string;
let emulator: Emulator;
beforeEach(async () => {
  path = join(await newFolder(), 'state');
  emulator = await emulate();
});

const fetches = (): number => emulator.live.tally.counts().calls['AssumeRole'] ?? 0;

/** A new command, at a time. */
function command(
  source: Source,
  after = 0,
  change: Partial<FetchEffects> = {},
): { io: Bench; keys: ReturnType<typeof keysOf> } {
  const io = bench({ stsOrigin: () => emulator.url, ...change });
  io.clock.now += after;
  emulator.clock.now = Math.max(emulator.clock.now, io.clock.now);
  return { io, keys: keysOf(source, io, stateFolder(path)) };
}

const MINUTE = 60_000;

describe('between commands', () => {
  test('keys are fetched once, and masked by every command', async () => {
    const first = await command(ROLE).keys.current();
    const { io, keys } = command(ROLE, MINUTE);
    expect(await keys.current()).toEqual(first);
    expect(io.secrets).toEqual([first.accessKeySecret, first.securityToken]);
    expect(fetches()).toBe(1);
  });

  test.each<[number | undefined, number]>([
    [undefined, 57],
    [900, 12],
  ])('of a life of %s seconds the last three minutes, or fifth, is left', async (duration, used) => {
    const source = duration === undefined ? ROLE : { ...ROLE, duration };
    await command(source).keys.current();
    await command(source, used * MINUTE - 1000).keys.current();
    expect(fetches()).toBe(1);
    await command(source, used * MINUTE).keys.current();
    expect(fetches()).toBe(2);
  });

  test('a clock that was set back does not keep them forever', async () => {
    await command(ROLE, 10 * MINUTE).keys.current();
    await command(ROLE).keys.current();
    expect(fetches()).toBe(2);
  });

  test('files are readable only for their owner, and contain no account and no long-lived secret', async () => {
    await command(ROLE).keys.current();
    const names = readdirSync(path);
    expect(names.filter((name) => !/^keys-[0-9a-f]{16}\.json(\.\d+)?$/.test(name))).toEqual([]);
    expect(names.map((name) => statSync(join(path, name)).mode & 0o777)).toEqual(names.map(() => 0o600));
    expect(statSync(path).mode & 0o777).toBe(0o700);
    expect(names.map((name) => readFileSync(join(path, name), 'utf8')).join()).not.toMatch(/testsecret|kafka/);
  });

  test('other roles, sessions, durations and places have separate files', () => {
    const io = { stsOrigin: () => 'https://sts.aliyuncs.com' };
    const sources: AssumedRole[] = [
      ROLE,
      { ...ROLE, roleArn: 'acs:ram::1:role/other' },
      { ...ROLE, sessionName: 'other' },
      { ...ROLE, duration: 900 },
      { ...ROLE, policy: '{}' },
      { ...ROLE, externalId: 'x' },
      { ...ROLE, with: ROLE },
    ];
    const names = [...sources.map((one) => fileOf(one, io)), fileOf(ROLE, { stsOrigin: () => 'https://sts.other' })];
    expect(new Set(names).size).toBe(names.length);
    expect(fileOf({ ...ROLE, from: 'elsewhere' }, io)).toBe(names[0]);
  });

  test.each([
    '',
    'rubbish',
    '{}',
    '{"layout1":true,"keys":[{"accessKeyId":"a"}],"claims":[]}',
    '{"layout1":true,"keys":[null],"claims":[7]}',
  ])('a damaged file counts as missing: %j', async (text) => {
    await command(ROLE).keys.current();
    for (const name of readdirSync(path)) writeFileSync(join(path, name), text);
    expect(await command(ROLE).keys.current()).toMatchObject({ accessKeyId: expect.stringMatching(/^STS\./) });
    expect(fetches()).toBe(2);
  });

  test('without a state folder, every command fetches', async () => {
    writeFileSync(path, 'a file where the folder should be');
    await command(ROLE).keys.current();
    const { keys } = command(ROLE);
    await keys.current();
    await keys.current();
    expect(fetches()).toBe(2);
  });
});

describe('concurrently', () => {
  test('many commands fetch once', async () => {
    const commands = Array.from({ length: 8 }, () => command(ROLE));
    const all = await Promise.all(commands.map(({ keys }) => keys.current()));
    expect(new Set(all.map(({ accessKeyId }) => accessKeyId)).size).toBe(1);
    expect(fetches()).toBe(1);
  });

  test('waiting for a killed process ends after a while', async () => {
    const { keys } = command(ROLE, 0, { send: () => new Promise(() => undefined) });
    void keys.current();
    await new Promise((done) => setTimeout(done, 20));
    expect(await command(ROLE).keys.current()).toMatchObject({ accessKeyId: expect.stringMatching(/^STS\./) });
  });

  test('a failure releases the lease, and can be retried', async () => {
    let origin = await deadOrigin();
    const { keys, io } = command(ROLE, 0, { stsOrigin: () => origin });
    const waits = (): number => io.clock.now;
    expect(await failureOf(keys.current())).toMatchObject({ exitCode: 4 });
    origin = emulator.url;
    const before = waits();
    expect(await keys.current()).toMatchObject({ accessKeyId: expect.stringMatching(/^STS\./) });
    expect(waits()).toBe(before);
  });
});

describe('within a command', () => {
  test('keys are read once, and fetched again before they expire', async () => {
    const { keys, io } = command(ROLE);
    const [one, two] = await Promise.all([keys.current(), keys.current()]);
    expect(two).toEqual(one);
    io.clock.now += 58 * MINUTE;
    emulator.clock.now = io.clock.now;
    expect((await keys.current()).accessKeyId).not.toBe(one.accessKeyId);
    expect(fetches()).toBe(2);
  });

  test('keys refused by the service are dropped for all, and later commands use the new ones', async () => {
    const [first, second] = [command(ROLE).keys, command(ROLE).keys];
    const old = await first.current();
    expect(await second.current()).toEqual(old);
    const renewed = await first.renew();
    expect(renewed.accessKeyId).not.toBe(old.accessKeyId);
    expect(await second.renew()).toEqual(renewed);
    expect(await first.renew(old.accessKeyId)).toEqual(renewed);
    expect(await command(ROLE).keys.current()).toEqual(renewed);
    expect(fetches()).toBe(2);
  });
});

describe('long-lived keys', () => {
  test('that are configured are never written', async () => {
    const { keys, io } = command(KNOWN);
    const known = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };
    expect([await keys.current(), await keys.renew(), io.secrets[0]]).toEqual([known, known, 'testsecret']);
    expect(() => readdirSync(path)).toThrow('ENOENT');
  });

  test.each([
    ['a program prints', {}],
    ['have a token and no end', { sts_token: 'testtoken' }],
    ['have an end and no token', { expiration: '2026-05-20T13:00:30Z' }],
  ])('that %s are fetched once by each command', async (_what, more) => {
    let runs = 0;
    const run = async () => {
      runs++;
      return {
        code: 0,
        stdout: JSON.stringify({ access_key_id: 'testid', access_key_secret: 'testsecret', ...more }),
        stderr: '',
      };
    };
    const source: ProcessKeys = { kind: 'process', mode: 'External', from: 'profile ext', command: 'print-keys' };
    for (const { keys } of [command(source, 0, { run }), command(source, 0, { run })]) {
      await keys.current();
      await keys.current();
    }
    expect(runs).toBe(2);
    expect(
      readdirSync(path)
        .map((name) => readFileSync(join(path, name), 'utf8'))
        .join(),
    ).not.toMatch(/test/);
  });
});

describe('cached keys belong to', () => {
  const known = (keys: Partial<typeof KNOWN_KEYS>): Source =>
    ({ ...KNOWN, keys: { ...KNOWN_KEYS, ...keys } }) as Source;
  const KNOWN_KEYS = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };
  const OIDC: Source = {
    kind: 'oidc',
    mode: 'OIDC',
    from: 'ALIBABA_CLOUD_ROLE_ARN',
    roleArn: ROLE.roleArn,
    providerArn: 'acs:ram::123456789012:oidc-provider/ci',
    tokenFile: '/token',
    sessionName: 'alikafka',
  };
  const MACHINE: Source = {
    kind: 'machine',
    mode: 'EcsRamRole',
    from: 'x',
    roleName: 'r',
    v2Only: false,
    guessed: false,
  };
  const asked: FetchEffects = bench({ stsOrigin: ({ stsRegion = 'one' }) => `https://sts.${stsRegion}.example` });
  const name = (source: Source): string => fileOf(source, asked);

  test.each<[string, Source, Source]>([
    ['one secret', ROLE, { ...ROLE, with: known({ accessKeySecret: 'rotated' }) }],
    ['one key id', ROLE, { ...ROLE, with: known({ accessKeyId: 'otherid' }) }],
    [
      'one secret at the beginning of a chain',
      { ...ROLE, with: ROLE },
      { ...ROLE, with: { ...ROLE, with: known({ accessKeySecret: 'rotated' }) } },
    ],
    ['one role', ROLE, { ...ROLE, roleArn: 'acs:ram::123456789012:role/other' }],
    ['one session', ROLE, { ...ROLE, sessionName: 'other' }],
    ['one external id', ROLE, { ...ROLE, externalId: 'x' }],
    ['one policy', ROLE, { ...ROLE, policy: '{}' }],
    ['one duration', ROLE, { ...ROLE, duration: 900 }],
    ['one STS', ROLE, { ...ROLE, stsRegion: 'two' }],
    ['one role by token', OIDC, { ...OIDC, roleArn: 'acs:ram::123456789012:role/other' }],
    ['one provider', OIDC, { ...OIDC, providerArn: 'acs:ram::123456789012:oidc-provider/other' }],
    ['one token file', OIDC, { ...OIDC, tokenFile: '/other' }],
    ['one policy by token', OIDC, { ...OIDC, policy: '{}' }],
    ['one duration by token', OIDC, { ...OIDC, duration: 900 }],
    ['one STS by token', OIDC, { ...OIDC, stsRegion: 'two' }],
    ['one role of a machine', MACHINE, { ...MACHINE, roleName: 'other' }],
    ['one way to ask a machine', MACHINE, { ...MACHINE, v2Only: true }],
  ])('%s', (_name, one, other) => {
    expect(name(one)).not.toBe(name(other));
    expect(name(one)).toBe(name(structuredClone(one)));
  });

  test('a wrong or rotated secret does not use the cache of the right one', async () => {
    await command(ROLE).keys.current();
    const wrong = { ...ROLE, with: known({ accessKeySecret: 'wrong' }) };
    const failure = await failureOf(command(wrong, MINUTE).keys.current());
    expect([failure.exitCode, failure.message]).toEqual([4, expect.stringContaining('SignatureDoesNotMatch')]);
  });
});
