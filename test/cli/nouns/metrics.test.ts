/** `metrics …`: another product on another host, dimensions and ranges from plain options, and the inverted OrderDesc hidden. */
import { describe, expect, test } from '@jest/globals';
import { KAFKA_METRICS } from '../../../src/emulator/metrics/definitions.ts';
import { apiTime } from '../../../src/core/text/time.ts';
import { series } from '../../../src/operations/metrics/points.ts';
import { unitOf } from '../../../src/operations/metrics/units.ts';
import { cli, errorOf, INSTANCE, json, REGION } from '../../support/context.ts';
import { http, NOW, refusal, type Reply, REQUEST_ID } from '../../support/effects.ts';

const HOUR = 3_600_000;
const LAST_HOUR = { StartTime: String(NOW - HOUR), EndTime: String(NOW) };
const POINT = { timestamp: NOW - 60_000, userId: '1', instanceId: INSTANCE, Value: 12.5 };

/** CloudMonitor's own types: Code and Success as text, points as JSON in text. */
const points = (more: object = {}): Reply =>
  http(200, {
    Code: '200',
    Success: 'true',
    RequestId: REQUEST_ID,
    Period: '60',
    Datapoints: JSON.stringify([POINT]),
    ...more,
  });
const resources = (Resource: object[], more: object = {}): Reply =>
  http(200, { Code: '200', Success: true, RequestId: REQUEST_ID, Resources: { Resource }, ...more });

const dims = (one: object): string => JSON.stringify([one]);
const ON_INSTANCE = dims({ instanceId: INSTANCE });

describe('metrics projects and meta', () => {
  const META = {
    MetricName: 'instance_message_input',
    Namespace: 'acs_kafka',
    Unit: 'bytes/s',
    Periods: '60,300',
    Statistics: 'Value',
    Dimensions: 'userId,instanceId',
  };

  test('projects: labels as JSON, all pages', async () => {
    const page = (n: number): Reply =>
      resources(
        Array.from({ length: n }, (_, i) => ({
          Namespace: `acs_${i}`,
          Labels: '[{"name":"product","value":"Kafka"}]',
        })),
        { Total: '150', PageSize: '100' },
      );
    const ran = await cli('metrics projects --label product=Kafka --label a=b=c -o json', {
      script: { DescribeProjectMeta: [page(100), page(50)] },
    });
    expect(ran.calls).toMatchObject([
      { version: '2019-01-01', origin: `https://metrics.${REGION}.aliyuncs.com` },
      { params: { PageNumber: '2' } },
    ]);
    expect(ran.calls[0]?.params).toEqual({
      Labels: JSON.stringify([
        { name: 'product', value: 'Kafka' },
        { name: 'a', value: 'b=c' },
      ]),
      PageNumber: '1',
      PageSize: '100',
    });
    expect(json(ran)).toHaveLength(150);
    expect((json(ran) as { Labels: object }[])[0]?.Labels).toEqual([{ name: 'product', value: 'Kafka' }]);
  });

  test.each([
    ['metrics meta', {}],
    ['metrics list', {}],
    ['metrics meta --metric message_accumulation', { MetricName: 'message_accumulation' }],
    ['metrics meta --namespace acs_ecs_dashboard', { Namespace: 'acs_ecs_dashboard' }],
    ['metrics meta --label metricCategory=instance', { Labels: '[{"name":"metricCategory","value":"instance"}]' }],
  ])('%s', async (line, sent) => {
    const ran = await cli(`${line} -o json`, {
      script: { DescribeMetricMetaList: resources([META], { TotalCount: '1' }) },
    });
    expect(ran.calls.map(({ params }) => params)).toEqual([
      { Namespace: 'acs_kafka', PageNumber: '1', PageSize: '100', ...sent },
    ]);
    expect(json(ran)).toMatchObject([META]);
  });

  test('the table of meta has name, unit, periods and statistics', async () => {
    const script = { DescribeMetricMetaList: resources([META]) };
    const { stdout } = await cli('metrics meta', { script });
    expect((await cli('metrics meta', { script, terminal: true })).stdout).toMatch(/\n1 metric\n$/);
    expect(stdout).toMatch(/^MetricName +Unit +Periods +Statistics/);
  });

  test('options that require a metric are refused without one: exit 2', async () => {
    const ran = await cli('metrics list --since 2h --topic orders -o json');
    expect(ran).toMatchObject({ code: 2, calls: [] });
    expect(errorOf(ran).details.map(({ message }) => message)).toEqual(['<metric> is required with --topic, --since']);
    expect(errorOf(ran)['next']).toBe('alikafka metrics list --help');
  });

  test('a label without = is exit 2', async () => {
    expect(await cli('metrics meta --label x')).toMatchObject({ code: 2, calls: [] });
  });
});

