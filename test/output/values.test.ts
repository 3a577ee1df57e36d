import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { parseJson } from '../../src/core/text/json.ts';
import type { Json } from '../../src/core/shape.ts';
import { described, list, nastyText, OBEYED, pagesOf, PIPE, plainColumns, printed, scalar } from './help.ts';

const BIG = 9_007_199_254_740_993n;

describe('json', () => {
  test('a list is an array, also when empty', async () => {
    expect(await printed('json', list([{ Topic: 'a', PartitionNum: 12 }]))).toBe(
      '[\n  {\n    "Topic": "a",\n    "PartitionNum": 12\n  }\n]\n',
    );
    expect(await printed('json', list([]))).toBe('[]\n');
  });

  test('pages are merged', async () => {
    const text = await printed('json', list([], { pages: pagesOf([{ A: 1 }], [], [{ A: 2 }]) }));
    expect(JSON.parse(text)).toEqual([{ A: 1 }, { A: 2 }]);
  });

  test('an object is an object and a scalar a scalar', async () => {
    expect(await printed('json', described({ Name: 'x', Tags: [] }))).toBe('{\n  "Name": "x",\n  "Tags": []\n}\n');
    expect(await printed('json', scalar('x'))).toBe('"x"\n');
    expect(await printed('json', scalar(null))).toBe('null\n');
  });

  test('integers beyond 2^53 stay exact', async () => {
    expect(await printed('json', list([{ MaxOffset: BIG }]))).toContain('"MaxOffset": 9007199254740993');
  });

  test('hidden characters are escaped', async () => {
    const text = await printed('json', scalar('\u001b[2J\u202e\u007f\u2028\ud800-\udb40\udc01'));
    expect(text).toBe('"\\u001b[2J\\u202e\\u007f\\u2028\\ud800-\\udb40\\udc01"\n');
  });
});

describe('ndjson', () => {
  test('one record per line, one chunk per page', async () => {
    const rows = list([], { pages: pagesOf([{ A: 1 }, { A: BIG }], [], [{ A: 'x\ny' }]) });
    expect(await printed('ndjson', rows)).toBe('{"A":1}\n{"A":9007199254740993}\n{"A":"x\\ny"}\n');
    expect(await printed('ndjson', list([]))).toBe('');
  });

  test('an object prints its rows, or itself if it cannot have rows', async () => {
    const rows = { pages: pagesOf([{ Partition: 0 }, { Partition: 1 }]), columns: plainColumns('Partition') };
    expect(await printed('ndjson', described({ Total: 2 }, rows))).toBe('{"Partition":0}\n{"Partition":1}\n');
    expect(await printed('ndjson', described({ Total: 2 }, { ...rows, pages: pagesOf() }))).toBe('');
    expect(await printed('ndjson', described({ Total: 2 }))).toBe('{"Total":2}\n');
  });

  test('a page is written before the next one is requested', async () => {
    const { ndjson } = await import('../../src/output/formats/ndjson.ts');
    const pages = (async function* () {
      yield [{ A: 1 }];
      throw new Error('cut');
    })();
    const pieces = ndjson(list([], { pages }), PIPE)[Symbol.asyncIterator]();
    expect((await pieces.next()).value).toBe('{"A":1}\n');
    await expect(pieces.next()).rejects.toThrow('cut');
  });
});

describe('yaml', () => {
  test('lists, objects and scalars', async () => {
    expect(await printed('yaml', list([{ Topic: 'a', Tags: [{ Key: 'k', Value: 'v' }] }]))).toBe(
      '- Topic: a\n  Tags:\n    - Key: k\n      Value: v\n',
    );
    expect(await printed('yaml', list([]))).toBe('[]\n');
    expect(await printed('yaml', described({ Remark: null, MaxOffset: BIG }))).toBe(
      'Remark: null\nMaxOffset: 9007199254740993\n',
    );
    expect(await printed('yaml', scalar('x'))).toBe('x\n');
  });

  test('texts with another meaning in YAML 1.1 are quoted', async () => {
    expect(await printed('yaml', described({ a: 'yes', b: '12', c: 'null', d: '1:30' }))).toBe(
      'a: "yes"\nb: "12"\nc: "null"\nd: "1:30"\n',
    );
  });

  test('hidden characters are escaped in quotes', async () => {
    expect(await printed('yaml', described({ a: '\u001b[2J', b: 'x\ny', c: '\u202e\u{e0001}' }))).toBe(
      'a: "\\u001b[2J"\nb: "x\\ny"\nc: "\\u202e\\U000e0001"\n',
    );
  });
});

const anyJson: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    nastyText,
    fc.constantFrom<Json>(null, true, false, 0, 12, 0.5, BIG, -BIG),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(nastyText, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

describe('any values survive, and no escape sequence remains', () => {
  test('json', async () => {
    await fc.assert(
      fc.asyncProperty(anyJson, async (value) => {
        const text = await printed('json', scalar(value));
        expect(text).not.toMatch(OBEYED);
        expect(parseJson(text)).toEqual(value);
      }),
    );
  });

  test('ndjson', async () => {
    await fc.assert(
      fc.asyncProperty(anyJson, async (value) => {
        const text = await printed('ndjson', list([{ A: value }]));
        expect(text).not.toMatch(OBEYED);
        expect(text.indexOf('\n')).toBe(text.length - 1);
        expect(parseJson(text)).toEqual({ A: value });
      }),
    );
  });

  test('yaml', async () => {
    await fc.assert(
      fc.asyncProperty(anyJson, async (value) => {
        const text = await printed('yaml', scalar(value));
        expect(text).not.toMatch(OBEYED);
        expect(parse(text, { intAsBigInt: true })).toEqual(integersAsBigInt(value));
      }),
    );
  });
});

function integersAsBigInt(value: Json): Json {
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : value;
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(integersAsBigInt);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, integersAsBigInt(inner)]));
}
