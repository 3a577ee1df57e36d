/** `--from-file`: the formats of names and records, and how they are recognized. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatOf } from '../../../src/cli/input/file/format.ts';
import { parseFile } from '../../../src/cli/input/file/parse.ts';
import type { FileInput } from '../../../src/core/command.ts';

const file: FileInput = {
  line: 'Topic',
  fields: { Topic: 'Topic', PartitionNum: 'PartitionNum', Remark: 'Remark' },
  ignored: ['Status', 'Tags'],
};

/** What a file holds: place and content of each, records as objects. */
async function read(name: string, text: string): Promise<unknown[]> {
  const { found } = await parseFile({ name, text }, file);
  return found.map((one) =>
    'message' in one
      ? [one.at, { wrong: one.message('x') }]
      : [one.at, typeof one.value === 'string' ? one.value : Object.fromEntries(one.value)],
  );
}

describe('the format', () => {
  test.each<[string, string, string]>([
    ['topics.txt', 'Topic\norders\n', 'lines'],
    ['topics.txt', 'Topic,PartitionNum\norders,1\n', 'lines'],
    ['topics', 'orders\n', 'lines'],
    ['topics', '', 'lines'],
    ['topics', '\n# old ones\n\norders\n', 'lines'],
    ['topics', 'Topic: \norders', 'yaml'],
    ['topics', 'Status\norders\n', 'lines'],
    ['topics', 'topic\norders\n', 'lines'],
    ['topics', 'orders,12\n', 'lines'],
    ['topics.bak', 'Topic,PartitionNum\n', 'separated ,'],
    ['topics', 'Topic\norders\n', 'separated ,'],
    ['topics', '"Topic","PartitionNum"\r\n', 'separated ,'],
    ['topics', 'Status,Other\n', 'separated ,'],
    ['topics', 'Topic\tRemark\n', 'separated \t'],
    ['topics', 'Topic;Remark\n', 'separated ;'],
    ['topics.csv', 'orders\npayments\n', 'lines'],
    ['topics.csv', 'topic\norders\n', 'separated ,'],
    ['topics.csv', 'orders,12\n', 'separated ,'],
    ['topics.CSV', 'Topic;PartitionNum\n', 'separated ;'],
    ['topics.tsv', 'Topic\tRemark\n', 'separated \t'],
    ['topics.json', 'orders', 'json'],
    ['topics.ndjson', '', 'json'],
    ['topics.jsonl', '', 'json'],
    ['topics', '  ["orders"]', 'json'],
    ['topics', '{"Topic":"orders"}\n', 'json'],
    ['topics', '"orders"\n', 'json'],
    ['topics.yaml', 'orders', 'yaml'],
    ['topics.yml', '', 'yaml'],
    ['topics', '# all\n- orders\n', 'yaml'],
    ['topics', '---\n- orders\n', 'yaml'],
    ['topics', 'Topic: orders\nPartitionNum: 3\n', 'yaml'],
    ['a.constructor', 'orders\n', 'lines'],
  ])('%s with %j: %s', (name, text, format) => {
    const found = formatOf(name, text, file);
    expect(found.kind === 'separated' ? `separated ${found.separator}` : found.kind).toBe(format);
  });
});

describe('lines', () => {
  test('blank lines, comments, surrounding blanks and CRLF are ignored', async () => {
    expect(await read('x.txt', '\n  orders \r\n#payments\n\t# x\n\n refunds')).toEqual([
      ['line 2', 'orders'],
      ['line 6', 'refunds'],
    ]);
  });

  test('any list of names survives', async () => {
    const name = fc.stringMatching(/^[A-Za-z0-9._-]{3,20}$/);
    await fc.assert(
      fc.asyncProperty(fc.array(name), fc.constantFrom('\n', '\r\n', '\n\n', ' \n# no\n'), async (names, end) => {
        const found = await read('names.txt', names.map((one) => one + end).join(''));
        expect(found.map((one) => (one as string[])[1])).toEqual(names);
      }),
    );
  });
});