const VERBS = [
  ['last', 'DescribeMetricLast', {}, ON_INSTANCE],
  ['list', 'DescribeMetricList', LAST_HOUR, ON_INSTANCE],
  ['data', 'DescribeMetricData', LAST_HOUR, ON_INSTANCE],
  ['top', 'DescribeMetricTop', { ...LAST_HOUR, Orderby: 'Average', OrderDesc: 'False' }, undefined],
] as const;

describe.each(VERBS)('metrics %s', (verb, action, range, dimensions) => {
  test('sends namespace, metric, range and the effective instance', async () => {
    const ran = await cli(`metrics ${verb} instance_message_input -o json`, { script: { [action]: points() } });
    expect(ran.calls).toMatchObject([
      { action, version: '2019-01-01', origin: `https://metrics.${REGION}.aliyuncs.com` },
    ]);
    expect(ran.calls[0]?.params).toEqual({
      Namespace: 'acs_kafka',
      MetricName: 'instance_message_input',
      ...range,
      ...(dimensions === undefined ? {} : { Dimensions: dimensions }),
    });
    expect(json(ran)).toMatchObject([POINT]);
  });

  test('an instance on the command line always applies', async () => {
    const ran = await cli(`metrics ${verb} m -i alikafka_pre-cn-other`, { script: { [action]: points() } });
    expect(ran.calls[0]?.params['Dimensions']).toBe(dims({ instanceId: 'alikafka_pre-cn-other' }));
  });

  test('topic and group are sent as dimensions', async () => {
    const ran = await cli(`metrics ${verb} m -i alikafka_x --topic orders --group billing`, {
      script: { [action]: points() },
    });
    expect(JSON.parse(ran.calls[0]?.params['Dimensions'] ?? '')).toEqual([
      { instanceId: 'alikafka_x', consumerGroup: 'billing', topic: 'orders' },
    ]);
  });

  test('dimensions as JSON are sent unchanged', async () => {
    const ran = await cli(`metrics ${verb} m --dimensions '{"userId":"1"}'`, { script: { [action]: points() } });
    expect(ran.calls[0]?.params['Dimensions']).toBe('{"userId":"1"}');
  });

  test('without an instance there are no dimensions', async () => {
    const ran = await cli(`metrics ${verb} m`, {
      env: { ALIKAFKA_INSTANCE: undefined },
      script: { [action]: points() },
    });
    expect(ran.calls[0]?.params).not.toHaveProperty('Dimensions');
  });

  test.each([
    ['--since 6h', { StartTime: NOW - 6 * HOUR, EndTime: NOW }],
    ['--since 15m --end 2026-01-31T10:00:00Z', { StartTime: NOW - 2 * HOUR - 900_000, EndTime: NOW - 2 * HOUR }],
    ["--start '2026-01-31 10:00:00'", { StartTime: NOW - 2 * HOUR, EndTime: NOW }],
    [
      '--start 2026-01-31T18:00:00+08:00 --end 2026-01-31T11:00:00Z',
      { StartTime: NOW - 2 * HOUR, EndTime: NOW - HOUR },
    ],
    [`--end ${NOW - HOUR}`, { StartTime: NOW - 2 * HOUR, EndTime: NOW - HOUR }],
  ])('%s is sent as epoch milliseconds, both ends', async (flags, sent) => {
    const ran = await cli(`metrics ${verb} m ${flags}`, { script: { [action]: points() } });
    expect(ran.calls[0]?.params).toMatchObject({ StartTime: String(sent.StartTime) });
    expect(ran.calls.at(-1)?.params).toMatchObject({ EndTime: String(sent.EndTime) });
  });

  test('period, length, expression and namespace', async () => {
    const flags = `--period 300 --length 50 --express '{"groupby":["topic"]}' --namespace acs_other`;
    const ran = await cli(`metrics ${verb} m ${flags}`, { script: { [action]: points() } });
    expect(ran.calls[0]?.params).toMatchObject({
      Period: '300',
      Length: '50',
      Express: '{"groupby":["topic"]}',
      Namespace: 'acs_other',
    });
  });

  test.each<[string, string[]]>([
    ['--since 1h --start 2026-01-31', ['--since']],
    ['--start 2026-01-31 --end 2026-01-30', ['--start']],
    ['--start 2026-01-31 --end 2026-01-31', ['--start']],
    ['--start yesterday --end tomorrow', ['--end', '--start']],
    ['--since long', ['--since']],
    ['--topic t --group g --dimensions {}', ['--topic', '--group']],
    ['--dimensions 5', ['--dimensions']],
    ['--dimensions [1]', ['--dimensions']],
    ['--dimensions [', ['--dimensions']],
    ['--express {', ['--express']],
    ['--length 0', ['--length']],
    ['--length 1441', ['--length']],
    ['--period 0', ['--period']],
  ])('%s is exit 2', async (flags, wrong) => {
    const ran = await cli(`metrics ${verb} m ${flags} -o json`);
    expect(ran).toMatchObject({ code: 2, calls: [] });
    expect(
      errorOf(ran)
        .details.map(({ flag }) => flag)
        .sort(),
    ).toEqual([...wrong].sort());
  });

  test.each([
    ['--start 2030-01-01', '--start'],
    ['--since 0s', '--since'],
  ])('%s would end before it begins: exit 2', async (flags, flag) => {
    const ran = await cli(`metrics ${verb} m ${flags} -o json`, { script: {} });
    expect(ran).toMatchObject({ code: 2, calls: [] });
    expect(errorOf(ran).details).toMatchObject([{ flag }]);
  });

  test('metric names and periods are not checked here', async () => {
    expect((await cli(`metrics ${verb} SomethingNewerV3 --period 17`, { script: { [action]: points() } })).code).toBe(
      0,
    );
  });

  test.each<[string, number]>([
    ['ParameterInvalid', 1],
    ['AccessForbidden', 4],
    ['ResourceNotFound', 3],
  ])('%s is exit %i', async (code, exitCode) => {
    expect((await cli(`metrics ${verb} m`, { script: { [action]: refusal(code) } })).code).toBe(exitCode);
  });

  test('an invalid period names the periods of the metrics', async () => {
    const ran = await cli(`metrics ${verb} m --period 90 -o json`, {
      script: { [action]: refusal('ParameterInvalid') },
    });
    expect(errorOf(ran)['hint']).toContain(`Check the period (${series.Period.hints?.join(' or ')} seconds`);
  });

  test('the table has the fields of the points', async () => {
    const { stdout } = await cli(`metrics ${verb} m`, { script: { [action]: points() } });
    expect(stdout.split('\n')[0]).toMatch(/timestamp +.*instanceId/);
    expect(stdout).toContain('12.5');
    expect(stdout).toMatch(/2026-01-31.11:59:00.*Z/);
  });
});

