import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { safeText } from '../../src/core/text/safe-text.ts';
import { described, list, nastyText, OBEYED, pagesOf, PIPE, plainColumns, printed, scalar } from './help.ts';

const BARE = { ...PIPE, headers: false };
const rows = [
  { Topic: 'orders', PartitionNum: 12, CreateTime: 1_795_514_400_000, Tags: [{ Key: 'k', Value: 'v' }], Remark: null },
  { Topic: 'a,"b"', PartitionNum: 9_007_199_254_740_993n, CreateTime: 0, Tags: [], Remark: true },
];

describe('csv', () => {
  test('raw values, quotes only if needed, CRLF', async () => {
    expect(await printed('csv', list(rows))).toBe(
      'Topic,PartitionNum,CreateTime,Tags,Remark\r\n' +
        'orders,12,1795514400000,"[{""Key"":""k"",""Value"":""v""}]",\r\n' +
        '"a,""b""",9007199254740993,0,[],true\r\n',
    );
  });

  test('codes are printed, not their labels', async () => {
    const columns = [{ name: 'Status', numeric: false, time: false, words: () => 'Running' }];
    expect(await printed('csv', list([{ Status: 5 }], { columns }))).toBe('Status\r\n5\r\n');
  });

  test('an empty list prints its headers, and nothing without them', async () => {
    const empty = list([], { columns: plainColumns('A', 'B') });
    expect(await printed('csv', empty)).toBe('A,B\r\n');
    expect(await printed('csv', empty, BARE)).toBe('');
  });

  test('an object prints its rows, or itself if it cannot have rows', async () => {
    const every = plainColumns('Partition');
    const withRows = described({ Total: 2 }, { pages: pagesOf([{ Partition: 0 }]), columns: every, every });
    expect(await printed('csv', withRows)).toBe('Partition\r\n0\r\n');
    expect(await printed('csv', described({ Total: 2, Name: 'x' }))).toBe('Total,Name\r\n2,x\r\n');
  });

  test('an empty field alone in its line is quoted', async () => {
    expect(await printed('csv', list([{ A: '' }]))).toBe('A\r\n""\r\n');
  });
});

describe('tsv', () => {
  test('tabs and line ends in fields are escaped', async () => {
    expect(await printed('tsv', list([{ A: 'x\ty', B: '"\nz' }]))).toBe('A\tB\nx\\ty\t"\\nz\n');
  });
});

describe('name', () => {
  test('one per line, and records without one print nothing', async () => {
    expect(await printed('name', list([{ Topic: 'a' }, { Topic: null }, { Topic: 'b\nc' }]))).toBe('a\nb\\nc\n');
  });

  test('of an object: its own field, or else those of its rows, each once', async () => {
    const pages = pagesOf([{ Topic: 'a' }, { Topic: 'a' }, { Topic: 'b' }]);
    expect(await printed('name', described({ Topic: 'own' }, { pages }))).toBe('own\n');
    expect(await printed('name', described({ Total: 1 }, { pages, name: 'Topic' }))).toBe('a\nb\n');
  });
});

test('a scalar is bare and null is nothing', async () => {
  for (const format of ['table', 'csv', 'tsv', 'name'] as const) {
    expect(await printed(format, scalar('a,b'))).toBe('a,b\n');
    expect(await printed(format, scalar(12))).toBe('12\n');
    expect(await printed(format, scalar('\u001b[2J'))).toBe('\\u001b[2J\n');
    expect(await printed(format, scalar(null))).toBe('');
  }
});

describe('any text survives', () => {
  const records = fc.array(fc.record({ A: nastyText, B: nastyText }), { minLength: 1, maxLength: 4 });

  test('csv, read by the RFC', async () => {
    await fc.assert(
      fc.asyncProperty(records, async (all) => {
        const text = await printed('csv', list(all));
        expect(text.replaceAll('\r\n', '')).not.toMatch(OBEYED);
        expect(readCsv(text)).toEqual([['A', 'B'], ...all.map(({ A, B }) => [safeText(A), safeText(B)])]);
      }),
    );
  });

  test('tsv', async () => {
    await fc.assert(
      fc.asyncProperty(records, async (all) => {
        const text = await printed('tsv', list(all), BARE);
        expect(text.replaceAll('\t', '')).not.toMatch(OBEYED);
        expect(
          text
            .slice(0, -1)
            .split('\n')
            .map((line) => line.split('\t')),
        ).toEqual(all.map(({ A, B }) => [safeText(A), safeText(B)]));
      }),
    );
  });

  test('name', async () => {
    await fc.assert(
      fc.asyncProperty(records, async (all) => {
        const text = await printed('name', list(all));
        expect(text).not.toMatch(OBEYED);
        expect(text).toBe(
          all
            .filter(({ A }) => A !== '')
            .map(({ A }) => `${safeText(A)}\n`)
            .join(''),
        );
      }),
    );
  });
});

/** RFC 4180, written down a second time. */
function readCsv(text: string): string[][] {
  const records: string[][] = [];
  let [record, field, quoted]: [string[], string, boolean] = [[], '', false];
  for (let i = 0; i < text.length; i++) {
    const at = text[i] as string;
    if (quoted && at === '"' && text[i + 1] === '"') field += text[++i];
    else if (at === '"') quoted = !quoted;
    else if (quoted) field += at;
    else if (at === ',') [record, field] = [[...record, field], ''];
    else if (at === '\r' && text[i + 1] === '\n') {
      records.push([...record, field]);
      [record, field] = [[], ''];
      i += 1;
    } else field += at;
  }
  return records;
}
