/** The lines of pick lists. */
import { expect, test } from '@jest/globals';
import { itemsIn, plainItems, recordLines } from '../../src/output/pick-items.ts';
import { NOW } from '../support/effects.ts';

const fields = { Topic: 'text', Remark: 'text', Status: 'integer' } as const;
const items = async (rows: readonly Record<string, string | number | null>[]) =>
  itemsIn([
    await recordLines(rows, { name: 'Topic', labels: { Status: () => 'Running' } }, ['Status', 'Remark'], fields, NOW),
  ]);

test('details are in columns; one that repeats the name is left out', async () => {
  const [first, second] = await items([
    { Topic: 'orders', Status: 0, Remark: 'orders' },
    { Topic: 'payments-of-all', Status: 0, Remark: 'of the shop' },
  ]);
  expect(first?.line(80)).toBe('orders           Running (0)');
  expect(second?.line(80)).toBe('payments-of-all  Running (0)  of the shop');
  expect(second?.text).toContain('of the shop');
});

test('records without a name are left out, and values are not changed', async () => {
  const all = await items([{ Topic: null }, { Topic: 7 }, { Topic: ' a\x1b[2J\u202eb', Status: null, Remark: null }]);
  expect(all.map(({ value }) => value)).toEqual([' a\x1b[2J\u202eb']);
  expect(all[0]?.name).toBe(' a\\u001b[2J\\u202eb');
  expect(all[0]?.line(80)).not.toMatch(/[\x1b\u202e]/);
});

test.each([
  ['orders-of-the-web-shop', 10, 'orders-of…'],
  ['订单订单订单', 8, '订单订…'],
  ['订单订单订单', 12, '订单订单订单'],
  ['👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧', 4, '👨‍👩‍👧…'],
])('%s in %d columns', async (name, columns, line) => {
  const [item] = await plainItems([[name, '']]);
  expect(item?.line(columns)).toBe(line);
});

test('wide characters keep the columns', async () => {
  const [first, second] = await plainItems([
    ['订单', 'a'],
    ['orders', 'b'],
  ]);
  expect([first?.line(80), second?.line(80)]).toEqual(['订单    a', 'orders  b']);
});
