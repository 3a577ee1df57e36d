/**
 * What an instance is at a moment. Nothing runs: the status follows from when things were asked for and the time
 * (docs/sources.md#life-cycle). The service takes minutes, this takes seconds.
 */
import { STATUS } from '../../operations/shared/labels.ts';
import type { Instance, Sizes } from './state.ts';

/** Milliseconds since StartInstance up to which each status lasts. */
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
  return instance.change !== undefined && !through(instance.change.at, now) ? instance.change.status : STATUS.running;
}

const through = (at: number, now: number): boolean => now - at >= CHANGE;

/** The sizes that count at `now`: an upgrade's once it is through. */
export function sizesOf(instance: Instance, now: number): Sizes {
  const { change, sizes } = instance;
  return change !== undefined && through(change.at, now) ? change.sizes : sizes;
}

/** Whether its brokers are up, so that it can be read; an upgrade does not stop them. */
export function isServing(instance: Instance, now: number): boolean {
  const status: number = statusOf(instance, now);
  return status === STATUS.running || status === STATUS.upgrading || status === STATUS.changing;
}

const VIEW: Readonly<Record<number, number>> = { 0: 0, 1: 1, 2: 1, 3: 1, 5: 2, 8: 7, 11: 7, 15: 5 };

/** ViewInstanceStatusCode, the console's newer list, of a ServiceStatus. */
export function viewStatus(status: number): number {
  return VIEW[status] ?? 0;
}
