import { choice, flag, instanceNameOfService, text } from '../core/params.ts';
import { operation, type Reader, type Refused, type Values, type View } from '../core/operation.ts';
import { glob } from '../core/glob.ts';
import { type Fields, listOf, object, type Row } from '../core/shape.ts';
import { chunks, idsFlag, instanceArgument, newInstanceName, region, tagFlag, tagsField } from './common.ts';
import { DEPLOY_TYPE, DISK_TYPE, PAID_TYPE, SERVICE_STATUS, VIEW_STATUS, word } from './words.ts';

const RELEASED = 10;

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

/** InstanceVO, what identifies an instance first. */
const instanceRecord: Fields = {
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

const instanceView: View = {
  kind: 'list',
  columns: ['InstanceId', 'Name', 'ServiceStatus', 'SpecType', 'DeployType', 'PaidType', 'RegionId'],
  name: 'InstanceId',
  words: {
    ServiceStatus: word(SERVICE_STATUS, 'status'),
    ViewInstanceStatusCode: word(VIEW_STATUS, 'status'),
    DeployType: word(DEPLOY_TYPE, 'type'),
    DiskType: word(DISK_TYPE, 'type'),
    PaidType: word(PAID_TYPE, 'type'),
  },
};

const statusNames = Object.entries(SERVICE_STATUS).map(([code, says]) => [code, slug(says)] as const);

function slug(words: string): string {
  return words.toLowerCase().replaceAll(' ', '-');
}

export const getInstanceList = operation({
  action: 'GetInstanceList',
  summary: 'List the instances of a region',
  params: {
    RegionId: region,
    OrderId: text({ flag: 'order-id', placeholder: 'id', min: 1, help: 'Only the instance of this order' }),
    InstanceId: idsFlag,
    Tag: tagFlag({ maxItems: 20, help: 'Only instances with this tag (repeatable)' }),
  },
  answer: { fields: { InstanceList: listOf('InstanceVO', instanceRecord) }, data: ['InstanceList'] },
  commands: [
    {
      path: 'instance list',
      inputs: {
        InstanceId: { ...idsFlag, rules: [] },
        name: text({
          flag: 'name',
          placeholder: 'glob',
          help: 'Only names that match, such as "prod-*"; compared here',
        }),
        status: choice(
          statusNames.map(([, says]) => says),
          {
            flag: 'status',
            placeholder: 'word',
            words: Object.fromEntries(statusNames),
            help: 'Only instances in this state, such as running; compared here',
          },
        ),
        all: flag({ flag: 'all', help: 'Released instances too' }),
      },
      view: { ...instanceView, select: selected },
      plan: (input) => ({
        steps: (input['InstanceId'] === undefined ? [undefined] : chunks(input['InstanceId'] as string[], 20)).map(
          (ids) => ({
            input: { OrderId: input['OrderId'], Tag: input['Tag'], InstanceId: ids },
            names: [],
          }),
        ),
      }),
      examples: [
        { says: 'List the instances of a region', types: '--region cn-hangzhou' },
        { says: 'Only the running ones of one team', types: '--status running --tag team=payments' },
      ],
    },
    {
      path: 'instance describe',
      summary: 'Show everything known of one instance',
      inputs: {
        InstanceId: text({
          argument: 'id',
          from: 'instance',
          required: true,
          min: 1,
          help: 'Instance id; default: the instance of -i',
        }),
      },
      takes: [],
      view: { ...instanceView, kind: 'object' },
      plan: (input) => ({ steps: [{ input: { InstanceId: [String(input['InstanceId'])] }, names: [] }] }),
      examples: [{ says: 'Show an instance', types: 'alikafka_pre-cn-0pp1ftnxu00y' }],
    },
  ],
});

function selected(row: Row, input: Values): boolean {
  const status = input['status'] === undefined ? undefined : String(input['status']);
  const stands = slug(SERVICE_STATUS[String(row['ServiceStatus'])] ?? '');
  if (status !== undefined && stands !== status) return false;
  if (status === undefined && input['all'] !== true && row['ServiceStatus'] === RELEASED) return false;
  return input['name'] === undefined || glob(String(input['name']))(String(row['Name'] ?? ''));
}

export const modifyInstanceName = operation({
  action: 'ModifyInstanceName',
  effect: 'write',
  summary: 'Rename an instance',
  params: {
    RegionId: region,
    InstanceId: instanceArgument,
    InstanceName: {
      ...newInstanceName({ argument: 'name', required: true, help: 'New name' }),
      serviceRules: [instanceNameOfService],
      refusal: 'BIZ_FIELD_CHECK_INVALID',
      cut: 64,
    },
  },
  commands: [
    {
      path: 'instance rename',
      results: 'single',
      names: ['InstanceId', 'InstanceName'],
      examples: [{ says: 'Rename an instance', types: 'alikafka_pre-cn-0pp1ftnxu00y orders-prod' }],
    },
  ],
});

export const deleteInstance = operation({
  action: 'DeleteInstance',
  effect: 'destroy',
  outcome: 'deleted',
  summary: 'Delete a released or expired instance for good',
  params: { RegionId: region, InstanceId: { ...instanceArgument, many: true } },
  commands: [
    {
      path: 'instance delete',
      description:
        'The ids are typed again to confirm. In scripts "--confirm <id>" for each one is enough; --yes does not replace it.',
      results: 'array',
      typedConfirmation: true,
      examples: [
        {
          says: 'Delete an expired instance from a script',
          types: 'alikafka_pre-cn-0pp1ftnxu00y --confirm alikafka_pre-cn-0pp1ftnxu00y',
        },
      ],
    },
  ],
});

/** The record of one instance, or undefined where the region has none of that id. */
export async function findInstance(id: string, reader: Reader): Promise<Row | undefined> {
  const rows = await reader.rows(getInstanceList, { InstanceId: [id] });
  return rows.find((row) => row['InstanceId'] === id);
}

/** Refuses what names an instance that is not there. */
export const absent = (id: string): Refused => ({
  refused: 'notFound',
  problems: [{ param: 'InstanceId', message: `"${id}" is not among the instances of this region` }],
  next: 'alikafka instance list',
});
