/**
 * One process of many, bundled and started by processes.test.ts: `append <file> <name> <count>` adds numbered entries
 * and says each one once it is kept; `read <file>` reads until it is killed and says when it could not; `topic <file>
 * <name>` creates a topic in the emulator's state.
 */
import { LOCAL_REGION, SEEDED_INSTANCE } from '../../src/core/local-names.ts';
import { seed } from '../../src/emulator/state/seed.ts';
import { handlerOf } from '../../src/emulator/handlers/table.ts';
import { fileStore } from '../../src/emulator/state/store.ts';
import { versionedFile } from '../../src/host/storage/versioned-file.ts';

const [what = '', file = '', name = '', count = '1'] = process.argv.slice(2);

const list = () =>
  versionedFile<string[]>(file, {
    initial: () => [],
    wrong: (value) => (Array.isArray(value) ? undefined : 'is no list'),
    remedy: '',
  });

async function append(): Promise<void> {
  const entries = list();
  for (let i = 0; i < Number(count); i++) {
    await entries.write((all) => all.push(`${name}-${i}`));
    process.stdout.write(`${name}-${i}\n`);
  }
}

async function read(): Promise<void> {
  for (;;) {
    const length = await list().read((all) => all.length);
    process.stdout.write(`${length}\n`);
    await new Promise((done) => setTimeout(done, 1));
  }
}

async function topic(): Promise<void> {
  const now = Date.now();
  const input = { InstanceId: SEEDED_INSTANCE, RegionId: LOCAL_REGION, Topic: name, Remark: 'by-a-process' };
  await fileStore(file, () => seed(now), { open: versionedFile }).write((state) =>
    handlerOf('CreateTopic')(state, input, { now: now + 1, behaviour: {}, wire: {} }),
  );
}

const tasks: Readonly<Record<string, () => Promise<void>>> = { append, read, topic };
await tasks[what]?.();
