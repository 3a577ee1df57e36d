/** Waiting for several at once: one read for all that are pending, and their display. */
import { describe, expect, test } from '@jest/globals';
import { makeColors } from '../../../src/output/terminal/colors.ts';
import { makeLog } from '../../../src/output/terminal/log.ts';
import { waitFor } from '../../../src/engine/wait/wait.ts';
import type { WaitIo, WaitItem, Wanted } from '../../../src/engine/wait/wait-state.ts';
import type { Context } from '../../../src/context.ts';
import type { Reader } from '../../../src/core/operation.ts';
import type { WaitStatus } from '../../../src/core/command.ts';
import { Failure } from '../../../src/errors/failure.ts';
import { fixedClock, NOW } from '../../support/effects.ts';

const item = (name: string): WaitItem => ({ name, input: { Topic: name }, next: `alikafka wait topic ${name} exists` });
const named = (...names: readonly string[]): WaitItem[] => names.map(item);
const HERE: WaitStatus = { state: 'reached', message: 'in service' };
const NOT_YET: WaitStatus = { state: 'pending', message: 'not listed yet' };

const NO_READER: Reader = {
  rows: () => Promise.reject(new Error('nothing is to be read')),
  object: () => Promise.reject(new Error('nothing is to be read')),
};

interface Seen {
  /** The names of each read. */
  readonly looks: string[][];
  /** What the spinner showed; null if it ended. */
  readonly shown: (string | null)[];
  stderr: string;
  readonly waits: readonly number[];
}

/** A check that returns, in turn, the states that `stand` has for each name; a Failure is thrown. */
async function world(options: { terminal?: boolean; quiet?: boolean; until?: number; stop?: AbortSignal } = {}) {
  const clock = fixedClock();
  const seen: Seen = { looks: [], shown: [], stderr: '', waits: clock.waits };
  const start = (text: string) => {
    seen.shown.push(text);
    return Object.assign(() => void seen.shown.push(null), { update: (next: string) => void seen.shown.push(next) });
  };
  const context = {
    stderr: {
      isTTY: options.terminal === true,
      animated: options.terminal === true,
      columns: 80,
      write: async (text: string) => void (seen.stderr += text),
    },
    progress: { visible: options.terminal === true, start },
    now: () => clock.now(),
    sleep: (ms: number) => clock.sleep(ms),
    stop: options.stop ?? new AbortController().signal,
  } as unknown as Context;
  const quiet = options.quiet === true;
  const log = makeLog(context, quiet, await makeColors(false));
  const io: WaitIo = { reader: NO_READER, context, log, quiet, until: options.until };
  const wanted = (stand: (name: string, look: number) => WaitStatus | Failure, more: Partial<Wanted> = {}): Wanted => ({
    check: async (inputs) => {
      const nth = seen.looks.push(inputs.map(({ Topic }) => String(Topic)));
      const stands = new Map(inputs.map(({ Topic }) => [Topic, stand(String(Topic), nth)]));
      for (const one of stands.values()) if (one instanceof Failure) throw one;
      return ({ Topic }) => stands.get(Topic) as WaitStatus;
    },
    state: 'listed',
    timeout: 300_000,
    ...more,
  });
  return { io, seen, wanted };
}

const failure = async (wait: Promise<unknown>): Promise<Failure> => {
  const error: unknown = await wait.then(
    () => undefined,
    (why: unknown) => why,
  );
  if (error instanceof Failure) return error;
  throw new Error(`no failure but ${String(error)}`);
};

