/** Batches that end at a bad moment or with a bad outcome, and what the flags that steer one do together. */
import { describe, expect, test } from '@jest/globals';
import type { StateFolder } from '../../../src/ports/state-folder.ts';
import { memoryFolder } from '../../support/memory-folder.ts';
import type { Send } from '../../../src/transport/send.ts';
import { cli, errorOf, type Options, type Ran } from '../../support/context.ts';
import { type Clock, fixedClock, http, noAnswer, NOW, ok, refusal, type Reply } from '../../support/effects.ts';
import { saslUsers, service, topics } from '../../support/service.ts';

type Params = Readonly<Record<string, string>>;

const listed = (...all: readonly string[]): object =>
  topics(...all.map((Topic) => ({ Topic, PartitionNum: 12, Remark: Topic, Status: 0, StatusName: 'running' })));
const sent = ({ calls }: Pick<Ran, 'calls'>): string[] =>
  calls.map(({ action, params }) => params['Topic'] ?? params['ConsumerId'] ?? action);
const results = ({ stdout }: Ran): string[] =>
  (JSON.parse(stdout) as { Topic: string; Result: string }[]).map(({ Topic, Result }) => `${Topic} ${Result}`);
const begun = async (state: StateFolder): Promise<string> => {
  const names = await state.names('batch-');
  return (await Promise.all(names.map(({ name }) => state.read(name)))).join('\n');
};
const journals = async (state: StateFolder): Promise<number> => (await state.names('batch-')).length;

/** Answers by name; others are done. */
const answering =
  (answers: Readonly<Record<string, Reply>>) =>
  ({ Topic }: Params): Reply =>
    answers[Topic ?? ''] ?? ok();

/** A stop that comes while a name is sent. */
function stoppingAt(name: string): Pick<Options, 'stop' | 'script'> {
  const stop = new AbortController();
  const CreateTopic = ({ Topic }: Params): Reply => {
    if (Topic === name) stop.abort(130);
    return ok();
  };
  return { stop: stop.signal, script: { CreateTopic } };
}

const OTHER = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'otherid', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'othersecret' };

describe('a journal', () => {
  test('contains a name before its request is sent, and no later name', async () => {
    const state = memoryFolder(() => NOW);
    const { send: answer } = service({ CreateTopic: {} });
    const seen: string[][] = [];
    const send: Send = async (request) => {
      const text = await begun(state);
      seen.push(['one', 'two', 'three'].filter((name) => text.includes(`"${name} `)));
      return answer(request);
    };
    expect((await cli('topic create one two three --rate 0', { send, state })).code).toBe(0);
    expect(seen).toEqual([['one'], ['one', 'two'], ['one', 'two', 'three']]);
  });

  test('belongs to the account: another account does not resume it', async () => {
    const state = memoryFolder(() => NOW);
    const line = 'topic create one two three --rate 0';
    await cli(line, { ...stoppingAt('two'), state });
    const other = await cli(line, { script: { CreateTopic: {} }, state, env: OTHER });
    expect([other.code, sent(other), other.stderr]).toEqual([0, ['one', 'two', 'three'], '']);
    const own = await cli(line, { script: { GetTopicList: listed('one', 'two'), CreateTopic: {} }, state });
    expect([own.code, sent(own), await journals(state)]).toEqual([0, ['GetTopicList', 'three'], 0]);
  });

  test('belongs to the endpoint and the command', async () => {
    const state = memoryFolder(() => NOW);
    await cli('topic create one two three --rate 0', { ...stoppingAt('two'), state });
    const there = '--endpoint https://alikafka.example.com';
    const elsewhere = await cli(`topic create one two three --rate 0 ${there}`, { script: { CreateTopic: {} }, state });
    expect([elsewhere.code, sent(elsewhere)]).toEqual([0, ['one', 'two', 'three']]);
    const gone = { DeleteTopic: {} };
    const removed = await cli('topic delete one two three --rate 0 --yes', { script: gone, state });
    expect([removed.code, sent(removed)]).toEqual([0, ['one', 'two', 'three']]);
  });

  test('drops a name whose request was never sent', async () => {
    const state = memoryFolder(() => NOW);
    const line = 'topic create one two three';
    // The turn of the second comes after the deadline.
    const first = await cli(`${line} --rate 1 --deadline 500ms`, { script: { CreateTopic: {} }, state });
    expect([first.code, sent(first)]).toEqual([8, ['one']]);
    const again = await cli(`${line} --rate 0`, { script: { GetTopicList: listed(), CreateTopic: {} }, state });
    expect([again.code, sent(again)]).toEqual([0, ['GetTopicList', 'one', 'two', 'three']]);
    // If it had been begun, the object that the service reports would have counted as its result.
    const exists = memoryFolder(() => NOW);
    await cli(`${line} --rate 1 --deadline 500ms`, { script: { CreateTopic: {} }, state: exists });
    const theirs = await cli(`${line} --rate 0 -o json`, {
      script: { GetTopicList: listed('one'), CreateTopic: answering({ two: refusal('Topic.Exist') }) },
      state: exists,
    });
    expect([theirs.code, results(theirs)]).toEqual([8, ['one unchanged', 'two failed', 'three created']]);
  });

  test('keeps a name whose outcome is unknown', async () => {
    const state = memoryFolder(() => NOW);
    const line = 'topic create one two three --rate 0 -o json';
    const script = { CreateTopic: answering({ two: noAnswer() }), GetTopicList: refusal('NoPermission', 403) };
    const first = await cli(line, { script, state });
    expect([first.code, results(first)]).toEqual([6, ['one created', 'two unknown', 'three created']]);
    expect(await journals(state)).toBe(1);
    const again = await cli(line, { script: { GetTopicList: listed('one', 'two', 'three') }, state });
    expect([again.code, results(again)]).toEqual([0, ['one unchanged', 'two unchanged', 'three unchanged']]);
    expect(await journals(state)).toBe(0);
  });
});

