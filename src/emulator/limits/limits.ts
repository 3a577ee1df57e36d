/** How many topics, groups and partitions an instance may have. Rate limits are in flow-control.ts. */
import { partitionsOf } from './traffic.ts';
import type { Instance, Sizes } from '../state/state.ts';

/** Included topics and partitions by IoMax (MB/s): the vendor's price tables of 2021. */
const STANDARD: Readonly<Record<number, Included>> = {
  20: [50, 400],
  30: [50, 500],
  60: [80, 600],
  90: [100, 800],
  120: [150, 900],
};
const PROFESSIONAL: Readonly<Record<number, Included>> = {
  20: [50, 1100],
  30: [50, 1200],
  60: [80, 1400],
  90: [100, 1600],
  120: [150, 1800],
  160: [180, 2000],
  200: [200, 2200],
};

type Included = readonly [topics: number, partitions: number];

/** Partitions that come with each topic bought beyond the included ones. */
const PARTITIONS_A_TOPIC = 16;

/** Partitions of one topic (today; 48 in the reference): docs/sources.md#partitions. */
export const TOPIC_PARTITIONS = 360;

/** Partitions of a topic created without a number: docs/sources.md#partitions. */
export const DEFAULT_PARTITIONS = 12;

/** All editions but the Standard Edition; the differences between the others have no effect here. */
export const isProfessional = (sizes: Sizes): boolean => sizes.spec !== 'normal';

/** What the nearest lower row of the price table includes; sizes below the first row count as the first. */
export function includedIn(io: number, spec: string): Included {
  const table = spec === 'normal' ? STANDARD : PROFESSIONAL;
  const fits = Object.keys(table)
    .map(Number)
    .filter((row) => row <= io);
  return table[fits.at(-1) ?? 20] as Included;
}

/** The maximum number of topics: in the Professional Edition twice what was bought. */
export function topicLimit(sizes: Sizes): number {
  return isProfessional(sizes) ? sizes.topics * 2 : sizes.topics;
}

/** The maximum number of groups: twice the topics that were bought. */
export function groupLimit(sizes: Sizes): number {
  return sizes.topics * 2;
}

/** The maximum number of partitions of all topics. */
export function partitionLimit(sizes: Sizes): number {
  const [topics, partitions] = includedIn(sizes.io, sizes.spec);
  return partitions + PARTITIONS_A_TOPIC * Math.max(0, sizes.topics - topics);
}

/** The number of partitions of all topics. */
export function usedPartitions(instance: Instance): number {
  return instance.topics.reduce((sum, topic) => sum + partitionsOf(topic), 0);
}
