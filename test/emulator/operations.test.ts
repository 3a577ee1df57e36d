import { afterEach, describe, expect, test } from '@jest/globals';
import { XMLParser } from 'fast-xml-parser';
import { dataOf, unwrap } from '../../src/core/answer.ts';
import type { Operation } from '../../src/core/operation.ts';
import { wireNames } from '../../src/core/request.ts';
import type { Row } from '../../src/core/shape.ts';
import type { WireParams } from '../../src/core/signature.ts';
import { EXPIRED_INSTANCE, SEEDED_INSTANCE, WAITING_INSTANCE } from '../../src/core/local-names.ts';
import { handlerOf } from '../../src/emulator/handlers/table.ts';
import { OPERATIONS } from '../../src/operations/registry.ts';
import { bench, closeAll } from './bench.ts';
import { mismatches } from './shapes.ts';

afterEach(closeAll);

const rule = {
  Username: 'app',
  AclResourceType: 'Topic',
  AclResourceName: 'orders',
  AclResourcePatternType: 'LITERAL',
};
const series = { Namespace: 'acs_kafka', MetricName: 'message_accumulation_onetopic' };
const topic = `Kafka_${SEEDED_INSTANCE}_orders`;

/** A call of each operation that is carried out on the seeded state. */
const HAPPY: Readonly<Record<string, WireParams>> = {
  CreatePrePayOrder: { DeployType: '4', DiskSize: '900', DiskType: '1', IoMax: '20', TopicQuota: '50', EipMax: '40' },
  StartInstance: {
    InstanceId: WAITING_INSTANCE,
    DeployModule: 'vpc',
    VpcId: 'vpc-1',
    VSwitchId: 'vsw-1',
    ZoneId: 'zonea',
  },
  UpgradePrePayOrder: { DiskSize: '4000', EipMax: '160', IoMax: '160', TopicQuota: '1000' },
  ModifyInstanceName: { InstanceName: 'dev-test' },
  GetInstanceList: {},
  DeleteInstance: { InstanceId: EXPIRED_INSTANCE },
  GetAllowedIpList: {},
  UpdateAllowedIp: { UpdateType: 'add', PortRange: '9092/9092', AllowedListType: 'vpc', AllowedListIp: '10.0.0.1' },
  CreateTopic: { Topic: 'fresh', Remark: 'fresh' },
  DeleteTopic: { Topic: 'orders' },
  GetTopicList: {},
  GetTopicStatus: { Topic: 'payments' },
  ModifyPartitionNum: { Topic: 'orders', AddPartitionNum: '6' },
  ModifyTopicRemark: { Topic: 'orders', Remark: 'new' },
  CreateConsumerGroup: { ConsumerId: 'fresh' },
  DeleteConsumerGroup: { ConsumerId: 'shipping' },
  GetConsumerList: { CurrentPage: '1', PageSize: '2' },
  GetConsumerProgress: { ConsumerId: 'billing' },
  TagResources: { ResourceType: 'TOPIC', 'ResourceId.1': topic, 'Tag.1.Key': 'a', 'Tag.1.Value': 'b' },
  UntagResources: { ResourceType: 'TOPIC', 'ResourceId.1': topic, 'TagKey.1': 'team' },
  ListTagResources: { ResourceType: 'TOPIC', 'ResourceId.1': topic },
  CreateSaslUser: { Username: 'new', Password: 'not-a-real-password' },
  DeleteSaslUser: { Username: 'app' },
  DescribeSaslUsers: {},
  CreateAcl: { ...rule, Username: 'reporting', AclOperationType: 'Read' },
  DeleteAcl: { ...rule, AclOperationType: 'Read' },
  DescribeAcls: { Username: 'app', AclResourceType: 'Topic', AclResourceName: 'orders' },
  DescribeProjectMeta: {},
  DescribeMetricMetaList: { Namespace: 'acs_kafka' },
  DescribeMetricLast: series,
  DescribeMetricList: series,
  DescribeMetricData: series,
  DescribeMetricTop: { ...series, Orderby: 'Average' },
};

const COMMON = ['Code', 'Message', 'RequestId', 'Success'];
/** Sent with ranked points, not in the documented table (docs/sources.md#metric-ranking). */
const RANKED = ['order', '_count'];

const parser = new XMLParser({ parseTagValue: false, ignoreDeclaration: true });

const own = (body: Row): Row => Object.fromEntries(Object.entries(body).filter(([name]) => !COMMON.includes(name)));
const documented = ({ answer }: Operation, body: Row): string[] =>
  mismatches({ kind: 'object', fields: answer.fields }, own(body), 'body', RANKED);

describe.each(OPERATIONS.map((operation) => [operation.action, operation] as const))('%s', (action, operation) => {
  const params = HAPPY[action] as WireParams;

  test('has a handler', () => expect(typeof handlerOf(action)).toBe('function'));

  test('answers JSON in the shape of its record', async () => {
    const { status, headers, body } = await (await bench()).call(action, params);
    expect([status, headers.get('content-type')]).toEqual([200, 'application/json;charset=utf-8']);
    expect(documented(operation, body)).toEqual([]);
    expect(headers.get('x-acs-request-id')).toBe(body['RequestId']);
    expect(body['RequestId']).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
  });

  test('acknowledges as its record says', async () => {
    const body = await (await bench()).good(action, params);
    const { code, success } = operation.answer;
    expect(body['Code']).toBe(code === null ? undefined : code === 'text' ? '200' : 200);
    expect(body['Success']).toBe(success === null ? undefined : success === 'text' ? 'true' : true);
    expect(body['Message']).toBe(code === 'integer' ? 'operation success.' : undefined);
  });

  test('says the same in XML', async () => {
    const [json, xml] = [await bench(), await bench()];
    const body = await json.good(action, params);
    const { status, headers, text } = await xml.call(action, params, { format: 'xml' });
    expect([status, headers.get('content-type')]).toEqual([200, 'text/xml;charset=utf-8']);
    const parsed = parser.parse(text) as Row;
    expect(Object.keys(parsed)).toEqual([`${action}Response`]);
    const inside = unwrap(parsed);
    expect(dataOf(operation.answer, own(inside))).toEqual(dataOf(operation.answer, own(body)));
    expect(Object.keys(inside).sort()).toEqual(Object.keys(body).sort());
  });

  test('refuses without each of the parameters it requires', async () => {
    const emulator = await bench();
    const required = Object.entries(operation.params).filter(([, param]) => param.required);
    for (const [name, param] of required) {
      const wire = wireNames(name, param)[0];
      const others = Object.fromEntries(
        Object.entries(params).filter(([key]) => key !== name && !key.startsWith(`${name}.`)),
      );
      const { status, body } = await emulator.call(action, { ...others, [name]: '' });
      expect([status, body['Code'], body['Message']]).toEqual([
        400,
        `Missing${wire}`,
        `${wire} is mandatory for this action.`,
      ]);
    }
  });
});

test('every operation has its call here', () => {
  expect(Object.keys(HAPPY).sort()).toEqual(OPERATIONS.map(({ action }) => action).sort());
});