describe('--fail-fast', () => {
  test('stops at an unknown outcome too: exit 6, with the command to inspect it', async () => {
    const ran = await cli('topic create one two three --fail-fast --rate 0 -o json', {
      script: { CreateTopic: answering({ two: noAnswer() }), GetTopicList: refusal('NoPermission', 403) },
    });
    expect([ran.code, sent(ran)]).toEqual([6, ['one', 'two', 'GetTopicList']]);
    expect(results(ran)).toEqual(['one created', 'two unknown', 'three not-attempted']);
    expect(errorOf(ran)).toMatchObject({ exitCode: 6, next: expect.stringMatching(/alikafka topic describe two$/) });
  });

  test('does not stop at a refusal that a flag tolerates', async () => {
    const ran = await cli('topic create one two three --fail-fast --if-not-exists --rate 0 -o json', {
      script: { CreateTopic: answering({ two: refusal('Topic.Exist') }), GetTopicList: listed('two') },
    });
    expect([ran.code, results(ran)]).toEqual([0, ['one created', 'two unchanged', 'three created']]);
  });

  test('stops at a name that does not exist, before anything is sent for the others', async () => {
    const DescribeSaslUsers = { SaslUserList: { SaslUserVO: [{ Username: 'app', Type: 'plain' }] } };
    const ran = await cli('sasl delete web app --fail-fast --yes -o json', { script: { DescribeSaslUsers } });
    expect([ran.code, ran.calls.map(({ action }) => action)]).toEqual([8, ['DescribeSaslUsers']]);
    expect(JSON.parse(ran.stdout)).toMatchObject([{ Result: 'failed' }, { Result: 'not-attempted' }]);
  });

  test('with a file: the same command sends the failed name again, and the remaining ones', async () => {
    const state = memoryFolder(() => NOW);
    const files = { 'topics.txt': 'one\ntwo\nthree\n' };
    const line = 'topic create -f topics.txt --fail-fast --rate 0 -o json';
    const script = { CreateTopic: answering({ two: refusal('BIZ_TOPIC_TOO_MUCH') }) };
    const first = await cli(line, { script, state, files });
    expect([first.code, results(first)]).toEqual([8, ['one created', 'two failed', 'three not-attempted']]);
    expect(await journals(state)).toBe(1);
    const again = await cli(line, { script: { GetTopicList: listed('one'), CreateTopic: {} }, state, files });
    expect([again.code, sent(again)]).toEqual([0, ['GetTopicList', 'two', 'three']]);
    expect(results(again)).toEqual(['one unchanged', 'two created', 'three created']);
    expect(await journals(state)).toBe(0);
  });

  test('with --wait: waits for what was changed, then ends with the failure', async () => {
    const ran = await cli('topic create one two three --fail-fast --wait --rate 0 -o json', {
      script: {
        CreateTopic: answering({ two: refusal('BIZ_TOPIC_TOO_MUCH') }),
        GetTopicList: [listed(), listed('one')],
      },
    });
    expect([ran.code, ran.waits]).toEqual([8, [1000]]);
    expect(results(ran)).toEqual(['one created', 'two failed', 'three not-attempted']);
    expect(errorOf(ran)).toMatchObject({ message: 'topic create: 1 of 3 failed, 1 created, 1 not attempted' });
  });
});

