/** Questions on a terminal without cursor movement (TERM=dumb): the same rules, without escape sequences. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type HeldService, heldService } from '../support/held-service.ts';
import { folder } from '../support/program.ts';
import { describeTerminal, onTerminal, shellOnTerminal, type Terminal } from '../support/terminal.ts';

const DELETE = ['topic', 'delete', 'orders'];
const CHANGES = ['DeleteTopic', 'CreateSaslUser'];
const WIZARD = ['configure', '--profile', 'p', '--no-check'];

let home: ReturnType<typeof folder>;
let service: HeldService;
beforeEach(async () => {
  home = folder();
  service = await heldService({
    GetConsumerList: { ConsumerList: { ConsumerVO: [] }, Total: 0 },
    GetTopicList: { TopicList: { TopicVO: [] }, Total: 0 },
    DescribeSaslUsers: { SaslUserList: { SaslUserVO: [{ Username: 'app', Type: 'plain' }] } },
  });
});
afterEach(async () => {
  await service.close();
  home.remove();
});

const on = () => ({ home: home.path, env: { ...service.env, TERM: 'dumb' } });
const go = (args: readonly string[]): Terminal => onTerminal(args, on());
const changes = (): string[] => service.actions.filter((action) => CHANGES.includes(action));
/** The saved profiles, under any file name. */
const saved = (): string =>
  readdirSync(home.path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('');

/** The exit code. Checks that no escape sequence was shown. */
async function ended(terminal: Terminal): Promise<number> {
  const code = await terminal.ended();
  expect(terminal.shown()).not.toContain('\x1b');
  return code;
}

describeTerminal('yes or no', () => {
  test.each(['y', 'yes', 'YES', 'nx\x7f\x7fy', 'no\x15yes', 'no \x17y', '\x1b[Ay'])('%j confirms', async (keys) => {
    const terminal = go(DELETE);
    await terminal.until('(y/N) ');
    terminal.type(`${keys}\r`);
    expect(await ended(terminal)).toBe(0);
    expect(changes()).toEqual(['DeleteTopic']);
  });

  test.each(['', 'n', 'yy', 'ye', ' yes', 'y\t', 'yes please', 'no\nyes', 'ｙ'])(
    '%j does not confirm',
    async (keys) => {
      const terminal = go(DELETE);
      await terminal.until('(y/N) ');
      terminal.type(`${keys}\r`);
      expect(await ended(terminal)).toBe(130);
      expect(terminal.shown()).toContain('Cancelled. Nothing was changed.');
      expect(changes()).toEqual([]);
    },
  );

  test('the question is printed once, followed by the answer', async () => {
    const terminal = go(DELETE);
    await terminal.until('(y/N) ');
    for (const key of 'nope') {
      terminal.type(key);
      await terminal.until(new RegExp(`\\(y/N\\) \\w*${key}`));
    }
    terminal.type('\r');
    expect(await ended(terminal)).toBe(130);
    expect(terminal.shown().match(/\(y\/N\)/g)).toHaveLength(1);
    expect(terminal.shown()).toContain('Delete topic orders? (y/N) nope\r\n');
  });

  test('text typed before the question does not answer it', async () => {
    service.hold('GetConsumerList');
    const terminal = go(DELETE);
    terminal.type('yes\rye');
    await service.came('GetConsumerList');
    service.release();
    await terminal.until('(y/N) ');
    terminal.type('\r');
    expect(await ended(terminal)).toBe(130);
    expect(changes()).toEqual([]);
  });
});

describeTerminal('secrets', () => {
  test('are not echoed, and can be corrected', async () => {
    const terminal = go(['config', 'set', 'access-key-secret', '--profile', 'p']);
    await terminal.until('AccessKey secret (hidden): ');
    terminal.type('Quiet\x7fT sëcretX\x08\r');
    expect(await ended(terminal)).toBe(0);
    for (const part of ['Qui', 'sëc', '*', '\b']) expect(terminal.shown()).not.toContain(part);
    expect(saved()).toContain('"QuieT sëcret"');
  });

  test('leave the terminal as it was', async () => {
    const line =
      '"$NODE" "$PROGRAM" config set access-key-secret --profile p; echo tty=$(stty -a | grep -o -- "-\\{0,1\\}icanon")';
    const terminal = shellOnTerminal(line, on());
    await terminal.until('AccessKey secret (hidden): ');
    terminal.type('abc\r');
    await terminal.until('tty=icanon');
    expect(await ended(terminal)).toBe(0);
  });
});

describeTerminal('choices', () => {
  test('are a numbered list that accepts a number, a value or nothing', async () => {
    const terminal = onTerminal(WIZARD, { home: home.path, env: { TERM: 'dumb' } });
    await terminal.until(
      / {2}1\) AccessKey \(AK\): AccessKey ID and secret of a RAM user\r\n[\s\S]*\nNumber or value \[AK\]: $/,
    );
    terminal.type('8\r1\r');
    await terminal.until(/Unknown choice[^\n]*\nNumber or value \[AK\]: $/);
    terminal.type('2\r');
    await terminal.until(/AccessKey ID: $/);
    terminal.type('LTAIexample\r');
    for (const secret of [/AccessKey secret \(hidden\): $/, /STS security token \(hidden\): $/]) {
      await terminal.until(secret);
      terminal.type('testsecret\r');
    }
    await terminal.until(/ {2}1\) [\s\S]*Number, name or part of a name \[cn-hangzhou\]: $/);
    terminal.type('beijing\r');
    await terminal.until(
      /Which region\?\r\n {2}1\) cn-beijing +China \(Beijing\)\r\n {2}2\) [^\n]*\r\nNumber[^\n]*: $/,
    );
    terminal.type('cn-beijing\r');
    await terminal.until(/Default instance[^\n]*: $/);
    terminal.type('\r');
    await terminal.until(/Number or value \[table\]: $/);
    terminal.type('\r');
    expect(await ended(terminal)).toBe(0);
    expect(terminal.shown()).not.toContain('testsecret');
    for (const value of ['StsToken', 'cn-beijing']) expect(saved()).toContain(`"${value}"`);
  });
});

