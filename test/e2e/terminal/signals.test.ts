/** Signals: the request in progress ends, what is left is reported, and a child process never outlives its wrapper. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { alikafka, cleanEnv, ended, folder, PROGRAM, start } from '../support/program.ts';
import { type HeldService, heldService } from '../support/held-service.ts';
import { describeTerminal, onTerminal, type Terminal } from '../support/terminal.ts';

const STOPS = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const;

let home: ReturnType<typeof folder>;
let service: HeldService;
beforeEach(async () => {
  home = folder();
  service = await heldService({
    CreatePrePayOrder: { OrderId: '7' },
    GetTopicList: { TopicList: { TopicVO: [{ Topic: 'aaa', Remark: 'aaa', Status: 0 }] }, Total: 1 },
  });
});
afterEach(async () => {
  await service.close();
  home.remove();
});

/** Longer than the time in which two signals count as one. */
const apart = (): Promise<void> => new Promise((done) => setTimeout(done, 700));
const BATCH = ['topic', 'create', 'aaa', 'bbb', 'ccc', '--rate', '0', '-o', 'json'];
const ORDER = [
  ...['instance', 'create', '--deploy-type', 'vpc', '--disk-size', '900', '--disk-type', 'ssd'],
  ...['--io-max', '20', '--topic-quota', '50', '--yes', '-o', 'json'],
];
const begin = (args: readonly string[]): ReturnType<typeof start> => start(args, { home: home.path, env: service.env });

/** The output of a child so far, and a promise of a text in it. */
function heard(stream: NodeJS.ReadableStream | null): { until(text: string): Promise<void> } {
  let text = '';
  let look = (): void => undefined;
  stream?.on('data', (part: Buffer) => {
    text += part.toString();
    look();
  });
  return {
    until: (wanted) =>
      new Promise((resolve) => {
        look = () => (text.includes(wanted) ? resolve() : undefined);
        look();
      }),
  };
}

async function isGone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((done) => setTimeout(done, 20));
  }
}

describe.each(STOPS)('%s', (signal, code) => {
  test('a batch: the request in progress ends, the rest is reported, and the same command finishes it', async () => {
    service.hold('CreateTopic');
    const child = begin(BATCH);
    const said = heard(child.stderr);
    const end = ended(child);
    await service.came('CreateTopic');
    child.kill(signal);
    await said.until('Finishing the current request.');
    service.release();
    const { code: exit, stdout, stderr } = await end;
    expect(exit).toBe(code);
    expect((JSON.parse(stdout) as { Result: string }[]).map(({ Result }) => Result)).toEqual([
      ...['created', 'not-attempted', 'not-attempted'],
    ]);
    expect(stderr).toContain('1 of 3 done, 2 not attempted');
    const rest = await alikafka(BATCH, { home: home.path, env: service.env });
    expect((JSON.parse(rest.stdout) as { Result: string }[]).map(({ Result }) => Result)).toEqual([
      ...['unchanged', 'created', 'created'],
    ]);
    expect(service.actions.filter((action) => action === 'CreateTopic')).toHaveLength(3);
  });

  test('an order in progress ends, and its OrderId is printed', async () => {
    service.hold('CreatePrePayOrder');
    const child = begin(ORDER);
    const said = heard(child.stderr);
    const end = ended(child);
    await service.came('CreatePrePayOrder');
    child.kill(signal);
    await said.until('Finishing the current request. Press Ctrl-C again to quit now.');
    service.release();
    const { code: exit, stdout } = await end;
    expect({ exit, order: (JSON.parse(stdout) as { OrderId: string }).OrderId }).toEqual({ exit: 0, order: '7' });
  });

  test('a read ends at once', async () => {
    service.hold('GetTopicList');
    const child = begin(['topic', 'list']);
    const end = ended(child);
    await service.came('GetTopicList');
    child.kill(signal);
    expect((await end).code).toBe(code);
  });

  test('a read from stdin ends at once', async () => {
    const child = begin(['topic', 'create', '-f', '-']);
    const end = new Promise<number | null>((resolve) => child.on('close', resolve));
    // When the program has read everything in the pipe, it waits for more.
    await new Promise<void>((resolve) => child.stdin?.write('x\n'.repeat(500_000), () => resolve()));
    child.kill(signal);
    expect(await end).toBe(code);
    expect(service.actions).toEqual([]);
  });

  test('a credential program is ended', async () => {
    const pid = join(home.path, 'pid');
    const program = join(home.path, 'keys.sh');
    writeFileSync(program, `echo $$ > ${pid}.new; mv ${pid}.new ${pid}; exec sleep 600\n`);
    mkdirSync(join(home.path, 'config', 'alikafka'), { recursive: true });
    writeFileSync(
      join(home.path, 'config', 'alikafka', 'config.json'),
      JSON.stringify({ current: 'p', profiles: { p: { mode: 'External', credentialProcess: `sh ${program}` } } }),
      { mode: 0o600 },
    );
    const child = start(['topic', 'list', '--profile', 'p'], { home: home.path, env: service.env });
    const end = ended(child);
    while (!existsSync(pid)) await new Promise((done) => setTimeout(done, 20));
    child.kill(signal);
    expect((await end).code).toBe(code);
    await isGone(Number(readFileSync(pid, 'utf8')));
    expect(service.actions).toEqual([]);
  });
});

