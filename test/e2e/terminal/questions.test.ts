/** Questions on a terminal: which answers confirm, text typed too early, and what ends a question. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder } from '../support/program.ts';
import { type HeldService, heldService } from '../support/held-service.ts';
import { describeTerminal, onTerminal, shellOnTerminal, type Terminal } from '../support/terminal.ts';

const ORDER = [
  ...['instance', 'create', '--deploy-type', 'vpc', '--disk-size', '900', '--disk-type', 'ssd'],
  ...['--io-max', '20', '--topic-quota', '50'],
];
const DELETE = ['topic', 'delete', 'orders'];
const QUESTION = /Delete topic orders\?.*\(y\/N\)/;
const CHANGES = ['CreatePrePayOrder', 'DeleteTopic', 'DeleteInstance', 'CreateSaslUser'];
const RAW_OFF = 'echo tty=$(stty -a | grep -o -- "-\\{0,1\\}icanon")';

let home: ReturnType<typeof folder>;
let service: HeldService;
beforeEach(async () => {
  home = folder();
  service = await heldService({
    CreatePrePayOrder: { OrderId: '7' },
    GetConsumerList: { ConsumerList: { ConsumerVO: [] }, Total: 0 },
    GetTopicList: { TopicList: { TopicVO: [] }, Total: 0 },
    DescribeSaslUsers: { SaslUserList: { SaslUserVO: [{ Username: 'app', Type: 'plain' }] } },
  });
});
afterEach(async () => {
  await service.close();
  home.remove();
});

const go = (args: readonly string[]): Terminal => onTerminal(args, { home: home.path, env: service.env });
const changes = (): string[] => service.actions.filter((action) => CHANGES.includes(action));
const quoted = (args: readonly string[]): string => ['"$NODE"', '"$PROGRAM"', ...args].join(' ');

describeTerminal('answers that confirm', () => {
  test.each(['y', 'yes', 'Y', 'YES', 'yEs', 'nx\x7f\x7fy'])('%j', async (keys) => {
    const terminal = go(ORDER);
    await terminal.until('(y/N)');
    terminal.type(`${keys}\r`);
    expect(await terminal.ended()).toBe(0);
    expect(changes()).toEqual(['CreatePrePayOrder']);
  });

  test.each([
    ...['', 'n', 'no', 'yarn install', 'yikes no', 'yes please', 'yy', 'ye', ' yes', 'yes ', 'ｙ', '1', 'true', 'ok'],
    ...['\t', '\t\t', 'y\t', '\x1b[A', 'no\nyes'],
  ])('%j is none: exit 130, nothing is sent', async (keys) => {
    const terminal = go(ORDER);
    await terminal.until('(y/N)');
    terminal.type(`${keys}\r`);
    expect(await terminal.ended()).toBe(130);
    expect(terminal.shown()).toContain('Cancelled. Nothing was changed.');
    expect(changes()).toEqual([]);
  });
});

describeTerminal('text typed before a question does not answer it', () => {
  test.each([
    ['lines', 'yes\ryes\ryes\r'],
    ['a line and the beginning of another', 'yes\rye'],
    ['the beginning of a line', 'yes'],
    ['more than one read of a terminal returns', `${'yes\r'.repeat(900)}`],
  ])('before the program asked: %s', async (_what, keys) => {
    service.hold('GetConsumerList'); // read before the question
    const terminal = go(DELETE);
    terminal.type(keys);
    await service.came('GetConsumerList');
    service.release();
    await terminal.until(QUESTION);
    terminal.type('\r');
    expect(await terminal.ended()).toBe(130);
    expect(changes()).toEqual([]);
  });

  test('the answer comes after it', async () => {
    service.hold('GetConsumerList');
    const terminal = go(DELETE);
    terminal.type('no\rn');
    await service.came('GetConsumerList');
    service.release();
    await terminal.until(QUESTION);
    terminal.type('yes\r');
    expect(await terminal.ended()).toBe(0);
    expect(changes()).toEqual(['DeleteTopic']);
  });

  test('nor does text typed during an earlier question or a read answer a second one', async () => {
    service.hold('DescribeSaslUsers');
    const terminal = go(['sasl', 'set-password', 'app']);
    await terminal.until(/Password:/);
    terminal.type('first\rsecond\ryes\r');
    await terminal.until(/Password \(again\):/);
    terminal.type('first\ryes\r');
    await service.came('DescribeSaslUsers');
    terminal.type('yes\ry');
    service.release();
    await terminal.until('(y/N)');
    terminal.type('\r');
    expect(await terminal.ended()).toBe(130);
    expect(changes()).toEqual([]);
  });

  test('ids are typed one by one', async () => {
    const terminal = go(['instance', 'delete', 'alikafka_pre-cn-1', 'alikafka_pre-cn-2']);
    terminal.type('alikafka_pre-cn-1\r');
    await terminal.until(
      /delete instance alikafka_pre-cn-1 \([^)]*\)\. This cannot be undone\.[\s\S]*Type the id to confirm:/,
    );
    terminal.type('alikafka_pre-cn-1\ralikafka_pre-cn-2\r');
    await terminal.until(
      /delete instance alikafka_pre-cn-2 \([^)]*\)\. This cannot be undone\.[\s\S]*Type the id to confirm:/,
    );
    terminal.type('\r');
    expect(await terminal.ended()).toBe(130);
    expect(changes()).toEqual([]);
  });

  test('the wizard too', async () => {
    const terminal = go(['configure', '--no-check']);
    terminal.type('early\r');
    await terminal.until(/Profile name \[default\]:/);
    terminal.type('late\r');
    await terminal.until('Esc cancel');
    terminal.kill('SIGTERM');
    expect(await terminal.ended()).toBe(143);
    expect(terminal.shown()).toMatch(/Profile name \[default\]:\S* \S*late/);
  });
});

describeTerminal('what ends a question', () => {
  const QUESTIONS: [string, readonly string[], RegExp][] = [
    ['yes or no', DELETE, QUESTION],
    ['an id', ['instance', 'delete', 'alikafka_pre-cn-1'], /Type the id to confirm:/],
    ['a password', ['sasl', 'create', 'web'], /Password:/],
    ['a line of the wizard', ['configure'], /Profile name/],
    ['a secret', ['config', 'set', 'access-key-secret'], /AccessKey secret \(hidden\):/],
    ['a choice', ['configure', '--profile', 'p'], /Esc cancel/],
    ['a profile', ['config', 'delete', 'old'], /Delete profile "old"\?/],
    ['a pick list', ['sasl', 'delete'], /1 of 1, 0 selected/],
  ];
  const ENDS: [string, (terminal: Terminal) => void, number, RegExp][] = [
    ['Ctrl-C', ({ type }) => type('\x03'), 130, /Cancelled\. Nothing was changed\./],
    ['Ctrl-D', ({ type }) => type('\x04'), 130, /Cancelled\. Nothing was changed\./],
    ['Ctrl-D after a letter', ({ type }) => type('y\x04'), 130, /Cancelled\. Nothing was changed\./],
    ['SIGINT', ({ kill }) => kill('SIGINT'), 130, /interrupted/],
    ['SIGTERM', ({ kill }) => kill('SIGTERM'), 143, /terminated/],
    ['SIGHUP', ({ kill }) => kill('SIGHUP'), 129, /terminal closed/],
  ];

  beforeEach(async () => {
    const saved = go(['config', 'set', 'region', 'cn-hangzhou', '--profile', 'old']);
    expect(await saved.ended()).toBe(0);
  });

  test.each(QUESTIONS.flatMap(([what, args, asks]) => ENDS.map((end) => [what, end[0], args, asks, end] as const)))(
    '%s: %s ends it at once, and nothing is sent',
    async (_what, _end, args, asks, [, act, code, says]) => {
      const terminal = go(args);
      await terminal.until(asks);
      act(terminal);
      expect(await terminal.ended()).toBe(code);
      expect(terminal.shown()).toMatch(says);
      expect(terminal.shown().lastIndexOf('\x1b[?25h')).toBeGreaterThanOrEqual(
        terminal.shown().lastIndexOf('\x1b[?25l'),
      );
      expect(changes()).toEqual([]);
    },
  );

  test.each(QUESTIONS)('%s: a terminal that is closed ends it with 129', async (_what, args, asks) => {
    const terminal = go(args);
    await terminal.until(asks);
    terminal.hangUp();
    expect(await terminal.ended()).toBe(129);
    expect(changes()).toEqual([]);
  });

  test.each(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)('%s leaves the terminal as it was', async (signal) => {
    const pid = join(home.path, 'pid');
    const line = `(echo $$ >/dev/null; exec sh -c 'echo $$ > ${pid}; exec ${quoted(DELETE)}'); ${RAW_OFF}`;
    const terminal = shellOnTerminal(line, { home: home.path, env: service.env });
    await terminal.until(QUESTION);
    const { readFileSync } = await import('node:fs');
    process.kill(Number(readFileSync(pid, 'utf8')), signal);
    await terminal.until(/tty=icanon/);
    expect(await terminal.ended()).toBe(0);
  });

  test('signals also end a read from the terminal', async () => {
    for (const [signal, code] of [
      ['SIGINT', 130],
      ['SIGTERM', 143],
      ['SIGHUP', 129],
    ] as const) {
      const terminal = go(['topic', 'create', '-f', '-']);
      await terminal.until('Enter names or records, then press Ctrl-D.');
      terminal.type('one\r');
      await terminal.until('one');
      terminal.kill(signal);
      expect(await terminal.ended()).toBe(code);
    }
    expect(service.actions).toEqual([]);
  });

  test('names typed before the terminal was closed are not used', async () => {
    const terminal = go(['topic', 'delete', '-f', '-', '--yes']);
    await terminal.until('Enter names or records, then press Ctrl-D.');
    terminal.type('orders\r');
    await terminal.until('orders');
    terminal.hangUp();
    expect(await terminal.ended()).toBe(129);
    expect(service.actions).toEqual([]);
  });
});

describeTerminal('a terminal that is closed', () => {
  test('while stdin is opened: exit 129, as for one that is closed later', async () => {
    const preload = join(import.meta.dirname, '..', 'support', 'late-stdin.cjs');
    const env = { ...service.env, NODE_OPTIONS: `--require ${preload}` };
    const terminal = onTerminal(['topic', 'delete', '-f', '-', '--yes'], { home: home.path, env });
    await terminal.until('Enter names or records, then press Ctrl-D.');
    terminal.hangUp();
    expect(await terminal.ended()).toBe(129);
    expect(service.actions).toEqual([]);
  });
});

describeTerminal('where questions are asked', () => {
  test('names typed into the terminal are confirmed there', async () => {
    const terminal = go(['topic', 'delete', '-f', '-']);
    await terminal.until('Enter names or records, then press Ctrl-D.');
    terminal.type('orders\r\x04');
    await terminal.until(QUESTION);
    terminal.type('y\r');
    expect(await terminal.ended()).toBe(0);
    expect(changes()).toEqual(['DeleteTopic']);
  });

  test.each([
    ['stderr', '2>err', 'stderr is not a terminal'],
    ['stdin', '</dev/null 2>err', 'stdin is not a terminal'],
  ])('a question that cannot be seen or answered is not asked: %s', async (_what, to, why) => {
    const err = join(home.path, 'err');
    writeFileSync(err, '');
    const terminal = shellOnTerminal(`${quoted(DELETE)} ${to.replace('err', err)}; code=$?; cat ${err}; exit $code`, {
      home: home.path,
      env: service.env,
    });
    terminal.type('yes\r');
    expect(await terminal.ended()).toBe(2);
    expect(terminal.shown()).toContain(`error: confirmation required, but ${why}`);
    expect(service.actions).toEqual([]);
  });
});
