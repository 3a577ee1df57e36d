/** An emulator in memory with as many topics as the first argument, so that the bench measures the client. */
import { SEEDED_INSTANCE } from '../src/core/local-names.ts';
import { seed } from '../src/emulator/state/seed.ts';
import { serveEmulator } from '../src/emulator/server.ts';
import { memoryStore } from '../src/emulator/state/store.ts';
import { listen } from '../src/host/http/server.ts';

const state = seed(Date.now());
const running = state.instances.find(({ id }) => id === SEEDED_INSTANCE);
const like = running?.topics[0];
const count = Number(process.argv[2] ?? 0);
if (running !== undefined && like !== undefined && count > 0) {
  running.topics = Array.from({ length: count }, (_, i) => ({
    ...like,
    name: `topic-${String(i).padStart(5, '0')}`,
    remark: `number-${i}`,
  }));
}
const credentials = { accessKeyId: 'local', accessKeySecret: 'local' };
const { url } = await serveEmulator({ port: 0, credentials, store: memoryStore(state), now: () => Date.now() }, listen);
process.stdout.write(`${url}\n`);
