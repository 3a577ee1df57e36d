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
  test('reads until the state is reached, and its document has the state', async () => {
    const ran = await waited(TOPIC, { GetTopicList: [topics(), topics(ORDERS)] });
    expect(ran.end).toBe(0);
    expect(ran.data).toMatchObject({ Topic: 'orders', State: 'exists', StatusText: 'in service', PartitionNum: 12 });
    expect(ran.calls).toHaveLength(2);
    expect(ran.log).toBe('topic "orders": not listed yet\ntopic "orders": in service\n');
  });

  test('looks up an instance by name, and waits for its id', async () => {
    const script = { GetInstanceList: instances({ InstanceId: ID, Name: 'shop', ServiceStatus: 5 }) };
    const ran = await waited({ noun: 'instance', word: 'running', name: 'shop' }, script);
    expect(ran.data).toMatchObject({ InstanceId: ID, State: 'running' });
    expect(ran.calls.at(-1)?.params).toEqual({ RegionId: REGION, 'InstanceId.1': ID });
  });

  test('finds the instance of an order by its id', async () => {
    const script = { GetInstanceList: [instances(), instances({ InstanceId: ID, ServiceStatus: 0 })] };
    const ran = await waited({ noun: 'instance', word: 'exists', orderId: '7' }, script);
    expect(ran.data).toMatchObject({ OrderId: '7', InstanceId: ID });
    expect(ran.calls[0]?.params).toEqual({ RegionId: REGION, OrderId: '7' });
    expect(ran.log).toMatch(/^order 7: not listed yet\n/);
  });

  test('reports the name under which the service lists it', async () => {
    const long = 'a'.repeat(70);
    const ran = await waited(
      { ...TOPIC, name: long },
      { GetTopicList: topics({ Topic: long.slice(0, 64), Status: 0 }) },
    );
    expect(ran.log).toContain(`the service lists it as "${long.slice(0, 64)}"`);
  });

  test('ends at once if a required resource is missing, with a suggestion', async () => {
    const failed = waited({ ...TOPIC, word: 'running', name: 'order' }, { GetTopicList: topics(ORDERS) });
    await expect(failed).rejects.toMatchObject({
      exitCode: 3,
      message: `topic "order" not found in instance ${INSTANCE}; did you mean "orders"?`,
    });
  });

  test('ends at its timeout and the deadline, with the command to continue', async () => {
    const deleted: Words = { ...TOPIC, word: 'deleted', timeout: 3000 };
    const script = { GetTopicList: () => topics(ORDERS) };
    await expect(waited(deleted, script, { targets: { region: REGION } })).rejects.toMatchObject({
      exitCode: 7,
      code: 'WaitTimeout',
      next: `alikafka wait topic orders deleted --region ${REGION}`,
    });
    await expect(waited(deleted, script, { deadline: 2000 })).rejects.toMatchObject({ code: 'DeadlineExceeded' });
  });

  test('ends if a read is refused', async () => {
    const failed = waited(TOPIC, { GetTopicList: refusal('NoPermission', 403) });
    await expect(failed).rejects.toMatchObject({ exitCode: 4, code: 'NoPermission' });
  });

  test('sends the parameters of the options with each read', async () => {
    const ran = await waited(TOPIC, { GetTopicList: topics(ORDERS) }, { params: { Newer: '1' } });
    expect(ran.calls[0]?.params['Newer']).toBe('1');
  });

  test('returns its first request in a dry run, and sends nothing', async () => {
    const ran = await waited(TOPIC, {}, { dryRun: true });
    expect(ran.rows).toMatchObject([{ action: 'GetTopicList', params: { RegionId: REGION, InstanceId: INSTANCE } }]);
    expect(ran.calls).toEqual([]);
  });
});
