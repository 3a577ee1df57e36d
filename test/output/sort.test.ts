import { describe, expect, test } from '@jest/globals';
import type { Json, Row } from '../../src/core/shape.ts';
import type { Document } from '../../src/output/document.ts';
import { sortOf } from '../../src/output/sort-option.ts';
import { sortedDocument } from '../../src/output/sort.ts';
import { described, list, pagesOf, plainColumns, printed } from './help.ts';

const valuesOf = async (document: Document): Promise<Json[]> => {
  const rows: Row[] = [];
  for await (const page of document.pages) rows.push(...page);
  return rows.map((row) => row['A'] ?? null);
};
const order = (values: readonly Json[], typed = 'A'): Promise<Json[]> =>
  valuesOf(sortedDocument(list(values.map((A) => ({ A }))), sortOf(typed)));

test.each([
  ['Lag', { field: 'Lag', descending: false }],
  ['Lag:desc', { field: 'Lag', descending: true }],
  ['Lag:DESC', { field: 'Lag', descending: true }],
  ['Lag:asc', { field: 'Lag', descending: false }],
  ['a:b', { field: 'a:b', descending: false }],
])('%s is typed', (typed, sort) => expect(sortOf(typed)).toEqual(sort));

describe('the order of', () => {
  test.each<[string, Json[], Json[]]>([
    ['numbers', [10, 9, -1, 2], [-1, 2, 9, 10]],
    ['numbers in texts', ['10', '9', '100'], ['9', '10', '100']],
    [
      'numbers beyond 2^53',
      ['9007199254740993', 9_007_199_254_740_992n, 1],
      [1, 9_007_199_254_740_992n, '9007199254740993'],
    ],
    ['long ids in texts', ['9007199254740993', '9007199254740992'], ['9007199254740992', '9007199254740993']],
    ['versions', ['2.10.0', '2.9.1', '0.10.2'], ['0.10.2', '2.9.1', '2.10.0']],
    ['names', ['orders-10', 'Orders-9', 'audit'], ['audit', 'Orders-9', 'orders-10']],
    ['nothing', [null, 2, '', 1], [1, 2, null, '']],
  ])('%s', async (_what, values, expected) => expect(await order(values)).toEqual(expected));

  test('descending keeps missing values at the end, and the order of equals', async () => {
    expect(await order([1, null, 3, 2], 'a:desc')).toEqual([3, 2, 1, null]);
    const equals = list(
      [
        { A: 1, B: 1 },
        { A: 1, B: 2 },
      ],
      { columns: plainColumns('A', 'B') },
    );
    expect(await printed('csv', sortedDocument(equals, sortOf('A:desc')))).toBe('A,B\r\n1,1\r\n1,2\r\n');
  });

  test('all pages together', async () => {
    const document = list([], { columns: plainColumns('A'), pages: pagesOf([{ A: 3 }, { A: 1 }], [{ A: 2 }]) });
    expect(await valuesOf(sortedDocument(document, sortOf('A')))).toEqual([1, 2, 3]);
  });
});

test('the rows of an object are sorted inside their lists', async () => {
  const data = { T: [{ L: [{ A: 2 }, { A: 1 }] }, { L: [{ A: 4 }, { A: 3 }] }] };
  const document = described(data, { rowsAt: ['T', 'L'], every: plainColumns('A') });
  expect(JSON.parse(await printed('json', sortedDocument(document, sortOf('A'))))).toEqual({
    T: [{ L: [{ A: 1 }, { A: 2 }] }, { L: [{ A: 3 }, { A: 4 }] }],
  });
});
