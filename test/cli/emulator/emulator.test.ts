/** `alikafka emulator`: its options, and the emulator that its command gets. */
import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { apiTime } from '../../../src/core/text/time.ts';
import { sign } from '../../../src/core/signature.ts';
import { errorOf, type Ran, runCli } from '../../support/context.ts';
import { NOW } from '../../support/effects.ts';

type Env = Readonly<Record<string, string>>;

/** Runs the emulator with a command that calls `look` and ends with exit code 7. */
async function inside<T>(argv: readonly string[], look: (env: Env) => Promise<T>): Promise<{ ran: Ran; found: T }> {
  let found: { value: T } | undefined;
  const ran = await runCli(['emulator', ...argv, '--', 'look'], {
    spawn: async (command, env) => {
      expect(command).toEqual(['look']);
      found = { value: await look(env) };
      return 7;
    },
  });
  if (found === undefined) throw new Error(`the command was not run: ${ran.stderr}`);
  return { ran, found: found.value };
}

const admin = async (env: Env): Promise<unknown> => {
  const headers = { 'x-emulator-admin': '1' };
  return (await fetch(`${env['ALIKAFKA_ENDPOINT'] ?? ''}/_emulator/`, { headers })).json();
};

let nonces = 0;

/** Calls an operation as a client does; returns the HTTP status. */
async function call(env: Env, action: string, more: Env = {}): Promise<number> {
  const params: Env = {
    Action: action,
    Version: '2019-09-16',
    Format: 'JSON',
    AccessKeyId: env['ALIBABA_CLOUD_ACCESS_KEY_ID'] ?? '',
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: `n-${nonces++}`,
    Timestamp: apiTime(NOW),
    RegionId: env['ALIKAFKA_REGION'] ?? '',
    InstanceId: env['ALIKAFKA_INSTANCE'] ?? '',
    ...more,
  };
  const Signature = sign('POST', params, env['ALIBABA_CLOUD_ACCESS_KEY_SECRET'] ?? '');
  const body = new URLSearchParams({ ...params, Signature });
  return (await fetch(env['ALIKAFKA_ENDPOINT'] ?? '', { method: 'POST', body })).status;
}