describe('--wait', () => {
  // What settling an unclear outcome waits is not the wait for what was done.
  test.each<[string, Reply, number, string, readonly number[]]>([
    ['refused', refusal('BIZ_TOPIC_TOO_MUCH'), 8, 'failed', []],
    ['of unknown outcome', http(502, '<html>'), 6, 'unknown', [1000, 2000, 4000]],
  ])('does not wait for a name that is %s', async (_says, reply, code, word, waits) => {
    const ran = await cli('topic create one two --wait --rate 0 --max-attempts 1 --wait-timeout 1m -o json', {
      script: { CreateTopic: answering({ two: reply }), GetTopicList: listed('one') },
    });
    expect([ran.code, results(ran), ran.waits]).toEqual([code, ['one created', `two ${word}`], waits]);
    expect(ran.stderr).not.toMatch(/two: not listed yet/);
  });

  test('waits for what already existed, since its creation may not be finished', async () => {
    const ran = await cli('topic create one two --wait --if-not-exists --rate 0 -o json', {
      script: {
        CreateTopic: answering({ two: refusal('Topic.Exist') }),
        GetTopicList: [listed('one'), listed('one'), listed('one', 'two')],
      },
    });
    // The first read compares, the second and third wait.
    expect([ran.code, ran.waits, results(ran)]).toEqual([0, [1000], ['one created', 'two unchanged']]);
  });

  test('waits for the deletion of what was already deleted', async () => {
    const ran = await cli('topic delete one two --wait --if-exists --yes --rate 0 -o json', {
      script: {
        DeleteTopic: answering({ two: refusal('Topic.NotFound', 404) }),
        GetTopicList: [listed('one'), listed()],
      },
    });
    expect([ran.code, ran.waits, results(ran)]).toEqual([0, [1000], ['one deleted', 'two unchanged']]);
  });

  test('does not wait if every name of the batch failed', async () => {
    const script = { CreateTopic: refusal('BIZ_TOPIC_TOO_MUCH') };
    const ran = await cli('topic create one two --wait --rate 0', { script });
    expect([ran.code, sent(ran)]).toEqual([1, ['one', 'two']]);
  });

  test('ends at the deadline of the command, and says so', async () => {
    const ran = await cli('topic create one two --wait --rate 0 --deadline 5s -o json', {
      script: { CreateTopic: {}, GetTopicList: listed('one') },
    });
    expect([ran.code, results(ran)]).toEqual([7, ['one created', 'two created']]);
    expect(ran.waits.reduce((sum, ms) => sum + ms, 0)).toBe(5000);
    expect(errorOf(ran)).toMatchObject({ code: 'DeadlineExceeded', next: 'alikafka wait topic two running' });
  });

  test('does not start if the deadline ended the batch', async () => {
    const script = { CreateTopic: {}, GetTopicList: listed('one') };
    const ran = await cli('topic create one two --wait --rate 1 --deadline 500ms -o json', { script });
    expect([ran.code, results(ran)]).toEqual([8, ['one created', 'two not-attempted']]);
    expect(errorOf(ran)).toMatchObject({ code: 'DeadlineExceeded', exitCode: 8 });
  });

  test('does not start if the batch was stopped', async () => {
    const { stop, script } = stoppingAt('one');
    const ran = await cli('topic create one two --wait --rate 0 -o json', {
      ...(stop === undefined ? {} : { stop }),
      script: { ...script, GetTopicList: listed() },
    });
    expect([ran.code, results(ran), ran.waits]).toEqual([130, ['one created', 'two not-attempted'], []]);
    expect(errorOf(ran)).toMatchObject({ message: 'interrupted: 1 of 2 done, 1 not attempted' });
  });
});

