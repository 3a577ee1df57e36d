/** Lists page by page: by number or by token, by what comes back rather than by what was asked for, and never for ever. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { asXml } from '../../src/core/answer.ts';
import type { Operation, Values } from '../../src/core/operation.ts';
import type { Row } from '../../src/core/shape.ts';
import type { Failure } from '../../src/errors/failure.ts';
import { operationOf } from '../../src/operations/registry.ts';
import { pages } from '../../src/client/pagination/pages.ts';
import { rowsOf } from '../../src/client/rows.ts';

const of = (action: string): Operation => operationOf(action) as Operation;
const TOPICS = of('GetTopicList');
const GROUPS = of('GetConsumerList');
const TAGS = of('ListTagResources');

interface Read {
  readonly asked: Values[];
  readonly pages: Row[][];
  readonly failure: Failure | undefined;
}

/** Reads to the end, or to the failure; a service that is asked more than `most` times has been asked for ever. */
async function readAll(
  operation: Operation,
  answer: (input: Values, nth: number) => Row,
  input: Values = {},
  most = 50,
): Promise<Read> {
  const asked: Values[] = [];
  const came: Row[][] = [];
  const fetch = async (values: Values): Promise<Row> => {
    asked.push(values);
    if (asked.length > most) throw new Error('asked for ever');
    return answer(values, asked.length);
  };
  try {
    for await (const page of pages(operation, input, fetch)) came.push(page);
  } catch (error) {
    return { asked, pages: came, failure: error as Failure };
  }
  return { asked, pages: came, failure: undefined };
}

const topic = (n: number): Row => ({ Topic: `t${n}` });
const topics = (from: number, to: number): Row[] => Array.from({ length: to - from }, (_, i) => topic(from + i));
const topicPage = (rows: Row[], more: Row = {}): Row => ({ TopicList: { TopicVO: rows }, ...more });
const namesIn = ({ pages: all }: Read): string[] => all.flat().map((row) => String(row['Topic']));
const allNames = (count: number): string[] => topics(0, count).map((row) => String(row['Topic']));

/** A service of `count` topics that returns at most `cap` per page, for any requested size. */
const service =
  (count: number, cap: number, more: (size: number) => Row) =>
  (input: Values): Row => {
    const size = Math.min(Number(input['PageSize'] ?? 10), cap);
    const at = (Number(input['CurrentPage'] ?? 1) - 1) * size;
    return topicPage(topics(at, Math.max(at, Math.min(count, at + size))), more(size));
  };