test('points on a terminal have exact times, and no column that is empty in all of them', async () => {
  const series = [1, 2].map((minutes) => ({
    ...POINT,
    consumerGroup: '',
    timestamp: POINT.timestamp + minutes * 60_000,
  }));
  for (const [verb, action] of [
    ['list', 'DescribeMetricList'],
    ['data', 'DescribeMetricData'],
    ['last', 'DescribeMetricLast'],
    ['top', 'DescribeMetricTop'],
  ]) {
    const script = { [action as string]: points({ Datapoints: JSON.stringify(series) }) };
    const { stdout } = await cli(`metrics ${verb} m`, { script, terminal: true, columns: 100 });
    expect(stdout).not.toMatch(/ago|in \d|consumerGroup/);
    for (const { timestamp } of series) expect(stdout).toContain(apiTime(timestamp));
  }
});

describe('units of points', () => {
  const value = { Datapoints: JSON.stringify([{ ...POINT, Value: 1_400_000 }]) };
  const shown = async (line: string, more: object = {}) =>
    (await cli(line, { script: { DescribeMetricLast: points(value), DescribeMetricList: points(value) }, ...more }))
      .stdout;

  test.each([
    ['instance_message_input', '│ 1.4 MB/s │'],
    ['topic_message_output', '│ 1.4 MB/s │'],
    ['instance_disk_capacity', '│ 1400000% │'],
    ['message_accumulation', '│ 1400000 │'],
    ['a_metric_of_tomorrow', '│ 1400000 │'],
    // another product may give a metric of the same name another unit
    ['instance_message_input --namespace acs_other', '│ 1400000 │'],
  ])('%s on a terminal', async (metric, cell) => {
    for (const verb of ['last', 'list'])
      expect(await shown(`metrics ${verb} ${metric}`, { terminal: true, columns: 200 })).toContain(cell);
  });

  test.each([
    ['piped', '', {}],
    ['with --wide', ' --wide', { terminal: true, columns: 200 }],
    ['in JSON', ' -o json', { terminal: true }],
  ])('numbers are exact %s', async (_case, option, more) => {
    const text = await shown(`metrics last instance_message_input${option}`, more);
    expect(text).toContain('1400000');
    expect(text).not.toContain('MB/s');
  });

  test('the column that ranks points is kept on a narrow terminal', async () => {
    const ranked = ['orders', 'payments'].map((topic, i) => ({
      ...POINT,
      topic,
      userId: '1234567890123456',
      order: i + 1,
    }));
    const { stdout, stderr } = await cli('metrics top topic_message_input', {
      script: { DescribeMetricTop: points({ Datapoints: JSON.stringify(ranked) }) },
      env: { NO_COLOR: '1' },
      terminal: true,
      columns: 60,
    });
    expect(stdout).toMatch(/│ order │ timestamp +│ topic +│ +Value │/);
    expect(stderr).toContain('hidden columns: instanceId, userId');
  });

  test('the metrics of the emulator have the same units', () => {
    for (const { name, unit } of KAFKA_METRICS) expect(unitOf(name) ?? 'Count').toBe(unit);
  });
});