describe('CSV', () => {
  test('quotes, commas, line ends within, and the line of each record', async () => {
    const text = '"Topic",PartitionNum,Remark\r\norders,12,"a, ""b"""\r\n\r\npayments,,"two\r\nlines"\nrefunds,1, x \n';
    expect(await read('x.csv', text)).toEqual([
      ['line 2', { Topic: 'orders', PartitionNum: '12', Remark: 'a, "b"' }],
      ['line 4', { Topic: 'payments', PartitionNum: '', Remark: 'two\r\nlines' }],
      ['line 6', { Topic: 'refunds', PartitionNum: '1', Remark: ' x ' }],
    ]);
  });

  test('headers are trimmed, and comments above them are ignored', async () => {
    expect(await read('x.csv', '# of the shop\nTopic , PartitionNum\norders,12\n')).toEqual([
      ['line 3', { Topic: 'orders', PartitionNum: '12' }],
    ]);
  });

  test('visible escapes stay unchanged', async () => {
    expect(await read('x.csv', 'Topic,Remark\norders,a\\tb\\u202e\n')).toEqual([
      ['line 2', { Topic: 'orders', Remark: 'a\\tb\\u202e' }],
    ]);
  });

  test.each<[string, string, string, string]>([
    ['too many fields', 'Topic,Remark\na,b,c\n', 'line 2', 'x has 3 columns, but the header has 2'],
    ['too few', 'Topic,Remark\na\n', 'line 2', 'x has 1 column, but the header has 2'],
    ['an open quote', 'Topic,Remark\na,"b\nc,d\n', 'line 2', 'x has a quote that is not closed'],
    ['a quote within', 'Topic,Remark\na,b"c\n', 'line 2', 'x has a quote in a value that does not begin with one'],
    [
      'text after a quote',
      'Topic,Remark\na,"b"c\n',
      'line 2',
      'x has text after a closing quote; write a quote inside quotes twice',
    ],
    ['a column twice', 'Topic,Topic\na,b\n', 'line 1', 'x has the column "Topic" twice'],
    ['a column without a name', 'Topic,\na,b\n', 'line 1', 'x has a column without a name'],
  ])('%s', async (_says, text, at, wrong) => {
    expect(await read('x.csv', text)).toEqual([[at, { wrong }]]);
  });

  describe('additions of Excel are ignored:', () => {
    const rows = [
      { Topic: 't-a', Remark: 'one' },
      { Topic: 't-b', Remark: '' },
    ];
    const contents = (found: unknown[]): unknown[] => found.map((one) => (one as unknown[])[1]);

    test.each<[string, string]>([
      ['columns after it', 'Topic,Remark,,\nt-a,one,,\nt-b,,,\n'],
      ['columns after it in some rows', 'Topic,Remark,,\nt-a,one\nt-b,,\n'],
      ['columns after it only in rows', 'Topic,Remark\nt-a,one,,\nt-b,,,,\n'],
      ['a column before it', ',Topic,Remark\n,t-a,one\n,t-b,\n'],
      ['a column within', 'Topic, ,Remark\nt-a,,one\nt-b,,\n'],
      ['rows after it', 'Topic,Remark\nt-a,one\nt-b,\n,\n,\n'],
      ['rows before it', ',,\n,,\nTopic,Remark,\nt-a,one,\nt-b,,\n'],
      ['rows within', 'Topic,Remark\nt-a,one\n , \n"",""\nt-b,\n'],
      ['its separator', 'sep=,\nTopic,Remark\nt-a,one\nt-b,\n'],
      ['another separator', 'sep=;\r\nTopic;Remark\r\nt-a;one\r\nt-b;\r\n'],
      ['a separator in quotes', '"sep=;"\nTopic;Remark\nt-a;one\nt-b;\n'],
      ['a separator with columns after it', 'SEP=|\nTopic|Remark|\nt-a|one|\nt-b||\n'],
      ['a tab as separator', 'sep=\t\nTopic\tRemark\nt-a\tone\nt-b\t\n'],
      ['semicolons', 'Topic;Remark;;\nt-a;one;;\nt-b;;;\n;;;\n'],
    ])('%s', async (_what, text) => {
      for (const name of ['x.csv', 'stdin']) expect(contents(await read(name, text))).toEqual(rows);
    });

    test('errors have the line numbers of the file', async () => {
      expect(await read('x.csv', 'sep=;\n;\nTopic;Remark;\n;;\nt-a;one;\n')).toEqual([['line 5', rows[0]]]);
    });

    test.each<[string, string, string]>([
      ['Topic,Remark,\nt-a,one,\nt-b,,x\n', 'line 1', 'x has a column without a name'],
      ['Topic,Remark\nt-a,one,,x\n', 'line 2', 'x has 4 columns, but the header has 2'],
      ['Topic,Remark,PartitionNum,\nt-a,one\n', 'line 2', 'x has 2 columns, but the header has 3'],
    ])('%j is more than that', async (text, at, wrong) => {
      expect(await read('x.csv', text)).toEqual([[at, { wrong }]]);
    });
  });

  test('any records survive RFC 4180', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r\n', ' ', ';', '\\', 'é') });
    const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell)), async (rows) => {
        const text = ['Topic,Remark', ...rows.map((row) => row.map(quoted).join(','))].join('\r\n');
        expect((await read('x.csv', text)).map((one) => (one as unknown[])[1])).toEqual(
          rows.filter((row) => row.join('').trim() !== '').map(([Topic, Remark]) => ({ Topic, Remark })),
        );
      }),
    );
  });
});

