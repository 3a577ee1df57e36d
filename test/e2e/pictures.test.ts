/** The pictures in the README and in docs/ are what the built program prints. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { describeTerminal } from './support/terminal.ts';

const ROOT = join(import.meta.dirname, '..', '..');

describeTerminal('the pictures', () => {
  test('are up to date', async () => {
    const script = join(ROOT, 'scripts', 'pictures.mjs');
    const { stderr } = await promisify(execFile)(process.execPath, [script, '--check'], { cwd: ROOT });
    expect(stderr).toBe('');
  });
});
