/** Progress is animated only if stderr is a terminal with cursor movement (not TERM=dumb). */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { folder } from '../support/program.ts';
import { type HeldService, heldService } from '../support/held-service.ts';
import { describeTerminal, onTerminal, shellOnTerminal } from '../support/terminal.ts';

const SPINNER = /[⠁-⣿]/u;
const ESCAPE = '\u001b';

let home: ReturnType<typeof folder>;
let service: HeldService;
beforeEach(async () => {
  home = folder();
  service = await heldService({
    GetTopicList: { TopicList: { TopicVO: [{ Topic: 'orders', PartitionNum: 12 }] }, Total: 1 },
    GetConsumerProgress: { ConsumerProgress: { TotalDiff: 0, TopicList: { TopicList: [] } } },
    GetInstanceList: { InstanceList: { InstanceVO: [{ InstanceId: 'alikafka_x', Name: 'shop' }] } },
    DescribeMetricLast: { Code: '200', Datapoints: '[]' },
    ListTagResources: { TagResources: { TagResource: [] } },
  });
});
afterEach(async () => {
  await service.close();
  home.remove();
});

const on = (TERM: string) => ({ home: home.path, env: { ...service.env, TERM } });

describeTerminal('a change that takes long', () => {
  test('shows animated progress on a terminal', async () => {
    service.hold('CreateTopic');
    const terminal = onTerminal(['topic', 'create', 'orders'], on('xterm-256color'));
    await terminal.until(SPINNER);
    service.release();
    expect(await terminal.ended()).toBe(0);
  });

  test('shows none with TERM=dumb, even for a long read', async () => {
    service.hold('CreateTopic');
    // The program's own limit is several times longer than the delay before the animation.
    const terminal = onTerminal(['topic', 'create', 'orders', '--timeout', '3s', '--max-attempts', '1'], on('dumb'));
    expect(await terminal.ended()).toBe(6);
    expect(terminal.shown()).not.toMatch(SPINNER);
    expect(terminal.shown()).not.toContain(ESCAPE);
  });

  test('a batch prints each result on its own line with TERM=dumb', async () => {
    const names = Array.from({ length: 11 }, (_, i) => `topic-${i}`);
    const terminal = onTerminal(['topic', 'create', ...names, '--rate', '0'], on('dumb'));
    expect(await terminal.ended()).toBe(0);
    for (const name of names) expect(terminal.shown()).toContain(`${name}: created\r\n`);
    expect(terminal.shown()).not.toContain(ESCAPE);
  });
});

/** Erases the line and shows the cursor again: what a spinner does when it ends. */
const ERASED = '\u001b[0K\u001b[1G\u001b[?25h';

