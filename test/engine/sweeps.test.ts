/**
 * Plans over several regions, instances and operations, against the emulator: objects of different targets are never
 * confused.
 */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { LOCAL_REGION, SEEDED_INSTANCE } from '../../src/core/local-names.ts';
import type { FetchedRows, Plan, Scope, Step, Target } from '../../src/core/plan.ts';
import { operation } from '../../src/core/record.ts';
import { seed } from '../../src/emulator/state/seed.ts';
import type { Instance, State } from '../../src/emulator/state/state.ts';
import { createAcl } from '../../src/operations/acl/acl.ts';
import { updateAllowedIp } from '../../src/operations/allowed-ip/allowed-ip.ts';
import { deleteConsumerGroup } from '../../src/operations/group/group.ts';
import { getConsumerList } from '../../src/operations/group/list.ts';
import { deleteInstance } from '../../src/operations/instance/instance.ts';
import { describeInstance, instanceArgument, region } from '../../src/operations/shared/common.ts';
import type { Failure } from '../../src/errors/failure.ts';
import { type BoundCommand, readOf } from '../../src/operations/registry.ts';
import { createPrePayOrder } from '../../src/operations/instance/order.ts';
import { describeSaslUsers } from '../../src/operations/sasl/list.ts';
import { createSaslUser } from '../../src/operations/sasl/sasl.ts';
import { deleteTopic } from '../../src/operations/topic/topic.ts';
import type { Send } from '../../src/transport/send.ts';
import { formByHand } from '../support/by-hand.ts';
import { type Clock, fixedClock, http, noAnswer, NOW } from '../support/effects.ts';
import { type Came, engineOf } from '../support/engine.ts';
import { IN_PROCESS_ENV, inProcess } from '../support/in-process.ts';
import { memoryFolder } from '../support/memory-folder.ts';
import type { Options } from '../support/context.ts';
import { planOf } from '../support/planned.ts';

const SECOND = 'alikafka_post-cn-second000002';
const FAR = 'alikafka_post-sg-third0000003';
const FAR_REGION = 'ap-southeast-1';

const HERE: Target = {};
const THERE: Target = { instance: SECOND };
const ABROAD: Target = { region: FAR_REGION, instance: FAR };
const PLACES = [HERE, THERE, ABROAD];
const IDS = [SEEDED_INSTANCE, SECOND, FAR];

let state: State;
let clock: Clock;

/** Three running instances, two of them in one region, each with the seeded topics, groups and users. */
beforeEach(() => {
  clock = fixedClock(NOW);
  state = seed(NOW);
  const [first] = state.instances;
  const copy = (own: Partial<Instance>): Instance => ({ ...(structuredClone(first) as Instance), ...own });
  state.instances.push(copy({ id: SECOND, name: 'second' }), copy({ id: FAR, name: 'far', region: FAR_REGION }));
});

const instanceNow = (id: string): Instance => state.instances.find((one) => one.id === id) as Instance;
const topicsIn = (id: string): string[] => instanceNow(id).topics.map(({ name }) => name);

/** A fault: what is done before (undefined: the emulator answers) or after the emulator has done what was asked. */
type Fault = (call: Call) => { readonly before?: ReturnType<typeof http> | Error; readonly after?: Error } | undefined;
interface Call {
  readonly action: string;
  readonly instance: string;
  readonly region: string;
}

function emulator(fault: Fault = () => undefined): { readonly send: Send; readonly calls: Call[] } {
  const { send } = inProcess(
    state,
    () => clock.now(),
    (_action, _nth, text) => text,
  );
  const calls: Call[] = [];
  return {
    calls,
    send: async (request) => {
      const { Action = '', InstanceId = '', RegionId = '' } = formByHand(request.body);
      const call = { action: Action, instance: InstanceId, region: RegionId };
      calls.push(call);
      const { before, after } = fault(call) ?? {};
      if (before instanceof Error) throw before;
      if (before !== undefined) return before;
      const answer = await send(request);
      if (after !== undefined) throw after;
      return answer;
    },
  };
}

const options = (send: Send, more: Options = {}): Options => ({ send, clock, env: IN_PROCESS_ENV, ...more });

const planned = planOf('Topic');

const topic = (name: string, more: Pick<Step, 'operation' | 'target'> = {}): Step => ({
  input: { Topic: name, PartitionNum: 3, Remark: name },
  names: [{ Topic: name }],
  ...more,
});