describe('--dry-run', () => {
  const files = { 'topics.txt': 'one\ntwo\n' };

  test.each(['', '--wait', '--if-not-exists', '--fail-fast', '--no-resume', '--wait --if-not-exists --fail-fast'])(
    'with -f and %j: prints every request and nothing else',
    async (flags) => {
      const state = memoryFolder(() => NOW);
      const ran = await cli(`topic create -f topics.txt --dry-run ${flags} -o json`, { files, state });
      expect([ran.code, ran.calls, ran.waits, await journals(state)]).toEqual([0, [], [], 0]);
      expect(JSON.parse(ran.stdout)).toMatchObject([{ params: { Topic: 'one' } }, { params: { Topic: 'two' } }]);
    },
  );

  test('includes what an interrupted run did, and keeps its journal', async () => {
    const state = memoryFolder(() => NOW);
    await cli('topic create -f topics.txt --rate 0', { ...stoppingAt('one'), files, state });
    const ran = await cli('topic create -f topics.txt --dry-run -o json', { files, state });
    expect(JSON.parse(ran.stdout)).toHaveLength(2);
    expect(await journals(state)).toBe(1);
  });
});

describe('a later run', () => {
  const HOUR = 3_600_000;
  const LINE = 'topic create one two three four --rate 0 -o json';

  /** A batch of four that was stopped after two, an hour before the clock that is given back. */
  async function anHourAgo(line = LINE, options: Options = {}): Promise<{ state: StateFolder; clock: Clock }> {
    const clock = fixedClock(NOW);
    const state = memoryFolder(() => clock.now());
    await cli(line, { ...stoppingAt('two'), ...options, state, clock });
    await clock.sleep(HOUR);
    return { state, clock: fixedClock(clock.now()) };
  }

  test('that finishes removes its own journal and the one that it resumed', async () => {
    const { state, clock } = await anHourAgo();
    const script = { GetTopicList: listed('one', 'two'), CreateTopic: {} };
    const ran = await cli(LINE, { script, state, clock });
    expect([ran.code, sent(ran), await journals(state)]).toEqual([0, ['GetTopicList', 'three', 'four'], 0]);
  });

  test('with --no-resume sends everything, and removes all journals', async () => {
    const { state, clock } = await anHourAgo();
    const ran = await cli(`${LINE} --no-resume`, { script: { CreateTopic: {} }, state, clock });
    expect([ran.code, sent(ran), await journals(state)]).toEqual([0, ['one', 'two', 'three', 'four'], 0]);
    // The objects in this response were created by another command.
    const again = await anHourAgo();
    const exists = { CreateTopic: answering({ one: refusal('Topic.Exist') }) };
    const other = await cli(`${LINE} --no-resume`, { script: exists, state: again.state, clock: again.clock });
    expect([other.code, results(other)[0]]).toEqual([8, 'one failed']);
  });

  test('with the same process id, as in a container, is not mistaken for the earlier run', async () => {
    const { state, clock } = await anHourAgo();
    const script = { GetTopicList: listed('one', 'two'), CreateTopic: {} };
    const ran = await cli(LINE, { script, state, clock, pid: 1, isRunning: () => true });
    expect([ran.code, sent(ran), await journals(state)]).toEqual([0, ['GetTopicList', 'three', 'four'], 0]);
  });

  test('that is stopped too keeps both journals, and a third run finishes', async () => {
    const { state, clock } = await anHourAgo();
    const stop = new AbortController();
    const CreateTopic = ({ Topic }: Params): Reply => {
      if (Topic === 'three') stop.abort(143);
      return ok();
    };
    const second = await cli(LINE, {
      script: { GetTopicList: listed('one', 'two'), CreateTopic },
      ...{ state, clock, stop: stop.signal },
    });
    expect([second.code, await journals(state)]).toEqual([143, 2]);
    const third = await cli(LINE, {
      script: { GetTopicList: listed('one', 'two', 'three'), CreateTopic: {} },
      ...{ state, clock: fixedClock(clock.now() + HOUR) },
    });
    expect([third.code, sent(third), await journals(state)]).toEqual([0, ['GetTopicList', 'four'], 0]);
  });

  test('recognizes a record with its fields in any order', async () => {
    const csv = 'Topic,PartitionNum,Remark\none,6,first-one\ntwo,6,second-one\nthree,6,third-one\n';
    const json = ['one,first', 'two,second', 'three,third']
      .map((pair) => pair.split(','))
      .map(([Topic, word]) => JSON.stringify({ Remark: `${word ?? ''}-one`, Topic, PartitionNum: 6 }))
      .join('\n');
    const { state, clock } = await anHourAgo('topic create -f t.csv --rate 0', { files: { 't.csv': csv } });
    const rows = ['one', 'two'].map((Topic, i) => ({
      Topic,
      PartitionNum: 6,
      Remark: `${['first', 'second'][i] ?? ''}-one`,
    }));
    const ran = await cli('topic create -f t.ndjson --rate 0', {
      files: { 't.ndjson': json },
      script: { GetTopicList: topics(...rows.map((row) => ({ ...row, Status: 0 }))), CreateTopic: {} },
      ...{ state, clock },
    });
    expect([ran.code, sent(ran)]).toEqual([0, ['GetTopicList', 'three']]);
  });

  test('does not confuse a name with a prefix of it', async () => {
    const stop = new AbortController();
    const state = memoryFolder(() => NOW);
    const users = (...names: readonly string[]): object =>
      saslUsers(...names.map((Username) => ({ Username, Type: 'plain' })));
    const DeleteSaslUser = (): Reply => {
      stop.abort(130);
      return ok();
    };
    const script = { DescribeSaslUsers: users('app-old', 'web'), DeleteSaslUser };
    await cli('sasl delete app-old web --yes --rate 0', { script, state, stop: stop.signal });
    const ran = await cli('sasl delete app web --yes --rate 0 -o json', {
      script: { DescribeSaslUsers: users('web'), DeleteSaslUser: {} },
      ...{ state, clock: fixedClock(NOW + 1) },
    });
    expect([ran.code, JSON.parse(ran.stdout)]).toMatchObject([8, [{ Result: 'failed' }, { Result: 'deleted' }]]);
    const own = await cli('sasl delete app-old web --yes --rate 0 -o json', {
      script: { DescribeSaslUsers: users('web'), DeleteSaslUser: {} },
      ...{ state, clock: fixedClock(NOW + 2) },
    });
    expect([own.code, JSON.parse(own.stdout)]).toMatchObject([0, [{ Result: 'unchanged' }, { Result: 'deleted' }]]);
  });
});

