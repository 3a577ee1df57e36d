/** The choice by arrow keys, on streams that stand for a terminal. */
import { PassThrough } from 'node:stream';
import { expect, test } from '@jest/globals';
import { select } from '../src/prompts-library.ts';

const UP = '\x1b[A';
const DOWN = '\x1b[B';
const ENTER = '\r';
const choices = ['cn-beijing', 'cn-hangzhou', 'cn-shanghai'].map((value) => ({ value, label: `Region ${value}` }));

/** Presses keys one after the other; returns the answer and what was drawn last. */
async function press(keys: readonly string[], first?: string): Promise<{ answer: string; drawn: string }> {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => input });
  const output = Object.assign(new PassThrough(), { isTTY: true, columns: 80, rows: 24 });
  let drawn = '';
  output.on('data', (part: Buffer) => (drawn += part.toString()));
  const asked = select({ message: 'Region', choices, first }, { input, output });
  for (const key of keys) {
    await new Promise((resolve) => setImmediate(resolve));
    input.write(key);
  }
  return { answer: await asked, drawn };
}

test.each<[string, readonly string[], string | undefined, string]>([
  ['the first', [ENTER], undefined, 'cn-beijing'],
  ['the one on which the mark stands', [ENTER], 'cn-hangzhou', 'cn-hangzhou'],
  ['the first where the mark would stand on none', [ENTER], 'cn-nowhere', 'cn-beijing'],
  ['down', [DOWN, ENTER], undefined, 'cn-hangzhou'],
  ['down and up', [DOWN, DOWN, UP, ENTER], undefined, 'cn-hangzhou'],
  ['up from the first is the last', [UP, ENTER], undefined, 'cn-shanghai'],
  ['down from the last is the first', [DOWN, ENTER], 'cn-shanghai', 'cn-beijing'],
])('%s', async (_says, keys, first, answer) => {
  expect((await press(keys, first)).answer).toBe(answer);
});

test('the choice is shown when it is taken', async () => {
  const { drawn } = await press([DOWN, ENTER]);
  expect(drawn.slice(drawn.lastIndexOf('Region\x1b') + 1)).toContain('Region cn-hangzhou');
  expect(drawn).toContain('> Region cn-beijing');
});
