/** Turns of calls over a virtual clock: who waits, for how long, with whom, and where nothing can be kept. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { makeRateLimiter, type RateLimiterOptions } from '../../../src/client/rate-limit/rate-limiter.ts';
import { stateFolder } from '../../../src/host/storage/state-folder.ts';
import type { StateFolder } from '../../../src/ports/state-folder.ts';
import { memoryFolder } from '../../support/memory-folder.ts';
import type { RateLimiter, RateLimitedCall } from '../../../src/transport/rate-limiter.ts';
import { fixedClock, NOW } from '../../support/effects.ts';
import { folders } from '../../support/folder.ts';

const CREATE = { action: 'CreateTopic', rate: 1, change: true };
const LIST = { action: 'GetTopicList', rate: 3, change: false };
/** The rates of the records. */
const TODAY = { action: 'CreateTopic', rate: 20, older: 1, change: true };
const DELETE = { action: 'DeleteTopic', rate: 40, older: 3, change: true };
const READ = { action: 'GetTopicList', rate: 100, older: 3, change: false };

const newFolder = folders();

interface Made extends RateLimiter {
  /** Milliseconds since the start at which each turn came; `no` where there was none. */
  readonly turns: (call: RateLimitedCall, count: number) => Promise<(number | 'no')[]>;
  readonly said: string[];
  readonly waits: readonly number[];
}

/** A pacer over a clock that only its sleeps move; each sleep takes `late` milliseconds longer. */
function rateLimiter(options: Partial<RateLimiterOptions> & { late?: number } = {}): Made {
  const clock = fixedClock();
  const said: string[] = [];
  const made = makeRateLimiter({
    folder: memoryFolder(),
    account: 'testid',
    product: 'alikafka',
    rates: { by: {} },
    now: () => clock.now(),
    sleep: async (milliseconds) => clock.sleep(milliseconds + (options.late ?? 0)),
    stop: new AbortController().signal,
    say: async (text) => void said.push(text),
    ...options,
  });
  const turns: Made['turns'] = async (call, count) => {
    const came: (number | 'no')[] = [];
    for (let i = 0; i < count; i++) came.push((await made.acquire(call)) ? clock.now() - NOW : 'no');
    return came;
  };
  return { ...made, turns, said, waits: clock.waits };
}

describe('changes', () => {
  test('have the rate of their record', async () => {
    expect(await rateLimiter().turns(CREATE, 3)).toEqual([0, 1000, 2000]);
    expect(await rateLimiter().turns({ ...CREATE, rate: 4 }, 6)).toEqual([0, 0, 0, 0, 250, 500]);
  });

  test.each([
    [{ all: 2, by: {} }, [0, 0, 500, 1000]],
    [{ all: 2, by: { CreateTopic: 0.5 } }, [0, 2000, 4000, 6000]],
    [{ by: { DeleteTopic: 9 } }, [0, 1000, 2000, 3000]],
    [{ all: 0, by: {} }, [0, 0, 0, 0]],
    [{ by: { CreateTopic: 0 } }, [0, 0, 0, 0]],
    [{ all: 0, by: { CreateTopic: 1 } }, [0, 1000, 2000, 3000]],
  ])('or the requested one: %j', async (rates, expected) => {
    expect(await rateLimiter({ rates }).turns(CREATE, 4)).toEqual(expected);
  });

  test('share their rate limit with other commands of the account only', async () => {
    const folder = memoryFolder();
    const first = rateLimiter({ folder });
    expect(await first.turns(CREATE, 1)).toEqual([0]);
    expect(await rateLimiter({ folder }).turns(CREATE, 1)).toEqual([1000]);
    expect(await rateLimiter({ folder, account: 'testid2' }).turns(CREATE, 1)).toEqual([0]);
    expect(await rateLimiter({ folder, product: 'cms' }).turns(CREATE, 1)).toEqual([0]);
  });

  test('do not store the name of the account', async () => {
    const folder = memoryFolder();
    await rateLimiter({ folder, account: 'testid' }).acquire(CREATE);
    const names = (await folder.names('')).map(({ name }) => name);
    expect(names).toEqual([expect.stringMatching(/^pace-[0-9a-f]{16}-alikafka\.json$/)]);
    expect(`${names.join()} ${await folder.read(names[0] ?? '')}`).not.toContain('testid');
  });

  test.each([
    [20, [0, 1020, 2020, 3020]],
    [300, [0, 1300, 2600, 3900]],
  ])('stay within the limit if each sleep takes %i ms longer', async (late, expected) => {
    expect(await rateLimiter({ late }).turns(CREATE, 4)).toEqual(expected);
  });

  test('that wait for longer than the maximum of a timer wait in parts', async () => {
    const { turns, waits } = rateLimiter({ rates: { all: 1e-7, by: {} } });
    expect(await turns(CREATE, 2)).toEqual([0, 1e10]);
    expect(waits).toEqual([2 ** 31 - 1, 2 ** 31 - 1, 2 ** 31 - 1, 2 ** 31 - 1, 1e10 - 4 * (2 ** 31 - 1)]);
  });
});

