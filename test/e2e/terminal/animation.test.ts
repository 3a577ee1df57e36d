/** Progress is animated only if stderr is a terminal with cursor movement (not TERM=dumb). */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { folder } from '../support/program.ts';
import { type HeldService, heldService } from '../support/held-service.ts';
import { describeTerminal, onTerminal } from '../support/terminal.ts';

const SPINNER = /[⠁-⣿]/u;
const ESCAPE = '\u001b';

let home: ReturnType<typeof folder>;
let service: HeldService;
beforeEach(async () => {
  home = folder();
  service = await heldService({ GetTopicList: { TopicList: { TopicVO: [] }, Total: 0 } });
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

  test('shows none with TERM=dumb, however long it takes', async () => {
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
