/**
 * Which responses leave the outcome of a change unknown: the table of HTTP status × Success × Code × OrderId × RequestId.
 * After a response with any sign of success, a change is neither sent again nor reported as refused.
 */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Effect } from '../../src/core/operation.ts';
import { call, type CallSettings } from '../../src/transport/call.ts';
import { ALIKAFKA } from '../../src/core/operation.ts';
import { doubtOf, orderIdOf, orderIn } from '../../src/transport/doubt.ts';
import { parseAnswer } from '../../src/transport/parse.ts';
import { fixedClock, http, REQUEST_ID, scripted } from '../support/effects.ts';

const THROTTLED = 'Throttling.User';
const ABSENT: unique symbol = Symbol('absent');

/** The values of each field of a response; `ABSENT` leaves it out. */
const STATUS = [200, 201, 302, 400, 403, 404, 429, 500, 503];
const SUCCESS: readonly unknown[] = [ABSENT, null, true, 'true', false, 'False', 'yes', 1, [], {}, ''];
const CODE: readonly unknown[] = [
  ABSENT,
  null,
  200,
  '200',
  'OK',
  THROTTLED,
  'Order.Insufficient.balance',
  true,
  [],
  {},
  '',
];
const ORDER: readonly unknown[] = [
  ABSENT,
  null,
  '',
  '20497346575',
  20497346575,
  0,
  -1,
  1.5,
  true,
  false,
  [],
  {},
  { toString: null },
];
const REQUEST: readonly unknown[] = [ABSENT, REQUEST_ID, '', 5, {}];

const bodyOf = (fields: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ABSENT));

const settings: CallSettings = {
  credentials: { accessKeyId: 'testid', accessKeySecret: 'testsecret' },
  timeout: 30_000,
  maxAttempts: 4,
  proxy: undefined,
  userAgent: 'alikafka/test',
  trace: undefined,
  clock: { offset: undefined, said: async () => undefined },
};

/** The number of requests if each gets the same response, and the exit code. */
async function outcomeOf(effect: Effect, status: number, body: object): Promise<{ sent: number; exit: number }> {
  const answer = http(status, body);
  const { send, requests } = scripted(answer, answer, answer, answer);
  const request = {
    operation: { action: 'CreatePrePayOrder', product: ALIKAFKA, effect, rate: 3 },
    origin: 'https://alikafka.cn-hangzhou.aliyuncs.com',
    params: {},
  };
  const exit = await call(request, settings, { ...fixedClock(), send, stop: new AbortController().signal }).then(
    () => 0,
    (failure: { exitCode: number }) => failure.exitCode,
  );
  return { sent: requests.length, exit };
}

const isTrue = (value: unknown): boolean =>
  /^true$/i.test(typeof value === 'symbol' ? '' : JSON.stringify(value)) || value === 'true';
const isFalse = (value: unknown): boolean => value === false || value === 'False';
const isOrder = (value: unknown): boolean => value !== ABSENT && value !== null && value !== '';

describe('the whole table', () => {
  const rows = fc.record({
    status: fc.constantFrom(...STATUS),
    Success: fc.constantFrom(...SUCCESS),
    Code: fc.constantFrom(...CODE),
    OrderId: fc.constantFrom(...ORDER),
    RequestId: fc.constantFrom(...REQUEST),
  });

  test.each<Effect>(['order', 'write', 'destroy'])(
    'a %s that may have been made is sent once, and is done or unknown',
    async (effect) => {
      let met = 0;
      await fc.assert(
        fc.asyncProperty(rows, async ({ status, ...fields }) => {
          const signs = isOrder(fields.OrderId) || isTrue(fields.Success) || status === 302 || status >= 500;
          const bare = status >= 400 && fields.RequestId !== REQUEST_ID;
          const both = effect === 'order' && status < 300 && fields.Code === THROTTLED && !isFalse(fields.Success);
          if (!(signs || bare || both)) return;
          met++;
          const { sent, exit } = await outcomeOf(effect, status, bodyOf(fields));
          expect(sent).toBe(1);
          expect([0, 6]).toContain(exit);
        }),
        { numRuns: 500, seed: 8404 },
      );
      expect(met).toBeGreaterThan(200);
    },
  );

  test.each<Effect>(['order', 'write', 'destroy'])('a %s is done only if no field contradicts it', async (effect) => {
    let met = 0;
    await fc.assert(
      fc.asyncProperty(rows, async ({ status, ...fields }) => {
        const { exit } = await outcomeOf(effect, status, bodyOf(fields));
        if (exit !== 0) return;
        met++;
        expect(status).toBeLessThan(300);
        expect([ABSENT, null, 200, '200', 'OK']).toContain(fields.Code);
        expect([ABSENT, null, true, 'true']).toContain(fields.Success);
      }),
      { numRuns: 3000, seed: 8405 },
    );
    expect(met).toBeGreaterThan(5);
  });

  test('a throttled order is sent again only if no field shows that it was placed', async () => {
    let met = 0;
    await fc.assert(
      fc.asyncProperty(rows, async ({ status, Success, OrderId, RequestId }) => {
        const { sent } = await outcomeOf('order', status, bodyOf({ Success, OrderId, RequestId, Code: THROTTLED }));
        const isClear = status < 300 ? isFalse(Success) : status >= 400 && status < 500 && RequestId === REQUEST_ID;
        const isReadable = [ABSENT, null, false, 'False'].includes(Success as string);
        expect(sent).toBe(isClear && isReadable && !isOrder(OrderId) ? 4 : 1);
        met += sent > 1 ? 1 : 0;
      }),
      { numRuns: 1000, seed: 8406 },
    );
    expect(met).toBeGreaterThan(10);
  });

  test('every row of the tables has one of the three outcomes', async () => {
    const all = STATUS.flatMap((status) =>
      CODE.flatMap((Code) =>
        SUCCESS.flatMap((Success) => REQUEST.map((RequestId) => ({ status, Code, Success, RequestId }))),
      ),
    );
    for (const { status, ...fields } of all) {
      const reply = await parseAnswer(http(status, bodyOf(fields)));
      expect(['ok', 'refused', 'unclear']).toContain(reply.kind);
    }
  });
});

