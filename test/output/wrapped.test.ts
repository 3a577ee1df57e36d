/** Tables of sentences on a terminal: wrapped between words, never cut. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { displayWidth, readyToMeasure } from '../../src/output/table/width.ts';
import { wrappedMessage } from '../../src/core/text/wrap.ts';
import { described, list, nastyText, OBEYED, PIPE, plainColumns, printed } from './help.ts';

const columns = plainColumns('Check', 'Status', 'Detail', 'Fix');
const rows = [
  { Check: 'node', Status: 'ok', Detail: '20.18.1', Fix: null },
  { Check: 'clock', Status: 'fail', Detail: 'this machine is 20m ahead of the service', Fix: 'Set the clock of it.' },
];
const look = (width: number) => ({ ...PIPE, wraps: true, width });
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
  ])('does not break commands: %s', (text, parts) => {
    expect(wrappedMessage(text, 20)).toEqual(parts);
  });

  test('does not break a cell that is a command', async () => {
    const command = 'alikafka config set region cn-hangzhou';
    const row = { Check: 'region', Status: 'fail', Detail: 'no region is set for this command', Fix: command };
    for (let width = 20; width <= 120; width += 5) {
      const text = await printed('table', list([row], { columns }), look(width));
      expect({ width, text }).toEqual({ width, text: expect.stringContaining(command) });
    }
  });

  test('of names and values has its values wrapped', async () => {
    const data = { Code: 'Throttling', Meaning: 'The service received too many requests.' };
    expect(await printed('table', described(data), look(40))).toBe(
      lines('Code     Throttling', 'Meaning  The service received too many', '         requests.'),
    );
  });

  test('colors states', async () => {
    const toned = columns.map((column) =>
      column.name === 'Status' ? { ...column, tone: () => 'bad' as const } : column,
    );
    const text = await printed('table', list(rows, { columns: toned }), { ...look(40), color: true });
    expect(text).toContain('\u001b[31mfail\u001b[39m  ');
  });

  test('has all words, in lines no wider than the room unless a word is', async () => {
    const word = fc
      .oneof(nastyText, fc.string({ minLength: 1, maxLength: 30 }))
      .map((text) => text.replace(/[\s\p{Cc}]/gu, '-'))
      .filter((text) => text !== '');
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 1 }), fc.integer({ min: 20, max: 60 }), async (all, room) => {
        await readyToMeasure([all]);
        const text = all.join(' ');
        const parts = wrappedMessage(text, room, displayWidth);
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
