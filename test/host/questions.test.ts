/** Questions on streams in place of a terminal. */
import { PassThrough } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { readLine } from '../../src/host/prompts/plain-line.ts';
import { ask, isYes, questions } from '../../src/host/prompts/questions.ts';

const { confirm, select } = await questions();

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
  ['the marked one', [ENTER], 'cn-hangzhou', 'cn-hangzhou'],
  ['the first if none would be marked', [ENTER], 'cn-nowhere', 'cn-beijing'],
  ['down', [DOWN, ENTER], undefined, 'cn-hangzhou'],
  ['down and up', [DOWN, DOWN, UP, ENTER], undefined, 'cn-hangzhou'],
  ['up from the first is the last', [UP, ENTER], undefined, 'cn-shanghai'],
  ['down from the last is the first', [DOWN, ENTER], 'cn-shanghai', 'cn-beijing'],
])('%s', async (_says, keys, first, answer) => {
  expect((await press(keys, first)).answer).toBe(answer);
});

test.each([...['y', 'yes', 'Y', 'YES', 'yEs']])('%j confirms', (typed) => expect(isYes(typed)).toBe(true));
test.each([
  ...['', 'n', 'ye', 'yy', 'yess', 'yarn install', 'yikes no', ' y', 'y ', 'y\n', 'no\nyes', 'yes\nno', 'ja'],
])('%j is not one', (typed) => expect(isYes(typed)).toBe(false));

test.each<[string, readonly string[], string]>([
  ['a character', ['ab', '\x7f', 'c'], 'ac'],
  ['a character of two UTF-16 units', ['a', '😀', '\x7f', 'y'], 'ay'],
  ['a word', ['one two', '\x17', 'x'], 'one x'],
  ['all', ['one two', '\x15', 'x'], 'x'],
  ['nothing', ['\x7f', 'x'], 'x'],
])('a key of a plain line deletes %s', async (_what, keys, line) => {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => input });
  const output = new PassThrough();
  const read = readLine('Name? ', { input, output, signal: new AbortController().signal });
  for (const key of [...keys, '\r']) {
    await new Promise((resolve) => setImmediate(resolve));
    input.write(key);
  }
  expect(await read).toBe(line);
  // what stays on the screen
  let screen = '';
  for (const sign of String(output.read()).replaceAll('\b \b', '\b'))
    screen = sign === '\b' ? [...screen].slice(0, -1).join('') : screen + sign;
  expect(screen).toBe(`Name? ${line}\n`);
});

describe('asking', () => {
  const place = () => {
    const input = Object.assign(new PassThrough(), { setRawMode: (on: boolean) => void modes.push(on) });
    const output = Object.assign(new PassThrough(), { isTTY: true, columns: 80, rows: 24 });
    const modes: boolean[] = [];
    let drawn = '';
    const shown = new Promise<void>((resolve) => {
      output.on('data', (part: Buffer) => {
        drawn += part.toString();
        if (drawn.includes('Sure?')) resolve();
      });
    });
    return { input, output, modes, shown, drawn: () => drawn };
  };
  const sure = (on: ReturnType<typeof place>, signal = new AbortController().signal) =>
    ask((given) => confirm({ message: 'Sure?' }, given), { ...on, signal });

  test('keys before the question are dropped, keys after it are used', async () => {
    const on = place();
    on.input.write('yes\r');
    const answer = sure(on);
    on.input.write('yes\ryes\r');
    await on.shown;
    on.input.write('\r');
    expect(await answer).toBe(false);
    expect(on.modes.at(0)).toBe(true);
    expect(on.modes.at(-1)).toBe(false);
    const again = sure(on);
    on.input.write('y\r');
    await new Promise((resolve) => setImmediate(resolve));
    on.input.end();
    await expect(again).rejects.toMatchObject({ name: 'AbortPromptError' });
  });

  test.each([
    ['Ctrl-C', (on: ReturnType<typeof place>) => on.input.write('\x03')],
    ['Esc', (on: ReturnType<typeof place>) => on.input.write('\x1b')],
    ['Ctrl-D', (on: ReturnType<typeof place>) => on.input.write('\x04')],
    ['the end of the input', (on: ReturnType<typeof place>) => on.input.end()],
    ['a failure to read', (on: ReturnType<typeof place>) => on.input.destroy(new Error('EIO'))],
  ])('%s ends it, before and after it is shown', async (what, end) => {
    const [before, after] = [place(), place()];
    const early = sure(before);
    end(before);
    // Only Ctrl-C is a signal before the terminal is raw; what is typed too early is lost.
    if (what === 'Ctrl-D' || what === 'Esc') before.input.end();
    await expect(early).rejects.toMatchObject({ name: expect.stringMatching(/^(Exit|Abort)PromptError$/) });
    const late = sure(after);
    await after.shown;
    end(after);
    await expect(late).rejects.toMatchObject({ name: expect.stringMatching(/^(Exit|Abort)PromptError$/) });
    expect(after.modes.at(-1)).toBe(false);
  });

  test('with an earlier signal nothing is shown', async () => {
    const on = place();
    await expect(sure(on, AbortSignal.abort(143))).rejects.toMatchObject({ name: 'AbortPromptError' });
    expect(on.drawn()).toBe('');
  });
});

test('the choice is shown after the answer', async () => {
  const { drawn } = await press([DOWN, ENTER]);
  expect(drawn.slice(drawn.lastIndexOf('Region\x1b') + 1)).toContain('Region cn-hangzhou');
  expect(drawn).toContain('> Region cn-beijing');
});