test('TSV has no quotes', async () => {
  expect(await read('x.tsv', 'Topic\tRemark\norders\t"a"\npayments\t"b\n')).toEqual([
    ['line 2', { Topic: 'orders', Remark: '"a"' }],
    ['line 3', { Topic: 'payments', Remark: '"b' }],
  ]);
});

describe('JSON', () => {
  test.each<[string, string, unknown[]]>([
    [
      'names',
      '["orders", "payments"]',
      [
        ['record 1', 'orders'],
        ['record 2', 'payments'],
      ],
    ],
    [
      'an array over lines',
      '[\n  {"Topic": "orders"},\n  "payments"\n]\n',
      [
        ['record 1', { Topic: 'orders' }],
        ['record 2', 'payments'],
      ],
    ],
    ['one record over lines', '{\n  "Topic": "orders"\n}\n', [['record 1', { Topic: 'orders' }]]],
    [
      'a record a line',
      '{"Topic":"orders","PartitionNum":12}\r\n\n"payments"\n',
      [
        ['line 1', { Topic: 'orders', PartitionNum: 12 }],
        ['line 3', 'payments'],
      ],
    ],
    ['nothing', ' \n', []],
    ['no records', '[]', []],
    [
      'an invalid document',
      '[12, null, ["a"]]',
      [
        ['record 1', { wrong: 'x must be an object or a name in quotes' }],
        ['record 2', { wrong: 'x must be an object or a name in quotes' }],
        ['record 3', { wrong: 'x must be an object or a name in quotes, not a list' }],
      ],
    ],
  ])('%s', async (_says, text, found) => {
    expect(await read('x.json', text)).toEqual(found);
  });

  test('an invalid line is reported, and the others are read', async () => {
    const found = await read('x.ndjson', '"orders"\n{"Topic":\n"payments"\n');
    expect(found).toMatchObject([
      ['line 1', 'orders'],
      ['line 2', {}],
      ['line 3', 'payments'],
    ]);
    expect((found[1] as [string, { wrong: string }])[1].wrong).toMatch(/^x is not valid JSON: /);
  });

  test('an invalid array is reported with its line', async () => {
    expect(await read('x.json', '[\n  "orders",\n  payments\n]')).toEqual([
      ['line 3', { wrong: expect.stringMatching(/^x is not valid JSON: /) }],
    ]);
  });

  test('a field may have any name', async () => {
    const { found } = await parseFile({ name: 'x.json', text: '{"__proto__": "x", "Topic": "a"}' }, file);
    expect(found).toEqual([
      {
        at: 'line 1',
        value: new Map([
          ['__proto__', 'x'],
          ['Topic', 'a'],
        ]),
      },
    ]);
  });

  test('integers stay exact', async () => {
    expect(await read('x.json', '{"Topic": 12345678901234567890}')).toEqual([
      ['line 1', { Topic: 12345678901234567890n }],
    ]);
  });
});