const everywhere = (name: string): Step[] => PLACES.map((target) => topic(name, { target }));

/** A read with a plan over all places. */
function reading(path: string, steps: readonly Omit<Step, 'names'>[]): BoundCommand {
  const { operation: reads, command } = readOf(path);
  const plan: Plan = { steps: steps.map((step) => ({ ...step, names: [] })) };
  return { operation: reads, command: { ...command, plan: () => plan } };
}

const cells = (ran: Came, ...names: readonly string[]): unknown[][] =>
  ran.rows.map((row) => names.map((name) => row[name]));

describe('a sweep that reads', () => {
  const sweep = (path: string) =>
    reading(
      path,
      PLACES.map((target) => ({ input: {}, target })),
    );

  test('has the rows of all places, with their region and instance', async () => {
    const { send, calls } = emulator();
    const ran = await engineOf(sweep('sasl list'), {}, options(send));
    expect(ran.end).toBe(0);
    expect(cells(ran, 'RegionId', 'InstanceId', 'Username')).toEqual(
      IDS.flatMap((id) => ['app', 'reporting'].map((user) => [id === FAR ? FAR_REGION : LOCAL_REGION, id, user])),
    );
    expect(ran.columns.slice(0, 3)).toEqual(['RegionId', 'InstanceId', 'Username']);
    expect(ran.rows.every((row) => row['Password'] === '******')).toBe(true);
    expect(calls.map((call) => call.instance)).toEqual(IDS);
  });

  test('of one region adds only the instance, unless a row has it already', async () => {
    const { send } = emulator();
    const both = reading('sasl list', [
      { input: {}, target: HERE },
      { input: {}, target: THERE },
    ]);
    const ran = await engineOf(both, {}, options(send));
    expect(ran.columns).toEqual(['InstanceId', 'Username', 'Type', 'Mechanism', 'Password']);
    const topics = await engineOf(sweep('topic list'), {}, options(send));
    expect(topics.columns.slice(0, 3)).toEqual(['RegionId', 'InstanceId', 'Topic']);
    expect(new Set(topics.rows.map(({ InstanceId }) => InstanceId))).toEqual(new Set(IDS));
    const TopicList = { TopicVO: [{ Topic: 'one', InstanceId: 'its own' }] };
    const told = emulator(() => ({
      before: http(200, { Code: 200, Success: true, RequestId: 'r', Total: 1, TopicList }),
    }));
    const own = await engineOf(sweep('topic list'), {}, options(told.send));
    expect(own.rows.map(({ InstanceId }) => InstanceId)).toEqual(['its own', 'its own', 'its own']);
  });

  test('prints the others if one place cannot be read, and the error names it', async () => {
    const { send } = emulator(({ instance }) =>
      instance === SECOND ? { before: http(403, { Code: 'NoPermission', Message: 'not yours' }) } : undefined,
    );
    const ran = await engineOf(sweep('sasl list'), {}, options(send));
    expect(ran.end).toMatchObject({ exitCode: 8, details: [{ name: `${LOCAL_REGION}, ${SECOND}` }] });
    expect(new Set(ran.rows.map(({ InstanceId }) => InstanceId))).toEqual(new Set([SEEDED_INSTANCE, FAR]));
  });

  test('ends with the common cause if none can be read, and names missing objects with their targets', async () => {
    const { send } = emulator(() => ({ before: http(403, { Code: 'NoPermission', Message: 'not yours' }) }));
    await expect(engineOf(sweep('sasl list'), {}, options(send))).rejects.toMatchObject({ exitCode: 4 });
    const gone = reading('topic list', [{ input: {}, target: { region: FAR_REGION, instance: SECOND } }]);
    await expect(engineOf(gone, {}, options(emulator().send))).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringMatching(
        new RegExp(`^instance "${SECOND}" not found in region ${FAR_REGION}; did you mean ${FAR}[?] `),
      ),
    });
  });

  test('of several operations has the fields of all', async () => {
    const both = reading('topic list', [{ input: {} }, { input: {}, operation: getConsumerList }]);
    const ran = await engineOf(both, {}, options(emulator().send));
    expect(ran.columns[0]).toBe('Action');
    expect(ran.rows.map(({ Action }) => Action)).toEqual([
      ...topicsIn(SEEDED_INSTANCE).map(() => 'GetTopicList'),
      ...instanceNow(SEEDED_INSTANCE).groups.map(() => 'GetConsumerList'),
    ]);
  });

  test('by a function of the command reads each target, in one order, and names failures with their targets', async () => {
    const { send, calls } = emulator(({ action, instance }) =>
      action === 'GetConsumerProgress' && instance === FAR && calls.length % 2 === 0
        ? { before: http(403, { Code: 'NoPermission', Message: 'not yours' }) }
        : undefined,
    );
    const ran = await engineOf(sweep('group lag'), {}, options(send));
    expect(new Set(calls.map(({ region, instance }) => `${region} ${instance}`))).toEqual(
      new Set(IDS.map((id) => `${id === FAR ? FAR_REGION : LOCAL_REGION} ${id}`)),
    );
    expect(ran.columns.slice(0, 3)).toEqual(['RegionId', 'InstanceId', 'ConsumerId']);
    expect(new Set(ran.rows.map(({ InstanceId }) => InstanceId))).toEqual(new Set(IDS));
    const lags = ran.rows.map(({ Lag }) => Number(Lag));
    expect(lags).toEqual(lags.toSorted((a, b) => b - a));
    const { details } = ran.end as Failure;
    expect(details.length).toBeGreaterThan(0);
    for (const { name } of details) expect(name).toContain(` (${FAR_REGION}, ${FAR})`);
  });

  test('by a function that fails in one place prints the others, and a description goes to the place of its step', async () => {
    const denied = emulator(({ action, instance }) =>
      action === 'GetConsumerList' && instance === SECOND
        ? { before: http(403, { Code: 'NoPermission', Message: 'not yours' }) }
        : undefined,
    );
    const ran = await engineOf(sweep('group lag'), {}, options(denied.send));
    expect(ran.end).toMatchObject({ exitCode: 8, details: [{ name: `${LOCAL_REGION}, ${SECOND}` }] });
    expect(new Set(ran.rows.map(({ InstanceId }) => InstanceId))).toEqual(new Set([SEEDED_INSTANCE, FAR]));
    const { send, calls } = emulator();
    const step = { input: { ConsumerId: 'billing' }, target: ABROAD };
    await engineOf(reading('group describe', [step]), { ConsumerId: 'billing' }, options(send));
    expect(calls.map(({ region, instance }) => [region, instance])).toEqual([[FAR_REGION, FAR]]);
  });

  test('a function of the command gets the target that it reads', async () => {
    const told: unknown[] = [];
    const { operation: reads, command } = sweep('group lag');
    const rows = async (_input: unknown, { region: at, instance }: Scope): Promise<FetchedRows> => {
      told.push([at, instance]);
      return { rows: [], unread: [], asked: 1 };
    };
    const own = { ...command, fetch: { rows } } as typeof command;
    await engineOf({ operation: reads, command: own }, {}, options(emulator().send));
    expect(told).toEqual(IDS.map((id) => [id === FAR ? FAR_REGION : LOCAL_REGION, id]));
  });

  test('with many requests at each target announces those of each, and names failures with their targets', async () => {
    const { send, calls } = emulator();
    const announce = (): string[] => ['asking'];
    const steps = PLACES.flatMap((target) =>
      ['orders', 'audit-log'].map((AclResourceName) => ({
        input: { Username: 'app', AclResourceType: 'Topic', AclResourceName },
        names: [{ AclResourceName }],
        target,
      })),
    );
    const { operation: reads, command } = readOf('acl list');
    const plan: Plan = { steps, fanOut: { announce } };
    const failing: Send = async (request) => {
      const { InstanceId, AclResourceName } = formByHand(request.body);
      if (InstanceId === FAR && AclResourceName === 'orders')
        return http(403, { Code: 'NoPermission', Message: 'not yours' });
      return send(request);
    };
    const ran = await engineOf({ operation: reads, command: { ...command, plan: () => plan } }, {}, options(failing));
    expect(ran.log.match(/asking/g)?.length).toBe(3);
    expect(ran.end).toMatchObject({ exitCode: 8, details: [{ name: `orders (${FAR_REGION}, ${FAR})` }] });
    expect(cells(ran, 'InstanceId', 'AclOperationType')).toEqual(
      ['Read', 'Write'].flatMap((word) => [SEEDED_INSTANCE, SECOND].map((id) => [id, word])),
    );
    expect(calls.length).toBe(5);
  });

  test('the response of another operation is masked by its own record', async () => {
    const users = reading('topic list', [{ input: {}, operation: describeSaslUsers }]);
    const ran = await engineOf(users, {}, options(emulator().send));
    expect(cells(ran, 'Username', 'Password')).toEqual([
      ['app', '******'],
      ['reporting', '******'],
    ]);
  });

  test('a description is read in the place of its step', async () => {
    const { send, calls } = emulator();
    await engineOf(
      reading('topic status', [{ input: { Topic: 'orders' }, target: ABROAD }]),
      { Topic: 'orders' },
      options(send),
    );
    expect(calls.map((call) => [call.region, call.instance])).toContainEqual([FAR_REGION, FAR]);
    expect(calls.some((call) => call.instance === SEEDED_INSTANCE)).toBe(false);
  });
});

