/** Paths through shapes, and the field names that they have. */
import { describe, expect, test } from '@jest/globals';
import { arrayOf, fieldNames, jsonText, listOf, object, shapeAt } from '../../src/core/shape.ts';

const partitions = listOf('OffsetTable', { Partition: 'integer', MaxOffset: 'long' });
const shape = object({
  Total: 'integer',
  Topics: listOf('TopicVO', { Topic: 'text', Offsets: object({ Table: partitions }) }),
});

describe('shapeAt', () => {
  test.each([
    ['nowhere', [], shape],
    ['a field', ['Total'], 'integer'],
    ['a list', ['Topics'], shape.fields['Topics']],
    ['through a list and an object', ['Topics', 'Offsets', 'Table'], partitions],
    ['beyond a scalar', ['Total', 'x'], undefined],
    ['a field that is not documented', ['Newer'], undefined],
  ])('%s', (_says, path, found) => expect(shapeAt(shape, path)).toEqual(found));

  test('of a missing shape is undefined', () => expect(shapeAt(undefined, ['x'])).toBeUndefined());
});

describe('fieldNames', () => {
  test.each([
    [shape, ['Total', 'Topics']],
    [partitions, ['Partition', 'MaxOffset']],
    [arrayOf({ a: 'text' }), ['a']],
    [jsonText(arrayOf({ name: 'text', value: 'text' })), ['name', 'value']],
    [arrayOf('text'), []],
    ['text' as const, []],
    [undefined, []],
  ])('%#', (of, names) => expect(fieldNames(of)).toEqual(names));
});
