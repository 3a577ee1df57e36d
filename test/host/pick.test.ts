/** Pick lists on streams in place of a terminal, and the answers to a plain one. */
import { PassThrough } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import type { PickItem, PickOptions } from '../../src/context.ts';
import { answerOf, numbered, plainPick } from '../../src/host/prompts/plain-pick.ts';
import { moved, narrowed, pageLines, pageSize, startOf, toggled } from '../../src/host/prompts/pick-list.ts';
import { questions } from '../../src/host/prompts/questions.ts';

const { pick } = await questions();

const [UP, DOWN, PAGE_DOWN, ENTER, TAB] = ['\x1b[A', '\x1b[B', '\x1b[6~', '\r', '\t'];
const item = (value: string): PickItem => ({
  value,
  name: value,
  text: value,
  line: (columns) => value.slice(0, columns),
});
const NAMES = ['orders', 'payments', 'refunds', 'orders-eu'];
const many = Array.from({ length: 10_000 }, (_, i) => item(`topic-${i}`));

function terminal(size: { columns?: number; rows?: number } = {}) {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => input });
  const output = Object.assign(new PassThrough(), { isTTY: true, columns: 80, rows: 24, ...size });
  let drawn = '';
  output.on('data', (part: Buffer) => (drawn += part.toString()));
  return { input, output, signal: new AbortController().signal, drawn: () => drawn };
}

/** Presses keys one after the other; returns what was picked and all that was drawn. */
async function press(keys: readonly string[], options: PickOptions = {}, items = NAMES.map(item)) {
  const place = terminal();
  const picked = pick({ message: 'Which?', items, ...options }, place);
  for (const key of keys) {
    await new Promise((resolve) => setImmediate(resolve));
    place.input.write(key);
  }
  return { picked: await picked, drawn: place.drawn() };
}

describe('one', () => {
  test.each<[string, readonly string[], PickOptions, readonly string[]]>([
    ['the first', [ENTER], {}, ['orders']],
    ['the marked one', [ENTER], { first: 'refunds' }, ['refunds']],
    ['down', [DOWN, ENTER], {}, ['payments']],
    ['up from the first is the last', [UP, ENTER], {}, ['orders-eu']],
    ['a page down stops at the last', [PAGE_DOWN, ENTER], {}, ['orders-eu']],
    ['the matches of typed text', ['r', 'e', 'f', ENTER], {}, ['refunds']],
    ['the name itself before longer ones', ['orders', ENTER], {}, ['orders']],
    ['the next match', ['orders', DOWN, ENTER], {}, ['orders-eu']],
    ['after a correction', ['refx', '\x7f', ENTER], {}, ['refunds']],
    ['Enter without a match keeps the text', ['refx', ENTER, '\x7f', ENTER], {}, ['refunds']],
    ['a tab is no text', ['ref', TAB, ENTER], {}, ['refunds']],
    ['words', ['eu ord', ENTER], {}, ['orders-eu']],
    ['typed text where that is accepted', ['cn-new-1', ENTER], { typed: true }, ['cn-new-1']],
    ['a found item before the typed text', ['pay', ENTER], { typed: true }, ['payments']],
    ['the typed text below the matches', ['pay', DOWN, ENTER], { typed: true }, ['pay']],
  ])('%s', async (_says, keys, options, expected) => {
    expect((await press(keys, options)).picked).toEqual(expected);
  });

  test('the picked one stays visible', async () => {
    const { drawn } = await press(['ref', ENTER]);
    expect(drawn.slice(drawn.lastIndexOf('Which?'))).toMatch(/refunds/);
    expect(drawn).toContain('> refunds');
    expect(drawn).toContain('1 of 4');
  });
});

describe('several', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['the marked one if none is selected', [DOWN, ENTER], ['payments']],
    [
      'those selected with Space and Tab, in the order of the list',
      [DOWN, ' ', UP, TAB, ENTER],
      ['orders', 'payments'],
    ],
    ['one that is selected twice is not', [' ', DOWN, ' ', UP, ' ', ENTER], ['payments']],
    ['selected ones stay when the list is narrowed', [' ', 'ref', ' ', ENTER], ['orders', 'refunds']],
    ['selected ones stay when the typed text is deleted', [' ', 'r', '\x7f', DOWN, ' ', ENTER], ['orders', 'payments']],
    ['selected ones where nothing is found', [' ', 'xyz', ENTER], ['orders']],
  ])('%s', async (_says, keys, expected) => {
    expect((await press(keys, { many: true })).picked).toEqual(expected);
  });

  test('more than three are counted at the end', async () => {
    const { drawn } = await press([' ', DOWN, ' ', DOWN, ' ', DOWN, ' ', ENTER], { many: true });
    expect(drawn.slice(drawn.lastIndexOf('Which?'))).toContain('4 selected');
  });
});

