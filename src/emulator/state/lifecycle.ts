/**
 * The status of an instance at a time. It is derived from the times of requests and the current time, so no timers run
 * (docs/sources.md#life-cycle). Changes take minutes in the service and seconds here.
 */
import { STATUS } from '../../operations/shared/labels.ts';
import type { Instance, Sizes } from './state.ts';

/** When each status ends, in milliseconds since StartInstance. */
const DEPLOYMENT = [
  [2000, STATUS.deploying],
  [3000, STATUS.initializing],
  [4000, STATUS.starting],
] as const;

/** How long a change of sizes takes, in milliseconds. */
const CHANGE = 3000;

/** ServiceStatus at `now`. */
export function statusOf(instance: Instance, now: number): number {
  if (now >= instance.expires) return STATUS.expired;
  if (instance.deployed === undefined) return STATUS.toDeploy;
  const age = now - instance.deployed.at;
  const step = DEPLOYMENT.find(([until]) => age < until);
  if (step !== undefined) return step[1];
  return instance.change !== undefined && !isDone(instance.change.at, now) ? instance.change.status : STATUS.running;
}

const isDone = (at: number, now: number): boolean => now - at >= CHANGE;

/** The sizes at `now`: those of an upgrade once it is done. */
export function sizesOf(instance: Instance, now: number): Sizes {
  const { change, sizes } = instance;
  return change !== undefined && isDone(change.at, now) ? change.sizes : sizes;
}

/** Whether its brokers run, so that it can be read. An upgrade does not stop them. */
export function isServing(instance: Instance, now: number): boolean {
  const status: number = statusOf(instance, now);
  return status === STATUS.running || status === STATUS.upgrading || status === STATUS.changing;
}

const VIEW: Readonly<Record<number, number>> = { 0: 0, 1: 1, 2: 1, 3: 1, 5: 2, 8: 7, 11: 7, 15: 5 };

/** ViewInstanceStatusCode, the console's newer list, of a ServiceStatus. */
export function viewStatus(status: number): number {
  return VIEW[status] ?? 0;
}
