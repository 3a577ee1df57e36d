/** Handlers of consumer groups. Their lag is computed in limits/traffic.ts. */
import type {
  createConsumerGroup as CreateConsumerGroup,
  deleteConsumerGroup as DeleteConsumerGroup,
} from '../../operations/group/group.ts';
import type { getConsumerList as GetConsumerList } from '../../operations/group/list.ts';
import type { getConsumerProgress as GetConsumerProgress } from '../../operations/group/progress.ts';
import { given, type Handler, type Handlers, NOTHING } from '../handler.ts';
import { sizesOf } from '../state/lifecycle.ts';
import { groupLimit } from '../limits/limits.ts';
import { productRefusal } from '../checks/refusal.ts';
import type { Body } from '../http/reply.ts';
import { type Group, type Instance, newGroup, type Subscription, type Topic } from '../state/state.ts';
import { endsOf, lagOf, newestMessage, positionOf } from '../limits/traffic.ts';
import { askedPage, groupOf, pageOf, presentTopics, readable, writable } from './find.ts';

/** Creates a group that has read nothing. A topic may have the same name. */
const createConsumerGroup: Handler<typeof CreateConsumerGroup.params> = (state, input, { now }) => {
  const instance = writable(state, input, now);
  const name = given(input.ConsumerId);
  if (instance.groups.some((group) => group.name === name)) throw productRefusal('BIZ_SUBSCRIPTION_EXISTED');
  if (instance.groups.length >= groupLimit(sizesOf(instance, now))) throw productRefusal('BIZ_SUBSCRIPTION_TOO_MUCH');
  instance.groups.push(newGroup(name, now));
  return NOTHING;
};

/** Deletes a group, unless it has members online (docs/sources.md#active-groups). */
const deleteConsumerGroup: Handler<typeof DeleteConsumerGroup.params> = (state, input, { now }) => {
  const instance = writable(state, input, now);
  const group = groupOf(instance, input.ConsumerId);
  if (isOnline(group)) throw productRefusal('Group.Active');
  instance.groups = instance.groups.filter((other) => other !== group);
  return NOTHING;
};

const isOnline = (group: Group): boolean => group.subscriptions.some(({ stopped }) => stopped === undefined);

/**
 * Newest first. All groups in one response unless a page is requested, with the page fields of today
 * (docs/sources.md#group-pages).
 */
const getConsumerList: Handler<typeof GetConsumerList.params> = (state, input, { now, behaviour }) => {
  const instance = readable(state, input, now);
  const { groups } = instance;
  const isAsked = input.CurrentPage !== undefined || input.PageSize !== undefined || behaviour.groupPaging === true;
  if (!isAsked) return { ConsumerList: pageOf(groups, 1, groups.length).map((group) => record(group, instance)) };
  const { page, head } = askedPage(groups, input, behaviour);
  return { ...head, ConsumerList: page.map((group) => record(group, instance)) };
};

function record(group: Group, { id, region }: Instance): Body {
  return {
    ConsumerId: group.name,
    AutomaticallyCreatedGroup: false,
    CreateTime: group.created,
    InstanceId: id,
    RegionId: region,
    Tags: group.tags,
  };
}

/** Sums of partitions by topic and group. The state is Stable while members are online, otherwise Empty. */
const getConsumerProgress: Handler<typeof GetConsumerProgress.params> = (state, input, { now }) => {
  const instance = readable(state, input, now);
  const group = groupOf(instance, input.ConsumerId);
  const read = readsOf(group, presentTopics(instance, now));
  const TopicList = read.map(({ topic, subscription }) => progress(topic, subscription, now));
  const TotalDiff = read.reduce((sum, { topic, subscription }) => sum + lagOf(topic, subscription, now), 0);
  const LastTimestamp = Math.max(
    0,
    ...read.map(({ topic, subscription }) => newestMessage(topic, positionOf(subscription, now))),
  );
  return { ConsumerProgress: { TotalDiff, LastTimestamp, state: isOnline(group) ? 'Stable' : 'Empty', TopicList } };
};

function readsOf({ subscriptions }: Group, topics: readonly Topic[]) {
  return subscriptions.flatMap((subscription) => {
    const topic = topics.find(({ name }) => name === subscription.topic);
    return topic === undefined ? [] : [{ topic, subscription }];
  });
}

/** LastTimestamp is the time at which the last message that the group has read was sent. */
function progress(topic: Topic, subscription: Subscription, now: number): Body {
  const position = positionOf(subscription, now);
  const isRead = endsOf(topic, position);
  const member = subscription.stopped === undefined ? memberOf(topic) : {};
  const OffsetList = endsOf(topic, now).map(({ offset }, Partition) => {
    const { offset: ConsumerOffset = 0, newest: LastTimestamp = 0 } = isRead[Partition] ?? {};
    return {
      Partition,
      BrokerOffset: offset,
      ConsumerOffset,
      LastTimestamp,
      Accumulate: offset - ConsumerOffset,
      ...member,
    };
  });
  return {
    Topic: topic.name,
    TotalDiff: lagOf(topic, subscription, now),
    LastTimestamp: newestMessage(topic, position),
    OffsetList,
  };
}

/** The client that reads a topic for a group with members: one for all partitions. */
function memberOf({ name }: Topic): Body {
  return { ClientId: `consumer-${name}-1`, ClientIp: '/192.168.0.77', MemberId: `consumer-${name}-1-0b4c6a1e` };
}

/** The handlers by action. */
export const GROUP_HANDLERS: Handlers = {
  CreateConsumerGroup: createConsumerGroup,
  DeleteConsumerGroup: deleteConsumerGroup,
  GetConsumerList: getConsumerList,
  GetConsumerProgress: getConsumerProgress,
};
