/**
 * Adds one to the number in a file under its lock, as often as requested; prints a word before each, and may stop in
 * the middle.
 */
import { readFileSync, writeFileSync, writeSync } from 'node:fs';
import { locked } from '../../src/host/storage/lock.ts';
import { lockEffects } from '../support/lock.ts';

const [path = '', times = '1', how = ''] = process.argv.slice(2);
for (let i = 0; i < Number(times); i++) {
  await locked(`${path}.lock`, lockEffects(), (mine) => {
    const number = Number(readFileSync(path, 'utf8'));
    if (how === 'stand') {
      writeSync(1, 'holds\n');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); // until it is killed
    }
    mine();
    writeFileSync(path, String(number + 1));
  });
  writeSync(1, 'added\n');
}
