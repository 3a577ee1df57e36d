/** Pick lists of the built program on a terminal: what is typed early, hostile names, sizes, and a thousand topics. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { folder } from '../support/program.ts';
import { type HeldService, heldService } from '../support/held-service.ts';
import { describeTerminal, onTerminal, type Terminal } from '../support/terminal.ts';

const TOPICS = [
  ...Array.from({ length: 1000 }, (_, i) => ({ Topic: `bulk-${i}`, PartitionNum: 6, Remark: 'one of many' })),
  { Topic: 'orders', Remark: '\x1b[2J\u202eshop' },
  { Topic: '订单', Remark: '商店的订单' },
];

let home: ReturnType<typeof folder>;
let service: HeldService;
beforeEach(async () => {
  home = folder();
  service = await heldService({
    GetTopicList: { TopicList: { TopicVO: TOPICS }, Total: TOPICS.length, CurrentPage: 1, PageSize: 2000 },
    GetConsumerList: { ConsumerList: { ConsumerVO: [] }, Total: 0 },
    GetInstanceList: {
      InstanceList: {
        InstanceVO: [{ InstanceId: 'alikafka_pre-cn-1', Name: 'prod', ServiceStatus: 5, RegionId: 'cn-hangzhou' }],
      },
    },
  });
});
afterEach(async () => {
  await service.close();
  home.remove();
});

const go = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Terminal =>
  onTerminal(args, { home: home.path, env: { ...service.env, ...env } });
const deletions = (): number => service.actions.filter((action) => action === 'DeleteTopic').length;

describeTerminal('a pick list', () => {
  test('is filtered, picked from, confirmed; a note shows the whole command', async () => {
    const terminal = go(['topic', 'delete']);
    await terminal.until('1002 of 1002, 0 selected');
    terminal.type('999');
    await terminal.until('1 of 1002, 0 selected');
    terminal.type(' ');
    await terminal.until('1 of 1002, 1 selected');
    terminal.type('\x15ord');
    await terminal.until(/> \[ \] orders/);
    terminal.type('\t');
    await terminal.until('1 of 1002, 2 selected');
    terminal.type('\r');
    await terminal.until('Delete 2 topics?');
    expect(terminal.shown()).toContain('to skip the list next time, run "alikafka topic delete bulk-999 orders"');
    terminal.type('y\r');
    expect(await terminal.ended()).toBe(0);
    expect(deletions()).toBe(2);
  });

  test('shows hidden characters, and sends none of them to the terminal', async () => {
    const terminal = go(['topic', 'delete']);
    await terminal.until('1002 of 1002');
    terminal.type('orders');
    await terminal.until(/\\u001b\[2J\\u202eshop/);
    terminal.type('\x03');
    expect(await terminal.ended()).toBe(130);
    expect(terminal.shown()).not.toMatch(/\x1b\[2J|\u202e/);
  });

  test('finds names in other scripts', async () => {
    const terminal = go(['topic', 'delete']);
    await terminal.until('1002 of 1002');
    terminal.type('订');
    await terminal.until(/> \[ \] 订单 +商店的订单/);
    terminal.type('\r');
    await terminal.until(/Delete topic 订单\?/);
    terminal.type('n\r');
    expect(await terminal.ended()).toBe(130);
    expect(deletions()).toBe(0);
  });

  test('is not answered by text that was typed before it', async () => {
    service.hold('GetTopicList');
    const terminal = go(['topic', 'delete', '--yes']);
    terminal.type('orders\r');
    await service.came('GetTopicList');
    terminal.type('\r');
    service.release();
    await terminal.until('1002 of 1002, 0 selected');
    terminal.type('\x03');
    expect(await terminal.ended()).toBe(130);
    expect(deletions()).toBe(0);
  });

  test('of instances shows names and states, and is followed by the list of topics', async () => {
    const terminal = go(['topic', 'delete', '--yes'], { ALIKAFKA_INSTANCE: '' });
    await terminal.until(/> alikafka_pre-cn-1 +prod +Running \(5\)/);
    terminal.type('prod\r');
    await terminal.until('1002 of 1002');
    terminal.type('orders\r');
    expect(await terminal.ended()).toBe(0);
    expect(terminal.shown()).toContain('run "alikafka topic delete --yes -i alikafka_pre-cn-1 orders"');
    expect(deletions()).toBe(1);
  });
});

describeTerminal('deletion by pattern', () => {
  test('shows what matches and asks', async () => {
    const terminal = go(['topic', 'delete', '--name', 'bulk-?']);
    await terminal.until('Delete 10 topics?');
    expect(terminal.shown()).toContain('10 names match "bulk-?":\r\n  bulk-0: not read by any group\r\n');
    terminal.type('y\r');
    expect(await terminal.ended()).toBe(0);
    expect(deletions()).toBe(10);
  });
});