describe('several', () => {
  test('one read for all, then only for pending ones, with the states in order', async () => {
    const { io, seen, wanted } = await world();
    const stands = await waitFor(
      named('a', 'b', 'c'),
      wanted((name, look) => (name === 'b' || look === 3 ? { ...HERE, record: { Topic: name } } : NOT_YET)),
      io,
    );
    expect(stands.map(({ record }) => record?.['Topic'])).toEqual(['a', 'b', 'c']);
    expect(seen.looks).toEqual([
      ['a', 'b', 'c'],
      ['a', 'c'],
      ['a', 'c'],
    ]);
    expect(seen.waits).toEqual([1000, 1500]);
  });

  test('none: nothing is read', async () => {
    const { io, seen, wanted } = await world();
    expect(
      await waitFor(
        [],
        wanted(() => NOT_YET),
        io,
      ),
    ).toEqual([]);
    expect(seen.looks).toEqual([]);
  });

  test('a failed one ends the wait at once', async () => {
    const { io, wanted } = await world();
    const stand = (name: string): WaitStatus => (name === 'b' ? { state: 'failed', message: 'expired (15)' } : NOT_YET);
    expect(await failure(waitFor(named('a', 'b'), wanted(stand), io))).toMatchObject({
      exitCode: 5,
      code: 'WaitFailed',
      message: 'b will not be listed: expired (15)',
    });
  });

  test('after the timeout, the first five are named, with a command for each', async () => {
    const { io, wanted } = await world();
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const stand = (name: string): WaitStatus => (name === 'a' ? HERE : NOT_YET);
    const ended = await failure(waitFor(named(...names), wanted(stand), io));
    expect(ended).toMatchObject({ exitCode: 7, code: 'WaitTimeout' });
    expect(ended.message).toBe(
      `timed out after 5m: 7 of 8 are not listed yet: ${['b', 'c', 'd', 'e', 'f'].map((name) => `${name}: not listed yet`).join('; ')}; and 2 more`,
    );
    expect(ended.next).toBe(['b', 'c', 'd', 'e', 'f'].map((name) => `alikafka wait topic ${name} exists`).join(' && '));
  });

  test('reads nothing that the first check does not need', async () => {
    const { io, wanted } = await world();
    const busy = new Failure({ exitCode: 9, code: 'NotReachable', message: 'no answer', retryable: true });
    const ended = await failure(
      waitFor(
        named('a', 'b'),
        wanted(() => busy, { timeout: 1000 }),
        io,
      ),
    );
    expect(ended.message).toBe('timed out after 1s: 2 of 2 are not listed yet: a: not read yet; b: not read yet');
    expect(ended.hint).toBe('The last read failed: no answer');
  });

  test('each has its own minute since it last existed', async () => {
    const { io, seen, wanted } = await world();
    const stand = (name: string, look: number): WaitStatus =>
      name === 'a' && look <= 6 ? NOT_YET : { state: 'absent', message: 'not listed yet' };
    const ended = await failure(waitFor(named('a'), wanted(stand), io));
    expect(ended).toMatchObject({ exitCode: 3, code: 'NotFound' });
    const atSix = seen.waits.slice(0, 5).reduce((all, one) => all + one, 0);
    const total = seen.waits.reduce((all, one) => all + one, 0);
    expect(total - atSix).toBeGreaterThanOrEqual(60_000);
  });

  test('a bug is not a failure of the wait', async () => {
    const { io } = await world();
    const look = () => Promise.reject(new TypeError('x is undefined'));
    await expect(waitFor(named('a'), { check: look, state: 'listed', timeout: 1000 }, io)).rejects.toMatchObject({
      name: 'TypeError',
    });
  });

  test.each([
    [299_000, 'DeadlineExceeded'],
    [300_000, 'DeadlineExceeded'],
    [301_000, 'WaitTimeout'],
  ])('a deadline after %i ms of 300000: %s', async (left, code) => {
    const { io, seen, wanted } = await world({ until: NOW + left });
    expect(
      await failure(
        waitFor(
          named('a'),
          wanted(() => NOT_YET),
          io,
        ),
      ),
    ).toMatchObject({ exitCode: 7, code });
    expect(seen.waits.reduce((all, one) => all + one, 0)).toBe(Math.min(left, 300_000));
  });

  test('a read that ends with the deadline counts as the deadline', async () => {
    const { io, wanted } = await world({ until: NOW + 5000 });
    const late = new Failure({ exitCode: 9, code: 'DeadlineExceeded', message: 'late', retryable: true });
    const stand = (_name: string, look: number): WaitStatus | Failure => (look === 2 ? late : NOT_YET);
    expect(await failure(waitFor(named('a'), wanted(stand), io))).toMatchObject({
      exitCode: 7,
      code: 'DeadlineExceeded',
      message: 'timed out at --deadline: a is not listed yet',
    });
  });
});

describe('progress output', () => {
  const stand = (name: string, look: number): WaitStatus => (look >= (name === 'a' ? 2 : 3) ? HERE : NOT_YET);

  test('without a terminal: a line at each change, for each', async () => {
    const { io, seen, wanted } = await world();
    await waitFor(named('a', 'b'), wanted(stand), io);
    expect(seen.stderr.trimEnd().split('\n')).toEqual([
      'a: not listed yet',
      'b: not listed yet',
      'a: in service',
      'b: in service',
    ]);
    expect(seen.shown).toEqual([]);
  });

  test('on a terminal: a spinner with the current status, which ends with the wait', async () => {
    const { io, seen, wanted } = await world({ terminal: true });
    await waitFor(named('a', 'b'), wanted(stand), io);
    expect(seen.shown).toEqual([
      'Waiting for 2 items to be listed',
      '0 of 2 listed; a: not listed yet',
      '1 of 2 listed; b: not listed yet',
      '2 of 2 listed; a: in service',
      null,
    ]);
    expect(seen.stderr).toBe('');
  });

  test('ends if the wait fails, too', async () => {
    const { io, seen, wanted } = await world({ terminal: true });
    await failure(
      waitFor(
        named('a'),
        wanted(() => NOT_YET, { timeout: 1 }),
        io,
      ),
    );
    expect(seen.shown.at(-1)).toBe(null);
  });

  test('a line about a failed check does not overlap the spinner', async () => {
    const { io, seen, wanted } = await world({ terminal: true });
    const busy = new Failure({ exitCode: 9, code: 'NotReachable', message: 'no answer', retryable: true });
    await waitFor(
      named('a'),
      wanted((_name, look) => (look === 3 ? HERE : look === 2 ? busy : NOT_YET)),
      io,
    );
    expect(seen.shown).toEqual([
      'Waiting for a to be listed',
      'a: not listed yet',
      null,
      'a: not listed yet',
      'a: in service',
      null,
    ]);
    expect(seen.stderr).toBe('warning: a status check failed, still waiting: no answer\n');
  });

  test('escape sequences from the service never reach the terminal', async () => {
    const { io, seen, wanted } = await world({ terminal: true });
    await waitFor(
      named('a'),
      wanted(() => ({ state: 'reached', message: 'up\u001b[2J' })),
      io,
    );
    expect(seen.shown.join('')).not.toContain('\u001b');
  });

  test('--quiet: nothing', async () => {
    for (const terminal of [true, false]) {
      const { io, seen, wanted } = await world({ terminal, quiet: true });
      await waitFor(named('a', 'b'), wanted(stand), io);
      expect({ shown: seen.shown, stderr: seen.stderr }).toEqual({ shown: [], stderr: '' });
    }
  });
});
