/** `doctor --fix`: what others can read is set right, and nothing else is touched. */
import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { memoryFolder } from '../../support/memory-folder.ts';
import { realProbes } from '../../../src/host/probes/probes.ts';
import type { Probes } from '../../../src/ports/probes.ts';
import type { Options } from '../../support/context.ts';
import { doctor, linesOf } from '../../support/doctor.ts';
import { fakeProbes, missed, saw } from '../../support/probes.ts';

const MACHINE = { node: '22.12.0', platform: 'linux', arch: 'x64' };
const CONFIG = '/home/nobody/.config/alikafka/config.json';
const FILES = ['config file', 'config folder', 'state folder', 'cached keys', 'aliyun file'];

/** The lines about files. */
async function seen(line: string, options: Options): Promise<Record<string, string>> {
  const lines = linesOf(await doctor(line, options)).filter(({ Check }) => FILES.includes(Check));
  return Object.fromEntries(lines.map(({ Check, Result, Seen }) => [Check, `${Result} ${Seen}`]));
}

describe('real files', () => {
  let home: string;
  const folder = (): string => join(home, '.config', 'alikafka');
  const state = (): string => join(home, '.local', 'state', 'alikafka');
  const modes = async (): Promise<string[]> =>
    Promise.all(
      [join(folder(), 'config.json'), folder(), state(), join(home, '.aliyun', 'config.json')].map(async (path) =>
        ((await stat(path)).mode & 0o777).toString(8),
      ),
    );
  /** Disk alone is real. */
  const options = (): Options => {
    const real = realProbes(MACHINE);
    const disk: Partial<Probes> = {
      mode: (path) => real.mode(path),
      setMode: (path, mode) => real.setMode(path, mode),
      writable: (path) => real.writable(path),
    };
    return { home, probes: fakeProbes(disk) };
  };

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'alikafka-doctor-'));
    for (const path of [folder(), state(), join(home, '.aliyun')]) await mkdir(path, { recursive: true });
    for (const path of [join(folder(), 'config.json'), join(home, '.aliyun', 'config.json')]) {
      await writeFile(path, '{}');
      await chmod(path, 0o644);
    }
    for (const path of [folder(), state()]) await chmod(path, 0o755);
  });
  afterEach(() => rm(home, { recursive: true, force: true }));

  test('are left alone without it, and the command that mends them is named', async () => {
    const lines = linesOf(await doctor('doctor', options())).filter(({ Check }) => FILES.includes(Check));
    expect(lines.map(({ Check, Result, Mend }) => [Check, Result, Mend])).toEqual([
      ['config file', 'warn', 'alikafka doctor --fix'],
      ['config folder', 'warn', 'alikafka doctor --fix'],
      ['state folder', 'warn', 'alikafka doctor --fix'],
      ['aliyun file', 'warn', `chmod 600 ${join(home, '.aliyun', 'config.json')}`],
    ]);
    expect(await modes()).toEqual(['644', '755', '755', '644']);
  });

  test('are for their owner alone with it; the vendor takes care of its own', async () => {
    const said = await seen('doctor --fix', options());
    expect(said['config file']).toMatch(/^ok .*mode 0600, set now; it was 0644/);
    expect(said['config folder']).toMatch(/^ok .*mode 0700, set now; it was 0755/);
    expect(said['state folder']).toMatch(/^ok .*mode 0700, set now; it was 0755/);
    expect(await modes()).toEqual(['600', '700', '700', '644']);
    expect((await seen('doctor', options()))['config file']).toMatch(/^ok .*mode 0600, profiles: none$/);
  });
});

describe('modes', () => {
  const open = { mode: async () => saw(0o644) };
  const files = { [CONFIG]: '{}' };

  test('that cannot be set are said, with the command for the one who can', async () => {
    const probes = fakeProbes({ ...open, setMode: async () => missed('EPERM') });
    const [line] = linesOf(await doctor('doctor --fix', { probes, files })).filter(
      ({ Check }) => Check === 'config file',
    );
    expect(line).toMatchObject({ Result: 'warn', Mend: `sudo chmod 600 ${CONFIG}` });
    expect(line?.Seen).toMatch(/cannot be changed: EPERM said the system$/);
  });

  test('are set where they are wrong, and only there', async () => {
    const set: string[] = [];
    const mode = async (path: string) => saw(path === CONFIG ? 0o640 : 0o700);
    const setMode = async (path: string, to: number) => (set.push(`${to.toString(8)} ${path}`), saw(undefined));
    await doctor('doctor --fix', { probes: fakeProbes({ mode, setMode }), files });
    expect(set).toEqual([`600 ${CONFIG}`]);
  });

  test('of cached keys are looked at too', async () => {
    const state = memoryFolder();
    await state.append('keys-0123456789abcdef.json', '{}');
    await state.append('pace-1.json', '{}');
    const path = '/home/nobody/.local/state/alikafka/keys-0123456789abcdef.json';
    const mode = async (at: string) => saw(at === path ? 0o604 : 0o600);
    expect(await seen('doctor', { probes: fakeProbes({ mode }), state })).toMatchObject({
      'cached keys': expect.stringContaining(`warn ${path}: mode 0604`),
    });
  });

  test('say nothing on Windows', async () => {
    const set: string[] = [];
    const probes = fakeProbes({
      ...open,
      machine: { ...MACHINE, platform: 'win32' },
      setMode: async (path) => (set.push(path), saw(undefined)),
    });
    const said = await seen('doctor --fix', { probes, files });
    expect(said['config file']).toBe(`ok ${CONFIG}, profiles: none`);
    expect(set).toEqual([]);
  });
});
