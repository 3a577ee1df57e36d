import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import stringWidth from 'string-width';
import type { Row } from '../../src/core/shape.ts';
import { textsOf } from '../../src/output/table/cells.ts';
import { columnsOf } from '../../src/output/table/columns.ts';
import type { Column, RenderOptions } from '../../src/output/document.ts';
import { drawGrid } from '../../src/output/table/grid.ts';
import { layOut } from '../../src/output/table/layout.ts';
import { sortOf } from '../../src/output/sort-option.ts';
import { sortedDocument } from '../../src/output/sort.ts';
import { closing, opening, pageLines } from '../../src/output/table/lines.ts';
import { described, list, nastyText, NOW, OBEYED, pagesOf, PIPE, plainColumns, printed, TERMINAL } from './help.ts';

const lines = (...all: string[]): string => all.map((line) => `${line}\n`).join('');
const columns: Column[] = [
  { name: 'Topic', numeric: false, time: false },
  { name: 'PartitionNum', numeric: true, time: false },
  { name: 'Remark', numeric: false, time: false },
];
const rows: Row[] = [
  { Topic: 'orders', PartitionNum: 12, Remark: 'of the web shop' },
  { Topic: '订单', PartitionNum: 1_000_000, Remark: null },
];

describe('a list', () => {
  test('on a terminal it has borders', async () => {
    expect(await printed('table', list(rows, { columns }), TERMINAL)).toBe(
      lines(
        '┌────────┬──────────────┬─────────────────┐',
        '│ Topic  │ PartitionNum │ Remark          │',
        '├────────┼──────────────┼─────────────────┤',
        '│ orders │           12 │ of the web shop │',
        '│ 订单   │      1000000 │                 │',
        '└────────┴──────────────┴─────────────────┘',
      ),
    );
  });

  test('without a terminal it has none, and no spaces at line ends', async () => {
    expect(await printed('table', list(rows, { columns }), { ...PIPE, width: 10 })).toBe(
      lines('Topic   PartitionNum  Remark', 'orders            12  of the web shop', '订单         1000000'),
    );
  });

  test('of columns that are equal, empty ones go first', async () => {
    const own = plainColumns('Username', 'Mechanism', 'Password');
    const users = ['app', 'reporting'].map((Username) => ({ Username, Mechanism: null, Password: '******' }));
    const text = await printed('table', list(users, { columns: own }), { ...TERMINAL, width: 30 });
    expect(text).toContain('Password');
    expect(text).not.toContain('Mechanism');
  });

  test('to fit, the last columns are hidden, headers wrap at capitals, then texts are cut', async () => {
    const hidden: string[] = [];
    const narrow = (width: number) =>
      printed('table', list(rows, { columns: essential }), {
        ...TERMINAL,
        width,
        hidden: (names) => hidden.push(...names),
      });
    const essential = columns.map((column) => ({ ...column, essential: true }));
    expect(await narrow(40)).toBe(
      lines(
        '┌────────┬───────────┬─────────────────┐',
        '│ Topic  │ Partition │ Remark          │',
        '│        │       Num │                 │',
        '├────────┼───────────┼─────────────────┤',
        '│ orders │        12 │ of the web shop │',
        '│ 订单   │   1000000 │                 │',
        '└────────┴───────────┴─────────────────┘',
      ),
    );
    expect(await narrow(35)).toBe(
      lines(
        '┌────────┬───────────┬────────────┐',
        '│ Topic  │ Partition │ Remark     │',
        '│        │       Num │            │',
        '├────────┼───────────┼────────────┤',
        '│ orders │        12 │ of the we… │',
        '│ 订单   │   1000000 │            │',
        '└────────┴───────────┴────────────┘',
      ),
    );
    expect(hidden).toEqual([]);
    expect(
      await printed('table', list(rows, { columns }), {
        ...TERMINAL,
        width: 35,
        hidden: (names) => hidden.push(...names),
      }),
    ).toBe(
      lines(
        '┌────────┬──────────────┐',
        '│ Topic  │ PartitionNum │',
        '├────────┼──────────────┤',
        '│ orders │           12 │',
        '│ 订单   │      1000000 │',
        '└────────┴──────────────┘',
      ),
    );
    expect(hidden).toEqual(['Remark']);
  });

  test('text that is equal in all rows is cut before text that tells them apart', async () => {
    const named = plainColumns('Id', 'Name', 'SpecType').map((column) => ({
      ...column,
      essential: true,
      exact: column.name === 'Id',
    }));
    const records = ['production', 'staging-eu'].map((Name, i) => ({ Id: `id-${i}`, Name, SpecType: 'professional' }));
    const at = (width: number) => printed('table', list(records, { columns: named }), { ...TERMINAL, width });
    expect(await at(33)).toBe(
      lines(
        '┌──────┬────────────┬───────────┐',
        '│ Id   │ Name       │ SpecType  │',
        '├──────┼────────────┼───────────┤',
        '│ id-0 │ production │ professi… │',
        '│ id-1 │ staging-eu │ professi… │',
        '└──────┴────────────┴───────────┘',
      ),
    );
    expect(await at(26)).toBe(
      lines(
        '┌──────┬──────────┬──────┐',
        '│ Id   │ Name     │ Spec │',
        '│      │          │ Type │',
        '├──────┼──────────┼──────┤',
        '│ id-0 │ product… │ pro… │',
        '│ id-1 │ staging… │ pro… │',
        '└──────┴──────────┴──────┘',
      ),
    );
  });

  test('text is cut to its header, and shorter only where the table fits only then', async () => {
    const named = plainColumns('Id', 'Remark', 'Note').map((column) => ({
      ...column,
      essential: true,
      exact: column.name === 'Id',
    }));
    const records = ['a', 'b'].map((one) => ({
      Id: one,
      Remark: `remark of ${one}`,
      Note: `${one} note of a few words`,
    }));
    const head = async (width: number) =>
      (await printed('table', list(records, { columns: named }), { ...TERMINAL, width })).split('\n')[1];
    expect(await head(23)).toBe('│ Id │ Remark │ Note  │');
    expect(await head(22)).toBe('│ Id │ Remark │ Note │');
    expect(await head(21)).toBe('│ Id │ Rema… │ Note │');
  });

  test('a table that cannot fit fills the rows of the terminal that it takes', async () => {
    const named = plainColumns('Topic', 'Remark').map((column) => ({
      ...column,
      essential: true,
      exact: column.name === 'Topic',
    }));
    const records = ['x', 'y'].map((one) => ({
      Topic: one.repeat(30),
      Remark: `${one} is a remark of many words, too long`,
    }));
    const text = await printed('table', list(records, { columns: named }), { ...TERMINAL, width: 34 });
    expect(text.split('\n')[3]).toBe(`│ ${'x'.repeat(30)} │ x is a remark of many words, t… │`);
    expect(text.split('\n').map((line) => line.length)).toEqual([68, 68, 68, 68, 68, 68, 0]);
  });

  test('the column that rows are sorted by is kept as long as the table fits', async () => {
    const named = plainColumns('Name', 'First', 'Last').map((column) => ({ ...column, exact: true }));
    const records = ['a', 'b'].map((one) => ({ Name: one, First: `${one} first`, Last: `${one} last` }));
    const head = async (width: number) =>
      (
        await printed('table', sortedDocument(list(records, { columns: named }), sortOf('last')), {
          ...TERMINAL,
          width,
        })
      ).split('\n')[1];
    expect(await head(27)).toBe('│ Name │ First   │ Last   │');
    expect(await head(26)).toBe('│ Name │ Last   │');
    expect(await head(17)).toBe('│ Name │ Last   │');
    expect(await head(16)).toBe('│ Name │');
  });

  test('a column is kept in the same way while something in it ends within 30 days', async () => {
    const named: Column[] = [
      ...plainColumns('Name', 'Other').map((column) => ({ ...column, exact: true })),
      { name: 'Ends', numeric: false, time: true, expires: true },
    ];
    const head = async (days: number) => {
      const records = [days, 300].map((one) => ({ Name: `n${one}`, Other: `o${one}`, Ends: NOW + one * 86_400_000 }));
      return (await printed('table', list(records, { columns: named }), { ...TERMINAL, width: 28 })).split('\n')[1];
    };
    expect(await head(20)).toBe('│ Name │ Ends           │');
    expect(await head(2000)).toBe('│ Name  │ Other │ Ends    │');
    expect(await head(31)).toBe('│ Name │ Other │ Ends    │');
  });

  test('of one row, empty columns are hidden first', async () => {
    const text = await printed('table', list([{ A: 'a', Empty: null, Other: 'more' }]), { ...TERMINAL, width: 20 });
    expect(text.split('\n')[1]).toBe('│ A │ Other │');
  });

  test('with --wide nothing is hidden or cut, at any width', async () => {
    const text = await printed('table', list(rows, { columns }), { ...TERMINAL, width: 20, wide: true });
    expect(text).toBe(await printed('table', list(rows, { columns }), TERMINAL));
  });

  test('identifiers, numbers and times are never cut: the table is wider than the terminal', async () => {
    const exact: Column[] = [
      { name: 'Id', numeric: false, time: false, exact: true, essential: true },
      { name: 'N', numeric: true, time: false, essential: true },
    ];
    const text = await printed('table', list([{ Id: 'x'.repeat(30), N: 10 ** 9 }], { columns: exact }), {
      ...TERMINAL,
      width: 20,
    });
    expect(text).toContain(`│ ${'x'.repeat(30)} │ 1000000000 │`);
  });

  test('columns that are equal in all rows are hidden first', async () => {
    const same = ['a', 'b'].map((A) => ({ A, Same: 'equal', Other: `${A}-other` }));
    const look = { ...TERMINAL, width: 20 };
    expect(await printed('table', list(same), look)).toBe(
      lines(
        '┌───┬─────────┐',
        '│ A │ Other   │',
        '├───┼─────────┤',
        '│ a │ a-other │',
        '│ b │ b-other │',
        '└───┴─────────┘',
      ),
    );
    expect((await printed('table', list(same.slice(0, 1)), look)).split('\n')[1]).toBe('│ A │ Same  │');
  });

  test('the number of rows is printed only on a terminal', async () => {
    const counted = list(rows, { columns, countText: (count) => `${count} topics` });
    expect((await printed('table', counted, TERMINAL)).split('\n').slice(-2)).toEqual(['2 topics', '']);
    expect(await printed('table', counted)).toBe(await printed('table', list(rows, { columns })));
    const paged = { ...counted, pages: pagesOf(rows, rows, rows) };
    expect((await printed('table', paged, TERMINAL)).split('\n').slice(-2)).toEqual(['6 topics', '']);
  });

  test('an empty list on a terminal is its number of rows alone, elsewhere its headers', async () => {
    const empty = list([], { columns, countText: (count) => `${count} topics` });
    expect(await printed('table', empty, TERMINAL)).toBe('0 topics\n');
    expect(await printed('table', empty, { ...TERMINAL, headers: false })).toBe('0 topics\n');
    expect(await printed('table', empty)).toBe(await printed('table', list([], { columns })));
  });

  test('a state has its color where colors are wanted, in both ways of drawing', async () => {
    const state = {
      name: 'S',
      numeric: false,
      time: false,
      tone: (value: unknown) => (value === 'ok' ? 'good' : 'bad'),
    } as const;
    const look = { ...TERMINAL, color: true };
    for (const pages of [pagesOf([{ S: 'ok' }, { S: 'no' }]), pagesOf([{ S: 'ok' }], [{ S: 'no' }])]) {
      const text = await printed('table', list([], { columns: [state], pages }), look);
      expect(text).toContain('│ \u001b[32mok\u001b[39m │\n│ \u001b[31mno\u001b[39m │');
    }
    expect(await printed('table', list([{ S: 'ok' }], { columns: [state] }), TERMINAL)).not.toContain('\u001b');
  });

  test('a number has a bar on a terminal, as long as its share', async () => {
    const bars = [{ name: 'Lag', numeric: true, time: false, bar: true }];
    const lags = list([{ Lag: 100 }, { Lag: 50 }, { Lag: 1 }, { Lag: 0 }, { Lag: null }], { columns: bars });
    expect((await printed('table', lags, TERMINAL)).split('\n').slice(3, 8)).toEqual([
      '│ 100 │ ■■■■■■■■■■ │',
      '│  50 │ ■■■■■      │',
      '│   1 │ ■          │',
      '│   0 │            │',
      '│     │            │',
    ]);
    expect(await printed('table', lags)).toBe(lines('Lag', '100', ' 50', '  1', '  0', ''));
  });

  test('of the hidden columns only those with a name are reported', async () => {
    const bars = [{ name: 'Lag', numeric: true, time: false, bar: true }, ...plainColumns('Topic')];
    const lags = list(
      [
        { Lag: 100, Topic: 'orders' },
        { Lag: 50, Topic: 'refunds' },
      ],
      { columns: bars },
    );
    const hidden: string[] = [];
    const look = { ...TERMINAL, width: 12, hidden: (names: readonly string[]) => hidden.push(...names) };
    expect((await printed('table', lags, look)).split('\n')[1]).toBe('│ Lag │');
    expect(hidden).toEqual(['Topic']);
  });

  test.each([
    ['of one row', [{ Lag: 100 }]],
    ['where no number is above 0', [{ Lag: 0 }, { Lag: null }]],
  ])('bars that compare nothing are left out: %s', async (_case, rows) => {
    const bars = [{ name: 'Lag', numeric: true, time: false, bar: true }, ...plainColumns('Topic')];
    const [border = ''] = (await printed('table', list(rows, { columns: bars }), TERMINAL)).split('\n');
    expect(border).toBe('┌─────┬───────┐');
  });

  test('an unknown width is 80 columns', async () => {
    const text = await printed('table', list([{ A: 'x'.repeat(100) }]), { ...TERMINAL, width: 0 });
    expect(stringWidth(text.split('\n')[0] as string)).toBe(80);
  });

  test('without headers', async () => {
    expect(await printed('table', list([{ A: 'x' }]), { ...TERMINAL, headers: false })).toBe(
      lines('┌───┐', '│ x │', '└───┘'),
    );
    expect(await printed('table', list([{ A: 'x' }]), { ...PIPE, headers: false })).toBe('x\n');
  });

  test('empty: the headers, or nothing', async () => {
    const empty = list([], { columns: plainColumns('A', 'B'), pages: pagesOf([], []) });
    expect(await printed('table', empty)).toBe('A  B\n');
    expect(await printed('table', empty, TERMINAL)).toBe(lines('┌───┬───┐', '│ A │ B │', '└───┴───┘'));
    expect(await printed('table', empty, { ...PIPE, headers: false })).toBe('');
    expect(await printed('table', empty, { ...TERMINAL, headers: false })).toBe('');
    expect(await printed('table', list([]))).toBe('');
  });

  test('headers are bold where colors are wanted, and nothing else is colored', async () => {
    const text = await printed('table', list(rows, { columns }), { ...TERMINAL, color: true });
    expect(text).toContain('│ \u001b[1mTopic\u001b[22m  │ \u001b[1mPartitionNum\u001b[22m │');
    expect(text.split('\u001b')).toHaveLength(1 + 2 * columns.length);
  });

  test.each([
    ['\u0301', '◌\u0301'],
    ['\u20f1', '◌\u20f1'],
    ['\u1aff', '◌\u1aff'],
  ])('a combining mark at the start of a text gets its own base, in a header as well: %j', async (mark, shown) => {
    expect(await printed('table', list([{ [mark]: mark, B: 'b' }]))).toBe(lines(`${shown}  B`, `${shown}  b`));
  });

  test('escape sequences from the service are made visible', async () => {
    const row = { '\u001b[1m': 'x\u001b]0;title\u0007\u202e\r\n', B: '\u0301' };
    expect(await printed('table', list([row]))).toBe(
      lines(`${'\\u001b[1m'.padEnd(31)}  B`, 'x\\u001b]0;title\\u0007\\u202e\\r\\n  ◌\u0301'),
    );
  });
});

