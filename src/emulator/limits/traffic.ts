/**
 * Offsets, lag and times of messages as pure functions of the time: producers send to a topic since its creation at a
 * rate that varies as a wave, and groups read some milliseconds later or have stopped. So values change over time, a
 * virtual clock works, nothing is stored, and metrics match offsets exactly. Times are epoch milliseconds.
 */
import type { Subscription, Topic } from '../state/state.ts';

/** Waves of the rate: daily, and about every 17 minutes. Their sum is below 1, so that offsets never decrease. */
const SWINGS = [
  { part: 0.35, turn: (2 * Math.PI) / 86_400_000 },
  { part: 0.2, turn: (2 * Math.PI) / 1_020_000 },
];

/** The number of messages sent to a topic up to `at`: the sum of the end offsets of its partitions. */
export function produced(topic: Topic, at: number): number {
  const end = topic.until === undefined ? at : Math.min(at, topic.until);
  if (topic.rate === 0 || end <= topic.created) return 0;
  const phase = phaseOf(topic.name);
  return Math.floor((topic.rate / 1000) * (flow(end, phase) - flow(topic.created, phase)));
}

/** The integral of 1 + Σ part × cos(turn × t + phase): milliseconds of average traffic. */
function flow(at: number, phase: number): number {
  return SWINGS.reduce((sum, { part, turn }) => sum + (part / turn) * Math.sin(turn * at + phase), at);
}

/** The phase of the wave, which depends on the name (FNV-1a). */
function phaseOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return ((hash >>> 0) / 0xffffffff) * 2 * Math.PI;
}

/** The current number of partitions. */
export function partitionsOf(topic: Topic): number {
  return topic.growth.at(-1)?.to ?? 0;
}

interface Era {
  /** Messages sent before it, and in it. */
  readonly before: number;
  readonly count: number;
  readonly partitions: number;
}

/** The periods between changes of the number of partitions. In each, messages are sent to the partitions in turn. */
function erasOf(topic: Topic, at: number): Era[] {
  const begun = topic.growth.filter((step) => step.at <= at);
  const starts = begun.map((step) => produced(topic, step.at));
  const end = produced(topic, at);
  return begun.map(({ to }, i) => {
    const before = starts[i] as number;
    return { before, count: (starts[i + 1] ?? end) - before, partitions: to };
  });
}

/** The number of messages of an era in a partition. */
function share({ count, partitions }: Era, partition: number): number {
  return partition >= partitions || count <= partition ? 0 : Math.floor((count - partition - 1) / partitions) + 1;
}

/** The end offset of a partition, and the time of its newest message; 0 without one. */
export interface End {
  readonly offset: number;
  readonly newest: number;
}

/** The ends at `at` of all current partitions of a topic. */
export function endsOf(topic: Topic, at: number): End[] {
  const eras = erasOf(topic, at);
  return Array.from({ length: partitionsOf(topic) }, (_, partition) => {
    const offset = eras.reduce((sum, era) => sum + share(era, partition), 0);
    return { offset, newest: newestOf(topic, eras, partition, at) };
  });
}

function newestOf(topic: Topic, eras: readonly Era[], partition: number, at: number): number {
  const last = eras.findLast((era) => share(era, partition) > 0);
  if (last === undefined) return 0;
  const place = last.before + partition + (share(last, partition) - 1) * last.partitions;
  return timeOf(topic, place + 1, at);
}

/** When a topic's messages reached a count, to the millisecond. `at` is a time after that. */
function timeOf(topic: Topic, count: number, at: number): number {
  let [low, high] = [topic.created, at];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (produced(topic, middle) >= count) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The time of a topic's newest message; 0 without one. */
export function newestMessage(topic: Topic, at: number): number {
  const count = produced(topic, at);
  return count === 0 ? 0 : timeOf(topic, count, at);
}

/** The time of the newest message that a group has read. It never decreases, since the lag changes slowly. */
export function positionOf(subscription: Subscription, at: number): number {
  const { behind, swing, period, stopped } = subscription;
  const lag = behind + (swing * (1 + Math.sin((2 * Math.PI * at) / period))) / 2;
  return Math.min(stopped ?? at, Math.floor(at - lag));
}

/** Messages of a topic that a group has not read. */
export function lagOf(topic: Topic, subscription: Subscription, at: number): number {
  return produced(topic, at) - produced(topic, positionOf(subscription, at));
}