describe('a second signal', () => {
  test.each(STOPS)('%s at once counts as the same signal: the request ends', async (signal, _code) => {
    // Two signals in a row may arrive as one, so the program emits both itself.
    const twice = join(home.path, 'twice.cjs');
    writeFileSync(
      twice,
      `process.on('SIGUSR2', () => [1, 2].forEach(() => process.emit('${signal}', '${signal}')));\n`,
    );
    service.hold('CreatePrePayOrder');
    const env = { ...service.env, NODE_OPTIONS: `--require ${twice}` };
    const child = start(ORDER, { home: home.path, env });
    const said = heard(child.stderr);
    const end = ended(child);
    await service.came('CreatePrePayOrder');
    child.kill('SIGUSR2');
    await said.until('Finishing the current request.');
    service.release();
    expect((JSON.parse((await end).stdout) as { OrderId: string }).OrderId).toBe('7');
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s later ends at once, and reports a possible change', async (signal, code) => {
    service.hold('CreatePrePayOrder');
    const child = begin(ORDER);
    const said = heard(child.stderr);
    const end = ended(child);
    await service.came('CreatePrePayOrder');
    child.kill(signal);
    await said.until('Finishing the current request.');
    await apart();
    child.kill(signal);
    const { code: exit, stderr } = await end;
    expect(exit).toBe(code);
    expect(stderr).toMatch(
      /error: outcome unknown: quit before the response to "instance create" arrived\n {2}next: {6}alikafka instance list/,
    );
  });

  test('a second SIGHUP does not quit at once: the request ends', async () => {
    service.hold('CreatePrePayOrder');
    const child = begin(ORDER);
    const said = heard(child.stderr);
    const end = ended(child);
    await service.came('CreatePrePayOrder');
    child.kill('SIGTERM');
    await said.until('Finishing the current request.');
    await apart();
    child.kill('SIGHUP');
    await apart();
    service.release();
    expect((JSON.parse((await end).stdout) as { OrderId: string }).OrderId).toBe('7');
  });
});

describeTerminal('a terminal that is closed', () => {
  test('a batch: the request in progress ends, and the same command finishes it', async () => {
    service.hold('CreateTopic');
    const terminal = onTerminal(BATCH, { home: home.path, env: service.env });
    await service.came('CreateTopic');
    terminal.hangUp();
    await apart(); // this must not count as a second signal
    service.release();
    expect(await terminal.ended()).toBe(129);
    expect(service.actions).toEqual(['CreateTopic']);
    const state = readdirSync(home.path, { recursive: true, encoding: 'utf8' });
    expect(state.filter((path) => /journal|batch/.test(path))).not.toEqual([]);
    const rest = await alikafka(BATCH, { home: home.path, env: service.env });
    expect((JSON.parse(rest.stdout) as { Result: string }[]).map(({ Result }) => Result)).toEqual([
      ...['unchanged', 'created', 'created'],
    ]);
  });

  test('an order: it ends, and output that cannot be printed does not change the exit code', async () => {
    service.hold('CreatePrePayOrder');
    const terminal = onTerminal(ORDER, { home: home.path, env: service.env });
    await service.came('CreatePrePayOrder');
    terminal.hangUp();
    await apart();
    service.release();
    expect(await terminal.ended()).toBe(0);
    expect(service.actions).toEqual(['CreatePrePayOrder']);
  });
});

