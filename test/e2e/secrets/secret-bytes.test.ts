/** Passwords in files of several editors, with the built program. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { alikafka, folder } from '../support/program.ts';

const home = folder();
afterAll(() => home.remove());

test('one line of UTF-8 is stored unchanged; anything else is exit 2 and stores nothing', async () => {
  const files: [string, Buffer, number][] = [
    ['utf8-bom', Buffer.from('\ufeffSecr3t-pw\r\n'), 0],
    ['utf16', Buffer.from('\ufeffSecr3t-pw\r\n', 'utf16le'), 2],
    ['latin1', Buffer.from('caf\u00e9-pass-1\n', 'latin1'), 2],
    ['two-lines', Buffer.from('Secr3t-pw\nsecond line\n'), 2],
  ];
  for (const [name, bytes, code] of files) {
    const path = join(home.path, name);
    writeFileSync(path, bytes);
    const args = ['-p', 'local', 'sasl', 'create', `u-${name}`, '--password-file', path, '-q'];
    expect(await alikafka(args, { home: home.path })).toMatchObject({ code });
  }
  const state = readFileSync(join(home.path, 'state', 'alikafka', 'local.json'), 'utf8');
  expect(state).toContain('"Secr3t-pw"');
  expect(state).not.toContain('u-utf16');
  expect(state).not.toContain('u-latin1');
  expect(state).not.toContain('u-two-lines');
}, 120_000);
