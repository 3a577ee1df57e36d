/** The record of an instance, and how it is shown. */
import { plural } from '../../core/text/texts.ts';
import type { ListView, Tone } from '../../core/view.ts';
import { type Fields, type Json, listOf, object } from '../../core/shape.ts';
import { tagsField } from '../shared/common.ts';
import { DEPLOY_TYPE, DISK_TYPE, PAID_TYPE, SERVICE_STATUS, STATUS, VIEW_STATUS, labelFrom } from '../shared/labels.ts';

const confluentConfig: Fields = {
  ConnectCU: 'integer',
  ConnectReplica: 'integer',
  ControlCenterCU: 'integer',
  ControlCenterReplica: 'integer',
  ControlCenterStorage: 'integer',
  KafkaCU: 'integer',
  KafkaReplica: 'integer',
  KafkaRestProxyCU: 'integer',
  KafkaRestProxyReplica: 'integer',
  KafkaStorage: 'integer',
  KsqlCU: 'integer',
  KsqlList: listOf('ConfluentInstanceComponentResourceVO', {
    Cu: 'integer',
    InternalId: 'text',
    Replica: 'integer',
    Storage: 'integer',
    Type: 'text',
  }),
  KsqlReplica: 'integer',
  KsqlStorage: 'integer',
  SchemaRegistryCU: 'integer',
  SchemaRegistryReplica: 'integer',
  ZooKeeperCU: 'integer',
  ZooKeeperReplica: 'integer',
  ZooKeeperStorage: 'integer',
};

/** InstanceVO, the identifying fields first. */
export const instanceRecord: Fields = {
  InstanceId: 'text',
  Name: 'text',
  ServiceStatus: 'integer',
  ViewInstanceStatusCode: 'integer',
  RegionId: 'text',
  ZoneId: 'text',
  BackupZoneId: 'text',
  StandardZoneId: 'text',
  SpecType: 'text',
  Series: 'text',
  PaidType: 'integer',
  DeployType: 'integer',
  IoMax: 'integer',
  IoMaxSpec: 'text',
  IoMaxRead: 'integer',
  IoMaxWrite: 'integer',
  EipMax: 'integer',
  DiskSize: 'integer',
  DiskType: 'integer',
  MsgRetain: 'integer',
  TopicNumLimit: 'integer',
  UsedTopicCount: 'integer',
  UsedGroupCount: 'integer',
  UsedPartitionCount: 'integer',
  RecommendedPartitionCount: 'integer',
  DefaultPartitionNum: 'integer',
  ReservedPublishCapacity: 'integer',
  ReservedSubscribeCapacity: 'integer',
  CreateTime: 'time',
  ExpiredTime: 'time',
  VpcId: 'text',
  VSwitchId: 'text',
  VSwitchIds: listOf('VSwitchIds', 'text'),
  SecurityGroup: 'text',
  EndPoint: 'text',
  DomainEndpoint: 'text',
  SslEndPoint: 'text',
  SslDomainEndpoint: 'text',
  SaslEndPoint: 'text',
  SaslDomainEndpoint: 'text',
  VpcSaslEndPoint: 'text',
  VpcSaslDomainEndpoint: 'text',
  UpgradeServiceDetailInfo: object({ Current2OpenSourceVersion: 'text' }),
  AllConfig: 'text',
  AutoCreateTopicEnable: 'boolean',
  AutoCreateGroupEnable: 'boolean',
  ScheduledRetirement: 'boolean',
  KmsKeyId: 'text',
  ResourceGroupId: 'text',
  ConfluentConfig: object(confluentConfig),
  ConfluentInstanceComponents: listOf('ConfluentInstanceComponentVO', {
    ComponentType: 'text',
    DeployModule: 'text',
    PubEndpoint: 'text',
    VpcEndpoint: 'text',
    internalId: 'text',
  }),
  Tags: tagsField,
};

/** The color of a state: running, ended, or in transition. */
function statusTone(status: Json): Tone {
  if (status === STATUS.running) return 'good';
  return status === STATUS.expired || status === STATUS.released ? 'bad' : 'warning';
}

/** The units of sizes, of an instance and of an order. */
export const SIZE_UNITS: Readonly<Record<string, string>> = { DiskSize: 'GB', IoMax: 'MB/s', EipMax: 'Mbit/s' };

/** How instances are shown. */
export const instanceView: ListView = {
  kind: 'list',
  countText: (count) => plural(count, '{count} instance', '{count} instances'),
  columns: ['InstanceId', 'Name', 'ServiceStatus', 'SpecType', 'ExpiredTime', 'PaidType', 'DeployType', 'RegionId'],
  name: 'InstanceId',
  essential: ['Name', 'ServiceStatus', 'SpecType'],
  freeText: ['Name', 'SpecType', 'Tags', 'AllConfig'],
  tones: { ServiceStatus: statusTone },
  expires: ['ExpiredTime'],
  units: { ...SIZE_UNITS, MsgRetain: 'h' },
  labels: {
    ServiceStatus: labelFrom(SERVICE_STATUS, 'status'),
    ViewInstanceStatusCode: labelFrom(VIEW_STATUS, 'status'),
    DeployType: labelFrom(DEPLOY_TYPE, 'type'),
    DiskType: labelFrom(DISK_TYPE, 'type'),
    PaidType: labelFrom(PAID_TYPE, 'type'),
  },
};
