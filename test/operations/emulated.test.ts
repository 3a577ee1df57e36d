/** Looks against the emulator's own answers: before a change it is open, after it done; and what `--wait` sees in between. */
import { describe, expect, test } from '@jest/globals';
import type { Verification, Check, Operation, Values } from '../../src/core/operation.ts';
import type { WaitStatus } from '../../src/core/command.ts';
import { EXPIRED_INSTANCE } from '../../src/core/local-names.ts';
import { seed } from '../../src/emulator/state/seed.ts';
import { operationOf } from '../../src/operations/registry.ts';
import { STATES } from '../../src/operations/shared/states.ts';
import { NOW } from '../support/effects.ts';
import { changeOf } from '../support/commands.ts';
import { emulated } from '../support/reader.ts';
import { CALLS } from '../support/samples.ts';

const operation = (action: string): Operation => operationOf(action) as Operation;

const start = { DeployModule: 'vpc', VpcId: 'vpc-test', VSwitchId: 'vsw-test', ZoneId: 'zonea' };

describe('verify', () => {
  const settled = CALLS.filter(({ operation: { verify } }) => verify !== undefined);
  const named = settled.map((call) => [`${call.operation.action} ${JSON.stringify(call.input)}`, call] as const);

  test.each(named)(
    '%s is open before and done after',
    async (_name, { operation: called, input, expects, prepare }) => {
      const state = seed(NOW);
      prepare?.(state);
      const emulator = emulated(state, NOW);
      const verify = called.verify as Check<Verification>;
      const asked = { ...input, ...expects };
      const before = (await verify([asked], emulator))(asked);
      emulator.call(called, input);
      const after = (await verify([asked], emulator))(asked);
      expect([before, after]).toEqual([{ state: 'open' }, { state: 'done' }]);
    },
  );

  test('a slow deletion is done while the name is still in use', async () => {
    const emulator = emulated(seed(NOW), NOW, 60_000);
    const input = { Topic: 'orders' };
    emulator.call(operation('DeleteTopic'), input);
    const [deleted, created] = [
      operation('DeleteTopic').verify,
      operation('CreateTopic').verify,
    ] as Check<Verification>[];
    expect((await (deleted as Check<Verification>)([input], emulator))(input)).toEqual({ state: 'done' });
    expect((await (created as Check<Verification>)([input], emulator))(input)).toEqual({
      state: 'unknown',
      message: 'topic "orders" is listed without a status',
    });
  });
});

describe('waiting', () => {
  async function status(
    look: Check<WaitStatus>,
    input: Values,
    emulator: ReturnType<typeof emulated>,
  ): Promise<string> {
    const { state: is, message: says } = (await look([input], emulator))(input);
    return `${is}: ${says}`;
  }
  const wait = (path: string): Check<WaitStatus> => changeOf(path)?.wait?.check as Check<WaitStatus>;

  test('a slow topic is created, and deleted', async () => {
    const emulator = emulated(seed(NOW), NOW, 60_000);
    const input = { Topic: 'fresh', Remark: 'fresh' };
    const seen: string[] = [];
    emulator.call(operation('CreateTopic'), input);
    seen.push(await status(wait('topic create'), input, emulator));
    emulator.advance(60_000);
    seen.push(await status(wait('topic create'), input, emulator));
    emulator.call(operation('DeleteTopic'), input);
    seen.push(await status(wait('topic delete'), input, emulator));
    emulator.advance(60_000);
    seen.push(await status(wait('topic delete'), input, emulator));
    expect(seen).toEqual([
      'pending: not listed yet',
      'reached: in service',
      'pending: being deleted',
      'reached: deleted',
    ]);
  });

  test('an ordered instance is listed, started and enlarged', async () => {
    const emulator = emulated(seed(NOW), NOW);
    const sizes = { DiskSize: 900, IoMax: 20, TopicQuota: 50 };
    const order = { ...sizes, DeployType: '5', DiskType: '1', SpecType: 'professional' };
    const { OrderId } = emulator.call(operation('CreatePrePayOrder'), order);
    const ordered = { ...order, OrderId: String(OrderId) };
    const look = (await wait('instance create')([ordered], emulator))(ordered);
    const input = { InstanceId: String(look.record?.['InstanceId']) };
    const seen = [`${look.state}: ${look.message}`];
    emulator.call(operation('StartInstance'), { ...input, ...start });
    for (let i = 0; i < 5; i++) {
      seen.push(await status(wait('instance start'), input, emulator));
      emulator.advance(1000);
    }
    const more = { ...input, ...sizes, EipMax: 0, DiskSize: 1200 };
    emulator.call(operation('UpgradePrePayOrder'), more);
    seen.push(await status(wait('instance upgrade'), more, emulator));
    emulator.advance(3000);
    seen.push(await status(wait('instance upgrade'), more, emulator));
    expect(seen).toEqual([
      'reached: to be deployed (0)',
      'pending: deploying (1)',
      'pending: deploying (1)',
      'pending: initializing (2)',
      'pending: starting (3)',
      'reached: running (5)',
      'pending: changing (11)',
      'reached: running (5)',
    ]);
  });

  test('groups drain or do not drain', async () => {
    const emulator = emulated(seed(NOW), NOW);
    const drained = STATES.group['drained']?.check as Check<WaitStatus>;
    expect(await status(drained, { ConsumerId: 'archiver' }, emulator)).toBe('reached: lag 0');
    expect(await status(drained, { ConsumerId: 'shipping' }, emulator)).toMatch(/^pending: lag [1-9]\d*$/);
    expect(await status(drained, { ConsumerId: 'none' }, emulator)).toBe('absent: not listed yet');
  });
});

test('the impact of a topic lists its consumers', async () => {
  const guard = changeOf('topic delete')?.confirm.impact;
  const lines = await guard?.([{ Topic: 'orders' }, { Topic: 'orders-dead' }], emulated(seed(NOW), NOW));
  expect(lines).toEqual([
    expect.stringMatching(/^orders: read by (billing|shipping) \(lag \d+\), (billing|shipping) \(lag \d+\)$/),
    'no group reads orders-dead',
  ]);
});

test('the impact of an expired instance has its numbers', async () => {
  const guard = changeOf('instance delete')?.confirm.impact;
  expect(await guard?.([{ InstanceId: EXPIRED_INSTANCE }], emulated(seed(NOW), NOW))).toEqual([
    `${EXPIRED_INSTANCE}: 0 topics; 0 groups`,
  ]);
});
