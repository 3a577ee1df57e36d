/** Limits of calls a second: the bucket by itself, and the gateway that keeps to it. */
import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type FlowLimits, newFlowControl } from '../../src/emulator/limits/flow-control.ts';
import { operationOf, OPERATIONS } from '../../src/operations/registry.ts';
import type { Operation } from '../../src/core/operation.ts';
import { bench, closeAll, START } from './bench.ts';

afterEach(closeAll);

const of = (action: string): Operation => {
  const found = operationOf(action);
  if (found === undefined) throw new Error(action);
  return found;
};
const [LIST, CREATE] = [of('GetTopicList'), of('CreateTopic')];

describe('a bucket', () => {
  test('holds the tokens of one second, and names the time of the next call', () => {
    const flow = newFlowControl({ of: '2020', slack: 0.1 });
    expect([0, 0, 0, 0].map((at) => flow.take(LIST, START + at))).toEqual([0, 0, 0, 213]);
    expect(flow.take(LIST, START + 212)).toBe(1);
    expect(flow.take(LIST, START + 213)).toBe(0);
    expect([0, 0].map((at) => flow.take(CREATE, START + at))).toEqual([0, 819]);
    expect(flow.take(CREATE, START + 819)).toBe(0);
  });

  test("has today's rates on request", () => {
    const flow = newFlowControl({ of: 'today', slack: 0 });
    const passed = (action: string): number =>
      Array.from({ length: 200 }, () => flow.take(of(action), START)).filter((wait) => wait === 0).length;
    const expected = { CreateTopic: 20, DeleteTopic: 40, CreateAcl: 10, CreatePrePayOrder: 2, GetTopicList: 100 };
    expect(Object.fromEntries(Object.keys(expected).map((action) => [action, passed(action)]))).toEqual(expected);
  });

  test('without tolerance allows exactly the documented rate', () => {
    const flow = newFlowControl({ of: '2020', slack: 0 });
    const taken = Array.from({ length: 20 }, (_, i) => flow.take(CREATE, START + i * 1000));
    expect(taken).toEqual(taken.map(() => 0));
    expect(flow.take(CREATE, START + 19_999)).toBe(1);
  });

  test('belongs to one operation only', () => {
    const flow = newFlowControl({ of: '2020', slack: 0 });
    for (const operation of OPERATIONS) expect(flow.take(operation, START)).toBe(0);
  });

  test('does not change if the clock is set back', () => {
    const flow = newFlowControl({ of: '2020', slack: 0 });
    expect(flow.take(CREATE, START)).toBe(0);
    expect(flow.take(CREATE, START - 3_600_000)).toBe(1000);
    expect(flow.take(CREATE, START - 3_599_000)).toBe(0);
  });

  test('never exceeds its rate, and accepts every call at the time it named', () => {
    const years = fc.constantFrom<FlowLimits['of']>('today', '2020');
    const gaps = fc.array(fc.integer({ min: 0, max: 2000 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(
        gaps,
        fc.constantFrom(LIST, CREATE),
        fc.constantFrom(0, 0.1, 1),
        years,
        (waits, operation, slack, of) => {
          const flow = newFlowControl({ of, slack });
          const rate = (of === 'today' ? operation.rate : operation.olderRate) * (1 + slack);
          let now = START;
          const passed: number[] = [];
          for (const gap of waits) {
            now += gap;
            const wait = flow.take(operation, now);
            if (wait > 0) expect(flow.take(operation, (now += wait))).toBe(0);
            passed.push(now);
          }
          for (const [i, from] of passed.entries())
            for (const [j, to] of passed.entries())
              if (j > i) expect(j - i + 1).toBeLessThanOrEqual(Math.max(1, rate) + ((to - from) / 1000) * rate + 1e-6);
        },
      ),
    );
  });
});

describe('an emulator with limits', () => {
  const limits: FlowLimits = { of: '2020', slack: 0.1 };
  const fresh = (n: number) => ({ Topic: `fresh-${n}`, Remark: 'x' });

  test('refuses a call above the rate, names the time to retry, and executes nothing', async () => {
    const { call, refused, clock, live } = await bench({ limits });
    expect((await call('CreateTopic', fresh(1))).status).toBe(200);
    expect(await refused('CreateTopic', fresh(2))).toEqual([400, 'Throttling.User']);
    const { headers, body } = await call('CreateTopic', fresh(2));
    expect([headers.get('x-acs-retry-after'), body['Message']]).toEqual([
      '819',
      'Request was denied due to user flow control.',
    ]);
    clock.now += 819;
    expect((await call('CreateTopic', fresh(2))).status).toBe(200);
    expect(live.tally.counts()).toEqual({ calls: { CreateTopic: 4 }, throttled: { CreateTopic: 2 } });
  });

  test('checks them after signature and nonce, before the parameters', async () => {
    const { refused } = await bench({ limits });
    const wrong = { Topic: 'orders', Remark: '' };
    expect((await refused('CreateTopic', wrong, { signature: 'AAAA' }))[1]).toBe('SignatureDoesNotMatch');
    const once = { common: { SignatureNonce: 'once' } };
    expect((await refused('CreateTopic', { Remark: 'x' }, once))[1]).toBe('MissingTopic');
    expect((await refused('CreateTopic', { Remark: 'x' }, once))[1]).toBe('SignatureNonceUsed');
    expect((await refused('CreateTopic', { Remark: 'x' }))[1]).toBe('Throttling.User');
  });

  test('checks them before any fault', async () => {
    const { call, faults } = await bench({ limits, faults: ['html,action=CreateTopic'] });
    expect((await call('CreateTopic', fresh(1))).status).toBe(502);
    expect((await call('CreateTopic', fresh(1))).status).toBe(400);
    expect(faults.list()[0]?.hits).toBe(1);
  });

  test('has none by default', async () => {
    const { good, live } = await bench();
    for (let n = 0; n < 10; n++) await good('CreateTopic', fresh(n));
    expect(live.tally.counts()).toEqual({ calls: { CreateTopic: 10 }, throttled: {} });
  });
});
