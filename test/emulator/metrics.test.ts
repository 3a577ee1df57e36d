import { afterEach, describe, expect, test } from '@jest/globals';
import type { WireParams } from '../../src/core/signature.ts';
import { SEEDED_INSTANCE } from '../../src/core/local-names.ts';
import { KAFKA_METRICS } from '../../src/emulator/metrics/definitions.ts';
import { METRICS } from '../../src/operations/metrics/cloudmonitor.ts';
import { type Bench, bench, closeAll, START, textOf } from './bench.ts';

afterEach(closeAll);

interface Point {
  timestamp: number;
  userId: string;
  instanceId?: string;
  consumerGroup?: string;
  topic?: string;
  Value?: number;
  Maximum?: number;
  order?: number;
  _count?: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** The newest whole minute that is a minute old. */
const NEWEST = Math.floor((START - MINUTE) / MINUTE) * MINUTE;

async function read(
  emulator: Bench,
  action: string,
  MetricName: string,
  params: WireParams = {},
): Promise<{ points: Point[]; Period: unknown; NextToken: string | undefined }> {
  const body = await emulator.good(action, { Namespace: 'acs_kafka', MetricName, ...params });
  return {
    points: JSON.parse(textOf(body['Datapoints'])) as Point[],
    Period: body['Period'],
    NextToken: body['NextToken'] as string | undefined,
  };
}

const refused = (emulator: Bench, params: WireParams, action = 'DescribeMetricList') =>
  emulator.refused(action, { Namespace: 'acs_kafka', MetricName: 'instance_message_input', ...params });

const dimensions = (...list: Record<string, unknown>[]): WireParams => ({ Dimensions: JSON.stringify(list) });

describe('metadata', () => {
  test('lists the namespaces, filtered by product only', async () => {
    const { good, refused: no } = await bench();
    const names = async (params: WireParams) => {
      const { Resources, Total } = (await good('DescribeProjectMeta', params)) as {
        Resources: { Resource: { Namespace: string }[] };
        Total: string;
      };
      return [Total, ...Resources.Resource.map(({ Namespace }) => Namespace)];
    };
    expect(await names({})).toEqual([
      '5',
      'acs_cdn',
      'acs_ecs_dashboard',
      'acs_kafka',
      'acs_rds_dashboard',
      'acs_slb_dashboard',
    ]);
    expect(await names({ PageSize: '2', PageNumber: '2' })).toEqual(['5', 'acs_kafka', 'acs_rds_dashboard']);
    expect(await names({ Labels: '[{"name":"product","value":"Kafka"}]' })).toEqual(['1', 'acs_kafka']);
    expect(await names({ Labels: '[{"name":"groupFlag","value":"false"}]' })).toHaveLength(6);
    expect(await names({ Labels: '[{"groupFlag":true}]' })).toHaveLength(6);
    expect(await no('DescribeProjectMeta', { Labels: '{}' })).toEqual([400, 'ParameterInvalid']);
    expect(await no('DescribeProjectMeta', { Labels: 'x' })).toEqual([400, 'ParameterInvalid']);
  });

  test('describes the seven metrics of the reference', async () => {
    const { good } = await bench();
    const { Resources, TotalCount } = (await good('DescribeMetricMetaList', { Namespace: 'acs_kafka' })) as {
      Resources: { Resource: Record<string, string>[] };
      TotalCount: string;
    };
    expect(TotalCount).toBe('7');
    expect(
      Resources.Resource.map(({ MetricName, Unit, Dimensions, Statistics, Periods }) =>
        [MetricName, Unit, Dimensions, Statistics, Periods].join(' '),
      ),
    ).toEqual([
      'instance_disk_capacity % userId,instanceId Maximum 60,300',
      'instance_message_input bytes/s userId,instanceId Value 60,300',
      'instance_message_output bytes/s userId,instanceId Value 60,300',
      'message_accumulation Count userId,instanceId,consumerGroup Value 60,300',
      'message_accumulation_onetopic Count userId,instanceId,consumerGroup,topic Value 60,300',
      'topic_message_input bytes/s userId,instanceId,topic Value 60,300',
      'topic_message_output bytes/s userId,instanceId,topic Value 60,300',
    ]);
    expect(KAFKA_METRICS.map(({ name }) => name)).toEqual([...METRICS]);
  });

  test('filters metrics by name and label, and has none of other namespaces', async () => {
    const { good } = await bench();
    const count = async (params: WireParams) =>
      (await good('DescribeMetricMetaList', { Namespace: 'acs_kafka', ...params }))['TotalCount'];
    expect(await count({ MetricName: 'message_accumulation' })).toBe('1');
    expect(await count({ MetricName: 'none' })).toBe('0');
    expect(
      await count({ Labels: '[{"name":"metricCategory","value":"topic"},{"name":"productCategory","value":"kafka"}]' }),
    ).toBe('3');
    expect(await count({ Namespace: 'acs_ecs_dashboard' })).toBe('0');
  });
});

describe('DescribeMetricLast', () => {
  test.each(KAFKA_METRICS.map(({ name, statistic, dimensions: keys }) => [name, statistic, keys] as const))(
    '%s: one point per series, a minute old',
    async (name, statistic, keys) => {
      const { points, Period } = await read(await bench(), 'DescribeMetricLast', name);
      expect(Period).toBe('60');
      expect(points.length).toBeGreaterThan(0);
      for (const point of points) {
        expect(Object.keys(point)).toEqual(['timestamp', 'userId', ...keys, statistic]);
        expect(point).toMatchObject({
          timestamp: NEWEST,
          userId: expect.stringMatching(/^\d{16}$/),
          [statistic]: expect.any(Number),
        });
      }
    },
  );

  test('is paged by a token if there are more series than points', async () => {
    const emulator = await bench();
    const first = await read(emulator, 'DescribeMetricLast', 'topic_message_input', { Length: '3' });
    const second = await read(emulator, 'DescribeMetricLast', 'topic_message_input', {
      Length: '3',
      NextToken: String(first.NextToken),
    });
    expect([first.points.length, second.points.length, second.NextToken]).toEqual([3, 2, undefined]);
  });

  test('has no series of a new topic during its first minute', async () => {
    const emulator = await bench();
    await emulator.good('CreateTopic', { Topic: 'fresh', Remark: 'x' });
    const fresh = dimensions({ instanceId: SEEDED_INSTANCE, topic: 'fresh' });
    expect((await read(emulator, 'DescribeMetricLast', 'topic_message_input', fresh)).points).toEqual([]);
    emulator.clock.now += 2 * MINUTE;
    expect((await read(emulator, 'DescribeMetricLast', 'topic_message_input', fresh)).points).toMatchObject([
      { topic: 'fresh', Value: 0 },
    ]);
    await emulator.good('DeleteTopic', { Topic: 'fresh' });
    expect((await read(emulator, 'DescribeMetricLast', 'topic_message_input', fresh)).points).toEqual([]);
  });

  test('agrees with the values of the product', async () => {
    const emulator = await bench();
    emulator.clock.now = NEWEST;
    const { ConsumerProgress } = (await emulator.good('GetConsumerProgress', { ConsumerId: 'billing' })) as {
      ConsumerProgress: { TotalDiff: number };
    };
    emulator.clock.now = START;
    const { points } = await read(
      emulator,
      'DescribeMetricLast',
      'message_accumulation',
      dimensions({ consumerGroup: 'billing' }),
    );
    expect(points).toMatchObject([{ timestamp: NEWEST, consumerGroup: 'billing', Value: ConsumerProgress.TotalDiff }]);
  });
});

describe('DescribeMetricList', () => {
  test('returns the last hour by default', async () => {
    const { points } = await read(await bench(), 'DescribeMetricList', 'instance_message_input');
    expect(points.map(({ timestamp }) => timestamp)).toEqual(
      Array.from({ length: 59 }, (_, i) => NEWEST - (58 - i) * MINUTE),
    );
    expect(new Set(points.map(({ Value }) => Value)).size).toBeGreaterThan(50);
  });

  test.each<[string, string, string]>([
    ['epoch milliseconds', String(NEWEST - 10 * MINUTE), String(NEWEST - 5 * MINUTE)],
    ['a bare time, as UTC', '2026-05-20 11:49:00', '2026-05-20 11:54:00'],
    ['ISO 8601', '2026-05-20T11:49:00Z', '2026-05-20T19:54:00+08:00'],
  ])('excludes the start and includes the end: %s', async (_form, StartTime, EndTime) => {
    const { points } = await read(await bench(), 'DescribeMetricList', 'instance_message_input', {
      StartTime,
      EndTime,
    });
    expect(points.map(({ timestamp }) => (timestamp - NEWEST) / MINUTE)).toEqual([-9, -8, -7, -6, -5]);
  });

  test('returns five-minute points on request', async () => {
    const { points, Period } = await read(await bench(), 'DescribeMetricList', 'instance_message_output', {
      Period: '300',
    });
    expect(Period).toBe('300');
    expect(points).toHaveLength(11);
    expect(points.every(({ timestamp }) => timestamp % 300_000 === 0)).toBe(true);
  });

  test('is paged by a token through all series', async () => {
    const emulator = await bench();
    const whole = (await read(emulator, 'DescribeMetricList', 'message_accumulation', { Length: '1440' })).points;
    const seen: Point[] = [];
    let token: string | undefined = '';
    while (token !== undefined) {
      const page = await read(emulator, 'DescribeMetricList', 'message_accumulation', {
        Length: '50',
        NextToken: token,
      });
      seen.push(...page.points);
      token = page.NextToken;
      emulator.clock.now += MINUTE;
    }
    expect(seen).toEqual(whole);
    expect(whole).toHaveLength(3 * 59);
  });

  test('returns at most 31 days, and a thousand points per page', async () => {
    const emulator = await bench();
    const EndTime = String(START);
    const { points, NextToken } = await read(emulator, 'DescribeMetricList', 'instance_message_input', {
      StartTime: String(START - 31 * DAY),
      EndTime,
    });
    expect([points.length, typeof NextToken]).toEqual([1000, 'string']);
    expect(await refused(emulator, { StartTime: String(START - 31 * DAY - 1), EndTime })).toEqual([
      400,
      'ParameterInvalid',
    ]);
  });

  test('keeps one-minute points for 31 days, five-minute points for 91', async () => {
    const emulator = await bench();
    const times = { StartTime: String(START - 60 * DAY), EndTime: String(START - 59 * DAY) };
    expect((await read(emulator, 'DescribeMetricList', 'instance_message_input', times)).points).toEqual([]);
    expect(
      (await read(emulator, 'DescribeMetricList', 'instance_message_input', { ...times, Period: '300' })).points,
    ).toHaveLength(288);
  });

  test.each<[string, WireParams, number, string]>([
    ['start at the end', { StartTime: '1779278400000', EndTime: '1779278400000' }, 400, 'ParameterInvalid'],
    ['start after the end', { StartTime: '1779278400001', EndTime: '1779278400000' }, 400, 'ParameterInvalid'],
    ['an invalid time', { StartTime: 'yesterday' }, 400, 'ParameterInvalid'],
    ['a period that the metric does not have', { Period: '900' }, 400, 'ParameterInvalid'],
    ['a period that is no number', { Period: 'minute' }, 400, 'ParameterInvalid'],
    ['too many points', { Length: '1441' }, 400, 'ParameterInvalid'],
    ['no points', { Length: '0' }, 400, 'ParameterInvalid'],
    ['dimensions that are no JSON', { Dimensions: 'instanceId:x' }, 400, 'ParameterInvalid'],
    ['dimensions of numbers', { Dimensions: '[{"instanceId":1}]' }, 400, 'ParameterInvalid'],
    ['dimensions that are no objects', { Dimensions: '["x"]' }, 400, 'ParameterInvalid'],
    [
      '51 dimensions',
      dimensions(...Array.from({ length: 51 }, (_, i) => ({ instanceId: `i-${i}` }))),
      400,
      'ParameterInvalid',
    ],
    ['an expression that is no object', { Express: '1' }, 400, 'ParameterInvalid'],
    ['a group of unknown dimensions', { Express: '{"groupby":["other"]}' }, 400, 'ParameterInvalid'],
    ['a token of another action', { NextToken: Buffer.from('[3]').toString('hex') }, 400, 'ParameterInvalid'],
    ['an unknown metric', { MetricName: 'CPUUtilization' }, 404, 'ResourceNotFound'],
    ['an unknown namespace', { Namespace: 'acs_ecs_dashboard' }, 404, 'ResourceNotFound'],
  ])('refuses %s', async (_what, params, status, code) => {
    expect(await refused(await bench(), params)).toEqual([status, code]);
  });

  test('filters by dimensions: an array, an object, an account, and unknown ones match nothing', async () => {
    const emulator = await bench();
    const topics = async (Dimensions: unknown) => {
      const { points } = await read(emulator, 'DescribeMetricLast', 'topic_message_input', {
        Dimensions: JSON.stringify(Dimensions),
      });
      return points.map(({ topic }) => topic);
    };
    expect(await topics([{ topic: 'orders' }, { topic: 'refunds', instanceId: SEEDED_INSTANCE }])).toEqual([
      'orders',
      'refunds',
    ]);
    expect(await topics({ instanceId: SEEDED_INSTANCE, topic: 'orders' })).toEqual(['orders']);
    expect(await topics([{ instanceId: 'other' }])).toEqual([]);
    expect(await topics([{ color: 'red' }])).toEqual([]);
    expect(await topics([{ userId: '1' }])).toEqual([]);
    expect(await topics([{ userId: '1000000000000001' }])).toHaveLength(5);
    expect(await topics([])).toHaveLength(5);
  });

  test('combines series with the same grouped dimensions', async () => {
    const emulator = await bench();
    const values = (await read(emulator, 'DescribeMetricLast', 'topic_message_input')).points.map(
      ({ Value = 0 }) => Value,
    );
    const { points } = await read(emulator, 'DescribeMetricLast', 'topic_message_input', {
      Express: '{"groupby":["instanceId"]}',
    });
    expect(points).toHaveLength(1);
    expect(points[0]).not.toHaveProperty('topic');
    expect(points[0]?.Value).toBeCloseTo(values.reduce((a, b) => a + b, 0) / values.length, 0);
  });
});

describe('DescribeMetricData', () => {
  test('returns points without a token, and the whole account as one series', async () => {
    const emulator = await bench();
    const { points, NextToken } = await read(emulator, 'DescribeMetricData', 'topic_message_input', { Length: '100' });
    expect([points.length, NextToken]).toEqual([100, undefined]);
    const account = await read(
      emulator,
      'DescribeMetricData',
      'topic_message_input',
      dimensions({ userId: '1000000000000001' }),
    );
    expect(account.points).toHaveLength(59);
    expect(Object.keys(account.points[0] ?? {})).toEqual(['timestamp', 'userId', 'Value']);
    expect(
      (await emulator.good('DescribeMetricData', { Namespace: 'acs_kafka', MetricName: 'topic_message_input' }))[
        'Success'
      ],
    ).toBe(true);
  });
});

describe('DescribeMetricTop', () => {
  const top = async (emulator: Bench, params: WireParams = {}) =>
    (await read(emulator, 'DescribeMetricTop', 'topic_message_input', { Orderby: 'Average', ...params })).points;

  test('ranks series by their newest point: False is descending, True ascending', async () => {
    const emulator = await bench();
    const descending = (await top(emulator)).map(({ order, topic, _count, timestamp }) => [
      order,
      topic,
      _count,
      timestamp,
    ]);
    expect(descending.slice(0, 3)).toEqual([
      [1, 'orders', 1, NEWEST],
      [2, 'payments', 1, NEWEST],
      [3, 'refunds', 1, NEWEST],
    ]);
    expect((await top(emulator, { OrderDesc: 'False' })).map(({ topic }) => topic)).toEqual(
      descending.map(([, topic]) => topic),
    );
    expect((await top(emulator, { OrderDesc: 'True', Orderby: 'Value' })).at(-1)).toMatchObject({
      order: 5,
      topic: 'orders',
    });
    expect(await top(emulator, { Length: '2' })).toHaveLength(2);
  });

  test('requires Orderby, and accepts only statistics', async () => {
    const emulator = await bench();
    expect(await refused(emulator, {}, 'DescribeMetricTop')).toEqual([400, 'MissingOrderby']);
    expect(await refused(emulator, { Orderby: 'Sum' }, 'DescribeMetricTop')).toEqual([400, 'ParameterInvalid']);
    expect(await refused(emulator, { Orderby: 'Value', OrderDesc: 'Down' }, 'DescribeMetricTop')).toEqual([
      400,
      'ParameterInvalid',
    ]);
  });
});
