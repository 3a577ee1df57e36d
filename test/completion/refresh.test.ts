/** The process that reads names for completion: what it saves, for whom, and what it leaves. */
import { describe, expect, test } from '@jest/globals';
import { refresh } from '../../src/commands/completion/refresh.ts';
import { markOf, type NamesFile, namesFileOf } from '../../src/completion/names-file.ts';
import { run } from '../../src/run.ts';
import { type Options, testContext } from '../support/context.ts';
import { refusal } from '../support/effects.ts';
import { memoryFolder } from '../support/memory-folder.ts';
import { instances, topics } from '../support/service.ts';

const NOW = 1_800_000_000_000;
const HOUR = 3_600_000;
const IDENTITY = 'ab';

/** A folder with a clock that a test moves, and a refresh that saves in it. */
function place() {
  const clock = { at: NOW };
  const state = memoryFolder(() => clock.at);
  const read = async (list: string, options: Options = {}, targets = {}): Promise<NamesFile> => {
    const { context } = testContext({ ...options, state });
    await refresh(JSON.stringify({ list, identity: IDENTITY, targets }), { ...context, now: () => clock.at });
    return JSON.parse((await state.read(namesFileOf(IDENTITY))) ?? 'null') as NamesFile;
  };
  return { clock, state, read };
}

test('saves the names of a list, and removes its mark', async () => {
  const { state, read } = place();
  await state.replace(markOf(IDENTITY), '');
  const script = { GetTopicList: topics({ Topic: 'orders', Remark: 'of the shop' }, { Topic: 'refunds' }) };
  expect(await read('topic', { script })).toEqual({
    identity: IDENTITY,
    triedAt: NOW,
    readAt: NOW,
    names: [['orders'], ['refunds']],
  });
  expect(await state.read(markOf(IDENTITY))).toBeUndefined();
});

test('a name of an instance stands for its id only where no other instance has it, and where it is no id', async () => {
  const script = {
    GetInstanceList: instances(
      { InstanceId: 'alikafka_pre-cn-one', Name: 'shop', ServiceStatus: 5 },
      { InstanceId: 'alikafka_pre-cn-two', Name: 'same', ServiceStatus: 5 },
      { InstanceId: 'alikafka_pre-cn-three', Name: 'same', ServiceStatus: 5 },
      { InstanceId: 'alikafka_pre-cn-four', Name: 'alikafka_pre-cn-one', ServiceStatus: 5 },
      { InstanceId: 'alikafka_pre-cn-five', ServiceStatus: 5 },
    ),
  };
  const { names, others } = await place().read('instance', { script });
  expect(names).toEqual([
    ['alikafka_pre-cn-one', 'shop'],
    ['alikafka_pre-cn-two', 'same'],
    ['alikafka_pre-cn-three', 'same'],
    ['alikafka_pre-cn-four', 'alikafka_pre-cn-one'],
    ['alikafka_pre-cn-five'],
  ]);
  expect(others).toEqual([['shop', 'alikafka_pre-cn-one']]);
});

describe('a refusal', () => {
  const refused = { GetTopicList: refusal('Forbidden.RAM', 403) };

  test('is saved with the names of before and their time', async () => {
    const { clock, read } = place();
    await read('topic', { script: { GetTopicList: topics({ Topic: 'orders' }) } });
    clock.at += HOUR;
    expect(await read('topic', { script: refused })).toEqual({
      identity: IDENTITY,
      triedAt: NOW + HOUR,
      readAt: NOW,
      names: [['orders']],
    });
  });

  test('without earlier names is saved without the time of a read', async () => {
    expect(await place().read('topic', { script: refused })).toEqual({ identity: IDENTITY, triedAt: NOW, names: [] });
  });
});

test('files of names that nothing has changed for a day are removed, and no others', async () => {
  const { clock, state, read } = place();
  for (const name of [namesFileOf('old'), markOf('old'), 'pace-x.json']) await state.replace(name, '{}');
  clock.at += 23 * HOUR;
  await state.replace(namesFileOf('newer'), '{}');
  clock.at += 2 * HOUR;
  await read('topic', { script: { GetTopicList: topics({ Topic: 'orders' }) } });
  expect((await state.names('')).map(({ name }) => name)).toEqual(
    [namesFileOf(IDENTITY), namesFileOf('newer'), 'pace-x.json'].sort(),
  );
});

test('a program that returns credentials is not run: it may ask for a password', async () => {
  const profile = { mode: 'External', credentialProcess: 'get-keys', region: 'cn-hangzhou', instance: 'alikafka_x' };
  const files = { '/home/nobody/.config/alikafka/config.json': JSON.stringify({ profiles: { ext: profile } }) };
  const env = {
    ALIBABA_CLOUD_ACCESS_KEY_ID: undefined,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: undefined,
    ALIKAFKA_INSTANCE: undefined,
    ALIKAFKA_REGION: undefined,
  };
  const { state } = place();
  const { context } = testContext({ files, state, env });
  let ran = 0;
  const own = {
    ...context,
    runProgram: async () => {
      ran++;
      return { code: 1, stdout: '' };
    },
  };
  const request = { list: 'topic', identity: IDENTITY, targets: { profile: 'ext' } };
  await refresh(JSON.stringify(request), own);
  expect(ran).toBe(0);
  expect(JSON.parse((await state.read(namesFileOf(IDENTITY))) ?? 'null')).toMatchObject({ names: [] });
  // a command runs it
  expect(await run(['topic', 'list', '--profile', 'ext'], own)).not.toBe(0);
  expect(ran).toBeGreaterThan(0);
});
