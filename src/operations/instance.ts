import {
  choice,
  flag,
  type Input,
  instanceNameOfService,
  integer,
  type Params,
  text,
  type Trouble,
} from '../core/params.ts';
import {
  operation,
  type Plan,
  type Reader,
  type Refused,
  type Scope,
  type Step,
  type Values,
  type View,
} from '../core/operation.ts';
import { glob } from '../core/glob.ts';
import { type Fields, listOf, object, type Row } from '../core/shape.ts';
import {
  chunks,
  idsFlag,
  instanceArgument,
  newInstanceName,
  region,
  tagFlag,
  tagsField,
  troublesOf,
} from './common.ts';
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

/** Sizes as they are bought; the service knows the exact steps, so only nonsense is refused here. */
const size = {
  DiskSize: integer({ flag: 'disk-size', placeholder: 'GB', min: 1, required: true, help: 'Disk size in GB' }),
  IoMax: integer({
    flag: 'io-max',
    placeholder: 'MB/s',
    min: 1,
    required: true,
    help: 'Peak traffic in MB/s: 20, 30, 60, 90, 120, …',
  }),
  TopicQuota: integer({
    flag: 'topic-quota',
    placeholder: 'n',
    min: 1,
    required: true,
    help: 'Topics that may be created',
  }),
  SpecType: choice(['normal', 'professional'], { flag: 'spec-type', open: true, help: 'Edition' }),
} as const;

export const createPrePayOrder = operation({
  action: 'CreatePrePayOrder',
  effect: 'order',
  outcome: 'created',
  summary: 'Order a subscription instance; this spends money',
  params: {
    RegionId: region,
    DeployType: choice(['4', '5'], {
      flag: 'deploy-type',
      sentAs: 'Integer',
      required: true,
      words: { eip: '4', vpc: '5' },
      help: 'Network: 4 or eip (Internet and VPC), 5 or vpc (VPC only)',
    }),
    DiskSize: size.DiskSize,
    DiskType: choice(['0', '1'], {
      flag: 'disk-type',
      required: true,
      words: { ultra: '0', ssd: '1' },
      help: 'Disk: 0 or ultra, 1 or ssd',
    }),
    IoMax: { ...size.IoMax, alternative: 'IoMaxSpec' },
    TopicQuota: { ...size.TopicQuota, alternative: 'PartitionNum' },
    EipMax: integer({
      flag: 'eip-max',
      placeholder: 'Mbit/s',
      min: 1,
      help: 'Public traffic in Mbit/s; required with deploy type 4',
    }),
    SpecType: size.SpecType,
  },
  between: (input) =>
    troublesOf(
      input.DeployType === '4' && input.EipMax === undefined
        ? { param: 'EipMax', message: 'is required with deploy type 4 (Internet and VPC)' }
        : undefined,
    ),
  answer: { fields: { OrderId: 'text' } },
  commands: [
    {
      path: 'instance create',
      results: 'single',
      names: ['RegionId'],
      description:
        'Places and pays an order. The instance appears afterwards with status 0 and is then started with "alikafka instance start".',
      plan: (input) => ({
        steps: [{ input: input['DeployType'] === '5' ? { ...input, EipMax: undefined } : input, names: [{}] }],
        notes:
          input['DeployType'] === '5' && input['EipMax'] !== undefined
            ? ['--eip-max is left out: deploy type 5 has no public traffic']
            : [],
      }),
      shows: orderLines,
      question: () => 'place this order, which will be charged',
      findOut: () => 'alikafka instance list',
      examples: [
        {
          says: 'Order a VPC instance',
          types: '--deploy-type vpc --disk-size 900 --disk-type ssd --io-max 20 --topic-quota 50',
        },
        {
          says: 'Order one with public access',
          types:
            '--deploy-type eip --eip-max 40 --disk-size 900 --disk-type ssd --io-max 20 --topic-quota 50 --spec-type professional',
        },
      ],
    },
  ],
});

const UNITS: Readonly<Record<string, string>> = { DiskSize: ' GB', IoMax: ' MB/s', EipMax: ' Mbit/s' };

