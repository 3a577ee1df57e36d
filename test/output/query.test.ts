import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Json } from '../../src/core/shape.ts';
import { FORMATS, type Format } from '../../src/output/document.ts';
import { compileQuery, queryDocument } from '../../src/output/query/query.ts';
import { nastyText, printed, TERMINAL } from './help.ts';

const BIG = 9_007_199_254_740_993n;
const topics: Json = [
  { Topic: 'orders', PartitionNum: 12, MaxOffset: BIG, Tags: [{ Key: 'k', Value: 'v' }] },
  { Topic: 'payments', PartitionNum: 6, MaxOffset: BIG - 1n, Tags: [] },
  { Topic: 'refunds', PartitionNum: 100, MaxOffset: 5, Tags: [] },
];

const ask = async (expression: string, data: Json = topics): Promise<Json> => (await compileQuery(expression))(data);
const show = async (expression: string, format: Format): Promise<string> =>
  printed(format, queryDocument(await ask(expression), { root: 'R' }));

describe('a query', () => {
  test.each<[string, Json]>([
    ['[].Topic', ['orders', 'payments', 'refunds']],
    ['[?PartitionNum > `10`].Topic', ['orders', 'refunds']],
    ['[?Topic == `orders`] | [0].PartitionNum', 12],
    ['length(@)', 3],
    ['[0].Nope', null],
    ['[].Tags[].Key', ['k']],
    ['sort([].PartitionNum)', [6, 12, 100]],
    ['sort(@[].Topic)[-1]', 'refunds'],
    ['[0].constructor', null],
  ])('%s', async (expression, result) => expect(await ask(expression)).toEqual(result));

  test('integers beyond 2^53 stay exact, compare and sort', async () => {
    expect(await ask('[].MaxOffset')).toEqual([BIG, BIG - 1n, 5]);
    expect(await ask('sort_by(@, &MaxOffset)[].Topic')).toEqual(['refunds', 'payments', 'orders']);
    expect(await ask('max_by(@, &MaxOffset).MaxOffset')).toBe(BIG);
    expect(await ask('[?MaxOffset > `5`] | length(@)')).toBe(2);
    expect(await ask('type([0].MaxOffset)')).toBe('number');
    expect(await ask('[0].MaxOffset == [1].MaxOffset')).toBe(false);
  });

  test('every integer stays unchanged', async () => {
    const same = await compileQuery('@');
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 2n ** 53n, max: 2n ** 53n + 4n })), (data) =>
        expect(same(data)).toEqual(data),
      ),
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.bigInt({ min: 2n ** 53n }), fc.bigInt({ max: -(2n ** 53n) }), fc.integer(), nastyText)),
        (data) => expect(same(data)).toEqual(data),
      ),
    );
  });

  test('does not change the data', async () => {
    const before = structuredClone(topics);
    await ask('sort_by(@, &Topic) | reverse(@)');
    expect(topics).toEqual(before);
  });
});

describe('an invalid expression is refused at once, with reason and position', () => {
  test.each([
    ['', 'the expression is empty'],
    ['[', 'unexpected end after "["'],
    ['[?Topic==`a`', 'unexpected end after "[?Topic==`a`"'],
    ['a.b)', 'unexpected ")" at character 4'],
    ['foo bar', 'unexpected "bar" at character 5'],
    ['a # b', 'unknown character "#" at character 3'],
    ['a."b', 'unclosed string, or invalid JSON between backticks, at character 3'],
    ['a[1:2:3:4]', 'too many colons in slice expression at character 8'],
    ['lenght(@)', 'unknown function lenght(); did you mean length()?'],
    ['toString(@)', 'unknown function toString(); did you mean to_string()?'],
    ['length(@, @)', 'length() takes 1 argument but received 2'],
    ['[?a=b]', '"=" does not compare; use "=="'],
    ['&a', '"&" is only allowed before a function argument'],
    ['a\n\u001b', 'unknown character "\\u001b" at character 3'],
  ])('%j: %s', async (expression, violation) => {
    await expect(compileQuery(expression)).rejects.toThrow(
      new Error(`--query is not a valid JMESPath expression: ${violation}`),
    );
  });

  test.each(['let $x = @ in $x[0]', '{type: `Function`, name: `{"type":"Function"}`}', 'map(&Topic, @)', "'a'"])(
    '%s is valid',
    async (expression) => {
      await expect(compileQuery(expression)).resolves.toBeInstanceOf(Function);
    },
  );

  test('the message is one line for any input', async () => {
    const typed = fc.oneof(nastyText, fc.string({ unit: fc.constantFrom(...'ab.[]{}()*?:,|&!=<>`\'"@ 01-$\\') }));
    await fc.assert(
      fc.asyncProperty(typed, async (expression) => {
        const outcome = await compileQuery(expression).then(
          () => 'good',
          (error: Error) => error.message,
        );
        expect(outcome).toMatch(/^(?:good|--query is not a valid JMESPath expression: [^\p{Cc}]+)$/u);
      }),
    );
  });
});

