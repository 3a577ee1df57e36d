/** Which items typed text finds, and in which order. */
import { expect, test } from '@jest/globals';
import { matching } from '../../src/core/text/matching.ts';

const items = ['dead-orders', 'orders-eu prod', 'orders', 'Payments prod', 'orders2'].map((text) => ({
  name: text.split(' ')[0] ?? '',
  text,
}));
const found = (typed: string): string[] => matching(items, typed).map(({ name }) => name);

test.each<[string, string, readonly string[]]>([
  ['nothing typed: all, in their order', ' ', ['dead-orders', 'orders-eu', 'orders', 'Payments', 'orders2']],
  ['the name itself, then beginnings, then the rest', 'orders', ['orders', 'orders-eu', 'orders2', 'dead-orders']],
  ['in any case', 'PAY', ['Payments']],
  ['details', 'prod', ['orders-eu', 'Payments']],
  ['every word, in any order', 'prod ord', ['orders-eu']],
  ['nothing', 'xyz', []],
  ['signs of patterns are letters', '.*', []],
])('%s', (_says, typed, expected) => expect(found(typed)).toEqual(expected));
