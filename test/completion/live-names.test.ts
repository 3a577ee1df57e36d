/** Names of the service: how long they are kept, for whom, and when a process is started to read them. */
import { describe, expect, test } from '@jest/globals';
import { liveNames } from '../../src/completion/live-names.ts';
import { type NamesFile, namesFileOf, parseNames, type RefreshRequest } from '../../src/completion/names-file.ts';
import type { CompletionEffects } from '../../src/ports/completion.ts';

const NOW = 1_800_000_000_000;

/** Effects with a clock that only sleeping moves. `refreshed` is called for each process that would be started. */
function machine(
  more: Partial<CompletionEffects> = {},
  refreshed: (request: RefreshRequest) => void = () => undefined,
) {
  const files = new Map<string, string>();
  const marks = new Set<string>();
  const seen = { now: NOW, elapsed: 30, refreshes: [] as RefreshRequest[] };
  const effects: CompletionEffects = {
    env: { ALIKAFKA_REGION: 'cn-hangzhou' },
    home: '/home/me',
    cwd: '/home/me/work',
    elapsed: () => seen.elapsed,
    now: () => seen.now,
    sleep: async (milliseconds) => {
      seen.elapsed += milliseconds;
      seen.now += milliseconds;
    },
    table: () => '{}',
    stamp: () => undefined,
    readFile: () => undefined,
    folder: () => [],
    readState: (name) => files.get(name),
    mark: (name) => {
      if (marks.has(name)) return false;
      marks.add(name);
      return true;
    },
    refresh: (text) => {
      const request = JSON.parse(text) as RefreshRequest;
      seen.refreshes.push(request);
      refreshed(request);
    },
    write: async () => undefined,
    ...more,
  };
  return { effects, files, marks, seen };
}

const save = (files: Map<string, string>, file: NamesFile): void =>
  void files.set(namesFileOf(file.identity), JSON.stringify(file));
const asked = async (made: ReturnType<typeof machine>, targets = {}) => {
  made.seen.elapsed = 30;
  return (await liveNames('things', targets, made.effects)).names;
};

/** A machine on which a refresh succeeds at once. */
function answering(names: NamesFile['names'] = [['orders']], more: Partial<CompletionEffects> = {}) {
  const made = machine(more, ({ identity }) => {
    save(made.files, { identity, triedAt: made.seen.now, readAt: made.seen.now, names });
    made.marks.clear();
  });
  return made;
}