describe('YAML', () => {
  test.each<[string, string, unknown[]]>([
    [
      'names, as written',
      '- orders\n- 007\n- on\n- "1.0"\n- 2026-01-01\n',
      [
        ['line 1', 'orders'],
        ['line 2', '007'],
        ['line 3', 'on'],
        ['line 4', '1.0'],
        ['line 5', '2026-01-01'],
      ],
    ],
    [
      'records',
      '# all\n- Topic: orders\n  PartitionNum: 12\n  Remark: ~\n- Topic: payments\n  Remark:\n',
      [
        ['line 2', { Topic: 'orders', PartitionNum: '12', Remark: null }],
        ['line 5', { Topic: 'payments', Remark: null }],
      ],
    ],
    ['one record', 'Topic: orders\nPartitionNum: 12\n', [['line 1', { Topic: 'orders', PartitionNum: '12' }]]],
    [
      'several documents',
      '- orders\n---\nTopic: payments\n---\n- refunds\n...\n',
      [
        ['line 1', 'orders'],
        ['line 3', { Topic: 'payments' }],
        ['line 5', 'refunds'],
      ],
    ],
    [
      'lists within',
      '- Topic: orders\n  Tags: [{Key: a, Value: 1}, {Key: b}]\n',
      [['line 1', { Topic: 'orders', Tags: [{ Key: 'a', Value: '1' }, { Key: 'b' }] }]],
    ],
    [
      'flow style',
      '[orders, {Topic: payments}]',
      [
        ['line 1', 'orders'],
        ['line 1', { Topic: 'payments' }],
      ],
    ],
    ['nothing', '# nobody\n', []],
    ['no records', '[]\n', []],
    ['a text alone', 'orders\npayments\n', [['line 1', { wrong: 'x must be a list of names or objects' }]]],
    [
      'an alias',
      '- &a orders\n- *a\n',
      [
        ['line 1', 'orders'],
        ['line 2', { wrong: 'x has an alias (*); aliases are not supported' }],
      ],
    ],
    [
      'an item of nothing',
      '- orders\n-\n',
      [
        ['line 1', 'orders'],
        ['line 2', { wrong: 'x must be an object or a name in quotes' }],
      ],
    ],
  ])('%s', async (_says, text, found) => {
    expect(await read('x.yaml', text)).toEqual(found);
  });

  test.each(['- orders\n- [a\n', 'Topic: a\nTopic: b\n', '- orders\n -x: y: z\n', '%FOO\n{'])(
    '%j is not YAML',
    async (text) => {
      expect(await read('x.yaml', text)).toEqual([
        [expect.stringMatching(/^line \d+$/), { wrong: expect.stringMatching(/^x is not valid YAML: /) }],
      ]);
    },
  );

  test.each(['['.repeat(2000), '- '.repeat(2000), `- Topic: ${'{a: '.repeat(100)}1${'}'.repeat(100)}\n`])(
    'infinite nesting is refused',
    async (text) => {
      expect(await read('x.yaml', text)).toEqual([[undefined, { wrong: 'x is nested too deeply' }]]);
    },
  );
});