/** A child that prints the signals that it gets. It ends at the given signal and ignores others. */
const CHILD = `
  const ends = process.argv[1];
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT'])
    process.on(signal, () => { console.log('got ' + signal); if (signal === ends) process.exit(42); });
  setInterval(() => undefined, 1000);
  console.log('ready ' + process.pid);
`;
const wrapped = (...command: string[]): string[] => ['emulator', '--', process.execPath, '-e', ...command];
const gotOf = (stdout: string): string[] => [...stdout.matchAll(/got (\w+)/g)].map(([, signal]) => signal ?? '');

describe('emulator -- <command>', () => {
  const go = (args: readonly string[], env: Readonly<Record<string, string>> = {}): ReturnType<typeof spawn> =>
    spawn(process.execPath, [PROGRAM, ...args], { env: cleanEnv(home.path, env), stdio: ['ignore', 'pipe', 'pipe'] });
  const pidOf = (stdout: string): number => Number(/ready (\d+)/.exec(stdout)?.[1]);

  test.each(['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT'] as const)(
    '%s is passed on, and the exit code is that of the child',
    async (signal) => {
      const wrapper = go(wrapped(CHILD, signal));
      const said = heard(wrapper.stdout);
      const end = ended(wrapper);
      await said.until('ready');
      wrapper.kill(signal);
      const { code, stdout } = await end;
      expect({ code, got: gotOf(stdout) }).toEqual({ code: 42, got: [signal] });
      await isGone(pidOf(stdout));
    },
  );

  test.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGINT', 130],
    ['SIGQUIT', 131],
  ] as const)('%s that ends the child: %i', async (signal, code) => {
    const wrapper = go(['emulator', '--', 'sh', '-c', 'echo ready $$; exec sleep 600']);
    const said = heard(wrapper.stdout);
    const end = ended(wrapper);
    await said.until('ready');
    wrapper.kill(signal);
    const { code: exit, stdout } = await end;
    expect(exit).toBe(code);
    await isGone(pidOf(stdout));
  });

  test('waits for a child that continues; it gets a second signal, but not one that is repeated at once', async () => {
    const wrapper = go(wrapped(CHILD, 'SIGHUP'));
    const said = heard(wrapper.stdout);
    const end = ended(wrapper);
    await said.until('ready');
    wrapper.kill('SIGTERM');
    wrapper.kill('SIGTERM');
    await said.until('got SIGTERM');
    await apart();
    wrapper.kill('SIGTERM');
    await said.until('got SIGTERM\ngot SIGTERM');
    wrapper.kill('SIGHUP');
    const { code, stdout } = await end;
    expect({ code, got: gotOf(stdout) }).toEqual({ code: 42, got: ['SIGTERM', 'SIGTERM', 'SIGHUP'] });
  });

  test('a child that another process ended', async () => {
    expect((await alikafka(['emulator', '--', 'sh', '-c', 'kill -9 $$'], { home: home.path })).code).toBe(137);
  });

  test('a wrapper that crashes ends its child', async () => {
    const crash = join(home.path, 'crash.cjs');
    writeFileSync(crash, "process.on('SIGUSR2', () => { throw new Error('crash'); });\n");
    const wrapper = go(wrapped(CHILD, 'SIGTERM'), { NODE_OPTIONS: `--require ${crash}` });
    const said = heard(wrapper.stdout);
    const end = ended(wrapper);
    await said.until('ready');
    wrapper.kill('SIGUSR2');
    await isGone(pidOf((await end).stdout));
  });
});

describeTerminal('emulator -- <command> on a terminal', () => {
  const go = (...command: string[]): Terminal => onTerminal(wrapped(...command), { home: home.path });

  test('each Ctrl-C reaches the child once, and the wrapper ends only with the child', async () => {
    const terminal = go(CHILD, 'SIGTERM');
    await terminal.until('ready');
    terminal.type('\x03');
    await terminal.until('got SIGINT');
    await apart();
    terminal.type('\x03');
    await terminal.until(/got SIGINT[\s\S]*got SIGINT/);
    terminal.type('\x1c');
    await terminal.until('got SIGQUIT');
    terminal.kill('SIGINT'); // to the wrapper only
    await apart();
    terminal.kill('SIGTERM');
    expect(await terminal.ended()).toBe(42);
    expect(gotOf(terminal.shown())).toEqual(['SIGINT', 'SIGINT', 'SIGQUIT', 'SIGTERM']);
  });

  test('a terminal that is closed ends both', async () => {
    const terminal = go(CHILD, 'SIGHUP');
    await terminal.until(/ready \d+\r/);
    const pid = Number(/ready (\d+)/.exec(terminal.shown())?.[1]);
    terminal.hangUp();
    await terminal.ended();
    await isGone(pid);
  });
});