describeTerminal('a read that takes long', () => {
  test.each([
    ['topic list', 'GetTopicList', 'Reading topics'],
    ['group describe billing', 'GetConsumerProgress', 'Reading the lag of consumer groups'],
    ['group lag billing shipping', 'GetConsumerProgress', 'Reading the lag of consumer groups: 0 of 2'],
    ['metrics last instance_message_input', 'DescribeMetricLast', 'Reading points'],
    ['tag list topic/orders', 'ListTagResources', 'Reading tags'],
    // the name is looked up before the change
    ['topic set-remark orders x -i shop', 'GetInstanceList', 'Reading instances'],
    ['api GetQuotaTip', 'GetQuotaTip', 'Calling GetQuotaTip'],
  ])('%s shows what it reads', async (line, action, text) => {
    service.hold(action);
    const terminal = onTerminal(line.split(' '), on('xterm-256color'));
    await terminal.until(text);
    expect(terminal.shown()).toMatch(SPINNER);
    service.release();
    expect(await terminal.ended()).toBe(0);
    expect(terminal.shown().lastIndexOf(ERASED)).toBeGreaterThan(lastSpinner(terminal.shown()));
  });

  test('the spinner is erased before the table is printed', async () => {
    service.hold('GetTopicList');
    const terminal = onTerminal(['topic', 'list'], on('xterm-256color'));
    await terminal.until(SPINNER);
    service.release();
    expect(await terminal.ended()).toBe(0);
    const shown = terminal.shown();
    const table = shown.indexOf('┌');

    expect(shown.slice(0, table)).not.toMatch(/\u001b\[[\d;]*m/); // no colors, which NO_COLOR would have to turn off
    expect(shown.slice(0, table)).toMatch(/\u001b\[0?K[^⠁-⣿]*$/u);
    expect(shown.slice(table)).not.toMatch(SPINNER);
  });

  test('the spinner is erased before the program that reads stdout writes on the terminal', async () => {
    service.hold('GetTopicList');
    const terminal = shellOnTerminal('"$NODE" "$PROGRAM" topic list | cat', on('xterm-256color'));
    await terminal.until(SPINNER);
    service.release();
    expect(await terminal.ended()).toBe(0);
    const [before = '', after = ''] = terminal.shown().split(/(?=Topic {2})/);
    expect(before.slice(lastSpinner(before))).toContain('\u001b[0K');
    // what the other program writes is not erased
    expect(after).toMatch(/^Topic .*\r\norders +12\r\n/);
    expect(after).not.toMatch(/\u001b\[\d*K/);
  });

  test('the spinner does not come back after text that another program reads', async () => {
    const pages = await heldService({ GetTopicList: { TopicList: { TopicVO: [{ Topic: 'orders' }] }, Total: 2 } });
    pages.hold('GetTopicList');
    const line = '"$NODE" "$PROGRAM" topic list -o ndjson --timeout 2s --max-attempts 1 | cat';
    const env = { ...pages.env, TERM: 'xterm-256color' };
    const terminal = shellOnTerminal(line, { home: home.path, env });
    await terminal.until(SPINNER);
    pages.release();
    pages.hold('GetTopicList');
    await terminal.until('no response within 2000 ms');
    await terminal.ended();
    await pages.close();
    const [before = '', after = ''] = terminal.shown().split('orders');
    expect(before).toMatch(SPINNER);
    expect(after).toContain('no response within 2000 ms');
    expect(after).not.toMatch(SPINNER);
  });

  test('counts what it has read of a long list', async () => {
    const emulated = ['emulator', '--port', '0', '--fault', 'delay,action=GetConsumerProgress,skip=1,ms=3000', '--'];
    const line = `exec "$NODE" "$PROGRAM" ${emulated.join(' ')} "$NODE" "$PROGRAM" group lag`;
    const terminal = shellOnTerminal(line, { home: home.path, env: { TERM: 'xterm-256color' } });
    await terminal.until('Reading the lag of consumer groups: 1 of 3');
    terminal.kill('SIGTERM');
    expect(await terminal.ended()).toBe(143);
  });

  // The program's own limit is several times longer than the delay before the animation.
  const LONG = '--timeout 2s --max-attempts 1';
  test.each([
    ['with --quiet', `"$NODE" "$PROGRAM" topic list ${LONG} --quiet`, 'xterm-256color'],
    ['with --debug', `"$NODE" "$PROGRAM" topic list ${LONG} --debug`, 'xterm-256color'],
    ['where stderr is piped', `"$NODE" "$PROGRAM" topic list ${LONG} 2>&1 | cat`, 'xterm-256color'],
    ['with TERM=dumb', `"$NODE" "$PROGRAM" topic list ${LONG}`, 'dumb'],
    ['where the width is not known', `stty cols 0; "$NODE" "$PROGRAM" topic list ${LONG}`, 'xterm-256color'],
  ])('shows none %s', async (_case, line, TERM) => {
    service.hold('GetTopicList');
    const terminal = shellOnTerminal(line, on(TERM));
    await terminal.until('GetTopicList');
    await terminal.ended();
    expect(terminal.shown()).toMatch(/no response within\s+2000 ms/);
    expect(terminal.shown()).not.toMatch(SPINNER);
    expect(terminal.shown()).not.toContain('Reading');
  });

  test('a message during the animation is a separate line', async () => {
    service.hold('GetTopicList');
    const terminal = onTerminal(['topic', 'list', '-o', 'ndjson'], on('xterm-256color'));
    await terminal.until(SPINNER);
    terminal.kill('SIGTERM');
    expect(await terminal.ended()).toBe(143);
    expect(terminal.shown()).toContain(`${ERASED}{"error":{"code":"Interrupted"`);
  });
});

/** Where the last frame of a spinner is. */
const lastSpinner = (shown: string): number => [...shown.matchAll(/[⠁-⣿]/gu)].at(-1)?.index ?? -1;
