/** A clone without dist/, as after `npm install --omit=dev`: the program explains how to build it. */
import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { folders } from '../support/folder.ts';

const root = join(import.meta.dirname, '..', '..');
const newFolder = folders();

test.each([[[]], [['--version']], [['--help']], [['topic', 'list', '--debug']]])(
  'without dist/, %j names the commands that build it: exit 70',
  async (words) => {
    const clone = await newFolder();
    cpSync(join(root, 'bin'), join(clone, 'bin'), { recursive: true });
    const program = join(clone, 'bin', 'alikafka.js');
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], { encoding: 'utf8' });
    expect({ status, stdout, stderr }).toEqual({
      status: 70,
      stdout: '',
      stderr: `error: alikafka is not built: ${join(clone, 'dist')} not found\nnext:      npm install && npm run build\n`,
    });
  },
);