describe('nothing may be sent', () => {
  test('if it would be after the deadline; there is no wait and no booking', async () => {
    const folder = memoryFolder();
    const { turns, waits } = rateLimiter({ folder, until: NOW + 1500 });
    expect(await turns(CREATE, 4)).toEqual([0, 1000, 'no', 'no']);
    expect(waits).toEqual([1000]);
    expect(await rateLimiter({ folder }).turns(CREATE, 1)).toEqual([2000]);
  });

  test('if the deadline passed during a sleep', async () => {
    expect(await rateLimiter({ until: NOW + 1500, late: 600 }).turns(CREATE, 2)).toEqual([0, 'no']);
  });

  test('if the command is stopped during the wait; its slot is free again', async () => {
    const [folder, controller] = [memoryFolder(), new AbortController()];
    const sleep = async () => controller.abort();
    expect(await rateLimiter({ folder, sleep, stop: controller.signal }).turns(CREATE, 3)).toEqual([0, 'no', 'no']);
    expect(await rateLimiter({ folder }).turns(CREATE, 1)).toEqual([1000]);
  });

  test('without a rate limit this does not apply', async () => {
    const stop = AbortSignal.abort();
    expect(await rateLimiter({ stop, rates: { all: 0, by: {} } }).acquire(CREATE)).toBe(true);
    expect(await rateLimiter({ stop }).acquire(LIST)).toBe(true);
    expect(await rateLimiter({ stop }).acquire(CREATE)).toBe(false);
  });
});

describe('a throttled answer', () => {
  const throttled = async (options: Partial<RateLimiterOptions> = {}, named?: number): Promise<Made> => {
    const made = rateLimiter(options);
    await made.throttled(CREATE, named);
    return made;
  };

  test('lowers the rate of its operation, which recovers', async () => {
    const [first, second] = (await (await throttled()).turns(CREATE, 2)) as number[];
    expect(first).toBe(2000);
    expect(second).toBeGreaterThan(3000);
    expect(second).toBeLessThan(4000);
  });

  test('waits for the time that the service named', async () => {
    expect(await (await throttled({}, 5000)).turns(CREATE, 1)).toEqual([6000]);
  });

  test('limits a throttled read until it has recovered, and no other call', async () => {
    const made = rateLimiter();
    await made.throttled(LIST, undefined);
    expect(new Set(await made.turns({ ...LIST, action: 'GetConsumerList' }, 20))).toEqual(new Set([0]));
    expect(((await made.turns(LIST, 3)) as number[])[2]).toBeGreaterThan(500);
    await made.turns(CREATE, 20);
    const free = (await made.turns(LIST, 50)) as number[];
    expect(new Set(free).size).toBe(1);
  });

  test('applies to other commands too', async () => {
    const folder = memoryFolder();
    await rateLimiter({ folder }).throttled(LIST, undefined);
    expect(new Set(await rateLimiter({ folder }).turns(LIST, 4)).size).toBeGreaterThan(1);
  });

  test('changes nothing without a rate limit', async () => {
    const folder = memoryFolder();
    await throttled({ folder, rates: { all: 0, by: {} } });
    expect(await folder.names('')).toEqual([]);
  });
});

