/** Handlers of orders: new instances and upgrades. The prices are not emulated. */
import type {
  createPrePayOrder as CreatePrePayOrder,
  upgradePrePayOrder as UpgradePrePayOrder,
} from '../../operations/instance/order.ts';
import type { WireParams } from '../../core/signature.ts';
import { given, type Handler, type Handlers } from '../handler.ts';
import { instanceIdOf, nextNumber, orderIdOf } from '../state/ids.ts';
import { STATUS } from '../../operations/shared/labels.ts';
import { sizesOf, statusOf } from '../state/lifecycle.ts';
import { includedIn } from '../limits/limits.ts';
import { productRefusal } from '../checks/refusal.ts';
import type { Instance, Sizes, State } from '../state/state.ts';
import { instanceOf } from './find.ts';

/** A subscription lasts a month: the order of the reference has no duration, and the default today is one month too. */
const MONTH = 31 * 24 * 3_600_000;

/** The editions that the emulator distinguishes. Others of today are kept as given and treated as professional. */
const DEFAULT_SPEC = 'normal';

/** The instance exists immediately, is found by its order, and waits to be deployed (docs/sources.md#orders). */
const createPrePayOrder: Handler<typeof CreatePrePayOrder.params> = (state, input, { now, wire }) => {
  const spec = input.SpecType ?? DEFAULT_SPEC;
  const io = ioMax(input.IoMax, wire);
  const eip = input.DeployType === '4' ? (input.EipMax ?? 0) : 0;
  const topics = input.TopicQuota ?? includedIn(io, spec)[0];
  const id = instanceIdOf(nextNumber(state));
  const instance: Instance = {
    id,
    region: given(input.RegionId),
    name: id,
    created: now,
    expires: now + MONTH,
    deployType: input.DeployType === '4' ? 4 : 5,
    diskType: input.DiskType === '0' ? 0 : 1,
    sizes: { disk: given(input.DiskSize), io, eip, topics, spec },
    retain: 72,
    ...empty(),
  };
  state.instances.push(instance);
  return { OrderId: placed(state, id) };
};

const empty = () => ({ tags: [], topics: [], groups: [], users: [], acls: [], whitelists: [] });

function placed(state: State, instance: string): string {
  const id = orderIdOf(nextNumber(state));
  state.orders.push({ id, instance });
  return id;
}

/** IoMax in MB/s, or the value of an IoMaxSpec: `alikafka.hw.2xlarge` is 20. */
function ioMax(given: number | undefined, wire: WireParams): number {
  return given ?? Number(/(\d+)xlarge$/.exec(wire['IoMaxSpec'] ?? '')?.[1] ?? 2) * 10;
}

/**
 * Sizes cannot shrink, must change, and only one change runs at a time (docs/sources.md#upgrades). New sizes are listed
 * when it is done.
 */
const upgradePrePayOrder: Handler<typeof UpgradePrePayOrder.params> = (state, input, { now, wire }) => {
  const instance = instanceOf(state, input);
  checkStatus(instance, now);
  const sizes = sizesOf(instance, now);
  const wanted: Sizes = {
    disk: given(input.DiskSize),
    io: ioMax(input.IoMax, wire),
    eip: instance.deployType === 4 ? given(input.EipMax) : sizes.eip,
    topics: input.TopicQuota ?? sizes.topics,
    spec: input.SpecType ?? sizes.spec,
  };
  checkRise(sizes, wanted);
  instance.sizes = sizes;
  instance.change = { at: now, status: wanted.spec === sizes.spec ? STATUS.changing : STATUS.upgrading, sizes: wanted };
  return { OrderId: placed(state, instance.id) };
};

function checkStatus(instance: Instance, now: number): void {
  const status: number = statusOf(instance, now);
  if (status === STATUS.upgrading || status === STATUS.changing)
    throw productRefusal('ScheduledTask.AlreadyHasSameTaskType');
  if (status !== STATUS.running) throw productRefusal('BIZ_INSTANCE_STATUS_ERROR');
}

function checkRise(sizes: Sizes, wanted: Sizes): void {
  const lowered = (['disk', 'io', 'eip', 'topics'] as const).some((size) => wanted[size] < sizes[size]);
  if (lowered || (wanted.spec === 'normal' && sizes.spec !== 'normal')) throw productRefusal('BIZ.LIMIT.QUOTA.DOWN');
  const same = (Object.keys(sizes) as (keyof Sizes)[]).every((size) => wanted[size] === sizes[size]);
  if (same) throw productRefusal('InvalidParameter.DataNotChange');
}

/** The handlers by action. */
export const ORDER_HANDLERS: Handlers = {
  CreatePrePayOrder: createPrePayOrder,
  UpgradePrePayOrder: upgradePrePayOrder,
};