test('a shell reads the printed lines correctly', async () => {
  const id = `it's "$(echo x)" \\ end`;
  const ran = await runCli(['emulator', '--access-key-id', id], { stop: AbortSignal.abort(130) });
  const script = `${ran.stdout}printf '%s|%s' "$ALIBABA_CLOUD_ACCESS_KEY_ID" "$ALIKAFKA_ENDPOINT"`;
  const read = execFileSync('/bin/sh', ['-c', script], { env: {}, encoding: 'utf8' });
  expect(read).toMatch(/^it's "\$\(echo x\)" \\ end\|http:\/\/127\.0\.0\.1:\d+$/);
});

describe('--fault', () => {
  test('can be repeated, and injects faults into calls of the command', async () => {
    const { ran, found } = await inside(
      ['--fault', 'html,times=1', '--fault=error,status=503,action=GetTopicList'],
      async (env) => [
        await call(env, 'GetTopicList'),
        await call(env, 'GetTopicList'),
        await call(env, 'GetConsumerList'),
      ],
    );
    expect(found).toEqual([502, 503, 200]);
    expect([ran.code, ran.stderr]).toEqual([7, '']);
  });

  test('that was never applied is reported at the end', async () => {
    const { ran } = await inside(['--fault', 'drop,action=CreateTopic,skip=1', '--fault', 'html'], (env) =>
      call(env, 'CreateTopic', { Topic: 'fresh', Remark: 'x' }),
    );
    expect(ran.stderr).toContain(
      'fault "drop,action=CreateTopic,skip=1" was never applied: 1 matching request was received\n',
    );
    expect(ran.stderr).not.toContain('html');
  });

  test('a delay uses the clock of the command', async () => {
    const { found } = await inside(['--fault', 'delay,ms=1h,at=after'], async (env) => [
      await call(env, 'GetTopicList'),
      await admin(env),
    ]);
    expect(found).toEqual([
      200,
      expect.objectContaining({ clock: { now: new Date(NOW + 3_600_000).toISOString(), offset: 0 } }),
    ]);
  });
});

describe('--limits', () => {
  test.each([
    ['--limits', { of: 'today', slack: 0.1 }],
    ['--limits=today', { of: 'today', slack: 0.1 }],
    ['--limits=2020', { of: '2020', slack: 0.1 }],
    ['--limits=0.5', { of: 'today', slack: 0.5 }],
    ['--limits=0', { of: 'today', slack: 0 }],
    ['--limits=2020,0.25', { of: '2020', slack: 0.25 }],
  ])('%s', async (flag, limits) => {
    const { found } = await inside([flag], admin);
    expect(found).toMatchObject({ limits });
  });

  test('does not consume the next word', async () => {
    const spawned: (readonly string[])[] = [];
    await runCli(['emulator', '--limits', './script.sh', '--limits'], {
      spawn: async (command) => {
        spawned.push(command);
        return 0;
      },
    });
    expect(spawned).toEqual([['./script.sh']]);
  });

  test('of the command is passed on to it', async () => {
    const spawned: (readonly string[])[] = [];
    await runCli(['emulator', '--', './script.sh', '--limits', '--fault'], {
      spawn: async (command) => {
        spawned.push(command);
        return 0;
      },
    });
    expect(spawned).toEqual([['./script.sh', '--limits', '--fault']]);
  });
});

test('--topic-delay delays the listing of topics', async () => {
  const { found } = await inside(['--topic-delay', '5s'], admin);
  expect(found).toMatchObject({ behaviour: { topicDelay: 5000 } });
});

test('without options there are no faults and no limits', async () => {
  const { found } = await inside([], admin);
  expect(found).toMatchObject({ faults: [], limits: null, behaviour: {} });
});

test('all problems of the options are reported, and nothing runs', async () => {
  const ran = await runCli(
    [
      ...['emulator', '--port', 'x', '--fault', 'dorp,times=0', '--fault', 'delay', '--limits=much'],
      ...['--topic-delay', 'soon', '--state=', '-o', 'json', '--', 'look'],
    ],
    {
      spawn: async () => {
        throw new Error('the command was run');
      },
    },
  );
  expect(ran.code).toBe(2);
  expect(errorOf(ran).details).toEqual([
    { flag: '--state', message: '--state must not be empty' },
    {
      flag: '--limits',
      message: '--limits must be today or 2020, a tolerance such as 0.1, or both such as 2020,0.1, not "much"',
    },
    { flag: '--topic-delay', message: '--topic-delay must be a duration such as 5s, not "soon"' },
    { flag: '--port', message: '--port must be a port from 0 to 65535, not "x"' },
    { flag: '--fault', message: '--fault "dorp,times=0": unknown kind "dorp"; did you mean drop?' },
    { flag: '--fault', message: '--fault "dorp,times=0": times must be a whole number from 1, not "0"' },
    { flag: '--fault', message: '--fault "delay": delay requires ms' },
  ]);
});

test('help shows their syntax', async () => {
  const { stdout } = await runCli(['emulator', '--help']);
  expect(stdout).toMatch(/--fault <rule> /);
  expect(stdout).toMatch(/--limits\[=<today\|2020>\] /);
  expect(stdout).toMatch(/--topic-delay <duration> /);
});

test.each([[[]], [['']], [['', 'x']], [[' ']]])('-- without a command (%j): exit 2', async (command) => {
  const spawn = async (): Promise<never> => {
    throw new Error('the command was run');
  };
  const ran = await runCli(['emulator', '-o', 'json', '--port', '0', '--', ...command], {
    spawn,
    stop: AbortSignal.abort(130),
  });
  expect([ran.code, ran.stdout]).toEqual([2, '']);
  expect(errorOf(ran).details).toEqual([{ flag: '--', message: '-- must be followed by a command' }]);
});
