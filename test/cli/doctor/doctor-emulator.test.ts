/** `doctor` against the emulator over real HTTP, with the real probes: its own (-p local) and one at an address. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { realProbes } from '../../../src/host/probes/probes.ts';
import { undiciSender } from '../../../src/host/http/undici.ts';
import type { Options } from '../../support/context.ts';
import { doctor, linesOf } from '../../support/doctor.ts';
import { type Clock, fixedClock } from '../../support/effects.ts';
import { rules, startTestEmulator, type TestEmulator } from '../../support/emulator.ts';
import { folders } from '../../support/folder.ts';

const folder = folders();
const MACHINE = { node: '22.12.0', platform: 'linux', arch: 'x64' };
/** The emulator takes a number once, however many commands count from one. */
const clockAt = (start?: number): Clock => ({ ...fixedClock(start), nonce: () => crypto.randomUUID() });

const SKIPPED = ['dns alikafka', 'tls alikafka', 'dns metrics', 'tls metrics'];

/** Everything real but the home, which is empty, and the clock. */
async function real(line: string, options: Options) {
  const { send, close } = undiciSender();
  try {
    return await doctor(line, {
      home: '/nonexistent-home',
      probes: realProbes(MACHINE),
      clock: clockAt(),
      send,
      ...options,
    });
  } finally {
    await close();
  }
}

describe('at an address', () => {
  let emulator: TestEmulator;
  beforeAll(async () => {
    emulator = await startTestEmulator();
  });
  afterEach(() => emulator.faults.clear());
  afterAll(() => emulator.close());

  test('everything but names and certificates is looked at', async () => {
    const ran = await real('doctor', { env: emulator.env });
    expect(ran.code).toBe(0);
    const lines = linesOf(ran);
    expect(lines.filter(({ Result }) => Result === 'skip').map(({ Check }) => Check)).toEqual(SKIPPED);
    expect(lines.slice(-3).map(({ Check, Result }) => `${Result} ${Check}`)).toEqual([
      'ok clock',
      'ok read alikafka',
      'ok read metrics',
    ]);
  });

  test('a wrong secret is told by the read, and by nothing else', async () => {
    const ran = await real('doctor', { env: { ...emulator.env, ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'testsecret' } });
    expect(ran.code).toBe(4);
    expect(linesOf(ran).filter(({ Result }) => Result === 'fail')).toMatchObject([
      {
        Check: 'read alikafka',
        Mend: 'alikafka config explain',
      },
      { Check: 'read metrics', Seen: expect.stringContaining('SignatureDoesNotMatch, HTTP 400') },
    ]);
    expect(ran.stdout + ran.stderr).not.toContain('AccessKeyId=');
  });

  test('a clock that is off is seen without keys', async () => {
    const clock = clockAt(emulator.clock.now() - 3_600_000);
    const env = { ...emulator.env, ALIBABA_CLOUD_ACCESS_KEY_ID: '', ALIBABA_CLOUD_ACCESS_KEY_SECRET: '' };
    const ran = await real('doctor', { env, clock });
    expect(ran.code).toBe(4);
    expect(linesOf(ran)).toContainEqual(
      expect.objectContaining({ Check: 'clock', Result: 'fail', Seen: "1h behind the service's" }),
    );
  });

  test('a service that is down, once', async () => {
    emulator.faults.add(...rules('error,status=503,action=GetInstanceList'));
    const ran = await real('doctor', { env: emulator.env });
    expect(ran.code).toBe(9);
    expect(linesOf(ran)).toContainEqual(
      expect.objectContaining({
        Check: 'read alikafka',
        Seen: expect.stringContaining('ServiceUnavailable, HTTP 503'),
      }),
    );
  });
});

describe('the profile local', () => {
  test('needs nothing but a folder for its state', async () => {
    const ran = await real('doctor -p local', { env: { XDG_STATE_HOME: await folder() } });
    expect(ran.code).toBe(0);
    const lines = linesOf(ran);
    expect(lines).toContainEqual(expect.objectContaining({ Check: 'local emulator', Result: 'ok' }));
    expect(lines).toContainEqual(expect.objectContaining({ Check: 'read metrics', Result: 'ok' }));
    expect(lines.filter(({ Result }) => Result === 'skip').map(({ Check }) => Check)).toEqual(SKIPPED);
  });

  test('without one it says so, and what is on the way is not looked at', async () => {
    const ran = await real('doctor -p local', { env: { XDG_STATE_HOME: '/proc/none' } });
    expect(ran.code).toBe(1);
    expect(linesOf(ran)).toContainEqual(expect.objectContaining({ Check: 'local emulator', Result: 'fail' }));
    expect(linesOf(ran)).toContainEqual(
      expect.objectContaining({ Check: 'tcp alikafka', Result: 'skip', Seen: 'dns alikafka was not looked at' }),
    );
  });
});
