/** Every command of the 33 operations once, in an order in which each finds what it needs, and some of this tool's own. */
import { EXPIRED, RUNNING, WAITING } from './program.ts';

export interface Step {
  readonly path: string;
  readonly args: readonly string[];
  readonly stdin?: string;
  /** What the table shows somewhere, and the JSON holds. */
  readonly shows: string;
  /** Operation, or command of this tool's own, whose name the XML root carries. */
  readonly action: string;
  /** The JSON form. */
  readonly form: 'array' | 'object';
}

const step = (path: string, args: string, action: string, form: Step['form'], shows: string, stdin?: string): Step => ({
  path,
  args: args === '' ? [] : args.split(' '),
  action,
  form,
  shows,
  ...(stdin === undefined ? {} : { stdin }),
});

export const STEPS: readonly Step[] = [
  step('instance list', '--status running', 'GetInstanceList', 'array', RUNNING),
  step('instance describe', RUNNING, 'GetInstanceList', 'object', RUNNING),
  step(
    'instance create',
    '--deploy-type vpc --disk-size 900 --disk-type ssd --io-max 20 --topic-quota 50 --yes',
    'CreatePrePayOrder',
    'object',
    'created',
  ),
  step(
    'instance start',
    `${WAITING} --vpc-id vpc-1 --vswitch-id vsw-1 --zone-id zonea --name started`,
    'StartInstance',
    'object',
    'changed',
  ),
  step('instance rename', `${RUNNING} renamed-one`, 'ModifyInstanceName', 'object', 'renamed-one'),
  step('instance delete', `${EXPIRED} --confirm ${EXPIRED}`, 'DeleteInstance', 'array', 'deleted'),
  step('instance allowed-ip list', '', 'GetAllowedIpList', 'array', '192.168.0.0/24'),
  step('instance allowed-ip add', '10.1.0.0/16 10.2.0.1', 'UpdateAllowedIp', 'array', '10.2.0.1'),
  step('instance allowed-ip remove', '10.2.0.1 --yes', 'UpdateAllowedIp', 'array', 'deleted'),
  step('topic create', 'e2e-one e2e-two --partitions 12 --remark made-here', 'CreateTopic', 'array', 'e2e-two'),
  step('topic list', '', 'GetTopicList', 'array', 'e2e-one'),
  step('topic status', 'orders', 'GetTopicStatus', 'object', 'MaxOffset'),
  step('topic describe', 'e2e-one', 'GetTopicStatus', 'object', 'made-here'),
  step('topic add-partitions', 'e2e-one --to 18', 'ModifyPartitionNum', 'object', 'e2e-one'),
  step('topic set-remark', 'e2e-one changed-here', 'ModifyTopicRemark', 'object', 'changed-here'),
  step('group create', 'e2e-group', 'CreateConsumerGroup', 'array', 'e2e-group'),
  step('group list', '', 'GetConsumerList', 'array', 'e2e-group'),
  step('group describe', 'billing', 'GetConsumerProgress', 'object', 'Lag'),
  step('group lag', 'billing', 'GetConsumerProgress', 'array', 'payments'),
  step('tag add', 'topic/e2e-one group/e2e-group instance --tag made=here', 'TagResources', 'array', 'CONSUMERGROUP'),
  step('tag list', 'topic/e2e-one', 'ListTagResources', 'array', 'made'),
  step('tag remove', 'topic/e2e-one --key made --yes', 'UntagResources', 'array', 'deleted'),
  step(
    'sasl create',
    'e2e-user --type scram --password-stdin',
    'CreateSaslUser',
    'object',
    'e2e-user',
    'not-a-secret-1\n',
  ),
  step('sasl list', '', 'DescribeSaslUsers', 'array', 'e2e-user'),
  step(
    'sasl set-password',
    'e2e-user --password-stdin --yes',
    'CreateSaslUser',
    'array',
    'changed',
    'not-a-secret-2\n',
  ),
  step(
    'acl create',
    '--username e2e-user --topic e2e-one --operation read --operation write',
    'CreateAcl',
    'array',
    'Write',
  ),
  step('acl list', '--username e2e-user --resource topic/e2e-one', 'DescribeAcls', 'array', 'LITERAL'),
  step(
    'acl delete',
    '--principal User:e2e-user --topic e2e-one --operation write --yes',
    'DeleteAcl',
    'array',
    'deleted',
  ),
  step('sasl delete', 'e2e-user --yes', 'DeleteSaslUser', 'array', 'deleted'),
  step('metrics projects', '', 'DescribeProjectMeta', 'array', 'acs_kafka'),
  step('metrics meta', '', 'DescribeMetricMetaList', 'array', 'message_accumulation'),
  step('metrics last', 'instance_message_input', 'DescribeMetricLast', 'array', RUNNING),
  step('metrics list', 'instance_message_input --since 10m', 'DescribeMetricList', 'array', RUNNING),
  step('metrics data', 'topic_message_input --topic orders', 'DescribeMetricData', 'array', 'orders'),
  step('metrics top', 'topic_message_input --order-by Value --length 3', 'DescribeMetricTop', 'array', 'orders'),
  step('group delete', 'e2e-group --yes', 'DeleteConsumerGroup', 'array', 'deleted'),
  step('topic delete', 'e2e-one e2e-two --yes', 'DeleteTopic', 'array', 'deleted'),
  // Last: for a few seconds the instance takes nothing else.
  step('instance upgrade', `${RUNNING} --disk-size 5000 --yes`, 'UpgradePrePayOrder', 'object', 'changed'),
];

/** Commands of this tool's own that print in every format. */
export const OWN_STEPS: readonly Step[] = [
  step('explain', 'biz.topic.not.found', 'Explain', 'object', 'BIZ_TOPIC_NOT_FOUND'),
  step('regions', '', 'Regions', 'array', 'metrics-vpc.cn-hangzhou.aliyuncs.com'),
  step('config explain', '', 'ConfigExplain', 'array', 'ALIKAFKA_ENDPOINT'),
  step('doctor', '', 'Doctor', 'array', 'read metrics'),
  step('wait', 'topic orders exists --quiet', 'Wait', 'object', 'in service'),
];
