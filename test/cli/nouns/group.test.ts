/** `group …`: what each verb sends and prints, and what lag is. */
import { describe, expect, test } from '@jest/globals';
import { NetworkFault } from '../../../src/transport/send.ts';
import { cli, errorOf, INSTANCE, json, REGION } from '../../support/context.ts';
import { NOW, refusal } from '../../support/effects.ts';
import { result } from '../../support/result.ts';
import { groups } from '../../support/service.ts';

const WHERE = { InstanceId: INSTANCE, RegionId: REGION };

describe('group list', () => {
  test('sends no page parameters, and prints records', async () => {
    const ran = await cli('group list -o json', {
      script: { GetConsumerList: groups({ ConsumerId: 'billing', Remark: 'r' }) },
    });
    expect(ran.calls.map(({ params }) => params)).toEqual([WHERE]);
    expect(json(ran)).toMatchObject([{ ConsumerId: 'billing', Remark: 'r', Tags: null }]);
  });

  test('on a terminal with long names, hides empty remarks before times', async () => {
    const records = ['a', 'b'].map((one) => ({ ConsumerId: one.repeat(64), Remark: '', CreateTime: NOW - 86_400_000 }));
    const ran = await cli('group list', {
      script: { GetConsumerList: groups(...records) },
      terminal: true,
      columns: 80,
      env: { NO_COLOR: '1' },
    });
    expect(ran.stdout).toMatch(/^┌.*\n│ ConsumerId +│ Create +│\n/);
    expect(ran.stderr).toContain('hidden columns: Remark, Tags (');
  });

  test('requests more pages until the total is reached', async () => {
    const all = Array.from({ length: 25 }, (_, i) => ({ ConsumerId: `g${i}` }));
    const script = {
      GetConsumerList: [
        { ...groups(...all.slice(0, 10)), Total: 25 },
        { ...groups(...all), Total: 25 },
      ],
    };
    const ran = await cli('group list -o name', { script });
    expect(ran.stdout.trim().split('\n')).toHaveLength(25);
    expect(ran.calls[1]?.params).toMatchObject({ CurrentPage: '1', PageSize: '1000' });
  });

  test('filters by name locally', async () => {
    const script = { GetConsumerList: groups({ ConsumerId: 'billing' }, { ConsumerId: 'shipping' }) };
    expect((await cli("group list --name 'b*' -o name", { script })).stdout).toBe('billing\n');
  });
});

describe('group create', () => {
  test('sends each name', async () => {
    const ran = await cli('group create billing shipping -o json', { script: { CreateConsumerGroup: {} } });
    expect(ran.calls.map(({ params }) => params)).toEqual(
      ['billing', 'shipping'].map((ConsumerId) => ({ ...WHERE, ConsumerId })),
    );
    expect(json(ran)).toEqual(['billing', 'shipping'].map((ConsumerId) => result({ ConsumerId }, 'created')));
  });

  test.each([
    ['', 5, 'failed'],
    ['--if-not-exists', 0, 'unchanged'],
  ])('an existing name: %j %i', async (flag, code, word) => {
    const ran = await cli(`group create billing ${flag} -o json`, {
      script: { CreateConsumerGroup: refusal('BIZ_SUBSCRIPTION_EXISTED') },
    });
    expect(ran.code).toBe(code);
    expect(json(ran)).toMatchObject([{ ConsumerId: 'billing', Result: word }]);
  });

  test('an invalid name is refused before anything is sent', async () => {
    expect(await cli('group create a/b/c billing')).toMatchObject({ code: 2, calls: [] });
  });
});

