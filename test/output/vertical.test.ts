/** Tables of names and values on a terminal: nothing is cut, and nothing is wider than the terminal. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { described, nastyText, printed, TERMINAL } from './help.ts';

const BROKERS = 'alpha.example.com:9092,beta.example.com:9092,gamma.example.com:9092';
const cells = (text: string): string[][] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('│'))
    .map((line) => line.split('│').slice(1, 3));

describe.each([false, true])('with wide: %s', (wide) => {
  const look = (width: number) => ({ ...TERMINAL, width, wide });

  test('a list without spaces has a line for each item', async () => {
    expect(await printed('table', described({ EndPoint: BROKERS, Id: 'i-1' }), look(50))).toBe(
      [
        '┌──────────┬─────────────────────────┐',
        '│ EndPoint │ alpha.example.com:9092, │',
        '│          │ beta.example.com:9092,  │',
        '│          │ gamma.example.com:9092  │',
        '│ Id       │ i-1                     │',
        '└──────────┴─────────────────────────┘',
        '',
      ].join('\n'),
    );
  });

  test('a list that fits has one line', async () => {
    expect(await printed('table', described({ EndPoint: BROKERS }), look(90))).toContain(`│ ${BROKERS} │`);
  });

  test('a sentence is broken between words, an item that is too long after punctuation', async () => {
    const data = { Remark: 'orders of the shop, by region', EndPoint: 'alpha.example.com:9092,b:1' };
    expect(cells(await printed('table', described(data), look(34)))).toEqual([
      [' Remark   ', ' orders of the shop, '],
      ['          ', ' by region           '],
      [' EndPoint ', ' alpha.example.com:  '],
      ['          ', '   9092,             '],
      ['          ', ' b:1                 '],
    ]);
  });

  test('each line of a value has its color', async () => {
    const data = { State: 'waiting for the deployment of the instance' };
    const document = described(data);
    const fields = document.fields.map((field) => ({ ...field, tone: () => 'bad' as const }));
    const text = await printed('table', { ...document, fields }, { ...look(30), color: true });
    const rows = text.split('\n').filter((line) => line.startsWith('│'));
    expect(rows.length).toBeGreaterThan(1);
    for (const row of rows) expect(row).toMatch(/│ \u001b\[31m[^│]+\u001b\[39m *│$/);
  });

  test('words that fill the line exactly stay on it, and no line is wider', async () => {
    const word = fc.string({ unit: fc.constantFrom(...'abc'), minLength: 1, maxLength: 7 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(word, { minLength: 8, maxLength: 30 }),
        fc.integer({ min: 30, max: 60 }),
        async (all, width) => {
          const text = await printed('table', described({ Comments: all.join(' ') }), look(width));
          const values = cells(text).map(([, value = '']) => value.trim());
          expect(values.join(' ')).toBe(all.join(' '));
          for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(width);
          for (const [at, value] of values.slice(1).entries()) {
            const [next = ''] = value.split(' ');
            // the next word did not fit next to the name, the borders and the padding
            expect(`${values[at]} ${next}`.length).toBeGreaterThan(width - 'Comments'.length - 7);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test('long names are broken at capitals', async () => {
    const data = { UpgradeServiceDetailInfo: 'x'.repeat(60) };
    expect(cells(await printed('table', described(data), look(40))).map(([name]) => name?.trim())).toEqual([
      'UpgradeService',
      'DetailInfo',
      '',
      '',
    ]);
  });

  test('whatever the values are, all of it is there and no line is wider', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(nastyText, fc.string({ unit: 'binary', maxLength: 80 })), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 40, max: 120 }),
        async (values, width) => {
          const data = Object.fromEntries(values.map((value, at) => [`field${at}`, value]));
          const bare = (text: string): string => text.replaceAll(/[ ◌]/g, '');
          const narrow = await printed('table', described(data), look(width));
          const whole = await printed('table', described(data), look(10_000));
          const valuesOf = (text: string): string =>
            bare(
              cells(text)
                .map((row) => row[1])
                .join(''),
            );
          expect(valuesOf(narrow)).toBe(valuesOf(whole));
          for (const line of narrow.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(width);
        },
      ),
      { numRuns: 40 },
    );
  });
});
