/** Folders for the owner alone, and an end where none can be made. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { makeFolder } from '../../src/host/storage/folder.ts';

test('creates missing parents, only for its owner', () => {
  const root = mkdtempSync(join(tmpdir(), 'alikafka-folder-'));
  const path = join(root, 'a', 'b', 'c');
  makeFolder(path);
  makeFolder(path);
  for (const one of [path, join(root, 'a')]) expect(statSync(one).mode & 0o777).toBe(0o700);
  rmSync(root, { recursive: true });
});

test.each(['/proc/none/below', '/dev/null/below'])('fails if the parent accepts no folders: %s', (path) => {
  expect(() => makeFolder(path)).toThrow(/ENOENT|ENOTDIR|EEXIST|EROFS|EACCES/);
});
