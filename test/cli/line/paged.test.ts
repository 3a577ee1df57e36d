/** Which tables are longer than the screen, and go through the pager. The pager itself is tested on a terminal. */
import { describe, expect, test } from '@jest/globals';
import { cli } from '../../support/context.ts';
import { topics } from '../../support/service.ts';

const ROWS = 30;

/** The text that the pager got; undefined if it was not started. */
async function paged(count: number, { columns = 100, name = 'topic' } = {}): Promise<string | undefined> {
  const listed = Array.from({ length: count }, (_, i) => ({ Topic: `${name}-${i}`, PartitionNum: 12, Status: 0 }));
  let shown: string | undefined;
  const ran = await cli('topic list', {
    script: { GetTopicList: topics(...listed) },
    terminal: true,
    rows: ROWS,
    columns,
    env: { TERM: 'xterm', NO_COLOR: '1' },
    pager: async (_command, text) => {
      shown = text;
      return true;
    },
  });
  expect(ran.code).toBe(0);
  // what the pager showed is not printed again
  expect(ran.stdout === '').toBe(shown !== undefined);
  return shown;
}

const linesOf = (text: string): number => text.split('\n').length - 1;

describe('a table', () => {
  // Borders, headers and the number of rows take five lines.
  test('that leaves the last row of the screen for the prompt is not paged', async () => {
    expect(await paged(ROWS - 1 - 5)).toBeUndefined();
  });

  test('that is one row longer is paged', async () => {
    expect(linesOf((await paged(ROWS - 5)) ?? '')).toBe(ROWS);
  });

  test('whose lines take several rows of the terminal is paged', async () => {
    const text = (await paged(12, { columns: 40, name: 'x'.repeat(60) })) ?? '';
    expect(linesOf(text)).toBeLessThan(ROWS);
  });
});