describe('a sweep that changes', () => {
  test('two names in three places: in the order of the plan, distinguished by region and instance', async () => {
    const { send, calls } = emulator();
    const steps = [...everywhere('fresh'), ...everywhere('orders')];
    const ran = await engineOf(planned({ steps }), {}, options(send));
    expect(cells(ran, 'RegionId', 'InstanceId', 'Topic', 'Result')).toEqual(
      ['fresh', 'orders'].flatMap((name) =>
        IDS.map((id) => [id === FAR ? FAR_REGION : LOCAL_REGION, id, name, name === 'fresh' ? 'created' : 'failed']),
      ),
    );
    expect(ran.columns).toEqual(['RegionId', 'InstanceId', 'Topic', 'Result']);
    expect(ran.end).toMatchObject({
      exitCode: 8,
      details: IDS.map((id) => ({ name: `orders (${id === FAR ? FAR_REGION : LOCAL_REGION}, ${id})` })),
    });
    expect(calls.filter(({ action }) => action === 'CreateTopic').map(({ instance }) => instance)).toEqual([
      ...IDS,
      ...IDS,
    ]);
    for (const id of IDS) expect(topicsIn(id)).toContain('fresh');
  });

  test('a resumed plan compares names with their places', async () => {
    const steps = [...everywhere('b'), ...everywhere('a')];
    const order = ['a', 'b'].flatMap((name) =>
      [...PLACES].reverse().map((target) => ({ names: { Topic: name }, target })),
    );
    const ran = await engineOf(planned({ steps, order }), {}, options(emulator().send));
    expect(cells(ran, 'Topic', 'InstanceId')).toEqual(
      ['a', 'b'].flatMap((name) => [...IDS].reverse().map((id) => [name, id])),
    );
  });

  test('progress lines and -o name state the place of a name', async () => {
    const refused = emulator(({ action, instance }) =>
      action === 'CreateTopic' && instance === SECOND ? { after: noAnswer() } : undefined,
    );
    const ran = await engineOf(planned({ steps: everywhere('fresh') }), {}, options(refused.send));
    expect(ran.log).toContain(`fresh (${LOCAL_REGION}, ${SECOND}): `);
    expect(ran.rows.map(({ Result }) => Result)).toEqual(['created', 'created', 'created']);
    const named = await engineOf(planned({ steps: everywhere('other') }), {}, options(emulator().send), {
      format: 'name',
    });
    expect(named.rows.map((row) => row['Topic'])).toEqual(['other', 'other', 'other']);
  });

  test('a suggestion may be a name that the plan uses in another place', async () => {
    const steps = [
      topic('orders', { operation: deleteTopic, target: THERE }),
      topic('orderz', { operation: deleteTopic }),
    ];
    const ran = await engineOf(planned({ steps }), {}, options(emulator().send), { yes: true });
    expect(ran.end).toMatchObject({ details: [{ message: expect.stringContaining('did you mean "orders"?') }] });
  });

  test('a deletion is confirmed per place, each with its names', async () => {
    const steps = PLACES.map((target) => topic('orders', { operation: deleteTopic, target }));
    const asked = { send: emulator().send, answers: { confirm: [true, true, true] } };
    const ran = await engineOf(planned({ steps }), {}, options(asked.send, asked), { noPrompt: undefined });
    expect(ran.rows.map(({ Result }) => Result)).toEqual(['deleted', 'deleted', 'deleted']);
    for (const id of IDS) expect(ran.log).toMatch(new RegExp(`About to delete topic orders \\(.*instance ${id}\\)`));
    // Who reads the topic is looked for where it is.
    expect(ran.log.match(/billing/g)?.length).toBeGreaterThanOrEqual(3);
  });

  test('--confirm may name several places', async () => {
    const steps = PLACES.flatMap((target) =>
      ['orders', 'refunds'].map((name) => topic(name, { operation: deleteTopic, target })),
    );
    const ran = await engineOf(planned({ steps }), { confirm: IDS }, options(emulator().send));
    expect(ran.end).toBe(0);
    const partly = engineOf(planned({ steps }), { confirm: [SEEDED_INSTANCE] }, options(emulator().send));
    await expect(partly).rejects.toMatchObject({
      exitCode: 2,
      details: [{ message: expect.stringContaining(SECOND) }, {}],
    });
    const stray = engineOf(planned({ steps }), { confirm: ['elsewhere'] }, options(emulator().send));
    await expect(stray).rejects.toMatchObject({
      message: `--confirm "elsewhere" does not match: expected ${SEEDED_INSTANCE}, orders, refunds, ${SECOND}, ${FAR}`,
    });
  });

  test('of an operation that adds and removes, only the removal is confirmed', async () => {
    const allow = (UpdateType: string): Step => ({
      operation: updateAllowedIp,
      input: { UpdateType, AllowedListType: 'vpc', PortRange: '9092/9092', AllowedListIp: '10.1.0.0/16' },
      names: [{ Topic: `10.1.0.0/16 ${UpdateType}` }],
    });
    const plan = planned({ steps: [allow('add'), allow('delete')] });
    await expect(engineOf(plan, {}, options(emulator().send))).rejects.toMatchObject({ exitCode: 2 });
    const ran = await engineOf(plan, {}, options(emulator().send), { yes: true });
    expect(cells(ran, 'Topic', 'Result')).toEqual([
      ['10.1.0.0/16 add', 'created'],
      ['10.1.0.0/16 delete', 'deleted'],
    ]);
  });

  test('each region and each operation has its own rate limit', async () => {
    const steps = [...everywhere('x'), ...everywhere('y')];
    await engineOf(planned({ steps }), {}, options(emulator().send), { rates: { by: { CreateTopic: 1 } } });
    const waited = clock.waits.reduce((sum, wait) => sum + wait, 0);
    // Four creations in one region at one a second; the two in other regions have separate limits.
    expect(waited).toBeGreaterThanOrEqual(3000);
    expect(waited).toBeLessThan(4000);
  });

  test('records of the same place are not considered foreign', async () => {
    const own: Target = { region: LOCAL_REGION, instance: SEEDED_INSTANCE };
    const ran = await engineOf(
      planned({ steps: [topic('a', { target: own }), topic('b')] }),
      {},
      options(emulator().send),
    );
    expect(ran.columns).toEqual(['Topic', 'Result']);
    expect(Object.keys(ran.rows[0] ?? {})).not.toContain('InstanceId');
  });
});