describe('pages of points', () => {
  test.each([
    ['list', 'DescribeMetricList'],
    ['last', 'DescribeMetricLast'],
  ])('metrics %s follows the token', async (verb, action) => {
    const ran = await cli(`metrics ${verb} m -o json`, {
      script: { [action]: [points({ NextToken: 'more' }), points()] },
    });
    expect(ran.calls.map(({ params }) => params['NextToken'])).toEqual([undefined, 'more']);
    expect(json(ran)).toHaveLength(2);
  });
});

describe('--limit: points in total', () => {
  const many = (count: number, from = 0): string =>
    JSON.stringify(Array.from({ length: count }, (_, i) => ({ ...POINT, Value: from + i })));
  const values = (ran: Awaited<ReturnType<typeof cli>>): number[] =>
    (json(ran) as { Value: number }[]).map(({ Value }) => Value);

  test.each([
    ['list', 'DescribeMetricList'],
    ['last', 'DescribeMetricLast'],
  ])('metrics %s reads no page beyond them', async (verb, action) => {
    const script = {
      [action]: [
        points({ Datapoints: many(3), NextToken: 'more' }),
        points({ Datapoints: many(3, 3), NextToken: 'yet more' }),
      ],
    };
    const five = await cli(`metrics ${verb} m --limit 5 -o json`, { script });
    expect([five.code, values(five), five.calls.length]).toEqual([0, [0, 1, 2, 3, 4], 2]);
    expect(five.calls.map(({ params }) => params['Length'])).toEqual(['5', '5']);
    const three = await cli(`metrics ${verb} m --limit 3 -o ndjson`, { script });
    expect([three.stdout.trim().split('\n').length, three.calls.length]).toEqual([3, 1]);
    expect(three.calls[0]?.params).not.toHaveProperty('limit');
  });

  test('a limit above their number returns all', async () => {
    const script = {
      DescribeMetricList: [points({ Datapoints: many(3), NextToken: 'x' }), points({ Datapoints: '[]' })],
    };
    const ran = await cli('metrics list m --limit 9999 -o json', { script });
    expect([values(ran), ran.calls[0]?.params['Length']]).toEqual([[0, 1, 2], '1440']);
  });

  test('--length still sets the points per request', async () => {
    const script = { DescribeMetricList: points({ Datapoints: many(30) }) };
    const ran = await cli('metrics list m --limit 2 --length 30 -o json', { script });
    expect([values(ran), ran.calls[0]?.params['Length']]).toEqual([[0, 1], '30']);
  });

  test('metrics top ranks that many', async () => {
    const script = { DescribeMetricTop: points({ Datapoints: many(12) }) };
    const ran = await cli('metrics top m --limit 12 -o json', { script });
    expect([values(ran).length, ran.calls[0]?.params['Length'], ran.stderr]).toEqual([12, '12', '']);
    expect(values(await cli('metrics top m --limit 4 -o json', { script }))).toEqual([0, 1, 2, 3]);
  });

  test('with --sort all points are read, sorted, then limited', async () => {
    const pages = [points({ Datapoints: many(3), NextToken: 'more' }), points({ Datapoints: many(3, 3) })];
    const list = await cli('metrics list m --sort Value:desc --limit 2 -o json', {
      script: { DescribeMetricList: pages },
    });
    expect([values(list), list.calls.length]).toEqual([[5, 4], 2]);
    expect(list.calls[0]?.params['Length']).toBe('1440');
    const top = await cli('metrics top m --sort Value:desc --limit 2 -o json', {
      script: { DescribeMetricTop: points({ Datapoints: many(12) }) },
    });
    expect([values(top), top.calls[0]?.params['Length'], top.stderr]).toEqual([[11, 10], '1440', '']);
    const data = await cli('metrics data m --since 4h --sort Value:desc --limit 2 -o json', {
      script: { DescribeMetricData: [points({ Datapoints: many(3) }), points({ Datapoints: many(3, 7) })] },
    });
    expect([values(data), data.calls.length]).toEqual([[9, 8], 2]);
    expect(data.stderr).not.toContain('--limit');
    const table = await cli('metrics list m --sort value --limit 1 --query [].Value -o tsv', {
      script: { DescribeMetricList: pages },
    });
    expect(table.stdout).toBe('0\n');
  });

  test('metrics data stops at the limit, with a note', async () => {
    const script = { DescribeMetricData: points({ Datapoints: many(3) }) };
    const ran = await cli('metrics data m --since 12h --limit 2 -o json', { script });
    expect([ran.code, values(ran), ran.calls.length]).toEqual([0, [0, 1], 1]);
    expect(ran.calls[0]?.params).not.toHaveProperty('Length'); // a full answer would be read again in halves
    expect(ran.stderr).toContain('read the first 2 points (--limit); the range may have more');
    expect(ran.stderr).not.toContain('no points came from');
    const all = await cli('metrics data m --limit 4 -o json', { script });
    expect(all.stderr).not.toContain('--limit');
  });

  test.each(['0', '-1', '1.5', 'many', ''])('"%s" is exit 2', async (limit) => {
    for (const verb of ['list', 'last', 'data', 'top']) {
      const ran = await cli(`metrics ${verb} m --limit=${limit} -o json`);
      expect([ran.code, ran.calls]).toEqual([2, []]);
      expect(errorOf(ran).details.map(({ flag }) => flag)).toEqual(['--limit']);
    }
  });

  test('a dry run prints the limit, and requires a metric', async () => {
    const ran = await cli('metrics list m --limit 7 -n -o json');
    expect(json(ran)).toMatchObject([{ params: { Length: '7' } }]);
    expect(ran.stdout).not.toContain('imit');
    const meta = await cli('metrics list --limit 7 -o json');
    expect([meta.code, meta.calls]).toEqual([2, []]);
  });
});

