/** Batches: progress messages, where they stop, and how an interrupted one is resumed. */
import { describe, expect, test } from '@jest/globals';
import type { StateFolder } from '../../../src/ports/state-folder.ts';
import { memoryFolder } from '../../support/memory-folder.ts';
import { cli, errorOf, json, type Options } from '../../support/context.ts';
import { fixedClock, http, NOW, ok, refusal, type Reply } from '../../support/effects.ts';
import { groups, topics } from '../../support/service.ts';

const HOUR = 3_600_000;
const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `t-${i}`);
const listed = (...all: readonly string[]): object =>
  topics(...all.map((Topic) => ({ Topic, PartitionNum: 12, Remark: Topic, Status: 0, StatusName: 'running' })));
const sent = ({
  calls,
}: {
  calls: readonly { action: string; params: Readonly<Record<string, string>> }[];
}): string[] => calls.map(({ action, params }) => (action === 'CreateTopic' ? String(params['Topic']) : action));
const results = (ran: { stdout: string }): string[] =>
  (JSON.parse(ran.stdout) as { Topic: string; Result: string }[]).map(({ Topic, Result }) => `${Topic} ${Result}`);

/** A stop that comes while the nth topic is created. */
function stoppingAt(nth: number, reason = 130): { stop: AbortController; script: NonNullable<Options['script']> } {
  const stop = new AbortController();
  const create = (_params: object, count: number) => {
    if (count === nth) stop.abort(reason);
    return ok();
  };
  return { stop, script: { CreateTopic: create } };
}

const journals = async (state: StateFolder): Promise<number> => (await state.names('batch-')).length;

describe('progress lines', () => {
  test('without a terminal, more than ten names get a line each, and a summary', async () => {
    const ran = await cli(`topic create ${names(11).join(' ')} --rate 1`, { script: { CreateTopic: {} } });
    expect(ran.stderr.split('\n').filter((line) => / created$/.test(line) && line.startsWith('t-'))).toHaveLength(11);
    expect(ran.stderr).toMatch(/^topic create: 11 created in 10s$/m);
    expect(ran.stderr).toMatch(/^11 requests at 1 per second take at least 10s$/m);
  });

  test('the summary follows the results: it is missing where these cannot be written', async () => {
    const options = { script: { CreateTopic: {} }, stdoutFails: { code: 'ENOSPC' } };
    const ran = await cli(`topic create ${names(11).join(' ')} --rate 1`, options);
    expect(ran.stderr).toContain('t-10: created');
    expect(ran.stderr).not.toContain('11 created in');
  });

  test.each(['--quiet', ''])('with %j and ten names, no line is printed', async (quiet) => {
    const ran = await cli(`topic create ${names(10).join(' ')} --rate 0 ${quiet}`, { script: { CreateTopic: {} } });
    expect(ran.stderr).toBe('');
  });

  test('a failed name is printed with its code; its reason and the counts are in the error', async () => {
    const create = ({ Topic }: Readonly<Record<string, string>>) => (Topic === 't-3' ? refusal('Topic.Exist') : ok());
    const ran = await cli(`topic create ${names(11).join(' ')}`, { script: { CreateTopic: create } });
    expect(ran.code).toBe(8);
    expect(ran.stderr).toMatch(/^t-3: failed \(Topic\.Exist, [\w-]+\)$/m);
    expect(ran.stderr).toMatch(/^error: topic create: 1 of 11 failed, 10 created\n {2}- topic "t-3" already exists/m);
    expect(ran.stderr).not.toContain('created in');
  });
});