describe('stopped and resumed', () => {
  test('one journal: finished names are skipped only at their target, and the rest is finished', async () => {
    const folder = memoryFolder(() => clock.now());
    const stop = new AbortController();
    const { send } = emulator(({ action, instance }) => {
      if (action === 'CreateTopic' && instance === SECOND) stop.abort(130);
      return undefined;
    });
    const plan = planned({ steps: everywhere('fresh') });
    const first = await engineOf(plan, {}, options(send, { state: folder, stop: stop.signal }));
    expect(first.end).toMatchObject({ exitCode: 130 });
    expect(first.rows.map(({ Result }) => Result)).toEqual(['created', 'created', 'not-attempted']);
    expect(await folder.names('batch-')).toHaveLength(1);
    const next = emulator();
    const again = await engineOf(plan, {}, options(next.send, { state: folder }));
    expect(cells(again, 'InstanceId', 'Result')).toEqual([
      [SEEDED_INSTANCE, 'unchanged'],
      [SECOND, 'unchanged'],
      [FAR, 'created'],
    ]);
    expect(next.calls.filter(({ action }) => action === 'CreateTopic').map(({ instance }) => instance)).toEqual([FAR]);
    expect(await folder.names('batch-')).toEqual([]);
  });

  test('a name that needs no request is recorded for its place only', async () => {
    const folder = memoryFolder(() => clock.now());
    const lost = emulator(({ action }) => (action === 'CreateTopic' ? { before: noAnswer() } : undefined));
    const begun = planned({ steps: [topic('fresh'), topic('later')] });
    const unread = { ...lost, send: lost.send };
    await engineOf(begun, {}, options(unread.send, { state: folder }));
    const known = (target?: Target) =>
      ({
        names: { Topic: 'fresh' },
        known: 'exists',
        message: 'exists',
        ...(target === undefined ? {} : { target }),
      }) as const;
    const plan = planned({ steps: [known(), known(THERE), topic('last', { target: ABROAD })] });
    const ran = await engineOf(plan, {}, options(emulator().send, { state: folder }));
    expect(cells(ran, 'InstanceId', 'Result')).toEqual([
      [SEEDED_INSTANCE, 'unchanged'],
      [SECOND, 'failed'],
      [FAR, 'created'],
    ]);
  });
});