describe('pages with numbers', () => {
  test('are requested by the thousand, from 1, until the total is reached', async () => {
    const read = await readAll(
      TOPICS,
      service(2500, 1000, () => ({ Total: 2500 })),
    );
    expect(read.asked).toEqual([1, 2, 3].map((CurrentPage) => ({ CurrentPage, PageSize: 1000 })));
    expect(namesIn(read)).toEqual(allNames(2500));
    expect(read.pages.map((page) => page.length)).toEqual([1000, 1000, 500]);
  });

  test.each([
    ['one page is enough', 7, 1000, 1],
    ['none at all', 0, 1000, 1],
    ['a page that is just full is the last', 1000, 1000, 1],
    ['the service caps a page', 250, 100, 3],
    ['the service caps a page that is just full', 200, 100, 2],
  ])('by the total: %s', async (_says, count, cap, requests) => {
    const read = await readAll(
      TOPICS,
      service(count, cap, () => ({ Total: count })),
    );
    expect(namesIn(read)).toEqual(allNames(count));
    expect(read.asked).toHaveLength(requests);
  });

  test.each([
    ['a page that is not full may be a capped one', 250, 100, 4],
    ['an empty one after a full one', 200, 100, 3],
  ])('without a total: %s', async (_says, count, cap, requests) => {
    const read = await readAll(
      TOPICS,
      service(count, cap, (PageSize) => ({ PageSize })),
    );
    expect(namesIn(read)).toEqual(allNames(count));
    expect(read.asked).toHaveLength(requests);
  });

  test('totals and sizes as text', async () => {
    const read = await readAll(
      TOPICS,
      service(250, 100, (size) => ({ Total: '250', PageSize: String(size) })),
    );
    expect(namesIn(read)).toEqual(allNames(250));
  });

  test('a total that is never reached is an incomplete list', async () => {
    const read = await readAll(
      TOPICS,
      service(120, 100, () => ({ Total: 500 })),
    );
    expect(read.failure).toMatchObject({ exitCode: 9, code: 'IncompleteList', action: 'GetTopicList' });
    expect(read.failure?.message).toMatch(/120 of 500 records/);
    expect(read.asked).toHaveLength(3);
  });

  test.each<[string, number[], number]>([
    ['fewer while topics are deleted', [250, 240, 230], 230],
    ['more while topics are created', [230, 240, 250], 230],
  ])('the smallest total counts: %s', async (_says, totals, count) => {
    const page = (n: number): Row[] => topics((n - 1) * 100, Math.min(n * 100, count));
    const read = await readAll(TOPICS, (_input, nth) =>
      topicPage(nth > 3 ? [] : page(nth), { Total: totals[nth - 1] ?? 250 }),
    );
    expect(read.failure).toBeUndefined();
    expect(namesIn(read)).toEqual(allNames(count));
  });

  test('one record fewer than the smallest total is one too few', async () => {
    const totals = [210, 201, 220];
    const read = await readAll(TOPICS, (_input, nth) =>
      topicPage(nth > 2 ? [] : topics((nth - 1) * 100, nth * 100), { Total: totals[nth - 1] ?? 0 }),
    );
    expect(read.failure).toMatchObject({ exitCode: 9, code: 'IncompleteList' });
    expect(read.failure?.message).toMatch(/200 of 201/);
  });

  test('an earlier total is kept if later pages repeat without one', async () => {
    const read = await readAll(TOPICS, (_input, nth) => topicPage(topics(0, 10), nth === 1 ? { Total: 100 } : {}));
    expect(read.failure).toMatchObject({ exitCode: 9, code: 'IncompleteList' });
  });

  test.each<Row>([-1, 1.5, 1e21, 'many', true, [], {}, { toString: null }].map((Total) => ({ Total })))(
    '%j is no total',
    async ({ Total = null }) => {
      const read = await readAll(TOPICS, () => topicPage(topics(0, 1), { Total }));
      expect(read.failure).toMatchObject({ exitCode: 9, code: 'UnreadableAnswer' });
      expect(read.pages).toEqual([]);
    },
  );

  test.each([
    ['the first', 1],
    ['the second', 2],
  ])('%s page without its list is an incomplete list', async (_says, bad) => {
    const read = await readAll(TOPICS, (_input, nth) =>
      nth === bad ? { Total: 3 } : topicPage(topics(nth - 1, nth), { Total: 3 }),
    );
    expect(read.failure).toMatchObject({ exitCode: 9, code: 'UnreadableAnswer' });
    expect(read.failure?.message).toBe('cannot read the response of GetTopicList: the response has no TopicList');
  });

  test('endless new pages end at a maximum', async () => {
    const read = await readAll(TOPICS, (_input, nth) => topicPage([topic(nth)]), {}, 20_000);
    expect(read.failure).toMatchObject({ exitCode: 9, code: 'PagingLoop' });
    expect(read.failure?.message).toMatch(/more than 10000 pages/);
    expect(read.asked.length).toBeLessThanOrEqual(10_001);
  });

  test('the other parameters are sent with every page', async () => {
    const read = await readAll(
      TOPICS,
      service(150, 100, () => ({ Total: 150 })),
      { InstanceId: 'i' },
    );
    expect(read.asked.map(({ InstanceId }) => InstanceId)).toEqual(['i', 'i']);
  });

  test.each([
    [{ CurrentPage: 2 }, { CurrentPage: 2 }],
    [{ PageSize: 5 }, { PageSize: 5 }],
    [
      { CurrentPage: 3, PageSize: 5 },
      { CurrentPage: 3, PageSize: 5 },
    ],
  ])('a single page if the input names one: %j', async (input, asked) => {
    const read = await readAll(
      TOPICS,
      service(250, 100, () => ({ Total: 250 })),
      input,
    );
    expect(read.asked).toEqual([asked]);
    expect(read.pages).toHaveLength(1);
  });

  test('a repeated page is an error', async () => {
    const read = await readAll(TOPICS, () => topicPage(topics(0, 10), { Total: 100 }));
    expect(read.failure).toMatchObject({ exitCode: 9, code: 'PagingLoop', action: 'GetTopicList' });
    expect(read.failure?.message).toMatch(/page 2 repeats an earlier page/);
    expect(read.asked).toHaveLength(2);
  });

  test.each([
    ['begin alike', [topic(1), topic(2)], [topic(1), topic(3)]],
    ['end alike', [topic(1), topic(2)], [topic(3), topic(2)]],
  ])('pages that only %s count as two pages', async (_says, first, second) => {
    const read = await readAll(TOPICS, (_input, nth) => topicPage(nth === 1 ? first : second, { Total: 4 }));
    expect(read).toMatchObject({ failure: undefined, pages: [{}, {}] });
  });

  test('the next page is requested while one is printed, but not after the last', async () => {
    let asked = 0;
    const all = pages(TOPICS, {}, async () => topicPage([topic(++asked)], { Total: 3 }));
    for (const [page, sofar] of [
      [1, 2],
      [2, 3],
      [3, 3],
    ] as const) {
      expect((await all.next()).value).toMatchObject([topic(page)]);
      expect(asked).toBe(sofar);
    }
    expect((await all.next()).done).toBe(true);
  });

  test('a failure of a prefetched page is thrown when the page is read', async () => {
    const read = await readAll(TOPICS, (_input, nth) => {
      if (nth === 2) throw new Error('cut');
      return topicPage([topic(1)], { Total: 3 });
    });
    expect(read.pages.flat()).toHaveLength(1);
    expect(read.failure?.message).toBe('cut');
  });

  test('after an early stop, later failures are ignored', async () => {
    const fetch = async (input: Values): Promise<Row> => {
      if (input['CurrentPage'] !== 1) throw new Error('cut');
      return topicPage([topic(1)], { Total: 3 });
    };
    for await (const page of pages(TOPICS, {}, fetch)) {
      expect(page).toHaveLength(1);
      break;
    }
  });

  test('all records come once, in order, for any number and page size', async () => {
    const total = fc.constantFrom('total', 'size', 'both');
    await fc.assert(
      fc.asyncProperty(fc.nat(300), fc.integer({ min: 7, max: 1000 }), total, async (count, cap, says) => {
        const more = (size: number): Row => ({
          ...(says === 'size' ? {} : { Total: count }),
          ...(says === 'total' ? {} : { PageSize: size }),
        });
        expect(namesIn(await readAll(TOPICS, service(count, cap, more)))).toEqual(allNames(count));
      }),
    );
  });
});