describe('group delete', () => {
  test.each([
    ['', 3, ['GetConsumerList']],
    ['--if-exists', 0, []],
  ])('a missing name: %j %i', async (flag, code, reads) => {
    const ran = await cli(`group delete billing --yes ${flag}`, {
      script: { DeleteConsumerGroup: refusal('Group.NotFound', 404), GetConsumerList: groups() },
    });
    expect(ran.code).toBe(code);
    expect(ran.calls.map(({ action }) => action)).toEqual(['DeleteConsumerGroup', ...reads]);
    expect(ran.calls[0]?.params).toEqual({ ...WHERE, ConsumerId: 'billing' });
  });

  test('an active group: exit 5, with the next step', async () => {
    const ran = await cli('group delete billing --yes -o json', {
      script: { DeleteConsumerGroup: refusal('BIZ_CONSUMER_GROUP_ACTIVE_ERROR') },
    });
    expect(ran.code).toBe(5);
    expect(errorOf(ran)['hint']).toMatch(/[Ss]top/);
  });
});

const partition = (
  Partition: number,
  BrokerOffset: unknown,
  ConsumerOffset: unknown,
  LastTimestamp: unknown = NOW - 90_000,
): object => ({
  Partition,
  BrokerOffset,
  ConsumerOffset,
  LastTimestamp,
});
const progress = (...topicList: object[]): object => ({
  ConsumerProgress: { TotalDiff: 0, TopicList: { TopicList: topicList } },
});
const topic = (Topic: string, ...offsets: object[]): object => ({
  Topic,
  TotalDiff: 0,
  OffsetList: { OffsetList: offsets },
});

const PROGRESS = progress(
  topic('orders', partition(0, 120, 100), partition(1, 50, 50, 0)),
  topic('refunds', partition(0, 7, 2, -1)),
);

describe('group describe', () => {
  test.each(['describe', 'progress'])(
    '%s prints one object with lag by partition, by topic and in total',
    async (verb) => {
      const ran = await cli(`group ${verb} billing -o json`, { script: { GetConsumerProgress: PROGRESS } });
      expect(ran.calls.map(({ params }) => params)).toEqual([{ ...WHERE, ConsumerId: 'billing' }]);
      expect(json(ran)).toMatchObject({
        ConsumerId: 'billing',
        Lag: 25,
        // Of the refunds that are behind the age is unknown, and so is the longest of all.
        LagSeconds: null,
        TopicList: [
          {
            Topic: 'orders',
            Lag: 20,
            LagSeconds: 90,
            OffsetList: [
              { Partition: 0, Lag: 20, LagSeconds: 90 },
              { Partition: 1, Lag: 0, LagSeconds: 0 },
            ],
          },
          { Topic: 'refunds', Lag: 5, LagSeconds: null, OffsetList: [{ Partition: 0, Lag: 5, LagSeconds: null }] },
        ],
      });
    },
  );

  test('--topic leaves other topics out of the totals too', async () => {
    const ran = await cli('group describe billing --topic refunds -o json', {
      script: { GetConsumerProgress: PROGRESS },
    });
    expect(json(ran)).toMatchObject({ Lag: 5, LagSeconds: null, TopicList: [{ Topic: 'refunds' }] });
  });

  test('the table has a row per partition', async () => {
    const { stdout } = await cli('group describe billing', { script: { GetConsumerProgress: PROGRESS } });
    expect(stdout).toMatch(/^orders +0 +120 +100 +20 +90\b/m);
    expect(stdout).toMatch(/^refunds +0 +7 +2 +5\b/m);
  });

  test.each<[string, object, object]>([
    ['unknown where an offset is', partition(0, 120, null), { Lag: null, LagSeconds: null }],
    ['the number of the service if it sends no offsets', { Partition: 0, Accumulate: 9 }, { Lag: 9 }],
    ['nothing where the group is ahead of a cut log', partition(0, 100, 120), { Lag: 0, LagSeconds: 0 }],
    ['never negative because of a clock that is ahead', partition(0, 2, 1, NOW + 5000), { Lag: 1, LagSeconds: 0 }],
    ['of offsets that came as text', partition(0, '120', '100'), { Lag: 20 }],
  ])('lag is %s', async (_says, offset, expected) => {
    const ran = await cli('group describe billing -o json', {
      script: { GetConsumerProgress: progress(topic('t', offset)) },
    });
    expect(json(ran)).toMatchObject({ TopicList: [{ OffsetList: [expected] }] });
  });

  test('lag is exact beyond 2^53', async () => {
    const offset = partition(0, '9007199254740995', '1');
    const ran = await cli('group describe billing -o json', {
      script: { GetConsumerProgress: progress(topic('t', offset)) },
    });
    expect(ran.stdout).toContain('"Lag": 9007199254740994');
  });

  test('a group that reads no topic yet', async () => {
    const ran = await cli('group describe billing -o json', { script: { GetConsumerProgress: progress() } });
    expect(json(ran)).toMatchObject({ ConsumerId: 'billing', TopicList: [] });
  });
});