describe('the rate limit', () => {
  test.each([
    ['topic create', 'CreateTopic', '', 0],
    ['topic create', 'CreateTopic', '--rate 1', 2000],
    ['group create', 'CreateConsumerGroup', '', 0],
    ['topic create', 'CreateTopic', '--rate 2', 500],
    ['topic create', 'CreateTopic', '--rate CreateTopic=4', 0],
    ['topic create', 'CreateTopic', '--rate 0', 0],
  ])('%s (%s) %s waits %i ms in all for three names', async (command, action, rate, wait) => {
    const ran = await cli(`${command} one two three ${rate}`, { script: { [action]: {} } });
    expect([ran.code, ran.waits.reduce((sum, ms) => sum + ms, 0)]).toEqual([0, wait]);
  });

  test('is shared by the commands of a user', async () => {
    const state = memoryFolder();
    const clock = fixedClock(NOW);
    await cli('topic create one --rate 1', { script: { CreateTopic: {} }, state, clock });
    await cli('topic create two --rate 1', { script: { CreateTopic: {} }, state, clock });
    expect(clock.waits).toEqual([1000]);
  });

  test("is the published one: one second's burst, then one call at a time; it is printed", async () => {
    const ran = await cli(`topic create ${names(80).join(' ')}`, { script: { CreateTopic: {} } });
    expect(ran.waits).toEqual(Array.from({ length: 60 }, () => 50));
    expect(ran.stderr).toMatch(/^80 requests at 20 per second take at least 3s$/m);
  });

  test('falls to the older one at the first throttled response, which later commands remember', async () => {
    const [state, clock] = [memoryFolder(), fixedClock(NOW)];
    const throttled = refusal('Throttling.User', 400);
    const once = await cli('topic create one two three', {
      script: { CreateTopic: [ok(), throttled, ok(), ok()] },
      state,
      clock,
    });
    expect([
      once.code,
      once.stderr.match(/^CreateTopic is throttled: rate lowered from 20 to 1 requests per second, .*$/gm)?.length,
    ]).toEqual([0, 1]);
    clock.waits.splice(0);
    const later = await cli('topic create four five six seven', { script: { CreateTopic: {} }, state, clock });
    expect(later.stderr).toMatch(/^4 requests at 1 per second take at least 3s$/m);
    expect(clock.waits).toEqual([1000, 1000, 1000, 1000]);
    clock.waits.splice(0);
    await cli('topic delete one two three --yes', { script: { DeleteTopic: {} }, state, clock });
    await cli('topic create more and others -r cn-beijing', { script: { CreateTopic: {} }, state, clock });
    expect(clock.waits).toEqual([]);
    await cli('topic create eight nine ten --rate 20', { script: { CreateTopic: {} }, state, clock });
    expect(clock.waits).toEqual([50, 50, 50]);
  });

  test('of a local server is separate: another port starts at the published rate', async () => {
    const [state, clock] = [memoryFolder(), fixedClock(NOW)];
    const at = (port: number) => `topic create one two three --endpoint http://127.0.0.1:${port}`;
    const script = { CreateTopic: [refusal('Throttling.User', 400), ok(), ok(), ok()] };
    await cli(at(8099), { script, state, clock });
    clock.waits.splice(0);
    await cli(at(8098), { script: { CreateTopic: {} }, state, clock });
    expect(clock.waits).toEqual([]);
    await cli(at(8099), { script: { CreateTopic: {} }, state, clock });
    expect(clock.waits).toEqual([1000, 1000, 1000]);
  });

  test.each([
    ['CreateTopics=1', /--rate: unknown operation "CreateTopics"; did you mean CreateTopic\?/],
    ['fast', /must be a number/],
  ])('--rate %s is refused', async (rate, says) => {
    const ran = await cli(`topic create one --rate ${rate}`);
    expect([ran.code, ran.stderr]).toEqual([2, expect.stringMatching(says)]);
  });
});

describe('--fail-fast', () => {
  test('attempts nothing after the first failure: exit 8', async () => {
    const ran = await cli('topic create one two three --fail-fast --rate 0 -o json', {
      script: { CreateTopic: [ok(), refusal('BIZ_TOPIC_TOO_MUCH'), ok()] },
    });
    expect([ran.code, sent(ran)]).toEqual([8, ['one', 'two']]);
    expect(results(ran)).toEqual(['one created', 'two failed', 'three not-attempted']);
    expect(String(errorOf(ran)['message'])).toBe('topic create: 1 of 3 failed, 1 created, 1 not attempted');
  });
});