test('typed text that is the value of an item is not offered a second time', async () => {
  const { drawn } = await press(['refunds', ENTER], { typed: true });
  expect(drawn).toContain('1 of 4');
  expect(drawn).not.toContain('use "refunds"');
  const part = await press(['refund', ENTER], { typed: true });
  expect(part.drawn).toContain('use "refund"');
});

describe('a long list', () => {
  test('only a page is formatted, also at the end', () => {
    let formatted = 0;
    const counted = many.map((one) => ({ ...one, line: () => `${++formatted}` }));
    const list = { message: '', items: counted };
    const last = moved(startOf(list), -1);
    expect(pageLines(list, last, { columns: 80, rows: 24 }, 10, (line) => line)).toHaveLength(10);
    expect(formatted).toBe(10);
    expect(pageLines(list, last, { columns: 80, rows: 24 }, 10, (line) => `${line}!`).at(-1)).toMatch(/^> .*!$/);
  });

  test('is narrowed at once', async () => {
    expect((await press(['topic-9999', ENTER], {}, many)).picked).toEqual(['topic-9999']);
  });

  test.each([
    [24, 10],
    [8, 4],
    [2, 1],
  ])('a terminal of %d rows has pages of %d', (rows, size) => expect(pageSize({ columns: 80, rows }, 3)).toBe(size));

  test('no line is wider than the terminal', async () => {
    const place = terminal({ columns: 20 });
    const long = [item('a-very-long-name-that-does-not-fit')];
    const lines = pageLines(
      { message: '', items: long, many: true },
      startOf({ message: '', items: long }),
      place.output,
      5,
      (line) => line,
    );
    for (const line of lines) expect(line.length).toBeLessThan(20);
  });

  test('an empty list has nothing to move to or select', () => {
    const none = narrowed({ message: '', items: many }, startOf({ message: '', items: many }), 'xyz');
    expect(moved(none, 1)).toEqual(none);
    expect(toggled(none)).toEqual(none);
  });
});

describe('without cursor movement', () => {
  const items = NAMES.map(item);
  const list = (options: PickOptions = {}) => ({ message: 'Which?', items, ...options });

  test.each<[string, string, PickOptions, readonly string[] | undefined]>([
    ['a number', '2', {}, ['payments']],
    ['a name', 'refunds', {}, ['refunds']],
    ['a part of a name', 'ref', {}, undefined],
    ['a number that is not in the list', '5', {}, undefined],
    ['zero', '0', {}, undefined],
    ['two where one is asked for', '1 2', {}, undefined],
    ['numbers and names', '2, orders', { many: true }, ['orders', 'payments']],
    ['one word that is neither', '2 ref', { many: true }, undefined],
    ['text that is in no name, where it is accepted', 'cn-new-1', { typed: true }, ['cn-new-1']],
    ['text that is in a name', 'pay', { typed: true }, undefined],
  ])('%s: %s', (_says, typed, options, expected) => {
    expect(answerOf(list(options), items, typed)).toEqual(expected);
  });

  test('a name that is a number is the name', () => {
    const two = [item('x'), item('1')];
    expect(answerOf({ message: '', items: two }, two, '1')).toEqual(['1']);
  });

  test('a long list shows twenty, and numbers only those', () => {
    const lines = numbered(many, 80);
    expect(lines).toHaveLength(21);
    expect([lines[0], lines.at(-1)]).toEqual(['   1) topic-0', '  and 9980 more']);
    expect(answerOf({ message: '', items: many }, many, '21')).toBeUndefined();
  });

  test('text narrows the list until something is picked', async () => {
    const place = terminal();
    const picked = plainPick({ message: 'Which?', items: many }, place);
    for (const line of ['xyz', '', '999', '1']) {
      const before = place.drawn().length;
      place.input.write(`${line}\r`);
      while (line !== '1' && !/\w+: $/.test(place.drawn().slice(before)))
        await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(await picked).toEqual(['topic-999']);
    expect(place.drawn()).toContain('nothing matches');
    expect(place.drawn()).not.toContain('\x1b');
  });
});
