/** Tables that are longer than the screen (30 rows) go through the pager of PAGER. */
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { folder } from '../support/program.ts';
import { type HeldService, heldService } from '../support/held-service.ts';
import { describeTerminal, onTerminal, shellOnTerminal } from '../support/terminal.ts';

const topics = Array.from({ length: 40 }, (_, i) => ({ Topic: `topic-${i}`, PartitionNum: 12 }));
const TopicList = topics.map(({ Topic }) => ({ Topic, TotalDiff: 5, OffsetList: { OffsetList: [offset()] } }));

function offset() {
  return { Partition: 0, BrokerOffset: 10, ConsumerOffset: 5, LastTimestamp: 1_700_000_000_000 };
}

let home: ReturnType<typeof folder>;
let service: HeldService;
beforeEach(async () => {
  home = folder();
  service = await heldService({
    GetTopicList: { TopicList: { TopicVO: topics }, Total: topics.length },
    GetConsumerProgress: { ConsumerProgress: { TotalDiff: 200, TopicList: { TopicList } } },
    GetConsumerList: { ConsumerList: { ConsumerVO: [{ ConsumerId: 'billing' }] }, Total: 1 },
  });
});
afterEach(async () => {
  await service.close();
  home.remove();
});

const on = (env: Readonly<Record<string, string>>) => ({
  home: home.path,
  env: { ...service.env, TERM: 'xterm-256color', ...env },
});

/** A pager that does this, as a command line of PAGER. */
function pagerThat(does: string): string {
  const file = join(home.path, 'pager');
  writeFileSync(file, `#!/bin/sh\n${does}\n`);
  chmodSync(file, 0o755);
  return file;
}

/** How often the last topic is shown. */
const shownTimes = (shown: string): number => shown.split('topic-39 ').length - 1;

