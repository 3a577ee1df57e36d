/** `doctor --fix` sets the modes of files that other users can read, and changes nothing else. */
import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { memoryFolder } from '../../support/memory-folder.ts';
import { realProbes } from '../../../src/host/probes/probes.ts';
import type { Probes } from '../../../src/ports/probes.ts';
import type { Options } from '../../support/context.ts';
import { doctor, rowsOf } from '../../support/doctor.ts';
import { fakeProbes, missed, saw } from '../../support/probes.ts';

const MACHINE = { node: '22.12.0', platform: 'linux', arch: 'x64' };
const CONFIG = '/home/nobody/.config/alikafka/config.json';
const FILES = ['config file', 'config folder', 'state folder', 'cached keys', 'aliyun file'];

/** The results about files: status and detail by check. */
async function fileResults(line: string, options: Options): Promise<Record<string, string>> {
  const lines = rowsOf(await doctor(line, options)).filter(({ Check }) => FILES.includes(Check));
  return Object.fromEntries(lines.map(({ Check, Status, Detail }) => [Check, `${Status} ${Detail}`]));
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
  /** Only the probes of the disk are real. */
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

  test('are not changed without --fix, and the fix is named', async () => {
    const lines = rowsOf(await doctor('doctor', options())).filter(({ Check }) => FILES.includes(Check));
    expect(lines.map(({ Check, Status, Fix }) => [Check, Status, Fix])).toEqual([
      ['config file', 'warn', 'alikafka doctor --fix'],
      ['config folder', 'warn', 'alikafka doctor --fix'],
      ['state folder', 'warn', 'alikafka doctor --fix'],
      ['aliyun file', 'warn', `chmod 600 ${join(home, '.aliyun', 'config.json')}`],
    ]);
    expect(await modes()).toEqual(['644', '755', '755', '644']);
  });

  test('with --fix are accessible only to their owner, except the file of the vendor', async () => {
    const said = await fileResults('doctor --fix', options());
    expect(said['config file']).toMatch(/^ok .* \(no profiles\), mode changed from 0644 to 0600$/);
    expect(said['config folder']).toMatch(/^ok .*alikafka, mode changed from 0755 to 0700$/);
    expect(said['state folder']).toMatch(/^ok .* \(writable\), mode changed from 0755 to 0700$/);
    expect(await modes()).toEqual(['600', '700', '700', '644']);
    expect((await fileResults('doctor', options()))['config file']).toMatch(/^ok .* \(no profiles\), mode 0600$/);
  });
});

describe('modes', () => {
  const open = { mode: async () => saw(0o644) };
  const files = { [CONFIG]: '{}' };

  test('that cannot be set are a warning, with the sudo command', async () => {
    const probes = fakeProbes({ ...open, setMode: async () => missed('EPERM') });
    const [line] = rowsOf(await doctor('doctor --fix', { probes, files })).filter(
      ({ Check }) => Check === 'config file',
    );
    expect(line).toMatchObject({ Status: 'warn', Fix: `sudo chmod 600 ${CONFIG}` });
    expect(line?.Detail).toMatch(/: accessible to other users; cannot change the mode: EPERM said the system$/);
  });

  test('are set only where they are wrong', async () => {
    const set: string[] = [];
    const mode = async (path: string) => saw(path === CONFIG ? 0o640 : 0o700);
    const setMode = async (path: string, to: number) => (set.push(`${to.toString(8)} ${path}`), saw(undefined));
    await doctor('doctor --fix', { probes: fakeProbes({ mode, setMode }), files });
    expect(set).toEqual([`600 ${CONFIG}`]);
  });

  test('of cached keys are checked too', async () => {
    const state = memoryFolder();
    await state.append('keys-0123456789abcdef.json', '{}');
    await state.append('pace-1.json', '{}');
    const path = '/home/nobody/.local/state/alikafka/keys-0123456789abcdef.json';
    const mode = async (at: string) => saw(at === path ? 0o604 : 0o600);
    expect(await fileResults('doctor', { probes: fakeProbes({ mode }), state })).toMatchObject({
      'cached keys': `warn ${path}, mode 0604: accessible to other users`,
    });
  });

  test('are not checked on Windows', async () => {
    const set: string[] = [];
    const probes = fakeProbes({
      ...open,
      machine: { ...MACHINE, platform: 'win32' },
      setMode: async (path) => (set.push(path), saw(undefined)),
    });
    const said = await fileResults('doctor --fix', { probes, files });
    expect(said['config file']).toBe(`ok ${CONFIG} (no profiles)`);
    expect(set).toEqual([]);
  });
});