describe('metrics data covers the range', () => {
  const MINUTE = 60_000;
  /** A point a minute of one series, as many as a request gives; (start, end], as the service has it. */
  const pointsIn = (params: Readonly<Record<string, string>>, late = MINUTE): Reply => {
    const period = Number(params['Period'] ?? 60) * 1000;
    const [start, end] = [Number(params['StartTime']), Math.min(Number(params['EndTime']), NOW - late)];
    const first = (Math.floor(start / period) + 1) * period;
    const count = Math.max(0, Math.floor((end - first) / period) + 1);
    const all = Array.from({ length: count }, (_, i) => ({ ...POINT, timestamp: first + i * period, Value: i }));
    return points({
      Period: String(period / 1000),
      Datapoints: JSON.stringify(all.slice(0, Number(params['Length'] ?? 1000))),
    });
  };
  const moments = (ran: Awaited<ReturnType<typeof cli>>): number[] =>
    (json(ran) as { timestamp: number }[]).map(({ timestamp }) => timestamp);
  const every = (from: number, step: number, count: number): number[] =>
    Array.from({ length: count }, (_, i) => from + i * step);

  test('a day in minutes is read in parts, each once', async () => {
    const ran = await cli('metrics data m --since 24h --period 60 -o json', {
      script: { DescribeMetricData: pointsIn },
    });
    expect(ran.code).toBe(0);
    expect(moments(ran)).toEqual(every(NOW - 24 * HOUR + MINUTE, MINUTE, 1439));
    expect(ran.calls).toHaveLength(12);
    expect(ran.stderr).toMatch(/reading the range in 12 requests/);
    expect(ran.stderr).not.toMatch(/the range is not complete/);
  });

  test('a point between two parts is printed once, whichever part contains it', async () => {
    const withBothEnds = (params: Readonly<Record<string, string>>): Reply => {
      const [start, end] = [Number(params['StartTime']), Number(params['EndTime'])];
      const all = every(start, MINUTE, Math.floor((end - start) / MINUTE) + 1);
      return points({ Period: '60', Datapoints: JSON.stringify(all.map((timestamp) => ({ ...POINT, timestamp }))) });
    };
    const ran = await cli('metrics data m --since 6h --period 60 -o json', {
      script: { DescribeMetricData: withBothEnds },
    });
    expect([ran.code, ran.calls.length]).toEqual([0, 3]);
    expect(moments(ran)).toEqual(every(NOW - 6 * HOUR, MINUTE, 361));
  });

  test.each<[string, number]>([
    ['--since 1h', 1],
    ['--since 2h', 1],
    ['--since 121m', 2],
    ['--since 1h --period 15', 3],
    ['--since 6h --period 900', 3],
    ['--since 7d --period 3600', 4],
  ])('%s sends %i requests', async (flags, requests) => {
    const ran = await cli(`metrics data m ${flags} -o json`, { script: { DescribeMetricData: pointsIn } });
    expect(ran.calls).toHaveLength(requests);
  });

  test('a dry run prints each request', async () => {
    const ran = await cli('metrics data m --since 4h --dry-run -o json');
    const sent = (json(ran) as { params: Record<string, string> }[]).map(({ params }) => [
      params['StartTime'],
      params['EndTime'],
    ]);
    expect(sent).toEqual(
      [
        [NOW - 4 * HOUR, NOW - 2 * HOUR],
        [NOW - 2 * HOUR, NOW],
      ].map((pair) => pair.map(String)),
    );
  });

  test('a full response is read again in halves', async () => {
    const ran = await cli('metrics data m --since 1h --length 20 -o json', {
      script: { DescribeMetricData: pointsIn },
    });
    expect(moments(ran)).toEqual(every(NOW - HOUR + MINUTE, MINUTE, 59));
    expect(ran.calls.length).toBeGreaterThan(3);
    expect(new Set(ran.calls.map(({ params }) => params['Length']))).toEqual(new Set(['20']));
  });

  test('more points in one period than a response can hold: exit 1, and nothing is printed', async () => {
    const full = points({ Datapoints: JSON.stringify(every(0, 0, 5).map(() => POINT)) });
    const ran = await cli('metrics data m --since 1h --length 5 -o json', {
      script: { DescribeMetricData: () => full },
    });
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(errorOf(ran)).toMatchObject({ code: 'TooManyPoints', hint: expect.stringMatching(/--length/) });
    expect(ran.calls.length).toBeLessThan(10);
  });

  test('a range without points is reported', async () => {
    const last = (params: Readonly<Record<string, string>>): Reply =>
      points({ Datapoints: JSON.stringify([{ ...POINT, timestamp: Number(params['EndTime']) }]) });
    const ran = await cli('metrics data m --since 4h --period 60 -o json', { script: { DescribeMetricData: last } });
    expect(ran.code).toBe(0);
    expect(ran.stderr).toMatch(
      /the range is not complete: no points for 2026-01-31T08:00:00Z to 2026-01-31T10:00:00Z, 2026-01-31T10:00:00Z to 2026-01-31T12:00:00Z/,
    );
  });

  test('the newest points may be a few minutes late', async () => {
    const late = (params: Readonly<Record<string, string>>): Reply => pointsIn(params, 3 * MINUTE);
    const ran = await cli('metrics data m --since 1h --period 60', { script: { DescribeMetricData: late } });
    expect(ran.stderr).not.toMatch(/the range is not complete/);
  });
});

