/** A wait without a change before it, and without a command line. */
import { describe, expect, test } from '@jest/globals';
import type { WaitArguments } from '../../src/commands/wait/arguments.ts';
import { waitRequest } from '../../src/commands/wait/request.ts';
import type { CommandOptions } from '../../src/engine/command-context.ts';
import { DEFAULT_OPTIONS } from '../../src/engine/command-request.ts';
import { runWait } from '../../src/engine/wait/run-wait.ts';
import { STATES } from '../../src/operations/shared/states.ts';
import { INSTANCE, type Options, REGION } from '../support/context.ts';
import { refusal } from '../support/effects.ts';
import { came, type Came } from '../support/engine.ts';
import { instances, topics } from '../support/service.ts';

const ID = 'alikafka_pre-cn-aaaaaaaaaaaa';
const ORDERS = { Topic: 'orders', Status: 0, PartitionNum: 12 };

type Words = Pick<WaitArguments, 'noun' | 'word'> & Partial<WaitArguments>;

function waited(words: Words, script: Options['script'], options: Partial<CommandOptions> = {}): Promise<Came> {
  const state = STATES[words.noun][words.word];
  if (state === undefined) throw new Error(`no state ${words.word}`);
  const whole = { name: undefined, orderId: undefined, maxLag: undefined, timeout: 60_000, state, ...words };
  return came({ ...(script === undefined ? {} : { script }) }, (settings, io) =>
    runWait(waitRequest(whole, { ...DEFAULT_OPTIONS, quiet: false, ...options }), settings, io),
  );
}

const TOPIC: Words = { noun: 'topic', word: 'exists', name: 'orders' };

describe('a wait', () => {
  test('reads until it is so, and its document says how it stands', async () => {
    const ran = await waited(TOPIC, { GetTopicList: [topics(), topics(ORDERS)] });
    expect(ran.end).toBe(0);
    expect(ran.data).toMatchObject({
      Topic: 'orders',
      State: 'exists',
      StatusText: 'in service (0)',
      PartitionNum: 12,
    });
    expect(ran.calls).toHaveLength(2);
    expect(ran.log).toBe('orders: not listed yet\norders: in service (0)\n');
  });

  test('an instance by its name is looked up, and waited for by its id', async () => {
    const script = { GetInstanceList: instances({ InstanceId: ID, Name: 'shop', ServiceStatus: 5 }) };
    const ran = await waited({ noun: 'instance', word: 'running', name: 'shop' }, script);
    expect(ran.data).toMatchObject({ InstanceId: ID, State: 'running' });
    expect(ran.calls.at(-1)?.params).toEqual({ RegionId: REGION, 'InstanceId.1': ID });
  });

  test('an instance by its order is found under the id that it gets', async () => {
    const script = { GetInstanceList: [instances(), instances({ InstanceId: ID, ServiceStatus: 0 })] };
    const ran = await waited({ noun: 'instance', word: 'exists', orderId: '7' }, script);
    expect(ran.data).toMatchObject({ OrderId: '7', InstanceId: ID });
    expect(ran.calls[0]?.params).toEqual({ RegionId: REGION, OrderId: '7' });
    expect(ran.log).toMatch(/^order 7: not listed yet\n/);
  });

  test('the name under which the service lists it is said', async () => {
    const long = 'a'.repeat(70);
    const ran = await waited(
      { ...TOPIC, name: long },
      { GetTopicList: topics({ Topic: long.slice(0, 64), Status: 0 }) },
    );
    expect(ran.log).toContain(`the service lists it as "${long.slice(0, 64)}"`);
  });

  test('what has to be there and is not ends it at once, with what was most likely meant', async () => {
    const failed = waited({ ...TOPIC, word: 'running', name: 'order' }, { GetTopicList: topics(ORDERS) });
    await expect(failed).rejects.toMatchObject({
      exitCode: 3,
      message: `topic "order" not found in instance ${INSTANCE}; did you mean orders?`,
    });
  });

  test('its time, and the command’s, run out with the command that goes on', async () => {
    const deleted: Words = { ...TOPIC, word: 'deleted', timeout: 3000 };
    const script = { GetTopicList: () => topics(ORDERS) };
    await expect(waited(deleted, script, { targets: { region: REGION } })).rejects.toMatchObject({
      exitCode: 7,
      code: 'WaitTimeout',
      next: `alikafka wait topic orders deleted --region ${REGION}`,
    });
    await expect(waited(deleted, script, { deadline: 2000 })).rejects.toMatchObject({ code: 'DeadlineExceeded' });
  });

  test('a read that is refused ends it', async () => {
    const failed = waited(TOPIC, { GetTopicList: refusal('NoPermission', 403) });
    await expect(failed).rejects.toMatchObject({ exitCode: 4, code: 'NoPermission' });
  });

  test('the parameters of the options go with each look', async () => {
    const ran = await waited(TOPIC, { GetTopicList: topics(ORDERS) }, { params: { Newer: '1' } });
    expect(ran.calls[0]?.params['Newer']).toBe('1');
  });

  test('a dry run returns the first look and sends nothing', async () => {
    const ran = await waited(TOPIC, {}, { dryRun: true });
    expect(ran.rows).toMatchObject([{ action: 'GetTopicList', params: { RegionId: REGION, InstanceId: INSTANCE } }]);
    expect(ran.calls).toEqual([]);
  });
});