test('an expression that cannot be applied to the data is refused', async () => {
  await expect(ask('sum([].Topic)')).rejects.toThrow(
    '--query cannot be applied to the data: Invalid type: sum() expected argument 1',
  );
});

describe('the result is printed by its type', () => {
  test('records', async () => {
    expect(await show('[].{Name: Topic, N: PartitionNum}', 'table')).toBe(
      'Name        N\norders     12\npayments    6\nrefunds   100\n',
    );
    expect(await show('[:1].{Name: Topic, N: PartitionNum}', 'csv')).toBe('Name,N\r\norders,12\r\n');
    expect(await show('[].{N: PartitionNum, Topic: Topic}', 'name')).toBe('12\n6\n100\n');
    const document = queryDocument(topics, { root: 'R', name: 'Topic' });
    expect(await printed('name', document)).toBe('orders\npayments\nrefunds\n');
  });

  test('scalars of a list, one per line', async () => {
    for (const format of ['table', 'tsv', 'name'] as const)
      expect(await show('[].Topic', format)).toBe('orders\npayments\nrefunds\n');
    expect(await show('[].Topic', 'csv')).toBe('orders\r\npayments\r\nrefunds\r\n');
    expect(await show('[].Topic', 'ndjson')).toBe('"orders"\n"payments"\n"refunds"\n');
    expect(JSON.parse(await show('[].Topic', 'json'))).toEqual(['orders', 'payments', 'refunds']);
    expect(await show('[].Topic', 'yaml')).toBe('- orders\n- payments\n- refunds\n');
    expect(await show('[:1].Topic', 'xml')).toContain('<R>\n  <Item>orders</Item>\n</R>');
    expect(await printed('table', queryDocument(['a', '\u001b'], { root: 'R' }), TERMINAL)).toBe('a\n\\u001b\n');
  });

  test('lists of a list, in columns without headers', async () => {
    expect(await show('[].[Topic, PartitionNum]', 'table')).toBe('orders     12\npayments    6\nrefunds   100\n');
    expect(await show('[].[Topic, PartitionNum]', 'csv')).toBe('orders,12\r\npayments,6\r\nrefunds,100\r\n');
    expect(await show('[].[Topic, PartitionNum]', 'ndjson')).toBe('["orders",12]\n["payments",6]\n["refunds",100]\n');
    expect(await show('[].[Topic, PartitionNum]', 'name')).toBe('orders\npayments\nrefunds\n');
  });

  test('an object', async () => {
    expect(await show('[0].{A: Topic, B: MaxOffset}', 'table')).toBe('A  orders\nB  9007199254740993\n');
    expect(await show('[0].{A: Topic, B: MaxOffset}', 'ndjson')).toBe('{"A":"orders","B":9007199254740993}\n');
    expect(await show('[0].{A: Topic, B: MaxOffset}', 'csv')).toBe('A,B\r\norders,9007199254740993\r\n');
  });

  test('a scalar, and nothing', async () => {
    expect(await show('[0].MaxOffset', 'table')).toBe('9007199254740993\n');
    expect(await show('nope', 'table')).toBe('');
    expect(await show('nope', 'json')).toBe('null\n');
    expect(await show('`[]`', 'json')).toBe('[]\n');
    expect(await show('`[]`', 'table')).toBe('');
  });

  test('any result prints in any format', async () => {
    const results = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as Json);
    await fc.assert(
      fc.asyncProperty(results, fc.constantFrom(...FORMATS), async (result, format) => {
        expect(typeof (await printed(format, queryDocument(result, { root: 'R' }), TERMINAL))).toBe('string');
      }),
    );
  });
});
