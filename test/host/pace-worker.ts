/**
 * One process of many, bundled and started by state-folder.test.ts: `book <folder> <count>` books so many turns of one
 * operation at one time and says the wait of each; `append <folder> <name> <count>` appends so many long lines.
 */
import { stateFolder } from '../../src/host/storage/state-folder.ts';
import { reserve } from '../../src/client/rate-limit/bookings.ts';
import { noBuckets } from '../../src/client/rate-limit/token-buckets.ts';

const [what = '', path = '', ...args] = process.argv.slice(2);
const folder = stateFolder(path);
const NOW = 1_800_000_000_000;

async function book(count = '1'): Promise<void> {
  const shared = folder.shared('pace.json', noBuckets);
  for (let i = 0; i < Number(count); i++) {
    const booking = await shared.change((value) => reserve(value, { action: 'CreateTopic', rate: 1 }, NOW));
    process.stdout.write(`${(booking?.at ?? 0) - NOW}\n`);
  }
}

async function append(name = '', count = '1'): Promise<void> {
  for (let i = 0; i < Number(count); i++) await folder.append('journal', `${name}-${i} ${name.repeat(5000)}\n`);
}

const tasks: Readonly<Record<string, (...args: string[]) => Promise<void>>> = { book, append };
await tasks[what]?.(...args);
