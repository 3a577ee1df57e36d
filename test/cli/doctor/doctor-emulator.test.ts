/** `doctor` against an emulator, over HTTP and with the real probes: the embedded one (-p local), and one at an address. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { realProbes } from '../../../src/host/probes/probes.ts';
import { undiciSender } from '../../../src/host/http/undici.ts';
import type { Options } from '../../support/context.ts';
import { doctor, rowsOf } from '../../support/doctor.ts';
import { type Clock, fixedClock } from '../../support/effects.ts';
import { rules, startTestEmulator, type TestEmulator } from '../../support/emulator.ts';
import { folders } from '../../support/folder.ts';

const folder = folders();
const MACHINE = { node: '22.12.0', platform: 'linux', arch: 'x64' };
/** The emulator accepts a nonce only once, so each command needs its own. */
const clockAt = (start?: number): Clock => ({ ...fixedClock(start), nonce: () => crypto.randomUUID() });

const SKIPPED = ['dns alikafka', 'tls alikafka', 'dns metrics', 'tls metrics'];

/** Runs it with real effects except the home folder, which is empty, and the clock. */
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

  test('everything is checked except names and certificates', async () => {
    const ran = await real('doctor', { env: emulator.env });
    expect(ran.code).toBe(0);
    const lines = rowsOf(ran);
    expect(lines.filter(({ Status }) => Status === 'skip').map(({ Check }) => Check)).toEqual(SKIPPED);
    expect(lines.slice(-3).map(({ Check, Status }) => `${Status} ${Check}`)).toEqual([
      'ok clock',
      'ok read alikafka',
      'ok read metrics',
    ]);
  });

  test('a wrong secret fails the reads, and nothing else', async () => {
    const ran = await real('doctor', { env: { ...emulator.env, ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'testsecret' } });
    expect(ran.code).toBe(4);
    expect(rowsOf(ran).filter(({ Status }) => Status === 'fail')).toMatchObject([
      {
        Check: 'read alikafka',
        Fix: 'alikafka config explain',
      },
      { Check: 'read metrics', Detail: expect.stringContaining('failed with SignatureDoesNotMatch (HTTP 400') },
    ]);
    expect(ran.stdout + ran.stderr).not.toContain('AccessKeyId=');
  });

  test('a clock that is off is found without keys', async () => {
    const clock = clockAt(emulator.clock.now() - 3_600_000);
    const env = { ...emulator.env, ALIBABA_CLOUD_ACCESS_KEY_ID: '', ALIBABA_CLOUD_ACCESS_KEY_SECRET: '' };
    const ran = await real('doctor', { env, clock });
    expect(ran.code).toBe(4);
    expect(rowsOf(ran)).toContainEqual(
      expect.objectContaining({ Check: 'clock', Status: 'fail', Detail: '1h behind the clock of the service' }),
    );
  });

  test('an unavailable service fails the check', async () => {
    emulator.faults.add(...rules('error,status=503,action=GetInstanceList'));
    const ran = await real('doctor', { env: emulator.env });
    expect(ran.code).toBe(9);
    expect(rowsOf(ran)).toContainEqual(
      expect.objectContaining({
        Check: 'read alikafka',
        Detail: expect.stringContaining('failed with ServiceUnavailable (HTTP 503'),
      }),
    );
  });
});

describe('the local profile', () => {
  test('needs only a folder for its state', async () => {
    const ran = await real('doctor -p local', { env: { XDG_STATE_HOME: await folder() } });
    expect(ran.code).toBe(0);
    const lines = rowsOf(ran);
    expect(lines).toContainEqual(expect.objectContaining({ Check: 'local emulator', Status: 'ok' }));
    expect(lines).toContainEqual(expect.objectContaining({ Check: 'read metrics', Status: 'ok' }));
    expect(lines.filter(({ Status }) => Status === 'skip').map(({ Check }) => Check)).toEqual(SKIPPED);
  });

  test('without a folder it fails, and the checks of the connection are skipped', async () => {
    const ran = await real('doctor -p local', { env: { XDG_STATE_HOME: '/proc/none' } });
    expect(ran.code).toBe(1);
    expect(rowsOf(ran)).toContainEqual(expect.objectContaining({ Check: 'local emulator', Status: 'fail' }));
    expect(rowsOf(ran)).toContainEqual(
      expect.objectContaining({ Check: 'tcp alikafka', Status: 'skip', Detail: 'skipped (local emulator failed)' }),
    );
  });
});