describe('page parameters that are sent only if needed', () => {
  const group = (n: number): Row => ({ ConsumerId: `g${n}` });
  const groups = (from: number, to: number): Row => ({
    ConsumerList: { ConsumerVO: Array.from({ length: to - from }, (_, i) => group(from + i)) },
  });

  test.each([
    ['without a total', {}],
    ['with a total that is here', { Total: 3 }],
  ])('%s there is one request', async (_says, more) => {
    const read = await readAll(GROUPS, () => ({ ...groups(0, 3), ...more }), { InstanceId: 'i' });
    expect(read.asked).toEqual([{ InstanceId: 'i' }]);
    expect(read.pages.flat()).toHaveLength(3);
  });

  test('a missing total starts again with pages', async () => {
    const read = await readAll(GROUPS, (input) =>
      input['CurrentPage'] === undefined ? { ...groups(0, 10), Total: 25 } : { ...groups(0, 25), Total: 25 },
    );
    expect(read.asked).toEqual([{}, { CurrentPage: 1, PageSize: 1000 }]);
    expect(read.pages.flat().map(({ ConsumerId }) => ConsumerId)).toEqual(
      Array.from({ length: 25 }, (_, i) => `g${i}`),
    );
  });
});

describe('tokens', () => {
  const tags = (keys: string[], NextToken?: string | null): Row => ({
    TagResources: { TagResource: keys.map((TagKey) => ({ ResourceId: 'r', TagKey })) },
    ...(NextToken === undefined ? {} : { NextToken }),
  });
  const keysIn = ({ pages: all }: Read): string[] => all.flat().map((row) => String(row['TagKey']));

  test.each<[string, string | null | undefined]>([
    ['absent', undefined],
    ['empty', ''],
    ['null', null],
  ])('lead from page to page until one is %s', async (_says, last) => {
    const answers = [tags(['a'], 't1'), tags([], 't2'), tags(['b', 'c'], last)];
    const read = await readAll(TAGS, (_input, nth) => answers[nth - 1] as Row, { ResourceType: 'TOPIC' });
    expect(read.asked).toEqual([
      { ResourceType: 'TOPIC' },
      { ResourceType: 'TOPIC', NextToken: 't1' },
      { ResourceType: 'TOPIC', NextToken: 't2' },
    ]);
    expect(keysIn(read)).toEqual(['a', 'b', 'c']);
  });

  test('a repeated token is an error', async () => {
    const read = await readAll(TAGS, () => tags(['a'], 'again'));
    expect(read.failure).toMatchObject({ exitCode: 9, code: 'PagingLoop' });
    expect(read.failure?.message).toMatch(/token again was returned twice/);
    expect(read.asked).toHaveLength(2);
  });

  test('endless new tokens end at a maximum: with records, without any, and with the same again', async () => {
    const full = await readAll(TAGS, (_input, nth) => tags([`k${nth}`], `t${nth}`), {}, 20_000);
    expect(full.failure).toMatchObject({ exitCode: 9, code: 'PagingLoop' });
    expect(full.asked).toHaveLength(10_001);
    const empty = await readAll(TAGS, (_input, nth) => tags([], `t${nth}`), {}, 20_000);
    expect(empty.failure).toMatchObject({ exitCode: 9, code: 'PagingLoop' });
    expect(empty.asked).toHaveLength(101);
    const same = await readAll(TAGS, (_input, nth) => tags(['a'], `t${nth}`));
    expect(same.failure).toMatchObject({ exitCode: 9, code: 'PagingLoop' });
    expect(same.asked).toHaveLength(2);
  });

  test.each<Row>([true, 1.5, [], {}, { toString: null }].map((NextToken) => ({ NextToken })))(
    '%j is no token',
    async ({ NextToken = null }) => {
      const read = await readAll(TAGS, () => ({ ...tags(['a']), NextToken }));
      expect(read.failure).toMatchObject({ exitCode: 9, code: 'UnreadableAnswer' });
    },
  );

  test('a loop of several tokens is an error too', async () => {
    const read = await readAll(TAGS, (_input, nth) => tags([`k${nth}`], `t${nth % 3}`));
    expect(read.failure).toMatchObject({ code: 'PagingLoop' });
    expect(read.asked).toHaveLength(4);
  });

  test('a token that is a number is one', async () => {
    const answers = [{ ...tags(['a']), NextToken: 7 }, tags(['b'])];
    const read = await readAll(TAGS, (_input, nth) => answers[nth - 1] as Row);
    expect(read.asked[1]).toEqual({ NextToken: '7' });
  });
});

