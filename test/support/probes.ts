/** Probes of a machine without faults, for tests of `doctor`; each can be replaced. */
import type { ProbeResult } from '../../src/ports/probes.ts';
import type { Probes } from '../../src/ports/probes.ts';
import { NOW } from './effects.ts';

export const DAY = 86_400_000;

export const saw = <T>(value: T): ProbeResult<T> => ({ ok: true, value });
export const missed = (code: string, why = `${code} said the system`): ProbeResult<never> => ({ ok: false, code, why });

export function fakeProbes(given: Partial<Probes> = {}): Probes {
  return {
    machine: { node: '22.12.0', platform: 'linux', arch: 'x64' },
    mode: async (path) => saw(path.endsWith('.json') ? 0o600 : 0o700),
    setMode: async () => saw(undefined),
    writable: async (path) => saw(path),
    resolve: async () => saw(['192.0.2.1']),
    connect: async () => saw('192.0.2.1'),
    handshake: async () =>
      saw({ subject: '*.aliyuncs.com', issuer: 'A Test CA', until: NOW + 90 * DAY, violation: undefined }),
    ...given,
  };
}
