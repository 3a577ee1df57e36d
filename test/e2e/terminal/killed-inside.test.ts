/**
 * Batches killed inside a request: when it arrives, after it took effect without a response, and while the response is
 * sent. The same command then does everything exactly once, and recognizes its own changes.
 */
import type { ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { alikafka, emulator, ended, folder, start } from '../support/program.ts';

const home = folder();
let server: Awaited<ReturnType<typeof emulator>>;
beforeAll(async () => {
  server = await emulator(home.path);
}, 60_000);
afterAll(async () => {
  await server.stop();
  home.remove();
});

/** `arrived`: the service never gets the request. `done`: no response is sent. `answered`: the response is sent. */
type Moment = 'arrived' | 'done' | 'answered';

interface Front {
  readonly env: Record<string, string>;
  /** Kills the child inside the request with this action and this name. */
  arm(moment: Moment, action: string, name: string, child: ChildProcess): void;
  close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const part of request.setEncoding('utf8')) body += String(part);
  return body;
}

/** A server in front of the emulator. It forwards everything except the one request that it is armed for. */
async function front(): Promise<Front> {
  let armed: { moment: Moment; action: string; name: string; child: ChildProcess } | undefined;
  const pass = async (body: string): Promise<Response> =>
    fetch(server.url, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body });
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request);
    const form = new URLSearchParams(body);
    const hit =
      armed !== undefined && form.get('Action') === armed.action && [...form.values()].includes(armed.name)
        ? armed
        : undefined;
    if (hit !== undefined) armed = undefined;
    if (hit?.moment === 'arrived') return void hit.child.kill('SIGKILL');
    const passed = await pass(body);
    const text = await passed.text();
    if (hit?.moment === 'done') return void hit.child.kill('SIGKILL');
    response.writeHead(passed.status, { 'content-type': 'application/json' }).end(text);
    if (hit?.moment === 'answered') hit.child.kill('SIGKILL');
  };
  const listener = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.address() as AddressInfo;
  return {
    env: { ...server.env, ALIKAFKA_ENDPOINT: `http://127.0.0.1:${port}` },
    arm: (moment, action, name, child) => {
      armed = { moment, action, name, child };
    },
    close: async () => {
      listener.closeAllConnections();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}

const names = (prefix: string): string[] => Array.from({ length: 6 }, (_, i) => `${prefix}-${i}`);
function fileOf(all: readonly string[]): string {
  const path = join(home.path, `${all[0] ?? ''}.txt`);
  writeFileSync(path, all.join('\n'));
  return path;
}
async function listed(prefix: string): Promise<string[]> {
  const { stdout } = await alikafka(['topic', 'list', '--name', `${prefix}-*`, '-o', 'name'], {
    home: home.path,
    env: server.env,
  });
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .sort();
}
const words = (stdout: string): string[] => (JSON.parse(stdout) as { Result: string }[]).map(({ Result }) => Result);

/** Runs a command, kills it inside the request for the third name, and runs it again. */
async function killedAndRunAgain(args: readonly string[], moment: Moment, action: string, name: string) {
  const before = await front();
  try {
    const child = start(args, { home: home.path, env: before.env });
    before.arm(moment, action, name, child);
    const killed = await ended(child);
    const again = await alikafka(args, { home: home.path, env: before.env });
    return { killed, again };
  } finally {
    await before.close();
  }
}

test.each<[Moment, readonly string[]]>([
  ['arrived', ['unchanged', 'unchanged', 'created', 'created', 'created', 'created']],
  ['done', ['unchanged', 'unchanged', 'unchanged', 'created', 'created', 'created']],
])(
  'creation killed when a request has %s',
  async (moment, results) => {
    const all = names(`made-${moment}`);
    const args = ['topic', 'create', '-f', fileOf(all), '--rate', '0', '-o', 'json'];
    const { killed, again } = await killedAndRunAgain(args, moment, 'CreateTopic', all[2] ?? '');
    expect(killed).toMatchObject({ code: null, stdout: '' });
    expect({ code: again.code, words: words(again.stdout), stderr: again.stderr }).toEqual({
      code: 0,
      words: results,
      stderr: expect.stringMatching(/Resuming the run started at /),
    });
    expect(await listed(`made-${moment}`)).toEqual(all);
  },
  120_000,
);

test('creation killed when a response was sent: everything exists once, whether it was read or not', async () => {
  const all = names('made-answered');
  const args = ['topic', 'create', '-f', fileOf(all), '--rate', '0', '-o', 'json'];
  const { killed, again } = await killedAndRunAgain(args, 'answered', 'CreateTopic', all[2] ?? '');
  expect(killed).toMatchObject({ code: null, stdout: '' });
  expect(again.code).toBe(0);
  expect(words(again.stdout).slice(0, 3)).toEqual(['unchanged', 'unchanged', 'unchanged']);
  expect(await listed('made-answered')).toEqual(all);
}, 120_000);

test.each<[Moment, readonly string[]]>([
  ['arrived', ['unchanged', 'unchanged', 'deleted', 'deleted', 'deleted', 'deleted']],
  ['done', ['unchanged', 'unchanged', 'unchanged', 'deleted', 'deleted', 'deleted']],
])(
  'deletion killed when a request has %s',
  async (moment, results) => {
    const all = names(`gone-${moment}`);
    const file = fileOf(all);
    const created = await alikafka(['topic', 'create', '-f', file, '--rate', '0'], {
      home: home.path,
      env: server.env,
    });
    expect(created.code).toBe(0);
    const args = ['topic', 'delete', '-f', file, '--yes', '--rate', '0', '-o', 'json'];
    const { killed, again } = await killedAndRunAgain(args, moment, 'DeleteTopic', all[2] ?? '');
    expect(killed).toMatchObject({ code: null, stdout: '' });
    expect({ code: again.code, words: words(again.stdout) }).toEqual({ code: 0, words: results });
    expect(await listed(`gone-${moment}`)).toEqual([]);
  },
  120_000,
);