describe('cells', () => {
  const shown = async (column: Partial<Column>, value: Row[string], look = PIPE) => {
    const {
      rows: [cells = []],
    } = await textsOf([{ name: 'A', numeric: false, time: false, ...column }], [{ A: value }], look);
    return cells[0];
  };

  test('times are UTC, and a missing one is empty', async () => {
    expect(await shown({ time: true }, 1_795_514_400_000)).toBe('2026-11-24T10:00:00Z');
    expect(await shown({ time: true }, '1795514400000')).toBe('2026-11-24T10:00:00Z');
    for (const none of [0, -1, null]) expect(await shown({ time: true }, none)).toBe('');
    for (const odd of ['soon', '', true, 9e15]) expect(await shown({ time: true }, odd)).toBe(String(odd));
  });

  test.each([
    [NOW, '0s ago'],
    [NOW - 59_999, '59s ago'],
    [NOW - 60_000, '1m ago'],
    [NOW - 3_599_999, '59m ago'],
    [NOW - 3_600_000, '1h ago'],
    [NOW - 86_399_999, '23h ago'],
    [NOW - 86_400_000, '1d ago'],
    [NOW - 364.9 * 86_400_000, '364d ago'],
    [NOW - 366 * 86_400_000, '1y ago'],
    [NOW + 7_200_000, 'in 2h'],
  ])('on a terminal a time is relative: %d', async (at, text) => {
    expect(await shown({ time: true }, at, TERMINAL)).toBe(text);
    expect(await shown({ time: true }, at, { ...TERMINAL, wide: true })).toMatch(/^20\d\d-.*Z$/);
  });

  test('a field that no shape describes is a time by its name and values, of which 0 is none', async () => {
    const columnNamed = (name: string, ...values: Row[string][]): Column | undefined =>
      columnsOf(
        [name],
        {},
        {},
        values.map((value) => ({ [name]: value })),
      )[0];
    for (const name of ['CreateTime', 'LastTimestamp', 'LastTimeStamp', 'timestamp'])
      expect(columnNamed(name, NOW, 0, null)).toMatchObject({ time: true, numeric: false });
    expect(columnNamed('CreateTime', NOW, 5)).toMatchObject({ time: false, numeric: true });
    expect(columnNamed('CreateTime', null)).toMatchObject({ time: false, numeric: false });
    expect(columnNamed('Timeout', NOW)).toMatchObject({ time: false, numeric: true });
    expect(await shown({ time: true }, 0, TERMINAL)).toBe('');
  });

  test('an exact time is UTC on a terminal too', async () => {
    expect(await shown({ time: true, exactTime: true }, NOW, TERMINAL)).toBe('2026-11-24T10:00:00Z');
  });

  test('an expiration within 30 days is marked', async () => {
    const ends = { name: 'A', numeric: false, time: true, expires: true };
    const of = async (days: number) => {
      const { rows: cells, tones } = await textsOf([ends], [{ A: NOW + days * 86_400_000 }], TERMINAL);
      return [cells[0]?.[0], tones?.[0]?.[0]];
    };
    expect(await of(31)).toEqual(['in 31d', undefined]);
    expect(await of(30)).toEqual(['expires in 30d', 'warning']);
    expect(await of(-2)).toEqual(['expired 2d ago', 'bad']);
    const { tones: none } = await textsOf([ends], [{ A: 0 }], TERMINAL);
    expect(none?.[0]?.[0]).toBeUndefined();
  });

  test('a code has its label', async () => {
    expect(await shown({ labels: () => 'Running' }, 5)).toBe('Running (5)');
    expect(await shown({ labels: () => '' }, 5)).toBe('5');
    expect(await shown({ labels: () => '5' }, 5)).toBe('5');
    expect(await shown({ labels: () => 'none' }, null)).toBe('');
  });

  test('lists, pairs, objects, booleans', async () => {
    expect(
      await shown({}, [
        { Key: 'k', Value: 'v' },
        { Key: 'k2', Value: null },
      ]),
    ).toBe('k=v, k2=');
    expect(await shown({}, [{ name: 'product', value: 'Kafka' }])).toBe('product=Kafka');
    expect(await shown({}, ['a', 'b', 1])).toBe('a, b, 1');
    expect(await shown({}, [{ Key: 'k', Value: 'v', More: 1 }])).toBe('{"Key":"k","Value":"v","More":1}');
    expect(await shown({}, { a: [1, 9_007_199_254_740_993n] })).toBe('{"a":[1,9007199254740993]}');
    expect(await shown({}, false)).toBe('false');
    expect(await shown({}, [])).toBe('');
  });
});