function orderLines(plan: Plan): string[] {
  const order = (plan.steps[0] as Step | undefined)?.input ?? {};
  return Object.entries(order)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name.padEnd(12)} ${String(value)}${UNITS[name] ?? ''}${wordFor(name, String(value))}`);
}

function wordFor(name: string, value: string): string {
  const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    DeployType: DEPLOY_TYPE,
    DiskType: DISK_TYPE,
  };
  const found = words[name]?.[value];
  return found === undefined ? '' : ` (${found})`;
}

const MODULE_OF_TYPE: Readonly<Record<string, string>> = { 4: 'eip', 5: 'vpc' };

export const startInstance = operation({
  action: 'StartInstance',
  effect: 'write',
  summary: 'Deploy an ordered instance into a VPC',
  rate: 2,
  params: {
    RegionId: region,
    InstanceId: instanceArgument,
    DeployModule: choice(['vpc', 'eip'], {
      flag: 'deploy-module',
      required: true,
      help: 'How it is reached; default: what its deploy type says',
    }),
    VpcId: text({ flag: 'vpc-id', placeholder: 'id', required: true, min: 1, help: 'VPC to deploy into' }),
    VSwitchId: text({ flag: 'vswitch-id', placeholder: 'id', required: true, min: 1, help: 'vSwitch of that VPC' }),
    ZoneId: text({
      flag: 'zone-id',
      placeholder: 'id',
      required: true,
      min: 1,
      help: "The vSwitch's zone: zonea or cn-hangzhou-a",
    }),
    IsEipInner: flag({ flag: 'eip-inner', help: 'Public access; sent with eip unless said otherwise' }),
    IsSetUserAndPassword: flag({ flag: 'set-user-password', help: 'Set a new user and password (eip only)' }),
    Username: text({ flag: 'username', placeholder: 'name', min: 1, help: 'The new user (eip only)' }),
    Password: text({ secret: true, help: 'The new password (eip only)' }),
    Name: {
      ...newInstanceName({ flag: 'name', help: 'Name for the instance, unique in the region' }),
      serviceRules: [instanceNameOfService],
      refusal: 'BIZ_FIELD_CHECK_INVALID',
      cut: 64,
    },
  },
  between: (input) => [...eipOnly(input), ...userNeedsName(input)],
  commands: [
    {
      path: 'instance start',
      alias: 'deploy',
      inputs: {
        DeployModule: choice(['vpc', 'eip'], {
          flag: 'deploy-module',
          help: 'How it is reached; default: what its deploy type says',
        }),
      },
      between: (input) => [...eipOnly(input as Input<Params>), ...userNeedsName(input as Input<Params>)],
      results: 'single',
      needsSecret: (input) => input['IsSetUserAndPassword'] === true,
      plan: startPlan,
      examples: [
        {
          says: 'Deploy an instance of the VPC type',
          types: 'alikafka_pre-cn-0pp1cng20abc --vpc-id vpc-bp1r4eg3yrxm --vswitch-id vsw-bp1j3sg5979f --zone-id zonea',
        },
      ],
    },
  ],
});

function eipOnly(input: Input<Params>): Trouble[] {
  if (input['DeployModule'] !== 'vpc') return [];
  const only = ['IsEipInner', 'IsSetUserAndPassword', 'Username', 'Password'];
  return only
    .filter((name) => input[name] !== undefined && input[name] !== false)
    .map((param) => ({ param, message: 'acts only with --deploy-module eip' }));
}

function userNeedsName(input: Input<Params>): Trouble[] {
  return troublesOf(
    input['IsSetUserAndPassword'] === true && input['Username'] === undefined
      ? { param: 'Username', message: 'is required with --set-user-password' }
      : undefined,
    input['Username'] !== undefined && input['IsSetUserAndPassword'] !== true
      ? { param: 'Username', message: 'needs --set-user-password' }
      : undefined,
  );
}

/** Reads the instance first: the module must agree with its deploy type, and defaults from it. */
async function startPlan(input: Values, scope: Scope, reader: Reader): Promise<Plan | Refused> {
  const names = [{ InstanceId: String(input['InstanceId']) }];
  if (scope.dryRun)
    return {
      steps: [{ input: withEip(input, input['DeployModule']), names }],
      notes: ['the deploy type of the instance is not read in a dry run'],
    };
  const row = await findInstance(String(input['InstanceId']), reader);
  if (row === undefined) return absent(String(input['InstanceId']));
  const module = MODULE_OF_TYPE[String(row['DeployType'])] ?? input['DeployModule'];
  const asked = { ...input, DeployModule: input['DeployModule'] ?? module };
  if (asked.DeployModule !== module) {
    return usage(
      'DeployModule',
      `must be ${String(module)}: the instance has deploy type ${String(row['DeployType'])} (${DEPLOY_TYPE[String(row['DeployType'])] ?? 'unknown'})`,
    );
  }
  const troubles = eipOnly(asked);
  return troubles.length > 0
    ? { refused: 'usage', problems: troubles }
    : { steps: [{ input: withEip(asked, module), names }] };
}

function withEip(input: Values, module: unknown): Values {
  return module === 'eip' ? { ...input, IsEipInner: input['IsEipInner'] ?? true } : input;
}

export const upgradePrePayOrder = operation({
  action: 'UpgradePrePayOrder',
  effect: 'order',
  summary: 'Order more of a subscription instance; this spends money',
  params: {
    RegionId: region,
    InstanceId: instanceArgument,
    DiskSize: size.DiskSize,
    EipMax: integer({
      flag: 'eip-max',
      placeholder: 'Mbit/s',
      min: 0,
      required: true,
      help: 'Public traffic in Mbit/s (deploy type 4)',
    }),
    IoMax: { ...size.IoMax, alternative: 'IoMaxSpec' },
    TopicQuota: { ...size.TopicQuota, alternative: 'PartitionNum' },
    SpecType: size.SpecType,
  },
  answer: { fields: { OrderId: 'text' } },
  commands: [
    {
      path: 'instance upgrade',
      alias: 'resize',
      description: 'What is not given keeps its present value, which is read first. Nothing can be lowered.',
      inputs: Object.fromEntries(
        (['DiskSize', 'EipMax', 'IoMax', 'TopicQuota'] as const).map((name) => [name, optional(name)]),
      ),
      results: 'single',
      plan: upgradePlan,
      shows: orderLines,
      question: () => 'place this order, which will be charged',
      findOut: (input) => `alikafka instance describe ${String(input['InstanceId'])}`,
      examples: [{ says: 'Give an instance a larger disk', types: 'alikafka_pre-cn-0pp1ftnxu00y --disk-size 1200' }],
    },
  ],
});

function optional(name: 'DiskSize' | 'EipMax' | 'IoMax' | 'TopicQuota') {
  const eip = integer({
    flag: 'eip-max',
    placeholder: 'Mbit/s',
    min: 0,
    help: 'Public traffic in Mbit/s (deploy type 4); default: as it is',
  });
  return name === 'EipMax' ? eip : { ...size[name], required: false, help: `${size[name].help}; default: as it is` };
}

/** Field of the instance that holds the present value of an order's parameter. */
const PRESENT: Readonly<Record<string, string>> = {
  DiskSize: 'DiskSize',
  EipMax: 'EipMax',
  IoMax: 'IoMax',
  TopicQuota: 'TopicNumLimit',
};

async function upgradePlan(input: Values, _scope: Scope, reader: Reader): Promise<Plan | Refused> {
  const id = String(input['InstanceId']);
  const row = await findInstance(id, reader);
  if (row === undefined) return absent(id);
  const problems = [...lowered(input, row), ...downgraded(input, row)];
  if (problems.length > 0) return { refused: 'usage', problems };
  const present = Object.fromEntries(Object.entries(PRESENT).map(([param, field]) => [param, Number(row[field] ?? 0)]));
  const wanted = {
    ...present,
    ...Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)),
  };
  const changes = [...Object.keys(PRESENT), 'SpecType'].filter(
    (param) =>
      input[param] !== undefined &&
      String(input[param]) !== String(param === 'SpecType' ? row['SpecType'] : present[param]),
  );
  if (changes.length === 0)
    return {
      steps: [{ names: { InstanceId: id }, settled: 'unchanged', message: 'the instance has these sizes already' }],
    };
  return { steps: [{ input: wanted, names: [{ InstanceId: id }] }], notes: upgradeNotes(row) };
}

function lowered(input: Values, row: Row): Trouble[] {
  return Object.entries(PRESENT)
    .filter(([param, field]) => input[param] !== undefined && Number(input[param]) < Number(row[field] ?? 0))
    .map(([param, field]) => ({
      param,
      message: `cannot be lowered: it is ${String(row[field])} now, not ${String(input[param])}`,
    }));
}

function downgraded(input: Values, row: Row): Trouble[] {
  return input['SpecType'] === 'normal' && row['SpecType'] === 'professional'
    ? [{ param: 'SpecType', message: 'cannot go back: the instance is professional now' }]
    : [];
}

function upgradeNotes(row: Row): string[] {
  return row['PaidType'] === 1
    ? ['this instance is pay-as-you-go; the service upgrades subscription instances with this operation']
    : [];
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

async function findInstance(id: string, reader: Reader): Promise<Row | undefined> {
  const rows = await reader.rows(getInstanceList, { InstanceId: [id] });
  return rows.find((row) => row['InstanceId'] === id);
}

const absent = (id: string): Refused => ({
  refused: 'notFound',
  problems: [{ param: 'InstanceId', message: `"${id}" is not among the instances of this region` }],
  next: 'alikafka instance list',
});

const usage = (param: string, message: string): Refused => ({ refused: 'usage', problems: [{ param, message }] });