describe('metrics top', () => {
  const ranked = (n: number): Reply => points({ Datapoints: JSON.stringify(Array.from({ length: n }, () => POINT)) });

  test.each<[string, number, boolean]>([
    ['', 10, true],
    ['', 9, false],
    ['', 1000, true],
    ['--length 10', 10, false],
  ])('%j with %i points: a note that there may be more: %j', async (flags, count, said) => {
    const ran = await cli(`metrics top m ${flags} -o json`, { script: { DescribeMetricTop: ranked(count) } });
    expect(ran.stderr.includes('there may be more')).toBe(said);
    expect(ran.code).toBe(0);
  });

  test.each([
    ['', 'Average', 'False'],
    ['--order desc', 'Average', 'False'],
    ['--order asc --order-by Value', 'Value', 'True'],
    ['--order ASC --order-by maximum', 'Maximum', 'True'],
  ])('%j', async (flags, Orderby, OrderDesc) => {
    const ran = await cli(`metrics top m ${flags}`, { script: { DescribeMetricTop: points() } });
    expect(ran.calls[0]?.params).toMatchObject({ Orderby, OrderDesc });
  });

  test('the rank is printed', async () => {
    const Datapoints = JSON.stringify([{ ...POINT, order: 1, _count: 60 }]);
    const ran = await cli('metrics top m -o json', { script: { DescribeMetricTop: points({ Datapoints }) } });
    expect(json(ran)).toMatchObject([{ order: 1, _count: 60 }]);
  });
});