describe('group lag', () => {
  const script = { GetConsumerProgress: PROGRESS, GetConsumerList: groups({ ConsumerId: 'a' }, { ConsumerId: 'b' }) };

  test('a row per group and topic', async () => {
    const ran = await cli('group lag billing -o json', { script });
    expect(json(ran)).toEqual([
      { ConsumerId: 'billing', Topic: 'orders', Lag: 20, LagSeconds: 90 },
      { ConsumerId: 'billing', Topic: 'refunds', Lag: 5, LagSeconds: null },
    ]);
  });

  test('all groups if none is named', async () => {
    const ran = await cli('group lag -o json', { script });
    expect(ran.calls.map(({ action, params }) => [action, params['ConsumerId']])).toEqual([
      ['GetConsumerList', undefined],
      ['GetConsumerProgress', 'a'],
      ['GetConsumerProgress', 'b'],
    ]);
    expect((json(ran) as { ConsumerId: string }[]).map(({ ConsumerId }) => ConsumerId)).toEqual(['a', 'b', 'a', 'b']);
  });

  test('--partitions prints a row per partition, --topic only one topic', async () => {
    const ran = await cli('group lag a --partitions --topic orders -o json', { script });
    expect(json(ran)).toEqual([
      { ConsumerId: 'a', Topic: 'orders', Partition: 0, Lag: 20, LagSeconds: 90 },
      { ConsumerId: 'a', Topic: 'orders', Partition: 1, Lag: 0, LagSeconds: 0 },
    ]);
  });

  test.each([
    ['--fail-above 19', 7, /orders.*lag of 20 messages/],
    ['--fail-above 20', 0, /^$/],
    ['--fail-above-seconds 89', 7, /orders.*90 seconds/],
    ['--fail-above-seconds 90 --topic orders', 0, /^$/],
    [
      '--fail-above-seconds 90',
      7,
      /^group "billing" on topic "refunds": lag in seconds unknown, above the limit of 90$/,
    ],
    ['--fail-above 4 --topic refunds', 7, /refunds.*5 messages/],
    ['--fail-above-seconds 0 --topic refunds', 7, /refunds": lag in seconds unknown/],
    [
      '--fail-above 19 --partitions',
      7,
      /^group "billing" on topic "orders", partition 0: lag of 20 messages, above the limit of 19$/,
    ],
  ])('%s: the rows are printed, exit %i', async (flags, code, why) => {
    const ran = await cli(`group lag billing ${flags} -o json`, { script });
    expect(ran.code).toBe(code);
    expect((json(ran) as object[]).length).toBeGreaterThan(0);
    if (code === 0) expect(ran.stderr).toMatch(why);
    else {
      const { exitCode, details } = errorOf(ran);
      expect(exitCode).toBe(7);
      expect(details).toContainEqual({ name: 'billing', message: expect.stringMatching(why) });
    }
  });

  test('rows above a limit: one detail each, and the only one is also the message', async () => {
    const one = await cli('group lag billing --fail-above 19 -o json', { script });
    const { message, details } = errorOf(one);
    expect(details).toEqual([{ name: 'billing', message }]);
    const two = errorOf(await cli('group lag billing --fail-above 4 -o json', { script }));
    expect(two).toMatchObject({ message: expect.stringMatching(/^2 of \d+ rows are above a limit$/) });
    expect(two.details.map((row) => row['message'])).toEqual([
      'group "billing" on topic "orders": lag of 20 messages, above the limit of 4',
      'group "billing" on topic "refunds": lag of 5 messages, above the limit of 4',
    ]);
    const text = (await cli('group lag billing --fail-above 19', { script })).stderr;
    expect(text.match(/lag of 20 messages/g)).toHaveLength(1);
    expect((await cli('group lag billing --fail-above 4', { script })).stderr).toMatch(
      /^error: 2 of \d+ rows are above a limit\n {2}- group "billing" on topic "orders": .*\n {2}- group "billing" on/,
    );
  });

  test('largest lag first, unknown last; ndjson as read', async () => {
    const rows = progress(
      topic('small', partition(0, 2, 1)),
      topic('unknown', partition(0, 9, -1)),
      topic('large', partition(0, '9007199254740995', '1')),
      topic('none', partition(0, 5, 5)),
    );
    const all = { GetConsumerProgress: rows };
    const topicsOf = async (flags: string): Promise<string[]> =>
      (await cli(`group lag billing ${flags}`, { script: all })).stdout
        .trimEnd()
        .split(/\r?\n/)
        .map((line) => (line.startsWith('{') ? String((JSON.parse(line) as { Topic: string }).Topic) : line));
    expect(await topicsOf("--query '[].Topic' -o csv")).toEqual(['large', 'small', 'none', 'unknown']);
    expect(await topicsOf('-o ndjson')).toEqual(['small', 'unknown', 'large', 'none']);
  });

  test('-o name prints a line per group with --topic, else it is refused before anything is sent', async () => {
    expect((await cli('group lag --topic orders -o name', { script })).stdout).toBe('a\nb\n');
    for (const flags of ['', '--topic orders --partitions']) {
      const ran = await cli(`group lag billing ${flags} -o name`);
      expect(ran).toMatchObject({ code: 2, stdout: '', calls: [] });
      expect(ran.stderr).toMatch(/--output name requires --topic.*use --output ndjson/);
    }
  });
});

describe('group lag --topic', () => {
  const other = progress(topic('payments', partition(0, 1000, 1)));
  const script = { GetConsumerList: groups({ ConsumerId: 'a' }, { ConsumerId: 'b' }), GetConsumerProgress: other };

  test.each([
    ['group lag billing', 'group "billing" does not read topic "typo"', 'alikafka group describe billing'],
    ['group lag a b', 'none of these groups reads topic "typo"', 'alikafka group describe a'],
    ['group lag', 'no group reads topic "typo"', 'alikafka group lag'],
    ['group describe billing', 'group "billing" does not read topic "typo"', 'alikafka group describe billing'],
  ])('%s: no group reads it, exit 3 and no row', async (line, message, next) => {
    const limit = line.includes('lag') ? '--fail-above 100' : '';
    const ran = await cli(`${line} --topic typo ${limit} -o json`, { script });
    expect(ran).toMatchObject({ code: 3, stdout: '' });
    expect(errorOf(ran)).toMatchObject({ code: 'NotFound', exitCode: 3, message, next });
  });

  test('without groups: exit 3; without --topic an empty list', async () => {
    const none = { GetConsumerList: groups() };
    expect((await cli('group lag --topic orders', { script: none })).code).toBe(3);
    expect(await cli('group lag --fail-above 0 -o json', { script: none })).toMatchObject({ code: 0, stdout: '[]\n' });
  });

  test('a group that does not read it has no row', async () => {
    const some = { ...script, GetConsumerProgress: [other, PROGRESS] };
    const ran = await cli('group lag --topic orders --fail-above 20 -o json', { script: some });
    expect(ran.code).toBe(0);
    expect(json(ran)).toEqual([{ ConsumerId: 'b', Topic: 'orders', Lag: 20, LagSeconds: 90 }]);
  });

  test('the totals are those of the topic, with that of the service', async () => {
    const sums = {
      ConsumerProgress: {
        TotalDiff: 1000,
        LastTimestamp: 5,
        TopicList: [
          { Topic: 'orders', TotalDiff: 7, LastTimestamp: 6, OffsetList: [] },
          { Topic: 'others', TotalDiff: 993, OffsetList: [] },
        ],
      },
    };
    const ran = await cli('group describe billing --topic orders -o json', { script: { GetConsumerProgress: sums } });
    expect(json(ran)).toMatchObject({
      TotalDiff: 7,
      LastTimestamp: 6,
      Lag: 7,
      TopicList: [{ Topic: 'orders', Lag: 7 }],
    });
  });

  test('a response that may lack the topic exceeds every limit', async () => {
    for (const TopicList of [undefined, ['orders'], [null], [{ Topic: { a: 1 }, OffsetList: [] }]]) {
      const answer = { ConsumerProgress: { TotalDiff: 0, TopicList } };
      const ran = await cli('group lag billing --topic orders --fail-above 100 -o json', {
        script: { GetConsumerProgress: answer },
      });
      expect([ran.code, ran.stdout]).toEqual([9, '']);
    }
  });
});

describe('an unknown lag', () => {
  const unknown = progress(topic('orders', partition(0, 100, -1)));

  test.each<[string, object, unknown]>([
    ['an offset of -1', partition(0, 100, -1), null],
    ['-1 as text', partition(0, '100', '-1'), null],
    ['-1 and the number of the service', { ...partition(0, 100, -1), Accumulate: 40 }, 40],
    ['a negative count', { ...partition(0, 100, -1), Accumulate: -1 }, null],
    ['no end of the log', partition(0, -1, 5), null],
    ['an exponent', partition(0, '1e3', 1), null],
    ['a fraction', partition(0, 12345.5, 1), null],
    ['a truth value', partition(0, true, 1), null],
    ['beyond 64 bits', partition(0, '9223372036854775808', '1'), null],
    ['the largest', partition(0, '9223372036854775807', '0'), 9223372036854775807n],
    ['an odd count', { Partition: 0, Accumulate: '5e0' }, null],
  ])('%s', async (_what, offset, lag) => {
    const script = { GetConsumerProgress: progress(topic('orders', offset)) };
    const ran = await cli('group lag billing --partitions -o json', { script });
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain(`"Lag": ${String(lag)}`);
    if (lag === null) expect(ran.stderr).toBe('warning: group "billing" on topic "orders", partition 0: lag unknown\n');
    else expect(ran.stderr).toBe('');
  });

  test('is reported, and counts as above any limit', async () => {
    const ran = await cli('group lag billing --fail-above 1000000', { script: { GetConsumerProgress: unknown } });
    expect(ran.code).toBe(7);
    expect(ran.stderr).toMatch(
      /^error: group "billing" on topic "orders": lag in messages unknown, above the limit of 1000000\n/,
    );
  });

  test.each([
    ['the same', 3, null],
    ['less', 2, null],
    ['more', 4, 4],
  ])('a total of the service that is %s than the known parts', async (_what, TotalDiff, Lag) => {
    const answer = { ...topic('orders', partition(0, 5, 2), partition(1, 9, -1)), TotalDiff };
    const ran = await cli('group lag billing -o json', { script: { GetConsumerProgress: progress(answer) } });
    expect(json(ran)).toMatchObject([{ Lag }]);
  });

  test.each([
    ['group lag billing', { TotalDiff: 9 }],
    ['group lag billing --partitions', { TotalDiff: 9 }],
    ['group lag billing --partitions', { TotalDiff: 9, TopicList: [{ Topic: 'orders', TotalDiff: 9 }] }],
    ['group lag billing --partitions', { TopicList: [{ Topic: 'orders', OffsetList: [null] }] }],
    ['group lag billing', { TopicList: [{ Topic: 'orders', OffsetList: [partition(0, { toString: null }, 1)] }] }],
    ['group lag billing', { TopicList: [{ Topic: 'orders', OffsetList: [partition(0, [5], 1)] }] }],
    ['group lag billing', {}],
    ['group lag', {}],
  ])('%s: exceeds the limit if topics or partitions are unreadable: %j', async (line, ConsumerProgress) => {
    const script = { GetConsumerProgress: { ConsumerProgress }, GetConsumerList: groups({ ConsumerId: 'billing' }) };
    expect(await cli(`${line} --fail-above 8 -o json`, { script })).toMatchObject({ code: 9, stdout: '' });
  });

  test.each([
    ['group lag billing', { TotalDiff: 9, TopicList: [] }],
    [
      'group lag billing --partitions',
      { TotalDiff: 9, TopicList: [{ Topic: 'orders', TotalDiff: 9, OffsetList: [] }] },
    ],
  ])('%s: has a row if a lag has unlisted parts: %j', async (line, ConsumerProgress) => {
    const ran = await cli(`${line} --fail-above 8 -o json`, { script: { GetConsumerProgress: { ConsumerProgress } } });
    expect(ran.code).toBe(7);
    expect(json(ran)).toMatchObject([{ ConsumerId: 'billing', Lag: 9 }]);
  });

  test('a list with an unnamed group exceeds every limit', async () => {
    const script = { GetConsumerList: groups({}, { ConsumerId: 'billing' }) };
    expect(await cli('group lag --fail-above 8 -o json', { script })).toMatchObject({ code: 9, stdout: '' });
  });

  test('never ends as a bug, with any value in any field', async () => {
    const odd: readonly unknown[] = [null, true, -1, 1.5, '1e3', 'x', '', [], [null], {}, { toString: null }, [[1]]];
    const whole = { Topic: 'orders', TotalDiff: 0, OffsetList: [partition(0, 9, 1)] };
    for (const value of odd)
      for (const field of [
        'BrokerOffset',
        'ConsumerOffset',
        'LastTimestamp',
        'Topic',
        'TotalDiff',
        'OffsetList',
        'TopicList',
      ]) {
        const row = {
          ...whole,
          [field]: value,
          OffsetList: field === 'OffsetList' ? value : [{ ...partition(0, 9, 1), [field]: value }],
        };
        const TopicList = field === 'TopicList' ? value : [row];
        const script = { GetConsumerProgress: { ConsumerProgress: { TotalDiff: 0, TopicList } } };
        for (const line of ['group lag billing', 'group lag billing --partitions', 'group describe billing'])
          expect([0, 9, `${field} ${JSON.stringify(value)}`]).toContain(
            (await cli(`${line} -o json`, { script })).code,
          );
      }
  });
});

describe('a group that cannot be read', () => {
  const gone = refusal('Group.NotFound', 404);
  const listed = groups({ ConsumerId: 'a' }, { ConsumerId: 'b' });
  const reads = (...answers: object[]) => ({ GetConsumerList: listed, GetConsumerProgress: answers as never });

  test('is reported, the others are printed: exit 8', async () => {
    for (const line of ['group lag a b', 'group lag']) {
      const ran = await cli(`${line} -o json`, { script: reads(gone, PROGRESS) });
      expect(ran.code).toBe(8);
      expect(json(ran)).toMatchObject([{ ConsumerId: 'b' }, { ConsumerId: 'b' }]);
      expect(errorOf(ran)).toMatchObject({
        code: 'Group.NotFound',
        exitCode: 8,
        message: 'group lag: 1 read failed',
        details: [
          { name: 'a', code: 'Group.NotFound', message: 'GetConsumerProgress: Group.NotFound said the service.' },
        ],
      });
    }
  });

  test('an exceeded limit takes precedence: exit 7, and the group is reported', async () => {
    const ran = await cli('group lag a b --fail-above 0 -o json', { script: reads(PROGRESS, gone) });
    expect(ran.code).toBe(7);
    expect(json(ran)).toHaveLength(2);
    const { code, details } = errorOf(ran);
    expect(code).toBe('ConditionNotMet');
    expect(details.map((detail) => detail['name'])).toEqual(['a', 'a', 'b']);
    expect(details[2]).toMatchObject({ name: 'b', code: 'Group.NotFound' });
  });

  test('a single one keeps its own code, and so do all with the same cause', async () => {
    const one = await cli('group lag a --fail-above 0 -o json', { script: reads(gone) });
    expect(one).toMatchObject({ code: 3, stdout: '' });
    const same = await cli('group lag a b -o json', { script: reads(gone, gone) });
    expect(same).toMatchObject({ code: 3, stdout: '' });
    const other = await cli('group lag a b -o json', { script: reads(gone, refusal('NoPermission', 403)) });
    expect(other).toMatchObject({ code: 8, stdout: '' });
  });

  test('a group that failed to be read is not reported as not reading the topic', async () => {
    const ran = await cli('group lag a b --topic typo -o json', { script: reads(PROGRESS, gone) });
    expect(ran).toMatchObject({ code: 8 });
    expect(json(ran)).toEqual([]);
  });

  test('Ctrl-C ends it without output', async () => {
    const stop = new AbortController();
    const script = {
      GetConsumerProgress: () => {
        stop.abort(130);
        return new NetworkFault('interrupted', 'ABORTED', true);
      },
    };
    expect(await cli('group lag a b -o json', { script, stop: stop.signal })).toMatchObject({ code: 130, stdout: '' });
  });
});

describe('csv and tsv print one table', () => {
  const script = { GetConsumerProgress: { ConsumerProgress: { TotalDiff: 1, TopicList: [] } } };

  test.each(['csv', 'tsv'])('%s of fields of the rows and others: exit 2, and nothing is sent', async (format) => {
    const ran = await cli(`group describe billing -o ${format} --columns Topic,TotalDiff`, { script });
    expect([ran.code, ran.calls, ran.stderr]).toEqual([
      2,
      [],
      expect.stringContaining(
        `--columns cannot combine fields of the rows (Topic) with other fields (TotalDiff): ${format} prints one or the other`,
      ),
    ]);
  });

  test('a field of the object stays its own if some rows have it too', async () => {
    const ran = await cli('group describe billing -o csv --columns Lag,TotalDiff', { script });
    expect(ran).toMatchObject({ code: 0, stdout: 'Lag,TotalDiff\r\n1,1\r\n' });
  });

  test('a table prints both', async () => {
    expect((await cli('group describe billing --columns Topic,TotalDiff', { script })).code).toBe(0);
  });
});

describe('the columns of group lag', () => {
  test.each(['TotalDiff', 'LastTimestamp', 'state', 'RebalanceInfoList', 'TopicList'])(
    '%s is a field of the operation that this command does not fill',
    async (name) => {
      const ran = await cli(`group lag billing --columns ConsumerId,${name}`);
      expect(ran).toMatchObject({ code: 2, stdout: '', calls: [] });
      expect(ran.stderr).toContain(`--columns: unknown column "${name}"`);
    },
  );

  test('Partition requires --partitions, in csv too', async () => {
    const script = { GetConsumerProgress: { ConsumerProgress: { TotalDiff: 1, TopicList: [] } } };
    expect(await cli('group lag billing --columns Partition', { script })).toMatchObject({ code: 2, calls: [] });
    expect((await cli('group lag billing --partitions --columns Partition -o csv', { script })).stdout).toMatch(
      /^Partition\r?\n/,
    );
    expect((await cli('group lag billing -o csv', { script })).stdout).toMatch(/^ConsumerId,Topic,Lag,LagSeconds\r?\n/);
  });
});