describeTerminal('what ends a question', () => {
  const QUESTIONS: [string, readonly string[], string][] = [
    ['yes or no', DELETE, '(y/N) '],
    ['an id', ['instance', 'delete', 'alikafka_pre-cn-1'], 'Type the id to confirm: '],
    ['a password', ['sasl', 'create', 'web'], 'Password: '],
    ['a choice', WIZARD, '[AK]: '],
    ['a pick list', ['sasl', 'delete'], 'or part of a name: '],
  ];
  const ENDS: [string, (terminal: Terminal) => void, number, RegExp][] = [
    ['Ctrl-C', ({ type }) => type('y\x03'), 130, /\nCancelled\. Nothing was changed\./],
    ['Ctrl-D', ({ type }) => type('\x04'), 130, /\nCancelled\. Nothing was changed\./],
    ['Ctrl-D after a letter', ({ type }) => type('y\x04'), 130, /\nCancelled\. Nothing was changed\./],
    ['SIGINT', ({ kill }) => kill('SIGINT'), 130, /interrupted/],
    ['SIGTERM', ({ kill }) => kill('SIGTERM'), 143, /terminated/],
    ['SIGHUP', ({ kill }) => kill('SIGHUP'), 129, /terminal closed/],
    ['a terminal that is closed', ({ hangUp }) => hangUp(), 129, /(?:)/],
  ];

  test.each(QUESTIONS.flatMap(([what, args, asks]) => ENDS.map((end) => [what, end[0], args, asks, end] as const)))(
    '%s: %s ends it at once, and nothing is sent',
    async (_what, _end, args, asks, [, act, code, says]) => {
      const terminal = go(args);
      await terminal.until(asks);
      act(terminal);
      expect(await ended(terminal)).toBe(code);
      expect(terminal.shown()).toMatch(says);
      expect(changes()).toEqual([]);
    },
  );
});