describe('the endpoint of metrics', () => {
  const ask = (env: Record<string, string>, flags = '') =>
    cli(`metrics last m ${flags}`, { env, script: { DescribeMetricLast: points() } });

  test.each([
    [{ ALIKAFKA_ENDPOINT: 'http://127.0.0.1:8099' }, 'http://127.0.0.1:8099'],
    [{ ALIKAFKA_ENDPOINT: 'https://alikafka-vpc.cn-hangzhou.aliyuncs.com' }, `https://metrics.${REGION}.aliyuncs.com`],
    [
      { ALIKAFKA_METRICS_ENDPOINT: 'metrics-vpc.cn-hangzhou.aliyuncs.com' },
      'https://metrics-vpc.cn-hangzhou.aliyuncs.com',
    ],
    [
      { ALIKAFKA_ENDPOINT: 'http://127.0.0.1:1', ALIKAFKA_METRICS_ENDPOINT: 'http://127.0.0.1:2' },
      'http://127.0.0.1:2',
    ],
  ])('%j', async (env, origin) => {
    expect((await ask(env)).calls[0]?.origin).toBe(origin);
  });

  test('--endpoint applies to the product of the command', async () => {
    expect((await ask({}, '--endpoint http://127.0.0.1:9')).calls[0]?.origin).toBe('http://127.0.0.1:9');
  });

  test('an instance name is looked up at the other product', async () => {
    const script = {
      GetInstanceList: { InstanceList: { InstanceVO: [{ InstanceId: 'alikafka_x', Name: 'shop' }] } },
      DescribeMetricLast: points(),
    };
    const ran = await cli('metrics last m -i shop', { script });
    expect(ran.calls.map(({ origin }) => origin)).toEqual([
      `https://alikafka.${REGION}.aliyuncs.com`,
      `https://metrics.${REGION}.aliyuncs.com`,
    ]);
    expect(ran.calls[1]?.params['Dimensions']).toBe(dims({ instanceId: 'alikafka_x' }));
  });
});

