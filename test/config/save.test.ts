/** Saving profiles: for the owner's eyes alone, whole or not at all, and saying so where it cannot be done. */
import { chmod, lstat, mkdir, readdir, readFile, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parseProfiles, type ProfileFile } from '../../src/config/profiles/profiles.ts';
import { changeProfiles, type ProfileChange } from '../../src/config/profiles/save.ts';
import type { Failure } from '../../src/errors/failure.ts';
import { fileChanger } from '../../src/host/storage/change-file.ts';
import { folders } from '../support/folder.ts';
import { lockEffects } from '../support/lock.ts';

const makeFolder = folders();
const FILE: ProfileFile = {
  current: 'prod',
  profiles: { prod: { accessKeyId: 'testid', accessKeySecret: 'testsecret', region: 'cn-hangzhou' }, 'with.dot': {} },
};
const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;

const change = (path: string, how: ProfileChange): Promise<void> =>
  changeProfiles(path, how, fileChanger(lockEffects()));
const saveProfiles = (file: ProfileFile, path: string): Promise<void> => change(path, () => file);

describe('changeProfiles', () => {
  test('writes a file that can be read again, only by the owner', async () => {
    const path = join(await makeFolder(), 'a', 'alikafka', 'config.json');
    await saveProfiles(FILE, path);
    expect(parseProfiles(await readFile(path, 'utf8'), path)).toEqual(FILE);
    expect(await modeOf(path)).toBe(0o600);
    expect(await modeOf(join(path, '..'))).toBe(0o700);
  });

  test('restricts existing permissions', async () => {
    const folder = join(await makeFolder(), 'alikafka');
    const path = join(folder, 'config.json');
    await mkdir(folder, { mode: 0o755 });
    await writeFile(path, '{}', { mode: 0o644 });
    await chmod(folder, 0o755);
    await saveProfiles(FILE, path);
    expect([await modeOf(path), await modeOf(folder)]).toEqual([0o600, 0o700]);
  });

  test('replaces the whole content, and leaves no other file', async () => {
    const path = join(await makeFolder(), 'config.json');
    await saveProfiles(FILE, path);
    await saveProfiles({ profiles: { other: {} } }, path);
    expect(parseProfiles(await readFile(path, 'utf8'), path)).toEqual({ profiles: { other: {} } });
    expect(await readdir(join(path, '..'))).toEqual(['config.json']);
  });

  test('a folder that cannot be created is named in the failure', async () => {
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

  test('changes the content, and keeps unknown fields', async () => {
    const path = join(await makeFolder(), 'config.json');
    await writeFile(path, '{"later":{"a":[1]},"current":"a","profiles":{"a":{"region":"cn-beijing","newer":true}}}');
    await change(path, ({ profiles }) => ({ profiles: { ...profiles, b: {} } }));
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
      later: { a: [1] },
      profiles: { a: { region: 'cn-beijing', newer: true }, b: {} },
    });
  });

  test('writes nothing if nothing changes, or the change throws', async () => {
    const folder = await makeFolder();
    const path = join(folder, 'config.json');
    const text = '{ "profiles": { "a": {} } }';
    await writeFile(path, text);
    await utimes(path, 1, 1);
    await change(path, (file) => file);
    const refused = change(path, () => {
      throw new Error('not this one');
    });
    await expect(refused).rejects.toThrow('not this one');
    expect([await readFile(path, 'utf8'), (await stat(path)).mtimeMs]).toEqual([text, 1000]);
    expect(await readdir(folder)).toEqual(['config.json']);
  });

  test.each([
    ['that exists', '{ "profiles": { "old": {} } }', { old: {} }],
    ['that does not exist yet', undefined, {}],
  ])('writes through a link to a file %s, and leaves the link', async (_name, text, old) => {
    const [folder, dotfiles] = [await makeFolder(), await makeFolder()];
    const [path, behind] = [join(folder, 'config.json'), join(dotfiles, 'alikafka.json')];
    if (text !== undefined) await writeFile(behind, text, { mode: 0o644 });
    await symlink(behind, path);
    await change(path, ({ profiles }) => ({ profiles: { ...profiles, fresh: {} } }));
    expect((await lstat(path)).isSymbolicLink()).toBe(true);
    expect(JSON.parse(await readFile(behind, 'utf8'))).toEqual({ profiles: { ...old, fresh: {} } });
    expect(await modeOf(behind)).toBe(0o600);
    expect([await readdir(folder), await readdir(dotfiles)]).toEqual([['config.json'], ['alikafka.json']]);
  });

  test('two paths of one file are one file', async () => {
    const [folder, other] = [await makeFolder(), await makeFolder()];
    const [path, link] = [join(folder, 'config.json'), join(other, 'config.json')];
    await writeFile(path, '{}');
    await symlink(path, link);
    const add = (at: string, name: string): Promise<void> =>
      change(at, ({ profiles }) => ({ profiles: { ...profiles, [name]: {} } }));
    const names = Array.from({ length: 10 }, (_, i) => `p${i}`);
    await Promise.all(names.map((name, i) => add(i % 2 === 0 ? path : link, name)));
    expect(Object.keys(parseProfiles(await readFile(path, 'utf8'), path).profiles).sort()).toEqual(names);
  });

  test.each(['/dev/null', '/dev/full'])(
    'a link to something else than a plain file is not changed: %s',
    async (device) => {
      const path = join(await makeFolder(), 'config.json');
      await symlink(device, path);
      await expect(saveProfiles(FILE, path)).rejects.toMatchObject({
        code: 'NotSaved',
        message: expect.stringContaining('is not a regular file'),
      });
      expect((await stat(device)).isCharacterDevice()).toBe(true);
    },
  );

  test('removes temporary files of killed processes, since they contain secrets', async () => {
    const folder = await makeFolder();
    const path = join(folder, 'config.json');
    await writeFile(`${path}.tmp-1234`, '{"profiles":{"x":{"accessKeySecret":"testsecret"}}}');
    await saveProfiles(FILE, path);
    expect(await readdir(folder)).toEqual(['config.json']);
  });
});
