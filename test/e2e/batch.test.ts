/** Batches as processes: with a rate limit, killed at any moment and run again, stopped by a signal, many at once. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { alikafka, emulator, ended, folder, start } from './support/program.ts';

const home = folder();
let server: Awaited<ReturnType<typeof emulator>>;
beforeAll(async () => {
  server = await emulator(home.path);
});
afterAll(async () => {
  await server.stop();
  home.remove();
});

const names = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${prefix}-${String(i).padStart(3, '0')}`);

function fileOf(all: readonly string[]): string {
  const path = join(home.path, `${all[0] ?? ''}.txt`);
  writeFileSync(path, all.join('\n'));
  return path;
}

const run = (args: readonly string[]) => alikafka(args, { home: home.path, env: server.env });
async function listed(prefix: string): Promise<string[]> {
  const { stdout } = await run(['topic', 'list', '--name', `${prefix}-*`, '-o', 'name']);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .sort();
}

interface Admin {
  readonly calls: Readonly<Record<string, number>>;
  readonly throttled: Readonly<Record<string, number>>;
}
async function admin(url: string): Promise<Admin> {
  const answer = await fetch(`${url}/_emulator/`, { headers: { 'x-emulator-admin': '1' } });
  return (await answer.json()) as Admin;
}
async function created(): Promise<number> {
  return (await admin(server.url)).calls['CreateTopic'] ?? 0;
}

const words = (stdout: string): string[] => (JSON.parse(stdout) as { Result: string }[]).map(({ Result }) => Result);
const count = (all: readonly string[], word: string): number => all.filter((one) => one === word).length;

test('sixty names from a file at fifty per second: each is sent once, none is lost', async () => {
  const all = names('paced', 60);
  const before = await created();
  const ran = await run(['topic', 'create', '-f', fileOf(all), '--partitions', '1', '--rate', '50', '-o', 'json']);
  expect({ code: ran.code, words: count(words(ran.stdout), 'created') }).toEqual({ code: 0, words: 60 });
  expect(ran.stderr).toMatch(/^topic create: 60 created in /m);
  expect(await listed('paced')).toEqual(all);
  expect((await created()) - before).toBe(60);
});

test('killed at any moment and run again: nothing is doubled, nothing is missing', async () => {
  const all = names('killed', 200);
  const args = ['topic', 'create', '-f', fileOf(all), '--partitions', '1', '--rate', '20', '-o', 'json'];
  let kills = 0;
  for (const moment of [150, 320, 410, 530, 660]) {
    const child = start(args, { home: home.path, env: server.env });
    const timer = setTimeout(() => child.kill('SIGKILL'), moment);
    const { code } = await ended(child); // null: killed
    clearTimeout(timer);
    if (code === null) kills++;
  }
  const last = await run([...args, '--rate', '0']);
  expect(last.code).toBe(0);
  expect(await listed('killed')).toEqual(all);
  const results = words(last.stdout);
  expect(count(results, 'created') + count(results, 'unchanged')).toBe(200);
  expect(kills).toBe(5);
});

describe.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('%s', (signal, exit) => {
  test('stops a batch and reports the rest, and the same command finishes it', async () => {
    const all = names(signal.toLowerCase(), 60);
    const args = ['topic', 'create', '-f', fileOf(all), '--partitions', '1', '--rate', '10', '-o', 'json'];
    const child = start(args, { home: home.path, env: server.env });
    let killed = false;
    child.stderr?.on('data', (part: Buffer) => {
      if (killed || !String(part).includes(': created')) return;
      killed = child.kill(signal); // only once, because a second signal quits at once
    });
    const stopped = await ended(child);
    const done = count(words(stopped.stdout), 'created');
    expect(stopped.code).toBe(exit);
    expect(stopped.stderr).toContain(`${done} of 60 done, ${60 - done} not attempted`);
    expect(await listed(signal.toLowerCase())).toEqual(all.slice(0, done));
    const rest = await run([...args.slice(0, -3), '0', '-o', 'json']);
    expect([rest.code, count(words(rest.stdout), 'unchanged')]).toEqual([0, done]);
    expect(await listed(signal.toLowerCase())).toEqual(all);
  });
});

test('ten processes at once share one rate limit: none is throttled or lost', async () => {
  const limited = await emulator(home.path, ['--limits=2020,0.5']);
  try {
    const all = names('crowd', 10);
    const rans = await Promise.all(
      all.map((name) =>
        alikafka(['group', 'create', name, '--rate', '3', '-o', 'json'], { home: home.path, env: limited.env }),
      ),
    );
    expect(rans.map(({ code }) => code)).toEqual(all.map(() => 0));
    const { stdout } = await alikafka(['group', 'list', '-o', 'name'], { home: home.path, env: limited.env });
    expect(
      stdout
        .split('\n')
        .filter((line) => line.startsWith('crowd-'))
        .sort(),
    ).toEqual(all);
  } finally {
    await limited.stop();
  }
});

test('with the limits of 2020 a batch is throttled at its start, and the next command knows the rate', async () => {
  const limited = await emulator(home.path, ['--limits=2020']);
  const create = (all: readonly string[]) =>
    alikafka(['topic', 'create', ...all, '--partitions', '1'], { home: home.path, env: limited.env });
  try {
    const first = await create(names('older', 6));
    expect([first.code, first.stdout.match(/created$/gm)?.length]).toEqual([0, 6]);
    expect(
      first.stderr.match(/^CreateTopic is throttled: rate lowered from 20 to 1 requests per second, /gm),
    ).toHaveLength(1);
    const throttled = (await admin(limited.url)).throttled['CreateTopic'] ?? 0;
    expect([throttled > 0, throttled < 6]).toEqual([true, true]);
    const second = await create(names('later', 4));
    expect([second.code, second.stdout.match(/created$/gm)?.length]).toEqual([0, 4]);
    expect(second.stderr).toMatch(/^4 requests at 1 per second take at least 3s$/m);
    expect(second.stderr).not.toMatch(/is throttled/);
  } finally {
    await limited.stop();
  }
}, 180_000);
