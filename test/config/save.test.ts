/** Saving profiles: for the owner's eyes alone, whole or not at all, and saying so where it cannot be done. */
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parseProfiles, type ProfileFile } from '../../src/config/profiles.ts';
import { saveProfiles } from '../../src/config/save.ts';
import type { Failure } from '../../src/errors/failure.ts';
import { folders } from '../support/folder.ts';

const makeFolder = folders();
const FILE: ProfileFile = {
  current: 'prod',
  profiles: { prod: { accessKeyId: 'testid', accessKeySecret: 'testsecret', region: 'cn-hangzhou' }, 'with.dot': {} },
};
const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;

describe('saveProfiles', () => {
  test('writes what can be read again, for the owner alone', async () => {
    const path = join(await makeFolder(), 'a', 'alikafka', 'config.json');
    await saveProfiles(FILE, path);
    expect(parseProfiles(await readFile(path, 'utf8'), path)).toEqual(FILE);
    expect(await modeOf(path)).toBe(0o600);
    expect(await modeOf(join(path, '..'))).toBe(0o700);
  });

  test('narrows what is open to others already', async () => {
    const folder = join(await makeFolder(), 'alikafka');
    const path = join(folder, 'config.json');
    await mkdir(folder, { mode: 0o755 });
    await writeFile(path, '{}', { mode: 0o644 });
    await chmod(folder, 0o755);
    await saveProfiles(FILE, path);
    expect([await modeOf(path), await modeOf(folder)]).toEqual([0o600, 0o700]);
  });

  test('replaces all that was there, and leaves nothing else behind', async () => {
    const path = join(await makeFolder(), 'config.json');
    await saveProfiles(FILE, path);
    await saveProfiles({ profiles: { other: {} } }, path);
    expect(parseProfiles(await readFile(path, 'utf8'), path)).toEqual({ profiles: { other: {} } });
    expect(await readdir(join(path, '..'))).toEqual(['config.json']);
  });

  test('a folder that cannot be made is a failure that names it', async () => {
    const file = join(await makeFolder(), 'file');
    await writeFile(file, '');
    const path = join(file, 'alikafka', 'config.json');
    const failure = await saveProfiles(FILE, path).then(
      () => undefined,
      (error: Failure) => error,
    );
    expect(failure).toMatchObject({ exitCode: 1, code: 'NotSaved', hint: expect.stringContaining('XDG_CONFIG_HOME') });
    expect(failure?.message).toContain(path);
    expect(failure?.message).not.toContain('testsecret');
  });
});
