/** The effects of completion on this machine: the mark of a refresh that runs. */
import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { completionEffects } from '../../src/host/completion.ts';

const NAME = 'completion-ab.mark';
const LIFETIME = 15_000;

let home: string;
const saved = process.env['XDG_STATE_HOME'];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'alikafka-effects-'));
  process.env['XDG_STATE_HOME'] = home;
});
afterEach(() => {
  if (saved === undefined) delete process.env['XDG_STATE_HOME'];
  else process.env['XDG_STATE_HOME'] = saved;
  rmSync(home, { recursive: true, force: true });
});

const path = (): string => join(home, 'alikafka', NAME);
const mark = (): boolean => completionEffects(home).mark(NAME, LIFETIME);
/** Moves the time of the mark. */
function shift(milliseconds: number): void {
  const at = (Date.now() + milliseconds) / 1000;
  utimesSync(path(), at, at);
}

test('is made once, in a folder and a file that only this user can read', () => {
  expect(mark()).toBe(true);
  expect(mark()).toBe(false);
  expect(statSync(path()).mode & 0o777).toBe(0o600);
  expect(statSync(join(home, 'alikafka')).mode & 0o777).toBe(0o700);
  rmSync(path());
  // the folder is there now
  expect(mark()).toBe(true);
  expect(statSync(path()).mode & 0o777).toBe(0o600);
});

test.each([
  ['younger than its lifetime stays', -LIFETIME / 2, false],
  ['older was left by a process that was killed, and is replaced', -LIFETIME - 5000, true],
  ['of a clock that was ahead is replaced', 3_600_000, true],
])('one that is %s', (_what, milliseconds, made) => {
  mark();
  shift(milliseconds);
  expect(mark()).toBe(made);
  expect(readdirSync(join(home, 'alikafka'))).toEqual([NAME]);
});

test('is not made where there is no folder for it', () => {
  process.env['XDG_STATE_HOME'] = '/proc/none';
  expect(mark()).toBe(false);
});