describe('an object', () => {
  const data = { Name: 'orders', Total: 12, Remark: null, Tags: [] };

  test('is printed field by field, without empty ones', async () => {
    expect(await printed('table', described(data))).toBe(lines('Name   orders', 'Total  12'));
    expect(await printed('table', described(data), TERMINAL)).toBe(
      lines('┌───────┬────────┐', '│ Name  │ orders │', '│ Total │ 12     │', '└───────┴────────┘'),
    );
  });

  test('its rows follow after an empty line, if there are any', async () => {
    const more = { columns: plainColumns('Partition'), pages: pagesOf([{ Partition: 0 }, { Partition: 1 }]) };
    expect(await printed('table', described({ Total: 12 }, more))).toBe(lines('Total  12', '', 'Partition', '0', '1'));
    expect(await printed('table', described({ Total: 12 }, { ...more, pages: pagesOf([]) }))).toBe('Total  12\n');
    expect(await printed('table', described({ Total: null }, more))).toBe(lines('Partition', '0', '1'));
  });

  test('field names are bold like headers', async () => {
    expect(await printed('table', described({ A: 'x' }), { ...PIPE, color: true })).toBe('\u001b[1mA\u001b[22m  x\n');
  });
});

describe('long lists', () => {
  const many = Array.from({ length: 1001 }, (_, i) => ({ N: i, Text: `t${i}` }));

  test('every row is printed once, in order', async () => {
    const pages = pagesOf(many.slice(0, 400), [], many.slice(400, 900), many.slice(900));
    const text = await printed('table', list([], { columns: plainColumns('N', 'Text'), pages }));
    expect(text.trimEnd().split('\n').slice(1)).toEqual(many.map(({ N, Text }) => `${String(N).padEnd(3)}  ${Text}`));
  });

  test('widths come from the first page, and longer free text is cut later, or overflows without a terminal', async () => {
    const later = list([], {
      columns: plainColumns('A', 'B'),
      pages: pagesOf(
        [{ A: 'abc', B: 1 }],
        [
          { A: 'abcdef', B: 2 },
          { A: '订单', B: 3 },
        ],
      ),
    });
    expect(await printed('table', later, TERMINAL)).toBe(
      lines('┌─────┬───┐', '│ A   │ B │', '├─────┼───┤', '│ abc │ 1 │', '│ ab… │ 2 │', '│ 订… │ 3 │', '└─────┴───┘'),
    );
    expect(await printed('table', later)).toBe(lines('A    B', 'abc  1', 'abcdef  2', '订单  3'));
  });

  test('errors of the pages are thrown', async () => {
    const pages = (async function* () {
      yield [{ A: 1 }];
      throw new Error('cut');
    })();
    await expect(printed('table', list([], { columns: plainColumns('A'), pages }))).rejects.toThrow('cut');
  });
});