describe('the first throttled answer', () => {
  const SECONDS = [1000, 2000, 3000, 4000];

  test('lowers a change to its older rate at once, for all commands of the account, with one message', async () => {
    const folder = memoryFolder();
    const made = rateLimiter({ folder });
    expect(await made.turns(TODAY, 2)).toEqual([0, 0]);
    await made.throttled(TODAY, undefined);
    expect(made.said).toEqual([
      expect.stringMatching(/^CreateTopic is throttled: rate lowered from 20 to 1 requests per second, /),
    ]);
    expect([await made.rate(TODAY), await rateLimiter({ folder }).rate(TODAY)]).toEqual([1, 1]);
    expect(await made.turns(TODAY, 4)).toEqual(SECONDS);
    expect(made.said).toHaveLength(1);
  });

  test('does not affect other operations, regions and accounts', async () => {
    const folder = memoryFolder();
    await rateLimiter({ folder, where: 'cn-hangzhou' }).throttled(TODAY, undefined);
    const rates = [
      await rateLimiter({ folder, where: 'cn-hangzhou' }).rate(TODAY),
      await rateLimiter({ folder, where: 'cn-hangzhou' }).rate(DELETE),
      await rateLimiter({ folder, where: 'cn-beijing' }).rate(TODAY),
      await rateLimiter({ folder, where: 'cn-hangzhou', account: 'testid2' }).rate(TODAY),
    ];
    expect(rates).toEqual([1, 40, 20, 20]);
  });

  test('limits a read to its older rate', async () => {
    const made = rateLimiter();
    await made.throttled(READ, undefined);
    expect((await made.turns(READ, 3)).map((at) => Math.round(Number(at)))).toEqual([333, 667, 1000]);
  });

  test('does not change a requested rate', async () => {
    const folder = memoryFolder();
    await rateLimiter({ folder }).throttled(TODAY, undefined);
    const asked = rateLimiter({ folder, rates: { all: 20, by: {} } });
    expect(await asked.rate(TODAY)).toBe(20);
    await asked.throttled(TODAY, undefined);
    expect([await asked.rate(TODAY), asked.said]).toEqual([20, []]);
    const elsewhere = rateLimiter({ rates: { by: { CreateTopic: 8 } } });
    await elsewhere.throttled(TODAY, undefined);
    expect([await elsewhere.rate(TODAY), elsewhere.said]).toEqual([4, []]);
  });

  test('makes waiting commands book again at the lowered rate', async () => {
    const [folder, clock, call] = [memoryFolder(), fixedClock(), { ...TODAY, rate: 2, older: 0.5 }];
    let others = 1;
    const sleep = async (milliseconds: number): Promise<void> => {
      if (others-- > 0) await rateLimiter({ folder }).throttled(call, undefined);
      return clock.sleep(milliseconds);
    };
    const made = rateLimiter({ folder, sleep, now: () => clock.now() });
    for (let i = 0; i < 3; i++) expect(await made.acquire(call)).toBe(true);
    expect(clock.waits).toEqual([500, 1500]);
  });
});

test('reads of an account that is not throttled write nothing to disk', async () => {
  const path = await newFolder();
  const folder = stateFolder(path);
  expect(await rateLimiter({ folder }).turns(LIST, 20)).toEqual(Array.from({ length: 20 }, () => 0));
  expect(await folder.names('')).toEqual([]);
});

test('a file of an earlier version is read, and stays readable for that version', async () => {
  const path = await newFolder();
  const bucket = { spent: NOW + 3000, pushed: 0, booked: 4, every: 1000 };
  const old = { low: 0.5, at: NOW, seen: NOW, buckets: { CreateTopic: bucket } };
  const folder = stateFolder(path);
  await rateLimiter({ folder }).acquire(CREATE);
  const [{ name = '' } = {}] = await folder.names('pace-');
  await writeFile(join(path, name), JSON.stringify(old));
  const made = rateLimiter({ folder, where: 'cn-hangzhou' });
  expect(await made.rate(CREATE)).toBe(0.5);
  expect(await made.turns(CREATE, 1)).toEqual([5000]);
  expect(JSON.parse((await folder.read(name)) ?? '')).toMatchObject({ low: 0.5, at: NOW, seen: NOW, buckets: {} });
});

test('reads continue if the file is damaged', async () => {
  const folder: StateFolder = { ...memoryFolder(), read: async () => '{"low":' };
  expect(await rateLimiter({ folder }).turns(LIST, 5)).toEqual([0, 0, 0, 0, 0]);
});

describe('if nothing can be saved', () => {
  const nowhere = () => rateLimiter({ folder: stateFolder('/dev/null/alikafka') });

  test('the rate limit belongs to the process, with one warning', async () => {
    const made = nowhere();
    expect(await made.turns(CREATE, 3)).toEqual([0, 1000, 2000]);
    expect(made.said).toEqual([
      expect.stringMatching(/^rate limits are not shared with other commands: cannot read .*: .*ENOTDIR/),
    ]);
  });

  test('also if several calls fail at the same time', async () => {
    const made = nowhere();
    await Promise.all([1, 2, 3].map(() => made.acquire(CREATE)));
    expect([made.said.length, made.waits]).toEqual([1, [1000, 1000]]);
  });

  test('throttled responses lower the rate, of reads too', async () => {
    const made = nowhere();
    await made.throttled(LIST, undefined);
    expect(new Set(await made.turns(LIST, 4)).size).toBeGreaterThan(1);
  });

  test('reads alone print no warning', async () => {
    const made = nowhere();
    expect([await made.turns(LIST, 3), made.said]).toEqual([[0, 0, 0], []]);
  });
});