describe('stopped or out of time', () => {
  test('before the first request: nothing is sent or reported, and no journal is left', async () => {
    const stop = new AbortController();
    const state = memoryFolder(() => NOW);
    const DescribeSaslUsers = (): Reply => {
      stop.abort(130);
      return ok({ SaslUserList: { SaslUserVO: [{ Username: 'app', Type: 'plain' }] } });
    };
    const ran = await cli('sasl delete web app --if-exists --yes -o json', {
      script: { DescribeSaslUsers },
      ...{ state, stop: stop.signal },
    });
    expect([ran.code, ran.calls.length, await journals(state)]).toEqual([130, 1, 0]);
    expect(JSON.parse(ran.stdout)).toMatchObject([{ Result: 'not-attempted' }, { Result: 'not-attempted' }]);
  });

  test.each([
    ['stopped', 130],
    ['out of time', 6],
  ])('%s after an unknown outcome: exit %i, with the command to inspect it', async (how, code) => {
    const stop = new AbortController();
    const CreateTopic = ({ Topic }: Params): Reply => {
      if (Topic === 'two' && how === 'stopped') stop.abort(130);
      return Topic === 'two' ? noAnswer() : ok();
    };
    // Two of three have their turn within the deadline.
    const limits = how === 'stopped' ? '--rate 0' : '--rate 1 --deadline 1500ms';
    const ran = await cli(`topic create one two three --max-attempts 1 ${limits} -o json`, {
      script: { CreateTopic, GetTopicList: refusal('NoPermission', 403) },
      stop: stop.signal,
    });
    expect([ran.code, results(ran)]).toEqual([code, ['one created', 'two unknown', 'three not-attempted']]);
    expect(ran.stderr).toMatch(/alikafka topic describe two/);
  });
});
