/** Reading what somebody else wrote: bounded, regular where it has to be, never hanging. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { readInputFile, readSettingsFile, settingsText } from '../../src/host/read-file.ts';
import { folder } from '../e2e/support/program.ts';

const place = folder();
afterAll(() => place.remove());
const at = (name: string): string => join(place.path, name);
const never = new AbortController().signal;
const file = (name: string, text = ''): string => {
  writeFileSync(at(name), text);
  return at(name);
};
const fifo = (name: string): string => {
  execFileSync('mkfifo', [at(name)]);
  return at(name);
};
const sparse = (name: string, bytes: number): string => {
  truncateSync(file(name), bytes);
  return at(name);
};
const posix = process.platform === 'win32' ? test.skip : test;

describe('a settings file', () => {
  test('is read completely, through a link as well', () => {
    const text = 'ä'.repeat(100_000); // parts of a character lie in two reads
    symlinkSync(file('plain', text), at('link'));
    expect(readSettingsFile(at('plain'))).toBe(text);
    expect(readSettingsFile(at('link'))).toBe(text);
    expect(readSettingsFile(file('empty'))).toBe('');
  });

  test('that does not exist throws the error of the file system', () => {
    expect(() => readSettingsFile(at('absent'))).toThrow(/ENOENT/);
    expect(() => readSettingsFile(join(file('no-folder'), 'x'))).toThrow(/ENOTDIR/);
  });

  test('that may be missing is undefined if it does not exist, and other failures are errors', async () => {
    expect(await settingsText(file('there', 'text'))).toBe('text');
    expect(await settingsText(at('absent'))).toBeUndefined();
    expect(await settingsText(join(file('no-folder'), 'x'))).toBeUndefined();
    await expect(settingsText(place.path)).rejects.toThrow('EISDIR');
  });

  posix('is not a folder, pipe or device', () => {
    mkdirSync(at('folder'));
    expect(() => readSettingsFile(at('folder'))).toThrow('EISDIR: a folder, not a file');
    expect(() => readSettingsFile(fifo('pipe'))).toThrow('a pipe, not a regular file');
    expect(() => readSettingsFile('/dev/zero')).toThrow('a device, not a regular file');
  });

  test('has at most 16 MB', () => {
    expect(readSettingsFile(sparse('largest', 16 * 1024 * 1024))).toHaveLength(16 * 1024 * 1024);
    expect(() => readSettingsFile(sparse('larger', 16 * 1024 * 1024 + 1))).toThrow(/larger than 16 MB/);
  });

  const linux = process.platform === 'linux' ? test : test.skip;
  linux('is read to its end, whatever size it reports', () => {
    expect(readSettingsFile('/proc/self/status')).toContain('VmRSS');
  });
});

describe('a file with input', () => {
  test('is read as a settings file is', async () => {
    expect(String(await readInputFile(file('input', 'orders\n'), never))).toBe('orders\n');
    await expect(readInputFile(at('absent'), never)).rejects.toThrow(/ENOENT/);
    await expect(readInputFile(place.path, never)).rejects.toMatchObject({ code: 'EISDIR' });
  });

  posix('may be a pipe, whose writer may come late and write in parts', async () => {
    const path = fifo('late');
    const reading = readInputFile(path, never);
    const writer = await open(path, 'w');
    await writer.write('ord');
    await writer.write('ers\n');
    await writer.close();
    expect(String(await reading)).toBe('orders\n');
  });

  posix('a pipe that says nothing is left when the command is stopped', async () => {
    const stop = new AbortController();
    const reading = readInputFile(fifo('silent'), stop.signal);
    stop.abort(130);
    await expect(reading).rejects.toThrow();
  });

  posix('has 100 MB at most', async () => {
    await expect(readInputFile('/dev/zero', never)).rejects.toMatchObject({ code: 'ERR_FS_FILE_TOO_LARGE' });
    expect(await readInputFile('/dev/null', never)).toHaveLength(0);
  });
});
