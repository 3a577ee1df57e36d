import type { Command, Operation } from '../core/operation.ts';
import { createAcl, deleteAcl, describeAcls } from './acl.ts';
import { getAllowedIpList, updateAllowedIp } from './allowed-ip.ts';
import { createConsumerGroup, deleteConsumerGroup, getConsumerList } from './group.ts';
import { getConsumerProgress } from './group-progress.ts';
import { deleteInstance, getInstanceList, modifyInstanceName } from './instance.ts';
import { createPrePayOrder, upgradePrePayOrder } from './instance-order.ts';
import { startInstance } from './instance-start.ts';
import { describeMetricData, describeMetricLast, describeMetricList, describeMetricTop } from './metrics.ts';
import { describeMetricMetaList, describeProjectMeta } from './metrics-meta.ts';
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

/** Every operation this tool knows, in the order in which help shows their commands. */
export const OPERATIONS: readonly Operation[] = [
  getInstanceList,
  createPrePayOrder,
  startInstance,
  upgradePrePayOrder,
  modifyInstanceName,
  deleteInstance,
  getAllowedIpList,
  updateAllowedIp,
  getTopicList,
  createTopic,
  deleteTopic,
  getTopicStatus,
  modifyPartitionNum,
  modifyTopicRemark,
  getConsumerList,
  createConsumerGroup,
  deleteConsumerGroup,
  getConsumerProgress,
  listTagResources,
  tagResources,
  untagResources,
  describeSaslUsers,
  createSaslUser,
  deleteSaslUser,
  describeAcls,
  createAcl,
  deleteAcl,
  describeProjectMeta,
  describeMetricMetaList,
  describeMetricLast,
  describeMetricList,
  describeMetricData,
  describeMetricTop,
];

/** A command with the operation it calls. */
export interface Bound {
  readonly command: Command;
  readonly operation: Operation;
}

/** Every command, by its path. */
export const COMMANDS: ReadonlyMap<string, Bound> = new Map(
  OPERATIONS.flatMap((operation) =>
    operation.commands.map((command) => [command.path, { command, operation }] as const),
  ),
);

/** The operation of an action, by its exact name. */
export function operationOf(action: string): Operation | undefined {
  return OPERATIONS.find((operation) => operation.action === action);
}