describe('kept names', () => {
  test('are read once a minute', async () => {
    const made = answering();
    expect(await asked(made)).toEqual([['orders']]);
    made.seen.now = NOW + 59_000;
    expect(await asked(made)).toEqual([['orders']]);
    expect(made.seen.refreshes).toHaveLength(1);
    made.seen.now = NOW + 61_000;
    await asked(made);
    expect(made.seen.refreshes).toHaveLength(2);
  });

  test('are read again where they are from the future', async () => {
    const made = answering();
    await asked(made);
    made.seen.now = NOW - 5000;
    await asked(made);
    expect(made.seen.refreshes).toHaveLength(2);
  });

  test('that are older are offered while no new ones arrive, for an hour', async () => {
    const made = answering();
    await asked(made);
    const silent = machine();
    for (const [name, text] of made.files) silent.files.set(name, text);
    silent.seen.now = NOW + 61_000;
    expect(await asked(silent)).toEqual([['orders']]);
    expect(silent.seen.elapsed).toBeLessThanOrEqual(250);
    silent.seen.now = NOW + 3_700_000;
    expect(await asked(silent)).toEqual([]);
  });

  test('of a failed refresh are tried again after a minute, and not before', async () => {
    const made = machine({}, ({ identity }) => {
      save(made.files, { identity, triedAt: made.seen.now, names: [] });
      made.marks.clear();
    });
    for (const later of [0, 1000, 59_000]) {
      made.seen.now = NOW + later;
      expect(await asked(made)).toEqual([]);
      expect(made.seen.elapsed).toBe(30 + (later === 0 ? 10 : 0));
    }
    expect(made.seen.refreshes).toHaveLength(1);
    made.seen.now = NOW + 61_000;
    await asked(made);
    expect(made.seen.refreshes).toHaveLength(2);
  });

  test.each<[string, (text: string) => string]>([
    ['no JSON', () => '{"identity":'],
    ['null', () => 'null'],
    ['another identity', (text) => text.replace(/"identity":"../, '"identity":"zz')],
    ['names that are no list', (text) => text.replace('[["orders"]]', '"orders"')],
    ['a name that is no text', (text) => text.replace('"orders"', '7')],
    ['an invalid time', (text) => text.replace(/"triedAt":\d+/, '"triedAt":"now"')],
  ])('a file with %s counts as none', async (_what, damage) => {
    const made = answering();
    await asked(made);
    for (const [name, text] of made.files) made.files.set(name, damage(text));
    await asked(made);
    expect(made.seen.refreshes).toHaveLength(2);
    expect(parseNames(damage('{"identity":"ab","triedAt":1,"names":[["orders"]]}'), 'ab')).toBeUndefined();
  });
});

describe('a service that does not answer', () => {
  test('is waited for until 250 ms after the start, by one process', async () => {
    const made = machine();
    expect(await asked(made)).toEqual([]);
    expect(made.seen.elapsed).toBeGreaterThan(230);
    expect(made.seen.elapsed).toBeLessThanOrEqual(250);
    await asked(made);
    expect(made.seen.refreshes).toHaveLength(1);
  });

  test('is not waited for where the start took all the time', async () => {
    const made = machine();
    made.seen.elapsed = 400;
    expect((await liveNames('things', {}, made.effects)).names).toEqual([]);
    expect(made.seen.elapsed).toBe(400);
  });
});

describe('whose names they are', () => {
  test.each<[string, Partial<CompletionEffects>, Record<string, string>]>([
    ['another profile', {}, { profile: 'prod' }],
    ['another region', { env: { ALIKAFKA_REGION: 'cn-beijing' } }, {}],
    ['another key', { env: { ALIKAFKA_REGION: 'cn-hangzhou', ALIBABA_CLOUD_ACCESS_KEY_ID: 'other' } }, {}],
    ['an emulator', { env: { ALIKAFKA_REGION: 'cn-hangzhou', ALIKAFKA_EMULATOR: 'http://127.0.0.1:1' } }, {}],
    ['a settings file that changed', { stamp: (path) => `${path} 2 2` }, {}],
    [
      'a file of the vendor that changed',
      { stamp: (path) => (path === '/home/me/.aliyun/config.json' ? `${path} 2 2` : undefined) },
      {},
    ],
    [
      'a file of credentials that changed',
      { stamp: (path) => (path === '/home/me/.alibabacloud/credentials' ? `${path} 2 2` : undefined) },
      {},
    ],
    [
      'a project file in a folder above',
      { stamp: (path) => (path === '/home/me/.alikafka.json' ? `${path} 2 2` : undefined) },
      {},
    ],
    [
      'another folder with a project file',
      { stamp: (path) => (path.endsWith('.alikafka.json') ? path : undefined) },
      {},
    ],
  ])('%s has its own', async (_what, more, targets) => {
    const [one, other] = [answering(), answering([['theirs']], more)];
    await asked(one);
    for (const [name, text] of one.files) other.files.set(name, text);
    expect(await asked(other, targets)).toEqual([['theirs']]);
  });

  test('no secret is part of a file, of its name or of the request to the process', async () => {
    const env = {
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAIid',
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'hidden',
      ALIBABA_CLOUD_SECURITY_TOKEN: 'token',
    };
    const made = answering([['orders']], { env });
    await asked(made);
    const others = answering([['orders']], {
      env: { ...env, ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'x', ALIBABA_CLOUD_SECURITY_TOKEN: 'y' },
    });
    await asked(others);
    expect([...made.files.keys()]).toEqual([...others.files.keys()]);
    expect(JSON.stringify([[...made.files], made.seen.refreshes])).not.toMatch(/LTAIid|hidden|token/);
  });

  test.each(['off', '0', 'false', 'no', ''])('ALIKAFKA_COMPLETION_LIVE=%s sends no request', async (value) => {
    const made = answering([['orders']], { env: { ALIKAFKA_COMPLETION_LIVE: value } });
    expect(await asked(made)).toEqual([]);
    expect(made.seen.refreshes).toEqual([]);
  });
});

test.each(['https://user:password@host', 'user:password@host', 'http://token@127.0.0.1:80/'])(
  'a target with credentials starts no process, whose arguments others could see: %s',
  async (endpoint) => {
    const made = answering();
    expect(await asked(made, { endpoint })).toEqual([]);
    expect(made.seen.refreshes).toEqual([]);
    expect(await asked(made, { endpoint: 'https://host/a@b', profile: 'me@work' })).toEqual([['orders']]);
  },
);
