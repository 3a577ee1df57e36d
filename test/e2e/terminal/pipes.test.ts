/** The built program in a shell: closed pipes, missing folders, no terminal, signals. */
import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { alikafka, cleanEnv, emulator, ended, folder, PROGRAM, start } from '../support/program.ts';

const home = folder();
let service: Awaited<ReturnType<typeof emulator>>;
beforeAll(async () => {
  service = await emulator(home.path);
});
afterAll(async () => {
  await service.stop();
  home.remove();
});

function shell(line: string): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn('bash', ['-c', `set -o pipefail; ${line}`], {
    env: { ...cleanEnv(home.path, service.env), PROGRAM, NODE: process.execPath },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  return ended(child);
}

describe('pipes', () => {
  test.each(['table', 'json', 'ndjson', 'csv', 'xml', 'yaml'])(
    'a reader that stops early ends the program quietly: %s',
    async (format) => {
      const { code, stdout, stderr } = await shell(
        `for i in 1 2 3; do "$NODE" "$PROGRAM" instance describe -o ${format} | head -1 >/dev/null || exit 9; done; echo fine`,
      );
      expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: 'fine\n', stderr: '' });
    },
  );

  test('names go from one command to the next', async () => {
    const { code, stdout } = await shell(
      '"$NODE" "$PROGRAM" topic create piped-1 piped-2 -o name | xargs "$NODE" "$PROGRAM" topic delete --yes -o name',
    );
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'piped-1\npiped-2\n' });
  });

  const READ_BACK: readonly (readonly [list: string, change: string])[] = [
    ['topic list', 'topic delete'],
    ['group list --name "a*"', 'group delete'],
    ['sasl list', 'sasl delete'],
    ['tag list --type group --tag team', 'tag remove --all'],
    [
      'instance allowed-ip list --type vpc --port-range 9092/9092',
      'instance allowed-ip remove --type vpc --port-range 9092/9092',
    ],
  ];

  test.each(READ_BACK)(
    '%s -o name is input for %s -f -, until nothing is left',
    async (list, change) => {
      const local = `"$NODE" "$PROGRAM" -p local`;
      const line = `${local} ${list} -o name | ${local} ${change} -f - --yes -o json`;
      const words = (text: string): unknown[] =>
        (JSON.parse(text) as { Result: unknown }[]).map(({ Result }) => Result);
      await shell(`${local} tag add group/billing group/shipping --tag team=shop`);
      const first = await shell(line);
      expect([first.code, [...new Set(words(first.stdout))]]).toEqual([0, ['deleted']]);
      const again = await shell(line);
      expect([again.code, again.stdout]).toEqual([0, '[]\n']);
      expect(again.stderr).toContain('nothing to do: stdin is empty');
    },
    120_000,
  );

  test('data goes to stdout and messages go to stderr', async () => {
    const { stdout } = await shell('"$NODE" "$PROGRAM" topic create piped-3 --partitions 60 -o json 2>/dev/null');
    expect(JSON.parse(stdout)).toMatchObject([{ Topic: 'piped-3', Result: 'created', Code: 200 }]);
  });
});

describe('no terminal', () => {
  test('a required confirmation is an error, and nothing is sent', async () => {
    const refused = await alikafka(['topic', 'delete', 'orders'], { home: home.path, env: service.env });
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('--yes');
    expect((await alikafka(['topic', 'list', '-o', 'name'], { home: home.path, env: service.env })).stdout).toContain(
      'orders\n',
    );
  });

  test('a password that cannot be asked for is an error', async () => {
    const refused = await alikafka(['sasl', 'create', 'nobody'], { home: home.path, env: service.env });
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('--password-file');
  });
});

describe('folders that cannot be written', () => {
  const env = { XDG_STATE_HOME: '/dev/null/none', XDG_CONFIG_HOME: '/dev/null/none', HOME: '/dev/null/none' };

  test('everything but local and saving works', async () => {
    const listed = await alikafka(['topic', 'list', '-o', 'name'], {
      home: home.path,
      env: { ...service.env, ...env },
    });
    expect({ code: listed.code, stderr: listed.stderr }).toEqual({ code: 0, stderr: '' });
  });

  test.each([
    ['local', ['--profile', 'local', 'topic', 'list']],
    ['saving', ['config', 'set', 'region', 'cn-hangzhou']],
  ])('%s names the variable to set', async (_what, args) => {
    const refused = await alikafka(args, { home: home.path, env });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/XDG_(STATE|CONFIG)_HOME/);
    expect(refused.stderr).not.toMatch(/^\s+at /m);
  });
});

describe('signals', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('%s ends the emulator with %i', async (signal, code) => {
    const child = start(['emulator'], { home: home.path });
    const end = ended(child);
    await new Promise<void>((resolve) => child.stdout?.once('data', () => resolve()));
    child.kill(signal);
    expect((await end).code).toBe(code);
  });
});

describe('emulator -- <command>', () => {
  test('runs it with the variables set and ends with its exit code', async () => {
    const inside = await alikafka(['emulator', '--', process.execPath, PROGRAM, 'topic', 'list', '-o', 'name'], {
      home: home.path,
    });
    expect(inside.code).toBe(0);
    expect(inside.stdout).toContain('orders\n');
    expect(
      (await alikafka(['emulator', '--', process.execPath, '-e', 'process.exit(7)'], { home: home.path })).code,
    ).toBe(7);
  });
});