test('an operation without pages is called once', async () => {
  const read = await readAll(of('GetInstanceList'), () => ({ InstanceList: { InstanceVO: [{ InstanceId: 'i' }] } }));
  expect(read.asked).toEqual([{}]);
  expect(read.pages.flat()).toMatchObject([{ InstanceId: 'i' }]);
});

test('an error of a page is thrown', async () => {
  const read = await readAll(TOPICS, () => {
    throw new Error('cut');
  });
  expect(read.failure?.message).toBe('cut');
});

describe('rowsOf', () => {
  test.each<[string, string, Row, number]>([
    ['records of a list', 'GetTopicList', topicPage(topics(0, 2)), 2],
    ['an object as a list of one', 'GetTopicStatus', { TopicStatus: { TotalCount: 1, OffsetTable: [] } }, 1],
  ])('%s', (_says, action, body, count) => expect(rowsOf(of(action), body)).toHaveLength(count));

  test.each<[string, string, Row, RegExp]>([
    [
      'a value that is not a record',
      'GetTopicList',
      { TopicList: { TopicVO: [topic(0), 'x', null, 5] } },
      /a string in the list TopicList/,
    ],
    ['null for a record', 'GetTopicList', { TopicList: { TopicVO: [topic(0), null] } }, /null in the list TopicList/],
    ['a list without its container', 'GetTopicList', { Total: 0 }, /the response has no TopicList/],
    ['null for the container', 'GetTopicList', { TopicList: null }, /the response has no TopicList/],
    ['null for the list', 'GetTopicList', { TopicList: { TopicVO: null } }, /the response has no TopicList/],
    [
      'a record without its name',
      'GetTopicList',
      { TopicList: { TopicVO: [{ PartitionNum: 1 }] } },
      /the response has no TopicList.Topic/,
    ],
    [
      'a record whose name is empty',
      'GetTopicList',
      { TopicList: [topic(0), { Topic: '' }] },
      /the response has no TopicList.Topic/,
    ],
    [
      'an object for a text',
      'GetTopicList',
      { TopicList: [{ Topic: { toString: null } }] },
      /an object at TopicList.Topic/,
    ],
    [
      'a list for a number',
      'GetTopicList',
      { TopicList: [{ ...topic(0), PartitionNum: [12] }] },
      /a list at TopicList.PartitionNum/,
    ],
    [
      'null among tags',
      'GetTopicList',
      { TopicList: [{ ...topic(0), Tags: { TagVO: [null] } }] },
      /null in the list TopicList.Tags/,
    ],
    ['no object', 'GetTopicStatus', { TopicStatus: [1, 2] }, /no object at TopicStatus/],
    [
      'no partitions',
      'GetTopicStatus',
      { TopicStatus: { TotalCount: 1 } },
      /the response has no TopicStatus.OffsetTable/,
    ],
    [
      'no topics',
      'GetConsumerProgress',
      { ConsumerProgress: { TotalDiff: 0 } },
      /the response has no ConsumerProgress.TopicList/,
    ],
    [
      'a topic without its partitions',
      'GetConsumerProgress',
      { ConsumerProgress: { TopicList: [{ Topic: 'a' }] } },
      /the response has no ConsumerProgress.TopicList.OffsetList/,
    ],
    [
      'neither list of addresses',
      'GetAllowedIpList',
      { AllowedList: { DeployType: 4 } },
      /has none of .*InternetList, .*VpcList$/,
    ],
    [
      'null among addresses',
      'GetAllowedIpList',
      { AllowedList: { VpcList: [{ PortRange: '9092/9092', AllowedIpList: [null] }] } },
      /null in the list/,
    ],
    ['an empty text of JSON', 'GetTopicList', { TopicList: '' }, /the response has no list at TopicList/],
    [
      'an empty text for the items',
      'GetTopicList',
      { TopicList: { TopicVO: '' } },
      /the response has no list at TopicList/,
    ],
    [
      'an empty text for a list inside',
      'GetTopicList',
      { TopicList: [topic(0), { ...topic(1), Tags: '' }] },
      /the response has a string at TopicList.Tags/,
    ],
    ['points that are no JSON', 'DescribeMetricList', { Datapoints: 'none' }, /no list at Datapoints/],
    ['no points at all', 'DescribeMetricList', {}, /the response has no Datapoints/],
  ])('%s is an error, not an empty list', (_says, action, body, why) => {
    expect(() => rowsOf(of(action), body)).toThrow(expect.objectContaining({ exitCode: 9, code: 'UnreadableAnswer' }));
    expect(() => rowsOf(of(action), body)).toThrow(why);
  });

  test.each<[string, string, Row]>([
    ['an empty list', 'GetTopicList', { TopicList: { TopicVO: [] } }],
    ['an empty container', 'GetTopicList', { TopicList: {} }],
    ['an empty element of XML', 'GetTopicList', asXml({ TopicList: '' })],
    ['an empty element of XML for the items', 'GetTopicList', asXml({ TopicList: { TopicVO: '' } })],
    ['points as empty text', 'DescribeMetricList', { Datapoints: '[]' }],
  ])('%s is empty', (_says, action, body) => expect(rowsOf(of(action), body)).toEqual([]));

  test('a single page may lack its list', () => expect(rowsOf(of('GetTopicList'), {}, false)).toEqual([]));

  test.each([{ VpcList: [] }, { InternetList: [] }])('one list of addresses is sufficient: %j', (AllowedList) => {
    expect(rowsOf(of('GetAllowedIpList'), { AllowedList })).toHaveLength(1);
  });
});