describe('a refusal', () => {
  const refused = { code: 'X', httpStatus: 400, requestId: REQUEST_ID };
  test.each<[string, Parameters<typeof doubtOf>[1], RegExp | undefined, RegExp | undefined]>([
    ["the service's own", refused, undefined, undefined],
    ['without a RequestId', { ...refused, requestId: undefined }, /without a RequestId/, /without a RequestId/],
    ['inside 200', { ...refused, httpStatus: 200 }, undefined, undefined],
    ['inside 200 without a RequestId', { ...refused, httpStatus: 200, requestId: undefined }, /RequestId/, /RequestId/],
    ['with Success false inside 200', { code: 'X', httpStatus: 200, success: false }, undefined, undefined],
    ['with Success false and 400', { code: 'X', httpStatus: 400, success: false }, /RequestId/, /RequestId/],
    ['with Success true', { ...refused, success: true }, /X \(HTTP 400\).*Success true/, /Success true/],
    [
      'with an order',
      { ...refused, order: 'OrderId 7' },
      /X \(HTTP 400\) and OrderId 7/,
      /X \(HTTP 400\) and OrderId 7/,
    ],
    ['with an order and Success false', { ...refused, success: false, httpStatus: 200, order: 'OrderId 7' }, /7/, /7/],
    ['with a 5xx', { ...refused, httpStatus: 503 }, /^the service returned X \(HTTP 503\)$/, /HTTP 503/],
    ['with a redirect', { ...refused, httpStatus: 302 }, /HTTP 302/, /HTTP 302/],
    ['throttled', { ...refused, code: THROTTLED }, undefined, undefined],
    [
      'throttled inside 200',
      { ...refused, code: THROTTLED, httpStatus: 200 },
      /success status \(HTTP 200\)/,
      undefined,
    ],
    [
      'throttled with Success false',
      { ...refused, code: THROTTLED, httpStatus: 200, success: false },
      undefined,
      undefined,
    ],
  ])('%s', (_says, signs, order, write) => {
    for (const [effect, doubt] of [
      ['order', order],
      ['write', write],
      ['destroy', write],
    ] as const) {
      const found = doubtOf(effect, signs);
      if (doubt === undefined) expect(found).toBeUndefined();
      else expect(found).toMatch(doubt);
    }
    expect(doubtOf('read', signs)).toBeUndefined();
  });
});

describe('the id of an order', () => {
  test.each([
    ['20497346575000001', '20497346575000001'],
    [20497346575, '20497346575'],
    [9007199254740993n, '9007199254740993'],
    ['', undefined],
    [' ', undefined],
    [null, undefined],
    [undefined, undefined],
    [0, undefined],
    [-7, undefined],
    [1.5, undefined],
    [true, undefined],
    [['7'], undefined],
    [{}, undefined],
    [{ toString: null }, undefined],
  ])('%p: %p', (value, id) => {
    expect(orderIdOf(value)).toBe(id);
  });

  test.each<[string, Parameters<typeof orderIn>[0], string | undefined]>([
    ['none', { Code: 'X' }, undefined],
    ['null', { OrderId: null }, undefined],
    ['empty', { OrderId: '' }, undefined],
    ['as text', { OrderId: '7' }, 'OrderId 7'],
    ['in another spelling', { orderId: 7 }, 'OrderId 7'],
    ['one level down', { Data: { InstanceId: 'i', OrderId: 20497346575 } }, 'OrderId 20497346575'],
    ['deep down', { Data: { Result: [{ a: 1 }, { OrderId: '9' }] } }, 'OrderId 9'],
    ['in a list', { OrderIds: ['9', '10'] }, 'OrderId 9'],
    ['odd', { OrderId: {} }, 'OrderId (unreadable)'],
    ['false', { OrderId: false }, 'OrderId (unreadable)'],
  ])('%s', (_says, body, words) => {
    expect(orderIn(body)).toBe(words);
  });
});
