/** The headers of a table that does not fit its terminal: they are broken into as few lines as its width allows. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fit, frame, type Sized } from '../../src/output/table/fit.ts';

const column = (body: number, ...head: string[]): Sized => ({
  body,
  head,
  essential: true,
  cuttable: false,
  equal: false,
  wanted: false,
});
const depth = (columns: readonly Sized[], width: number): number =>
  Math.max(...fit(columns, width).heads.map(({ length }) => length));

describe('broken headers', () => {
  const rules = [
    column(8, 'Username'),
    column(5, 'Acl', 'Resource', 'Type'),
    column(8, 'Acl', 'Resource', 'Pattern', 'Type'),
    column(5, 'Acl', 'Operation', 'Type'),
  ];

  test.each([
    [75, [['Username'], ['AclResourceType'], ['AclResourcePatternType'], ['AclOperationType']]],
    [60, [['Username'], ['AclResource', 'Type'], ['AclResource', 'PatternType'], ['AclOperationType']]],
    [55, [['Username'], ['AclResource', 'Type'], ['AclResource', 'PatternType'], ['AclOperation', 'Type']]],
    [50, [['Username'], ['Acl', 'Resource', 'Type'], ['AclResource', 'PatternType'], ['Acl', 'Operation', 'Type']]],
    [
      45,
      [['Username'], ['Acl', 'Resource', 'Type'], ['Acl', 'Resource', 'Pattern', 'Type'], ['Acl', 'Operation', 'Type']],
    ],
  ])('at %i columns', (width, heads) => {
    expect(fit(rules, width).heads).toEqual(heads);
  });

  const pieces = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 });
  const columns = fc.array(
    fc
      .tuple(fc.integer({ min: 1, max: 12 }), pieces)
      .map(([body, sizes]) => column(body, ...sizes.map((size) => 'X'.repeat(size)))),
    { minLength: 1, maxLength: 6 },
  );

  /** The narrowest a header can be in so many lines, by trying every way to break it. */
  function narrowest(head: readonly string[], lines: number): number {
    if (lines === 1 || head.length === 1) return head.join('').length;
    const splits = head.slice(1).map((_, i) => {
      const rest = narrowest(head.slice(i + 1), lines - 1);
      return Math.max(head.slice(0, i + 1).join('').length, rest);
    });
    return Math.min(head.join('').length, ...splits);
  }

  test('need no line more than the width requires, and contain every piece in order', () => {
    fc.assert(
      fc.property(columns, fc.integer({ min: 20, max: 120 }), (all, width) => {
        const free = width - frame(all.length);
        const least = [1, 2, 3, 4].find(
          (lines) => all.reduce((sum, { body, head }) => sum + Math.max(body, narrowest(head, lines)), 0) <= free,
        );
        if (least !== undefined) expect(depth(all, width)).toBe(Math.min(least, 4));
        expect(fit(all, width).heads.map((lines) => lines.join(''))).toEqual(all.map(({ head }) => head.join('')));
      }),
    );
  });
});