describeTerminal('a pager', () => {
  test('shows a table that is longer than the screen', async () => {
    const terminal = onTerminal(['topic', 'list', '--quiet'], on({ PAGER: pagerThat('echo PAGED; cat') }));
    expect(await terminal.ended()).toBe(0);
    expect(terminal.shown()).toMatch(/^PAGED\r\n┌/);
    expect(shownTimes(terminal.shown())).toBe(1);
  });

  test('is less where PAGER is not set, with settings that the user does not have', async () => {
    pagerThat('echo "PAGED $LESS $LV"; cat');
    const line = 'mkdir bin && mv pager bin/less && PATH="$PWD/bin:$PATH" exec "$NODE" "$PROGRAM" topic list --quiet';
    const terminal = shellOnTerminal(`cd "$HOME" && ${line}`, on({ LV: '-x' }));
    expect(await terminal.ended()).toBe(0);
    expect(terminal.shown()).toMatch(/^PAGED FRX -x\r\n┌/);
  });

  test('is less without folded lines for a table that is wider than the screen', async () => {
    pagerThat('echo "PAGED $LESS"; cat');
    const line = 'mkdir bin && mv pager bin/less && PATH="$PWD/bin:$PATH" exec "$NODE" "$PROGRAM" topic list --wide -q';
    const terminal = shellOnTerminal(`cd "$HOME" && ${line}`, on({}));
    expect(await terminal.ended()).toBe(0);
    expect(terminal.shown()).toMatch(/^PAGED RSX\r\n┌/);
  });

  test.each([
    ['arguments', (file: string) => `${file} -S +5`, 'PAGED <-S> <+5>'],
    ['quotes', (file: string) => `${file} 'a b' "c"`, 'PAGED <a b> <c>'],
    ['variables', (file: string) => `MARK=x ${file} $LV`, 'PAGED <-c>'],
  ])('accepts %s in PAGER', async (_what, pager, first) => {
    const file = pagerThat('printf PAGED; printf " <%s>" "$@"; echo; cat');
    const terminal = onTerminal(['topic', 'list', '--quiet'], on({ PAGER: pager(file) }));
    expect(await terminal.ended()).toBe(0);
    expect(terminal.shown().split('\r\n')[0]).toBe(first);
  });

  const LISTS = '"$NODE" "$PROGRAM" topic list';
  test.each([
    ['of a table that fits on the screen', '"$NODE" "$PROGRAM" group list', {}],
    ['where stdout is piped', `${LISTS} | cat`, {}],
    ['with --no-pager', `${LISTS} --no-pager`, {}],
    ['of help', '"$NODE" "$PROGRAM" --help', {}],
    ['with --no-input', `${LISTS} --no-input`, {}],
    ['with TERM=dumb', LISTS, { TERM: 'dumb' }],
    ['without TERM', `unset TERM; ${LISTS}`, {}],
    ['in ndjson', `${LISTS} -o ndjson`, {}],
    ['of results', `"$NODE" "$PROGRAM" topic create ${topics.map(({ Topic }) => Topic).join(' ')} --rate 0`, {}],
    ['where PAGER is empty', `PAGER= ${LISTS}`, {}],
    ['where PAGER is cat', `PAGER=cat ${LISTS}`, {}],
  ])('is not started %s', async (_case, line, env) => {
    const started = join(home.path, 'started');
    const terminal = shellOnTerminal(line, on({ PAGER: pagerThat(`touch ${started}; cat`), ...env }));
    expect(await terminal.ended()).toBe(0);
    expect(existsSync(started)).toBe(false);
    expect(terminal.shown()).toMatch(/topic-39|billing|Usage:/);
  });

  test.each(['no-such-pager', 'no-such-pager -S', '/'])('that cannot be started is no error: %s', async (PAGER) => {
    const terminal = onTerminal(['topic', 'list', '--quiet'], on({ PAGER }));
    expect(await terminal.ended()).toBe(0);
    expect(terminal.shown()).toMatch(/^┌/);
    expect(shownTimes(terminal.shown())).toBe(1);
    expect(terminal.shown()).not.toContain('no-such-pager');
  });

  test.each([
    ['not found', "'no-such-pager' -S"],
    ['not a program', "'/'"],
  ])('that a shell cannot start is no error: %s', async (_case, PAGER) => {
    const terminal = onTerminal(['topic', 'list', '--quiet'], on({ PAGER }));
    expect(await terminal.ended()).toBe(0);
    expect(shownTimes(terminal.shown())).toBe(1);
  });

  test('that ends before it has read all of it', async () => {
    const many = Array.from({ length: 4000 }, (_, i) => ({ Topic: `topic-${i}`, PartitionNum: 12 }));
    const long = await heldService({ GetTopicList: { TopicList: { TopicVO: many }, Total: many.length } });
    const env = { ...on({ PAGER: pagerThat('exec <&-; sleep 0.3; echo LEFT') }).env, ...long.env };
    const terminal = onTerminal(['topic', 'list', '--quiet'], { home: home.path, env });
    expect(await terminal.ended()).toBe(0);
    expect(terminal.shown().trim()).toBe('LEFT');
    await long.close();
  });

  test.each([
    ['topic list', 0],
    ['group lag billing --fail-above 1', 7],
  ])('that the user leaves early changes no exit code: %s', async (line, code) => {
    const terminal = onTerminal(line.split(' '), on({ PAGER: pagerThat('head -1; exit 3') }));
    expect(await terminal.ended()).toBe(code);
    expect(terminal.shown()).not.toContain('EPIPE');
    expect(shownTimes(terminal.shown())).toBe(0);
  });

  test('has the terminal alone: the spinner of the read is erased before', async () => {
    service.hold('GetTopicList');
    const terminal = onTerminal(['topic', 'list'], on({ PAGER: pagerThat('echo PAGED; cat >/dev/null') }));
    await terminal.until('Reading topics');
    service.release();
    expect(await terminal.ended()).toBe(0);
    const [before = '', after = ''] = terminal.shown().split('PAGED');
    expect(before).toMatch(/\u001b\[0?K[^⠁-⣿]*$/u);
    expect(after).not.toMatch(/[⠁-⣿]/u);
  });

  test('has Ctrl-C and Ctrl-\\ for itself', async () => {
    const PAGER = pagerThat(
      'trap "echo INT" INT; trap "echo QUIT" QUIT; cat >/dev/null; echo READY; read x </dev/tty; read x </dev/tty; read x </dev/tty',
    );
    const terminal = onTerminal(['topic', 'list', '--quiet'], on({ PAGER }));
    await terminal.until('READY');
    terminal.type('\u0003');
    await terminal.until('INT');
    terminal.type('\u001c');
    await terminal.until('QUIT');
    terminal.type('a\nb\nc\n');
    expect(await terminal.ended()).toBe(0);
  });

  test('is ended with the command', async () => {
    const PAGER = pagerThat(`echo $$ > ${join(home.path, 'pid')}; cat >/dev/null; echo READY; exec sleep 60`);
    const terminal = onTerminal(['topic', 'list', '--quiet'], on({ PAGER }));
    await terminal.until('READY');
    terminal.kill('SIGTERM');
    expect(await terminal.ended()).toBe(143);
    const pid = Number(readFileSync(join(home.path, 'pid'), 'utf8'));
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  test('is given no keys', async () => {
    const PAGER = pagerThat('env; cat >/dev/null');
    const env = { ALIBABA_CLOUD_SECURITY_TOKEN: 'a-session-token', MY_PASSWORD: 'a-password', MARK: 'kept' };
    const terminal = onTerminal(['topic', 'list', '--quiet'], on({ PAGER, ...env }));
    expect(await terminal.ended()).toBe(0);
    expect(terminal.shown()).toContain('MARK=kept');
    for (const secret of ['testsecret', 'testid', 'a-session-token', 'a-password'])
      expect(terminal.shown()).not.toContain(secret);
  });
});