const looks: fc.Arbitrary<RenderOptions> = fc.record({
  terminal: fc.boolean(),
  width: fc.integer({ min: 20, max: 100 }),
  color: fc.boolean(),
  headers: fc.boolean(),
  wide: fc.boolean(),
  now: fc.constant(NOW),
});
interface Drawn {
  readonly columns: Column[];
  readonly cells: Row[string][][];
}
const tables: fc.Arbitrary<Drawn> = fc.integer({ min: 1, max: 9 }).chain((width) =>
  fc.record({
    columns: fc.tuple(
      ...Array.from({ length: width }, (_, i) =>
        fc.record({ name: nastyText.map((text) => `${i}${text}`), numeric: fc.boolean(), time: fc.constant(false) }),
      ),
    ),
    cells: fc.array(
      fc.array(fc.oneof(nastyText, fc.integer(), fc.constant(null)), { minLength: width, maxLength: width }),
      { maxLength: 5 },
    ),
  }),
);
const rowsOf = (named: readonly Column[], cells: readonly (readonly Row[string][])[]): Row[] =>
  cells.map((row) => Object.fromEntries(named.map(({ name }, i) => [name, row[i] ?? null])));

/** Marks of no width, also those that no Unicode has yet: alone, before and after letters, in a head. */
const MARKS = ['\u20f1', '\u1aff', '\u0301', '\u20f1a', 'a\u20f1', '\ufe2f\u20f1'];

