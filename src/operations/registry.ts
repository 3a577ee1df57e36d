/** The registry of operations and of the commands that call them. */
import type { ChangeCommand, Command, ReadCommand } from '../core/command.ts';
import type { Operation } from '../core/operation.ts';
import type { OperationRecord } from '../core/record.ts';
import { createAcl, deleteAcl } from './acl/acl.ts';
import { describeAcls } from './acl/list.ts';
import { describeAclResourceName } from './acl/resources.ts';
import { updateAllowedIp } from './allowed-ip/allowed-ip.ts';
import { getAllowedIpList } from './allowed-ip/list.ts';
import { createConsumerGroup, deleteConsumerGroup } from './group/group.ts';
import { getConsumerList } from './group/list.ts';
import { getConsumerProgress } from './group/progress.ts';
import { deleteInstance, modifyInstanceName } from './instance/instance.ts';
import { getInstanceList } from './instance/list.ts';
import { createPrePayOrder, upgradePrePayOrder } from './instance/order.ts';
import { startInstance } from './instance/start.ts';
import { describeMetricData, describeMetricLast, describeMetricList, describeMetricTop } from './metrics/metrics.ts';
import { describeMetricMetaList, describeProjectMeta } from './metrics/meta.ts';
import { createSaslUser, deleteSaslUser } from './sasl/sasl.ts';
import { describeSaslUsers } from './sasl/list.ts';
import { tagResources, untagResources } from './tag/tag.ts';
import { listTagResources } from './tag/list.ts';
import { createTopic, deleteTopic } from './topic/topic.ts';
import { modifyPartitionNum, modifyTopicRemark } from './topic/change.ts';
import { getTopicList } from './topic/list.ts';
import { getTopicStatus } from './topic/status.ts';

/** Every operation this tool knows, in the order in which help shows their commands. */
export const OPERATIONS: readonly OperationRecord[] = [
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
  describeAclResourceName,
  describeProjectMeta,
  describeMetricMetaList,
  describeMetricLast,
  describeMetricList,
  describeMetricData,
  describeMetricTop,
];

/** A command with the operation it calls. */
export interface BoundCommand<C extends Command = Command> {
  readonly command: C;
  readonly operation: Operation;
}

/** A command that reads, with its operation. */
export type BoundRead = BoundCommand<ReadCommand>;
/** A command that changes something, with its operation. */
export type BoundChange = BoundCommand<ChangeCommand>;

/** Whether a command reads; else it changes something. */
export const isRead = (bound: BoundCommand): bound is BoundRead => bound.command.kind === 'read';

/** The command of a path, which reads. Throws if the records have none: they are then wrong. */
export function readOf(path: string): BoundRead {
  const bound = COMMANDS.get(path);
  if (bound === undefined || !isRead(bound)) throw new Error(`no command ${path} that reads`);
  return bound;
}

/** Every command, by its path. */
export const COMMANDS: ReadonlyMap<string, BoundCommand> = new Map(
  OPERATIONS.flatMap((operation) =>
    operation.commands.map((command) => [command.path, { command, operation }] as const),
  ),
);

/** The operation of an action, by its exact name. */
export function operationOf(action: string): OperationRecord | undefined {
  return OPERATIONS.find((operation) => operation.action === action);
}
