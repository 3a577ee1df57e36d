import type * as acls from '../../operations/acl/acl.ts';
import type * as aclLists from '../../operations/acl/list.ts';
import type * as addresses from '../../operations/allowed-ip/allowed-ip.ts';
import type * as addressLists from '../../operations/allowed-ip/list.ts';
import type * as groups from '../../operations/group/group.ts';
import type * as groupLists from '../../operations/group/list.ts';
import type * as progress from '../../operations/group/progress.ts';
import type * as instances from '../../operations/instance/instance.ts';
import type * as instanceLists from '../../operations/instance/list.ts';
import type * as orders from '../../operations/instance/order.ts';
import type * as starting from '../../operations/instance/start.ts';
import type * as metrics from '../../operations/metrics/metrics.ts';
import type * as meta from '../../operations/metrics/meta.ts';
import type * as users from '../../operations/sasl/sasl.ts';
import type * as userLists from '../../operations/sasl/list.ts';
import type * as tags from '../../operations/tag/tag.ts';
import type * as tagLists from '../../operations/tag/list.ts';
import type * as topics from '../../operations/topic/topic.ts';
import type * as topicChanges from '../../operations/topic/change.ts';
import type * as topicLists from '../../operations/topic/list.ts';
import type * as topicStatus from '../../operations/topic/status.ts';
import type { Operation } from '../../core/operation.ts';
import type { Handler } from '../handler.ts';
import { createAcl, deleteAcl, describeAcls } from './acl.ts';
import { getAllowedIpList, updateAllowedIp } from './allowed-ip.ts';
import { createConsumerGroup, deleteConsumerGroup, getConsumerList, getConsumerProgress } from './group.ts';
import { deleteInstance, getInstanceList, modifyInstanceName, startInstance } from './instance.ts';
import { describeMetricData, describeMetricLast, describeMetricList, describeMetricTop } from './metrics.ts';
import { describeMetricMetaList, describeProjectMeta } from './metrics-meta.ts';
import { createPrePayOrder, upgradePrePayOrder } from './order.ts';
import { createSaslUser, deleteSaslUser, describeSaslUsers } from './sasl.ts';
import { listTagResources, tagResources, untagResources } from './tag.ts';
import {
  createTopic,
  deleteTopic,
  getTopicList,
  getTopicStatus,
  modifyPartitionNum,
  modifyTopicRemark,
} from './topic.ts';

/** The records that a module declares, and a handler for each by its action, taking that record's input. */
type Declared<M> = {
  readonly [K in keyof M as M[K] extends Operation<infer _> ? Capitalize<K & string> : never]: M[K];
};
type HandlersOf<M> = {
  readonly [K in keyof Declared<M>]: Declared<M>[K] extends Operation<infer P> ? Handler<P> : never;
};

/** Adding a record without a handler does not compile. */
type Handlers = HandlersOf<
  typeof acls &
    typeof aclLists &
    typeof addresses &
    typeof addressLists &
    typeof groups &
    typeof groupLists &
    typeof progress &
    typeof instances &
    typeof instanceLists &
    typeof orders &
    typeof starting &
    typeof metrics &
    typeof meta &
    typeof tags &
    typeof tagLists &
    typeof topics &
    typeof topicChanges &
    typeof topicLists &
    typeof topicStatus &
    typeof users &
    typeof userLists
>;

const HANDLERS: Handlers = {
  CreatePrePayOrder: createPrePayOrder,
  StartInstance: startInstance,
  UpgradePrePayOrder: upgradePrePayOrder,
  ModifyInstanceName: modifyInstanceName,
  GetInstanceList: getInstanceList,
  DeleteInstance: deleteInstance,
  GetAllowedIpList: getAllowedIpList,
  UpdateAllowedIp: updateAllowedIp,
  CreateTopic: createTopic,
  DeleteTopic: deleteTopic,
  GetTopicList: getTopicList,
  GetTopicStatus: getTopicStatus,
  ModifyPartitionNum: modifyPartitionNum,
  ModifyTopicRemark: modifyTopicRemark,
  CreateConsumerGroup: createConsumerGroup,
  DeleteConsumerGroup: deleteConsumerGroup,
  GetConsumerList: getConsumerList,
  GetConsumerProgress: getConsumerProgress,
  TagResources: tagResources,
  UntagResources: untagResources,
  ListTagResources: listTagResources,
  CreateSaslUser: createSaslUser,
  DeleteSaslUser: deleteSaslUser,
  DescribeSaslUsers: describeSaslUsers,
  CreateAcl: createAcl,
  DeleteAcl: deleteAcl,
  DescribeAcls: describeAcls,
  DescribeProjectMeta: describeProjectMeta,
  DescribeMetricMetaList: describeMetricMetaList,
  DescribeMetricLast: describeMetricLast,
  DescribeMetricList: describeMetricList,
  DescribeMetricData: describeMetricData,
  DescribeMetricTop: describeMetricTop,
};

/** The handler of an action of the records. */
export function handlerOf(action: string): Handler {
  const handler = (HANDLERS as Readonly<Record<string, Handler>>)[action];
  if (handler === undefined) throw new Error(`no handler for ${action}`);
  return handler;
}