describe('--deadline', () => {
  test('ends a batch: what was not attempted is reported, exit 8', async () => {
    const ran = await cli('topic create one two three --rate 1 --deadline 1500ms -o json', {
      script: { CreateTopic: {} },
    });
    expect([ran.code, sent(ran)]).toEqual([8, ['one', 'two']]);
    expect(results(ran)).toEqual(['one created', 'two created', 'three not-attempted']);
    expect(errorOf(ran)).toMatchObject({ code: 'DeadlineExceeded', exitCode: 8 });
  });

  test('is exit 9 if nothing was changed', async () => {
    const ran = await cli('topic create one two --deadline 1s', { script: { CreateTopic: refusal('Throttling') } });
    expect([ran.code, ran.stderr]).toEqual([9, expect.stringMatching(/0 of 2 done, 2 not attempted/)]);
  });
});

describe('an interrupted batch', () => {
  test.each([
    [130, 'interrupted'],
    [143, 'terminated'],
  ])('(%i) finishes its request, reports what remains, and keeps a journal', async (reason, word) => {
    const state = memoryFolder();
    const { stop, script } = stoppingAt(2, reason);
    const ran = await cli('topic create one two three four --rate 0 -o json', {
      ...{ script, state },
      stop: stop.signal,
    });
    expect([ran.code, sent(ran), await journals(state)]).toEqual([reason, ['one', 'two'], 1]);
    expect(results(ran)).toEqual(['one created', 'two created', 'three not-attempted', 'four not-attempted']);
    expect(errorOf(ran)).toMatchObject({ message: `${word}: 2 of 4 done, 2 not attempted` });
  });

  /** A batch of four that was stopped after two. */
  async function interrupted(line = 'topic create one two three four --rate 0') {
    const state = memoryFolder(() => NOW);
    const { stop, script } = stoppingAt(2);
    await cli(line, { script, state, stop: stop.signal });
    return state;
  }

  test('resumes: what took effect is skipped, and the finished run leaves no journal', async () => {
    const state = await interrupted();
    const script = { GetTopicList: listed('one', 'two'), CreateTopic: {} };
    const ran = await cli('topic create one two three four --rate 0 -o json', { script, state });
    expect([ran.code, sent(ran), await journals(state)]).toEqual([0, ['GetTopicList', 'three', 'four'], 0]);
    expect(results(ran)).toEqual(['one unchanged', 'two unchanged', 'three created', 'four created']);
    expect(ran.stderr).toMatch(
      /^Resuming the run started at [-\d]+ [:\d]+Z: 2 topics already created, skipping \(use --no-resume to start over\)$/m,
    );
  });

  test('creates again what was deleted in between, and sends what never arrived', async () => {
    const state = await interrupted();
    const script = { GetTopicList: listed('one'), CreateTopic: {} };
    const ran = await cli('topic create one two three four --rate 0 -o json', { script, state });
    expect([ran.code, sent(ran)]).toEqual([0, ['GetTopicList', 'two', 'three', 'four']]);
  });

  test('does not count an existing topic with other settings as its own', async () => {
    const state = await interrupted('topic create one two three four --rate 0 --partitions 6');
    const script = {
      GetTopicList: listed('one', 'two'),
      CreateTopic: ({ Topic }: Readonly<Record<string, string>>) =>
        Topic === 'one' || Topic === 'two' ? refusal('Topic.Exist') : ok(),
    };
    const ran = await cli('topic create one two three four --rate 0 --partitions 6', { script, state });
    // A second read shows whether the earlier run created the existing objects.
    const look = 'GetTopicList';
    expect([ran.code, sent(ran)]).toEqual([8, [look, 'one', look, 'two', look, 'three', 'four']]);
    expect(ran.stdout).toMatch(/one +failed/);
  });

  test.each([
    ['another setting', 'topic create one two three four --rate 0 --partitions 6'],
    ['another --param', 'topic create one two three four --rate 0 --param LocalTopic=true'],
    ['--no-resume', 'topic create one two three four --rate 0 --no-resume'],
    ['another region', 'topic create one two three four --rate 0 --region cn-beijing'],
    ['another instance', 'topic create one two three four --rate 0 -i alikafka_pre-cn-other'],
  ])('is ignored by a command with %s', async (_says, line) => {
    const state = await interrupted();
    const ran = await cli(line, { script: { CreateTopic: {} }, state });
    expect([ran.code, sent(ran).length]).toEqual([0, 4]);
  });

  test('is resumed for the names that a changed command shares with it', async () => {
    const state = await interrupted();
    const script = { GetTopicList: listed('one', 'two'), CreateTopic: {} };
    const line = 'topic create two five --rate 0 --if-not-exists';
    const ran = await cli(line, { script, state, clock: fixedClock(NOW + HOUR) });
    expect([ran.code, sent(ran), await journals(state)]).toEqual([0, ['GetTopicList', 'five'], 1]);
  });

  test('is distinguished from one that is still running', async () => {
    const state = await interrupted();
    const ran = await cli('topic create one two three four --rate 0', {
      script: { CreateTopic: {} },
      state,
      pid: 2,
      isRunning: () => true,
    });
    expect([ran.code, sent(ran).length]).toEqual([0, 4]);
    expect(ran.stderr).toMatch(/warning: the same command is already running \(process 1\)/);
  });

  test('is not considered failed if the list lags behind', async () => {
    const state = await interrupted();
    const exists = (of: Readonly<Record<string, string>>) =>
      of['Topic'] === 'one' || of['Topic'] === 'two' ? refusal('Topic.Exist') : ok();
    const ran = await cli('topic create one two three four --rate 0 -o json', {
      script: { GetTopicList: listed(), CreateTopic: exists },
      state,
    });
    expect(ran.code).toBe(0);
    expect(results(ran)).toEqual(['one created', 'two created', 'three created', 'four created']);
  });

  test.each([
    ['--fail-fast', '--rate 0 --fail-fast'],
    ['another pace and format', '--rate 5 -o csv'],
  ])('is the same with %s', async (_says, options) => {
    const state = await interrupted();
    const script = { GetTopicList: listed('one', 'two'), CreateTopic: {} };
    const ran = await cli(`topic create one two three four ${options}`, { script, state });
    expect([ran.code, sent(ran)]).toEqual([0, ['GetTopicList', 'three', 'four']]);
  });

  test('expires after a day', async () => {
    const state = await interrupted();
    const later = (ms: number) =>
      cli('topic create one two three four --rate 0', {
        script: { CreateTopic: {}, GetTopicList: listed('one', 'two') },
        state,
        clock: fixedClock(NOW + ms),
      });
    expect(sent(await later(24 * HOUR + 60_000))).toEqual(['one', 'two', 'three', 'four']);
  });

  test('of other commands is removed after a day', async () => {
    const state = await interrupted();
    await cli('topic create other another', { script: { CreateTopic: {} }, state, clock: fixedClock(NOW + 25 * HOUR) });
    expect(await journals(state)).toBe(0);
  });

  test('sends a refused name again', async () => {
    const state = memoryFolder();
    const script = { CreateTopic: [ok(), ...Array<Reply>(4).fill(refusal('Throttling')), ok()] };
    const first = await cli('topic create one two three --rate 0', { script, state });
    expect([first.code, await journals(state)]).toEqual([8, 1]);
    const again = await cli('topic create one two three --rate 0', {
      script: { GetTopicList: listed('one', 'three'), CreateTopic: {} },
      state,
    });
    expect([again.code, sent(again)]).toEqual([0, ['GetTopicList', 'two']]);
  });

  test('deletions: what is deleted is skipped, what exists again is deleted', async () => {
    const state = memoryFolder();
    const stop = new AbortController();
    const line = 'topic delete one two three --rate 0 --yes -o json';
    const remove = (_params: object, count: number) => {
      if (count === 2) stop.abort(130);
      return ok();
    };
    await cli(line, { script: { DeleteTopic: remove }, state, stop: stop.signal });
    const ran = await cli(line, { script: { GetTopicList: listed('two', 'three'), DeleteTopic: {} }, state });
    expect(ran.calls.map(({ action, params }) => `${action} ${params['Topic'] ?? ''}`)).toEqual([
      'GetTopicList ',
      'DeleteTopic two',
      'DeleteTopic three',
    ]);
    expect(results(ran)).toEqual(['one unchanged', 'two deleted', 'three deleted']);
  });

  test('is removed once every name has a clear response', async () => {
    const state = memoryFolder();
    const script = { CreateTopic: [ok(), refusal('BIZ_TOPIC_TOO_MUCH'), ok()] };
    const ran = await cli('topic create one two three --rate 0', { script, state });
    expect([ran.code, await journals(state)]).toEqual([8, 0]);
  });

  test('keeps its journal while it waits', async () => {
    const state = memoryFolder();
    const line = 'topic create one two --rate 0 --wait --wait-timeout 1s';
    const first = await cli(line, { script: { CreateTopic: {}, GetTopicList: listed() }, state });
    expect([first.code, await journals(state)]).toEqual([7, 1]);
    const again = await cli(line, { script: { GetTopicList: listed('one', 'two') }, state });
    expect([again.code, await journals(state)]).toEqual([0, 0]);
  });

  test('is not kept for one name, an uninterrupted batch, or a declined one', async () => {
    const state = memoryFolder();
    await cli('topic create one', { script: { CreateTopic: refusal('BIZ_TOPIC_TOO_MUCH') }, state });
    await cli('topic create one two', { script: { CreateTopic: {} }, state });
    await cli('topic delete one two', {
      terminal: true,
      answers: { confirm: [false] },
      state,
      script: { GetConsumerList: groups() },
    });
    expect(await journals(state)).toBe(0);
  });

  test('contains no secret and no key id', async () => {
    const state = await interrupted();
    const [{ name } = { name: '' }] = await state.names('batch-');
    const text = `${name} ${(await state.read(name)) ?? ''}`;
    expect(text).toContain('"one ');
    expect(text).not.toMatch(/testid|testsecret/);
  });

  test.each([
    ['at once', 0],
    ['in the middle', 2],
  ])('in a folder that cannot be written (%s), only the journal is missing, with one warning', async (_when, after) => {
    let written = 0;
    const full = memoryFolder();
    const append = async (name: string, text: string): Promise<void> => {
      if (written++ >= after) throw new Error('ENOSPC: no space left on device');
      await full.append(name, text);
    };
    const ran = await cli('topic create one two three four --rate 0 -o json', {
      script: { CreateTopic: {} },
      state: { ...full, append },
    });
    expect([ran.code, results(ran)]).toEqual([0, ['one', 'two', 'three', 'four'].map((name) => `${name} created`)]);
    expect(ran.stderr.match(/cannot use the state folder, .* interrupted: ENOSPC/g)).toHaveLength(1);
  });

  test('in a folder that cannot be read, only resuming is missing, with a warning', async () => {
    const no = async (): Promise<never> => {
      throw new Error('EROFS: read-only file system');
    };
    const state = { ...memoryFolder(), append: no, read: no, names: no, remove: no };
    const ran = await cli('topic create one two --rate 0', { script: { CreateTopic: {} }, state });
    expect([ran.code, ran.stderr]).toEqual([
      0,
      expect.stringMatching(/cannot use the state folder, .* interrupted: EROFS/),
    ]);
  });
});

test('an incomplete last line of a journal is ignored', async () => {
  const state = memoryFolder(() => NOW);
  const { stop, script } = stoppingAt(2);
  await cli('topic create one two three --rate 0', { script, state, stop: stop.signal });
  const [{ name } = { name: '' }] = await state.names('batch-');
  await state.append(name, '\n{"begin":["thr');
  const ran = await cli('topic create one two three --rate 0 -o json', {
    script: { GetTopicList: listed('one', 'two'), CreateTopic: {} },
    state,
  });
  expect([sent(ran), json(ran)]).toEqual([['GetTopicList', 'three'], expect.anything()]);
});

test('an unreadable response while reconciling leaves the outcome unknown', async () => {
  const ran = await cli('topic create one --rate 0', {
    script: { CreateTopic: http(502, '<html>'), GetTopicList: http(200, '<html>') },
  });
  expect([ran.code, ran.stderr]).toEqual([6, expect.stringMatching(/the check failed too: /)]);
});
