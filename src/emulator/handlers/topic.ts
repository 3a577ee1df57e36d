/** Handlers of topics. Their offsets are computed in limits/traffic.ts. */
import type { createTopic as CreateTopic, deleteTopic as DeleteTopic } from '../../operations/topic/topic.ts';
import type {
  modifyPartitionNum as ModifyPartitionNum,
  modifyTopicRemark as ModifyTopicRemark,
} from '../../operations/topic/change.ts';
import type { getTopicList as GetTopicList } from '../../operations/topic/list.ts';
import type { getTopicStatus as GetTopicStatus } from '../../operations/topic/status.ts';
import { given, type Handler, type Handlers, NOTHING } from '../handler.ts';
import { sizesOf } from '../state/lifecycle.ts';
import { DEFAULT_PARTITIONS, partitionLimit, TOPIC_PARTITIONS, topicLimit, usedPartitions } from '../limits/limits.ts';
import { productRefusal } from '../checks/refusal.ts';
import type { Body } from '../http/reply.ts';
import { type Instance, newTopic, type Topic } from '../state/state.ts';
import { endsOf, newestMessage, partitionsOf, produced } from '../limits/traffic.ts';
import { askedPage, changeableTopic, presentTopics, readable, topicOf, writable } from './find.ts';

const HOUR = 3_600_000;

/**
 * Status 0 is in service. Others are not documented, and a topic that is being deleted has none
 * (docs/sources.md#topic-states).
 */
const IN_SERVICE = { Status: 0, StatusName: 'Running' };

/**
 * Creates an empty topic, by default with twelve partitions, within the limits of the instance
 * (docs/sources.md#topic-quota).
 */
const createTopic: Handler<typeof CreateTopic.params> = (state, input, { now, behaviour }) => {
  const instance = writable(state, input, now);
  const [name, partitions] = [given(input.Topic), input.PartitionNum ?? DEFAULT_PARTITIONS];
  const topics = instance.topics.filter(({ gone }) => gone === undefined || now < gone);
  const same = topics.find((topic) => topic.name === name);
  if (same !== undefined) throw productRefusal(same.gone === undefined ? 'Topic.Exist' : 'AsyncTask.DeleteTopic');
  const sizes = sizesOf(instance, now);
  if (topics.length >= topicLimit(sizes)) throw productRefusal('BIZ_TOPIC_TOO_MUCH');
  checkRoom(instance, partitions, now);
  const delay = behaviour.topicDelay ?? 0;
  const topic = newTopic(name, given(input.Remark), partitions, now);
  instance.topics = [...topics, delay > 0 ? { ...topic, listed: now + delay } : topic];
  return NOTHING;
};

function checkRoom(instance: Instance, more: number, now: number): void {
  const limit = partitionLimit(sizesOf(instance, now));
  if (usedPartitions(instance) + more > limit)
    throw productRefusal('BIZ_TOPIC_PARTITION_NUM_EXCEED', `The instance may hold ${limit} partitions`);
}

/** Deletes a topic with its tags and the subscriptions of groups; immediately, unless a delay is configured. */
const deleteTopic: Handler<typeof DeleteTopic.params> = (state, input, { now, behaviour }) => {
  const instance = writable(state, input, now);
  const topic = changeableTopic(instance, input.Topic, now);
  const delay = behaviour.topicDelay ?? 0;
  if (delay > 0) topic.gone = now + delay;
  else instance.topics = instance.topics.filter((other) => other !== topic);
  for (const group of instance.groups)
    group.subscriptions = group.subscriptions.filter((one) => one.topic !== topic.name);
  return NOTHING;
};

/**
 * Newest first, as in the sample of the reference. Total counts all pages, and PageSize is the one used
 * (docs/sources.md#topic-pages).
 */
const getTopicList: Handler<typeof GetTopicList.params> = (state, input, { now, behaviour }) => {
  const instance = readable(state, input, now);
  const topics = presentTopics(instance, now);
  const { page, head } = askedPage(topics, input, behaviour);
  return { ...head, TopicList: page.map((topic) => record(topic, instance)) };
};

function record(topic: Topic, instance: Instance): Body {
  return {
    Topic: topic.name,
    PartitionNum: partitionsOf(topic),
    ...(topic.gone === undefined ? IN_SERVICE : {}),
    Remark: topic.remark,
    CompactTopic: false,
    LocalTopic: false,
    CreateTime: topic.created,
    InstanceId: instance.id,
    RegionId: instance.region,
    Tags: topic.tags,
  };
}

/**
 * Start and end offsets; TotalCount is the number of messages between them (docs/sources.md#topic-offsets), which
 * expire after the retention time.
 */
const getTopicStatus: Handler<typeof GetTopicStatus.params> = (state, input, { now }) => {
  const instance = readable(state, input, now);
  const topic = topicOf(instance, input.Topic, now);
  const start = now - instance.retain * HOUR;
  const starts = endsOf(topic, start);
  const OffsetTable = endsOf(topic, now).map(({ offset, newest }, Partition) => ({
    Topic: topic.name,
    Partition,
    MinOffset: starts[Partition]?.offset ?? 0,
    MaxOffset: offset,
    LastUpdateTimestamp: newest,
  }));
  const TotalCount = produced(topic, now) - produced(topic, start);
  return { TopicStatus: { TotalCount, LastTimeStamp: newestMessage(topic, now), OffsetTable } };
};

/** Adds partitions; new messages are sent to all of them in turn (docs/sources.md#partitions). */
const modifyPartitionNum: Handler<typeof ModifyPartitionNum.params> = (state, input, { now }) => {
  const instance = writable(state, input, now);
  const topic = changeableTopic(instance, input.Topic, now);
  const add = given(input.AddPartitionNum);
  const to = partitionsOf(topic) + add;
  if (to > TOPIC_PARTITIONS)
    throw productRefusal('BIZ_TOPIC_PARTITION_NUM_EXCEED', `A topic may have ${TOPIC_PARTITIONS} partitions`);
  checkRoom(instance, add, now);
  topic.growth.push({ at: now, to });
  return NOTHING;
};

/** Without a remark, the old one is kept (docs/sources.md#topic-remarks). */
const modifyTopicRemark: Handler<typeof ModifyTopicRemark.params> = (state, input, { now }) => {
  const topic = changeableTopic(writable(state, input, now), input.Topic, now);
  topic.remark = input.Remark ?? topic.remark;
  return NOTHING;
};

/** The handlers by action. */
export const TOPIC_HANDLERS: Handlers = {
  CreateTopic: createTopic,
  DeleteTopic: deleteTopic,
  GetTopicList: getTopicList,
  GetTopicStatus: getTopicStatus,
  ModifyPartitionNum: modifyPartitionNum,
  ModifyTopicRemark: modifyTopicRemark,
};