/** The only escapes that a table writes. */
const withoutBold = (text: string): string => text.replaceAll('\u001b[1m', '').replaceAll('\u001b[22m', '');

describe('for any texts', () => {
  test('both table styles have the same content', async () => {
    await fc.assert(
      fc.asyncProperty(tables, looks, async ({ columns: named, cells }, look) => {
        const texts = await textsOf(named, rowsOf(named, cells), look);
        const layout = await layOut({ columns: named, sample: texts.rows, options: look, heads: look.headers });
        if (!look.headers && cells.length === 0) return;
        const grid = await drawGrid(layout, texts);
        const streamed = cells.length === 0 ? grid : `${opening(layout)}${pageLines(layout, texts)}${closing(layout)}`;
        expect(streamed).toBe(grid);
      }),
      {
        examples: MARKS.flatMap((mark) =>
          [true, false].map((terminal): [Drawn, RenderOptions] => [
            {
              columns: plainColumns(mark, 'B'),
              cells: [
                [mark, 'b'],
                ['plain', mark],
              ],
            },
            { ...PIPE, terminal, width: 40 },
          ]),
        ),
      },
    );
  });

  test('free text fits the terminal, and no escape sequence remains', async () => {
    await fc.assert(
      fc.asyncProperty(tables, looks, fc.boolean(), async ({ columns: named, cells }, look, paged) => {
        const all = rowsOf(named, cells);
        const document = list([], {
          columns: named,
          pages: paged ? pagesOf(...all.map((row) => [row])) : pagesOf(all),
        });
        const text = withoutBold(await printed('table', document, look));
        expect(text).not.toMatch(OBEYED);
        for (const line of text.split('\n')) {
          expect(line).not.toMatch(/ $/);
          if (look.terminal && !look.wide && named.every(({ numeric }) => !numeric))
            expect(stringWidth(line)).toBeLessThanOrEqual(look.width);
        }
      }),
    );
  });
});
