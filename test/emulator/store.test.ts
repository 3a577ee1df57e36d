import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { topicLimit, groupLimit, includedIn, partitionLimit } from '../../src/emulator/limits/limits.ts';
import { SEEDED_INSTANCE } from '../../src/core/local-names.ts';
import { seed } from '../../src/emulator/state/seed.ts';
import { fileStore } from '../../src/emulator/state/store.ts';
import { resetVersions, versionedFile } from '../../src/host/storage/versioned-file.ts';
import { bench, closeAll, KEYS, START } from './bench.ts';
import { serveEmulator } from '../../src/emulator/server.ts';
import { listen } from '../../src/host/http/server.ts';

const folder = mkdtempSync(join(tmpdir(), 'alikafka-store-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(closeAll);

let path: string;
beforeEach(() => {
  path = join(mkdtempSync(join(folder, 'run-')), 'local.json');
});

const store = () => fileStore(path, () => seed(START), { open: versionedFile });
const fresh = { Topic: 'fresh', Remark: 'x' };

describe('a state in a file', () => {
  test('is shared by emulators, and remains after them', async () => {
    const [one, two] = [await bench({ store: store() }), await bench({ store: store() })];
    await one.good('CreateTopic', fresh);
    expect((await two.good('GetTopicList'))['Total']).toBe(6);
    expect(await two.refused('CreateTopic', fresh)).toEqual([400, 'Topic.Exist']);
    await two.good('DeleteTopic', { Topic: 'orders' });
    await closeAll();
    expect((await (await bench({ store: store() })).good('GetTopicList'))['Total']).toBe(5);
  });

  test('is not written by reads and refused calls', async () => {
    const emulator = await bench({ store: store() });
    const [before, text] = [readdirSync(join(path, '..')), readFileSync(path, 'utf8')];
    for (let i = 0; i < 5; i++) await emulator.good('GetTopicList');
    await emulator.refused('CreateTopic', { Topic: 'orders', Remark: 'x' });
    expect([readdirSync(join(path, '..')), readFileSync(path, 'utf8')]).toEqual([before, text]);
  });

  test('is reset in a running emulator too', async () => {
    const emulator = await bench({ store: store() });
    await emulator.good('CreateTopic', fresh);
    resetVersions(path);
    expect((await emulator.good('GetTopicList'))['Total']).toBe(5);
  });

  test.each([
    ['not valid JSON', 'broken'],
    ['its layout is 0, and this version reads layout 1', '{"format":0}'],
    ['its instances or orders are missing', '{"format":1}'],
    ['it is not a state file of the emulator', '7'],
  ])('is refused at the start with the reason and the remedy: %s', async (why, text) => {
    writeFileSync(path, text);
    const starting = serveEmulator({ port: 0, credentials: KEYS, store: store(), now: () => START }, listen);
    await expect(starting).rejects.toThrow(
      `cannot read ${path}: ${why}. Run "alikafka emulator reset" to reset profile "local".`,
    );
    resetVersions(path);
    expect((await (await bench({ store: store() })).good('GetTopicList'))['Total']).toBe(5);
  });

  test('that becomes invalid while the emulator runs gives InternalError with its name', async () => {
    const emulator = await bench({ store: store() });
    writeFileSync(`${path}.2`, 'broken');
    const { status, body } = await emulator.call('GetTopicList');
    expect([status, body['Code'], body['Message']]).toEqual([
      500,
      'InternalError',
      expect.stringContaining(`cannot read ${path}: not valid JSON.`),
    ]);
    resetVersions(path);
    expect((await emulator.good('GetTopicList'))['Total']).toBe(5);
  });
});

describe('the seed', () => {
  test('is equal for equal times, a new object, and valid JSON', () => {
    expect(seed(START)).toEqual(seed(START));
    expect(seed(START).instances).not.toBe(seed(START).instances);
    expect(JSON.parse(JSON.stringify(seed(START)))).toEqual(seed(START));
  });

  test('keeps within its own limits', () => {
    for (const { sizes, topics, groups } of seed(START).instances) {
      expect(topics.length).toBeLessThanOrEqual(topicLimit(sizes));
      expect(groups.length).toBeLessThanOrEqual(groupLimit(sizes));
    }
    expect(seed(START).instances.map(({ id }) => id)[0]).toBe(SEEDED_INSTANCE);
  });
});

test('quotas follow the price tables of the vendor', () => {
  const sizes = { disk: 900, eip: 0, io: 20, topics: 50, spec: 'professional' };
  expect([topicLimit(sizes), groupLimit(sizes), partitionLimit(sizes)]).toEqual([100, 100, 1100]);
  expect([topicLimit({ ...sizes, spec: 'normal' }), partitionLimit({ ...sizes, spec: 'normal' })]).toEqual([50, 400]);
  expect(partitionLimit({ ...sizes, topics: 60 })).toBe(1260);
  expect([
    includedIn(160, 'professional'),
    includedIn(500, 'professional'),
    includedIn(45, 'normal'),
    includedIn(1, 'normal'),
  ]).toEqual([
    [180, 2000],
    [200, 2200],
    [50, 500],
    [50, 400],
  ]);
});