describe('several operations', () => {
  const ACL = {
    AclResourceType: 'Topic',
    AclResourceName: 'orders',
    AclResourcePatternType: 'LITERAL',
    AclOperationType: 'Describe',
    Username: 'shop',
  };
  const principal: Plan = {
    steps: [
      {
        operation: createSaslUser,
        input: { Username: 'shop', Password: 'pw-1', Type: 'plain' },
        names: [{ Username: 'shop' }],
      },
      { operation: createAcl, input: ACL, names: [{ Username: 'shop', AclResourceName: 'orders' }] },
    ],
  };

  test('a principal with its permission: rows of both share the columns, and state their operation', async () => {
    const ran = await engineOf(planned(principal), {}, options(emulator().send));
    expect(ran.columns).toEqual(['Action', 'Username', 'AclResourceName', 'Result']);
    expect(cells(ran, ...ran.columns)).toEqual([
      ['CreateSaslUser', 'shop', null, 'created'],
      ['CreateAcl', 'shop', 'orders', 'created'],
    ]);
    expect(new Set(ran.rows.map((row) => Object.keys(row).join())).size).toBe(1);
    expect(instanceNow(SEEDED_INSTANCE).users.map(({ name }) => name)).toContain('shop');
  });

  test('additional fields of one operation are columns for all, and a row without the name of the command has its own', async () => {
    const order: Step = {
      operation: createPrePayOrder,
      input: { DeployType: '5', DiskType: '0', DiskSize: 500, IoMax: 20, TopicQuota: 50 },
      names: [{ Order: 'one more' }],
    };
    const sent = emulator(({ action }) =>
      action === 'CreatePrePayOrder'
        ? { before: http(200, { Code: 200, Success: true, RequestId: 'r', OrderId: '20816' }) }
        : undefined,
    );
    const plan = planned({ steps: [topic('fresh'), order] });
    const ran = await engineOf(plan, {}, options(sent.send), { yes: true });
    expect(ran.columns).toEqual(['Action', 'Topic', 'Order', 'Result', 'OrderId']);
    expect(cells(ran, 'Topic', 'OrderId')).toEqual([
      ['fresh', null],
      [null, '20816'],
    ]);
    const named = await engineOf(planned({ steps: [topic('other'), order] }), {}, options(sent.send), {
      yes: true,
      format: 'name',
    });
    expect(named.rows.map((row) => row['Topic'])).toEqual(['other', 'one more']);
  });

  test('an unclear response of the second is reconciled by its own reads, and nothing is sent twice', async () => {
    const { send, calls } = emulator(({ action }) => (action === 'CreateAcl' ? { after: noAnswer() } : undefined));
    const ran = await engineOf(planned(principal), {}, options(send));
    expect(ran.end).toBe(0);
    expect(calls.map(({ action }) => action)).toEqual(['CreateSaslUser', 'CreateAcl', 'DescribeAcls']);
    expect(ran.log).toContain('shop orders (CreateAcl): ');
  });

  test('each wait follows the rule of its command, in its place', async () => {
    const steps: Step[] = [
      topic('fresh', { target: THERE }),
      {
        operation: deleteConsumerGroup,
        input: { ConsumerId: 'shipping' },
        names: [{ ConsumerId: 'shipping' }],
        target: ABROAD,
      },
      { operation: deleteTopic, input: { Topic: 'refunds' }, names: [{ Topic: 'refunds' }] },
    ];
    const { send, calls } = emulator();
    const ran = await engineOf(planned({ steps }), { wait: true }, options(send), { yes: true });
    expect(ran.end).toBe(0);
    const looks = calls.slice(3);
    const looked = (action: string): string[] => [
      ...new Set(looks.filter((call) => call.action === action).map(({ instance }) => instance)),
    ];
    expect(looked('GetTopicList').toSorted()).toEqual([SECOND, SEEDED_INSTANCE].toSorted());
    expect(looked('GetConsumerList')).toEqual([FAR]);
  });

  test('a timeout ends the wait with the command to continue in its place', async () => {
    const steps: Step[] = [
      { operation: deleteTopic, input: { Topic: 'refunds' }, names: [{ Topic: 'refunds' }] },
      {
        operation: deleteConsumerGroup,
        input: { ConsumerId: 'shipping' },
        names: [{ ConsumerId: 'shipping' }],
        target: ABROAD,
      },
    ];
    const began = clock.now();
    const busy = { before: http(503, { Code: 'ServiceUnavailable', Message: 'busy' }) };
    const held = emulator(({ action }) => {
      if (action === 'GetConsumerList') return busy;
      return action === 'GetTopicList' && clock.now() - began < 60_000 ? busy : undefined;
    });
    const ran = await engineOf(planned({ steps }), { wait: true, waitTimeout: 120_000 }, options(held.send), {
      yes: true,
    });
    expect(ran.end).toMatchObject({ exitCode: 7, next: expect.stringContaining(`--instance ${FAR}`) });
    expect(clock.now() - began).toBeGreaterThanOrEqual(120_000);
    expect(clock.now() - began).toBeLessThan(150_000);
  });

  /** An operation that no service has: what a later version adds, declared as records are. */
  const retireInstance = operation({
    action: 'RetireInstance',
    effect: 'destroy',
    changeKind: 'changed',
    summary: 'Retire an instance',
    params: { RegionId: region, InstanceId: { ...instanceArgument, many: true } },
    commands: [
      {
        path: 'instance retire',
        confirm: { kind: 'type-name', typed: { prompt: 'Type the id to confirm:' } },
        results: { kind: 'array', names: ['InstanceId'] },
        inspectCommand: describeInstance,
        examples: [],
      },
    ],
  });

  test('a release followed by a deletion: both are confirmed by id and sent in order', async () => {
    const steps: Step[] = [
      { operation: retireInstance, input: { InstanceId: SECOND }, names: [{ InstanceId: SECOND }] },
      { operation: deleteInstance, input: { InstanceId: SECOND }, names: [{ InstanceId: SECOND }] },
    ];
    // The emulator's part of the new operation: the instance runs no longer.
    const released = emulator(({ action }) => {
      if (action !== 'RetireInstance') return undefined;
      instanceNow(SECOND).expires = NOW - 1;
      return { before: http(200, { Code: 200, Success: true, Message: 'operation success.', RequestId: 'r-1' }) };
    });
    const plan = planned({ steps });
    await expect(engineOf(plan, {}, options(released.send), { yes: true })).rejects.toMatchObject({ exitCode: 2 });
    expect(released.calls).toEqual([]);
    const ran = await engineOf(plan, { confirm: [SECOND] }, options(released.send));
    expect(ran.end).toBe(0);
    expect(cells(ran, 'Action', 'InstanceId', 'Result')).toEqual([
      ['RetireInstance', SECOND, 'changed'],
      ['DeleteInstance', SECOND, 'deleted'],
    ]);
    expect(instanceNow(SECOND)).toBeUndefined();
  });

  test('with --fail-fast nothing is attempted after a refusal', async () => {
    const steps: Step[] = [
      topic('orders', { target: ABROAD }),
      { operation: deleteTopic, input: { Topic: 'refunds' }, names: [{ Topic: 'refunds' }], target: ABROAD },
    ];
    const ran = await engineOf(planned({ steps }), { failFast: true }, options(emulator().send), { yes: true });
    expect(cells(ran, 'Action', 'Result')).toEqual([
      ['CreateTopic', 'failed'],
      ['DeleteTopic', 'not-attempted'],
    ]);
    expect(topicsIn(FAR)).toContain('refunds');
  });

  test('a change without a command is an error in the plan', async () => {
    const bare = { ...retireInstance, commands: [] };
    const steps: Step[] = [{ operation: bare, input: { InstanceId: SECOND }, names: [{ InstanceId: SECOND }] }];
    await expect(engineOf(planned({ steps }), {}, options(emulator().send), { yes: true })).rejects.toThrow(
      'no command changes something by RetireInstance',
    );
  });
});
