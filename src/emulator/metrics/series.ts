/** The series of a metric and their values for any time span, from the same functions as offsets and lag. */
import { isServing, sizesOf } from '../state/lifecycle.ts';
import type { Group, Instance, State, Topic } from '../state/state.ts';
import { lagOf, positionOf, produced } from '../limits/traffic.ts';
import type { Dimension, Metric } from './definitions.ts';

/** The id of the emulator's account. */
export const USER_ID = '1000000000000001';

/** Values over time of an instance, topic or group, or of several combined. */
export interface Series {
  /** In addition to userId. */
  readonly dimensions: Readonly<Partial<Record<Dimension, string>>>;
  /** The time of creation; there are no points before. */
  readonly since: number;
  /** The value for the time after `from` up to `to`, epoch milliseconds. */
  value(from: number, to: number): number;
}

/** One series per instance, topic or group of running instances, with or without traffic. */
export function seriesOf(metric: Metric, state: State, now: number): Series[] {
  const build = BUILDERS[metric.name];
  return build === undefined
    ? []
    : state.instances.filter((instance) => isServing(instance, now)).flatMap((instance) => build(instance, now));
}

type Builder = (instance: Instance, now: number) => Series[];

const BUILDERS: Readonly<Record<string, Builder>> = {
  instance_disk_capacity: (instance, now) => [ofInstance(instance, (_, to) => diskUse(instance, to, now))],
  instance_message_input: (instance) => [
    ofInstance(instance, (from, to) => sum(instance.topics, (topic) => sent(topic, from, to))),
  ],
  instance_message_output: (instance) => [
    ofInstance(instance, (from, to) => sum(instance.groups, (group) => read(instance, group, from, to))),
  ],
  message_accumulation: (instance) =>
    instance.groups.map((group) =>
      ofGroup(instance, group, (_, to) => sum(readsOf(instance, group), ({ topic, one }) => lagOf(topic, one, to))),
    ),
  message_accumulation_onetopic: (instance) => instance.groups.flatMap((group) => ofGroupAndTopics(instance, group)),
  topic_message_input: (instance) =>
    instance.topics.map((topic) => ofTopic(instance, topic, (from, to) => sent(topic, from, to))),
  topic_message_output: (instance) =>
    instance.topics.map((topic) =>
      ofTopic(instance, topic, (from, to) => sum(instance.groups, (group) => read(instance, group, from, to, topic))),
    ),
};

const sum = <T>(all: readonly T[], of: (one: T) => number): number => all.reduce((total, one) => total + of(one), 0);

const ofInstance = ({ id, deployed, created }: Instance, value: Series['value']): Series => ({
  dimensions: { instanceId: id },
  since: deployed?.at ?? created,
  value,
});

const ofGroup = ({ id }: Instance, { name, created }: Group, value: Series['value']): Series => ({
  dimensions: { instanceId: id, consumerGroup: name },
  since: created,
  value,
});

const ofTopic = ({ id }: Instance, { name, created }: Topic, value: Series['value']): Series => ({
  dimensions: { instanceId: id, topic: name },
  since: created,
  value,
});

function ofGroupAndTopics(instance: Instance, group: Group): Series[] {
  return readsOf(instance, group).map(({ topic, one }) => ({
    dimensions: { instanceId: instance.id, consumerGroup: group.name, topic: topic.name },
    since: Math.max(group.created, topic.created),
    value: (_, to) => lagOf(topic, one, to),
  }));
}

function readsOf({ topics }: Instance, { subscriptions }: Group) {
  return subscriptions.flatMap((one) => {
    const topic = topics.find(({ name }) => name === one.topic);
    return topic === undefined ? [] : [{ topic, one }];
  });
}

/** Bytes per second that were sent to a topic. */
function sent(topic: Topic, from: number, to: number): number {
  return topic.rate === 0 ? 0 : perSecond((produced(topic, to) - produced(topic, from)) * topic.bytes, from, to);
}

/** Bytes per second that a group read, of all its topics or of one. */
function read(instance: Instance, group: Group, from: number, to: number, only?: Topic): number {
  const reads = readsOf(instance, group).filter(({ topic }) => only === undefined || topic === only);
  return sum(reads, ({ topic, one }) =>
    perSecond((produced(topic, positionOf(one, to)) - produced(topic, positionOf(one, from))) * topic.bytes, from, to),
  );
}

const perSecond = (bytes: number, from: number, to: number): number => (bytes * 1000) / (to - from);

const HOUR = 3_600_000;
const GB = 1024 ** 3;

/** The percentage of the disk that is used by messages. */
function diskUse(instance: Instance, at: number, now: number): number {
  const kept = sum(
    instance.topics,
    (topic) => (produced(topic, at) - produced(topic, at - instance.retain * HOUR)) * topic.bytes,
  );
  return Math.min(100, (kept / (sizesOf(instance, now).disk * GB)) * 100);
}
