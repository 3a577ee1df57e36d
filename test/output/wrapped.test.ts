/** Tables of sentences on a terminal: wrapped between words, never cut. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { readyToMeasure } from '../../src/output/table/width.ts';
import { wrapped } from '../../src/output/table/wrapped.ts';
import { described, list, nastyText, OBEYED, PIPE, plainColumns, printed } from './help.ts';

const columns = plainColumns('Check', 'Status', 'Detail', 'Fix');
const rows = [
  { Check: 'node', Status: 'ok', Detail: '20.18.1', Fix: null },
  { Check: 'clock', Status: 'fail', Detail: 'this machine is 20m ahead of the service', Fix: 'Set the clock of it.' },
];
const look = (width: number) => ({ ...PIPE, wrap: true, width });
const lines = (...all: string[]): string => all.map((line) => `${line}\n`).join('');

describe('a table of sentences', () => {
  test('that fits is not changed', async () => {
    expect(await printed('table', list(rows, { columns }), look(90))).toBe(
      await printed('table', list(rows, { columns })),
    );
  });

  test('that does not fit has its last column below, and the one before wrapped', async () => {
    expect(await printed('table', list(rows, { columns }), look(40))).toBe(
      lines(
        'Check  Status  Detail',
        'node   ok      20.18.1',
        'clock  fail    this machine is 20m ahead',
        '               of the service',
        '               Fix: Set the clock of it.',
      ),
    );
  });

  test.each([
    [
      'Run "alikafka instance upgrade <id> --topic-quota <n>".',
      ['Run', '"alikafka instance upgrade <id> --topic-quota <n>".'],
    ],
    ['alikafka config set region cn-hangzhou', ['alikafka config set region cn-hangzhou']],
  ])('does not break commands: %s', (text, parts) => {
    expect(wrapped(text, 20)).toEqual(parts);
  });

  test('of names and values has its values wrapped', async () => {
    const data = { Code: 'Throttling', Meaning: 'The service received too many requests.' };
    expect(await printed('table', described(data), look(40))).toBe(
      lines('Code     Throttling', 'Meaning  The service received too many', '         requests.'),
    );
  });

  test('colours states and names', async () => {
    const toned = columns.map((column) =>
      column.name === 'Status' ? { ...column, tone: () => 'bad' as const } : column,
    );
    const text = await printed('table', list(rows, { columns: toned }), { ...look(40), color: true });
    expect(text).toContain('\u001b[31mfail\u001b[39m  ');
    expect(text).toContain('\u001b[1mFix:\u001b[22m Set');
  });

  test('has all words, in lines no wider than the room unless a word is', async () => {
    const word = fc
      .oneof(nastyText, fc.string({ minLength: 1, maxLength: 30 }))
      .map((text) => text.replace(/[\s\p{Cc}]/gu, '-'));
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 1 }), fc.integer({ min: 20, max: 60 }), async (all, room) => {
        await readyToMeasure([all]);
        const text = all.join(' ');
        const parts = wrapped(text, room);
        expect(parts.join(' ')).toBe(text);
        for (const part of parts) if (part.includes(' ')) expect(stringWidth(part)).toBeLessThanOrEqual(room);
      }),
    );
  });

  test('obeys nothing that the service sent', async () => {
    await fc.assert(
      fc.asyncProperty(nastyText, async (Detail) => {
        const text = await printed(
          'table',
          list([{ Check: 'x', Status: 'ok', Detail, Fix: Detail }], { columns }),
          look(40),
        );
        expect(text).not.toMatch(OBEYED);
      }),
    );
  });
});