describe('no points', () => {
  const none = () => points({ Datapoints: '[]' });
  const script = {
    DescribeMetricList: none,
    DescribeMetricLast: none,
    DescribeMetricData: none,
    DescribeMetricTop: none,
  };
  const [from, to] = [apiTime(NOW - HOUR), apiTime(NOW)];

  test.each([
    ['list m', `no points from ${from} to ${to}; try a longer range, such as --since 6h`],
    ['top m', `no points from ${from} to ${to}; try a longer range, such as --since 6h`],
    ['data m', `no points from ${from} to ${to}; try a longer range, such as --since 6h`],
    ['list m --topic t', `no points from ${from} to ${to}; check the names; try a longer range, such as --since 6h`],
    [
      'list m --period 300',
      `no points with a period of 300 s from ${from} to ${to}; try a longer range, such as --since 6h`,
    ],
    [
      'list m --since 7d',
      `no points from ${apiTime(NOW - 168 * HOUR)} to ${to}; try a longer range, such as --since 31d`,
    ],
    ['list m --since 31d', `no points from ${apiTime(NOW - 744 * HOUR)} to ${to}`],
    [
      'list m --start 2020-01-01 --end 2020-01-02',
      /^no points from 2020-01-01T00:00:00Z to 2020-01-02T00:00:00Z; try an earlier --start$/m,
    ],
    ['last m', 'no points now; "alikafka metrics list" with --since 24h shows earlier ones'],
  ])('metrics %s: the range, and what to try', async (line, note) => {
    const ran = await cli(`metrics ${line}`, { script });
    expect([ran.code, ran.stdout.split('\n').length]).toEqual([0, 2]);
    if (typeof note === 'string') expect(`\n${ran.stderr}`).toContain(`\n${note}\n`);
    else expect(ran.stderr).toMatch(note);
    expect((await cli(`metrics ${line} -o json`, { script })).stdout).toBe('[]\n');
  });

  test('is not said of points, with --quiet, or if nobody reads the output', async () => {
    expect((await cli('metrics list m', { script: { DescribeMetricList: points() } })).stderr).not.toContain(
      'no points',
    );
    expect((await cli('metrics list m -q', { script })).stderr).toBe('');
  });

  test.each([
    ['metrics list m', '0 points\n'],
    ['metrics meta', '0 metrics\n'],
    ['metrics projects', '0 namespaces\n'],
  ])('on a terminal: %s', async (line, shown) => {
    const empty = resources([], { Total: '0', TotalCount: '0' });
    const all = { ...script, DescribeMetricMetaList: empty, DescribeProjectMeta: empty };
    expect((await cli(line, { script: all, terminal: true })).stdout).toBe(shown);
  });
});
