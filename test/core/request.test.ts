/**
 * Inputs to wire parameters and back: the two are inverse for every operation; what the service finds missing or wrong;
 * defaults; and what each signed request carries.
 */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ALIKAFKA, CMS, type Operation, type Values } from '../../src/core/operation.ts';
import type { Param, Value } from '../../src/core/params.ts';
import { complete, fromWire, toWire, wireNames } from '../../src/core/request.ts';
import { signedParams } from '../../src/core/signed-params.ts';
import { formBody } from '../../src/core/signature.ts';
import { LOCAL_REGION, SEEDED_INSTANCE } from '../../src/core/local-names.ts';
import { OPERATIONS, operationOf } from '../../src/operations/registry.ts';
import { formByHand, signByHand } from '../support/by-hand.ts';
import { CALLS } from '../support/samples.ts';

const of = (action: string): Operation => operationOf(action) as Operation;

const wellFormed = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...' *~\'()!+/=&%."\\\n'),
    fc.string({ minLength: 1, maxLength: 1, unit: 'grapheme' }),
  ),
  maxLength: 10,
});

const tag = fc.record({ Key: wellFormed, Value: wellFormed }, { requiredKeys: ['Key'], noNullPrototype: true });

function valueOf(param: Param): fc.Arbitrary<Value> {
  switch (param.kind) {
    case 'integer':
      return fc.maxSafeInteger();
    case 'boolean':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...(param.choices ?? []));
    case 'texts':
      return fc.array(wellFormed, { minLength: 1, maxLength: 12 });
    case 'tags':
      return fc.array(tag, { minLength: 1, maxLength: 12 });
    default:
      return wellFormed;
  }
}

const inputOf = ({ params }: Operation): fc.Arbitrary<Values> =>
  fc.record(Object.fromEntries(Object.entries(params).map(([name, param]) => [name, valueOf(param)])), {
    requiredKeys: [],
    noNullPrototype: true,
  });

describe('round trip through a form body', () => {
  test.each(OPERATIONS.map((operation) => [operation.action, operation] as const))('%s', (_action, operation) => {
    fc.assert(
      fc.property(inputOf(operation), (input) => {
        const wire = formByHand(formBody(toWire(operation.params, input)));
        expect(fromWire(operation, wire).input).toEqual(input);
      }),
      { numRuns: 30 },
    );
  });
});

describe('the calls of the samples', () => {
  const settings = { region: LOCAL_REGION, instance: SEEDED_INSTANCE };
  const calls = CALLS.map((call) => [call.operation.action, call.input, call] as const);

  test.each(calls)('%s %j equals the sample, and is read back', (_action, input, call) => {
    const filled = complete(call.operation, input, settings);
    expect(toWire(call.operation.params, filled)).toEqual(call.wire);
    const given = Object.fromEntries(Object.entries(filled).filter(([, value]) => value !== undefined));
    expect(fromWire(call.operation, call.wire)).toEqual({ input: given, missing: [], invalid: [] });
  });
});

describe('toWire', () => {
  test('numbers lists from 1, writes numbers and booleans as text, and keeps the order of the record', () => {
    const input = { All: true, TagKey: ['b', 'a'], ResourceType: 'TOPIC', ResourceId: ['x', 'y'], RegionId: 'r' };
    expect(Object.entries(toWire(of('UntagResources').params, input))).toEqual([
      ['RegionId', 'r'],
      ['ResourceId.1', 'x'],
      ['ResourceId.2', 'y'],
      ['ResourceType', 'TOPIC'],
      ['TagKey.1', 'b'],
      ['TagKey.2', 'a'],
      ['All', 'true'],
    ]);
  });

  test('a tag without a value has no Value, an empty value is sent empty', () => {
    const Tag = [{ Key: 'a' }, { Key: 'b', Value: '' }, { Key: 'c', Value: 'd' }];
    expect(toWire(of('TagResources').params, { Tag })).toEqual({
      'Tag.1.Key': 'a',
      'Tag.2.Key': 'b',
      'Tag.2.Value': '',
      'Tag.3.Key': 'c',
      'Tag.3.Value': 'd',
    });
  });

  test('sends only given parameters of the operation', () => {
    expect(toWire(of('DeleteTopic').params, { Topic: 't', 'if-exists': true, InstanceId: undefined })).toEqual({
      Topic: 't',
    });
  });

  test.each([
    ['Tag', ['Tag.N.Key', 'Tag.N.Value']],
    ['InstanceId', ['InstanceId.N']],
    ['RegionId', ['RegionId']],
  ])('%s is %j on the wire', (name, names) => {
    expect(wireNames(name, of('GetInstanceList').params[name] as Param)).toEqual(names);
  });
});

describe('fromWire', () => {
  test.each([
    ['no value is given', 'CreateTopic', {}, ['InstanceId', 'RegionId', 'Topic', 'Remark']],
    ['all values are given', 'CreateTopic', { InstanceId: 'i', RegionId: 'r', Topic: 'orders', Remark: 'orders' }, []],
    ['a required text is empty', 'DeleteTopic', { InstanceId: 'i', RegionId: '', Topic: 't' }, ['RegionId']],
    [
      'a list is given without its number',
      'TagResources',
      { RegionId: 'r', ResourceType: 'TOPIC', ResourceId: 'x' },
      ['ResourceId', 'Tag'],
    ],
    [
      'names are case-sensitive',
      'DeleteTopic',
      { instanceId: 'i', RegionId: 'r', topic: 't' },
      ['InstanceId', 'Topic'],
    ],
    [
      'an optional one may be empty',
      'ModifyTopicRemark',
      { InstanceId: 'i', RegionId: 'r', Topic: 't', Remark: '' },
      [],
    ],
  ])('is missing: %s', (_says, action, wire, missing) => {
    expect(fromWire(of(action), wire).missing).toEqual(missing);
  });

  test.each([
    ['CreateTopic', 'PartitionNum', 'abc', 'InvalidPartitionNum'],
    ['CreateTopic', 'PartitionNum', '0', 'BIZ_TOPIC_PARTITION_NUM_EXCEED'],
    ['CreateTopic', 'PartitionNum', '361', 'BIZ_TOPIC_PARTITION_NUM_EXCEED'],
    ['CreateTopic', 'PartitionNum', '1.5', 'InvalidPartitionNum'],
    ['CreateTopic', 'Topic', 'a b', 'BIZ_FIELD_CHECK_INVALID'],
    ['CreateTopic', 'Topic', 'ab', 'BIZ_FIELD_CHECK_INVALID'],
    ['StartInstance', 'IsEipInner', 'yes', 'InvalidIsEipInner'],
    ['StartInstance', 'DeployModule', 'VPC', 'InvalidDeployModule'],
    ['CreatePrePayOrder', 'DeployType', '6', 'InvalidDeployType'],
    ['CreatePrePayOrder', 'DeployType', 'vpc', 'InvalidDeployType'],
    ['CreatePrePayOrder', 'DiskSize', '', 'InvalidDiskSize'],
    ['DescribeMetricList', 'Dimensions', '[', 'ParameterInvalid'],
    ['DescribeMetricList', 'Length', '1441', 'ParameterInvalid'],
    ['UpdateAllowedIp', 'AllowedListIp', '1.2.3.4,300.1.1.1', 'WHITE.IP.ILLEGAL.ERROR'],
  ])('%s refuses %s=%s with %s', (action, param, value, refusal) => {
    const { invalid } = fromWire(of(action), { [param]: value });
    expect(invalid).toEqual([{ param, refusal, message: expect.any(Function) }]);
    expect(invalid.map(({ message }) => message(param))).toEqual([expect.stringMatching(new RegExp(`^${param} .`))]);
  });

  test.each([
    ['CreateTopic', { PartitionNum: '360' }],
    ['CreateTopic', { Topic: 'x'.repeat(200) }],
    ['StartInstance', { IsEipInner: 'TRUE' }],
    ['TagResources', { ResourceType: 'consumer group' }],
    ['UpdateAllowedIp', { AllowedListIp: '1.2.3.4,10.0.0.0/8' }],
  ])('%s accepts %j', (action, wire) => {
    expect(fromWire(of(action), wire).invalid).toEqual([]);
  });

  test('a choice in another case gets the spelling of the API', () => {
    expect(fromWire(of('TagResources'), { ResourceType: 'Consumer Group' }).input).toEqual({
      ResourceType: 'CONSUMERGROUP',
    });
    expect(fromWire(of('CreateAcl'), { AclOperationType: 'WRITE', AclResourceType: 'topic' }).input).toEqual({
      AclOperationType: 'Write',
      AclResourceType: 'Topic',
    });
  });

  test('lists are read by their numbers, with gaps, in any order of arrival', () => {
    const wire = { 'ResourceId.10': 'c', 'ResourceId.9': 'b', 'ResourceId.1': 'a' };
    expect(fromWire(of('TagResources'), wire).input).toEqual({ ResourceId: ['a', 'b', 'c'] });
  });

  test('invalid numbers and a Value without its Key are ignored', () => {
    const wire = {
      'ResourceId.0': 'x',
      'ResourceId.01': 'x',
      'ResourceId.-1': 'x',
      'ResourceId.': 'x',
      ResourceId: 'x',
      'Tag.1.Value': 'v',
      'Tag.2.Key': 'k',
      'Tag.3.key': 'x',
    };
    expect(fromWire(of('TagResources'), wire).input).toEqual({ Tag: [{ Key: 'k' }] });
  });

  test('unknown names are ignored', () => {
    expect(fromWire(of('DeleteTopic'), { Topic: 't', Bogus: 'x', ' Action': 'y' }).input).toEqual({ Topic: 't' });
  });
});

describe('complete', () => {
  const settings = { region: 'cn-hangzhou', instance: 'alikafka_post-cn-x' };

  test('fills in region, instance and defaults, and keeps given values', () => {
    expect(complete(of('CreateTopic'), { Topic: 'orders' }, settings)).toEqual({
      InstanceId: 'alikafka_post-cn-x',
      RegionId: 'cn-hangzhou',
      Topic: 'orders',
      Remark: 'orders',
      PartitionNum: undefined,
    });
    const given = { Topic: 'orders', Remark: 'r', InstanceId: 'other', RegionId: 'eu-central-1', PartitionNum: 6 };
    expect(complete(of('CreateTopic'), given, settings)).toEqual(given);
  });

  test.each([
    [{}, { AllowedListType: 'vpc', PortRange: '9092/9092' }],
    [{ AllowedListType: 'internet' }, { AllowedListType: 'internet', PortRange: '9093/9093' }],
    [{ PortRange: '9094/9094' }, { AllowedListType: 'vpc', PortRange: '9094/9094' }],
  ])('a default may depend on other values: %j', (input, filled) => {
    expect(complete(of('UpdateAllowedIp'), input, settings)).toMatchObject(filled);
  });

  test('without an instance it stays missing', () => {
    const filled = complete(of('DeleteTopic'), { Topic: 't' }, { region: 'r', instance: undefined });
    expect(toWire(of('DeleteTopic').params, filled)).toEqual({ RegionId: 'r', Topic: 't' });
  });

  test('an empty value is a value', () => {
    expect(complete(of('ModifyTopicRemark'), { Topic: 't', Remark: '' }, settings)['Remark']).toBe('');
  });
});

describe('signedParams', () => {
  const stamp = { now: Date.parse('2016-02-23T12:46:24.987Z'), nonce: 'n-1' };
  const keys = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };
  const call = { action: 'GetInstanceList', product: ALIKAFKA };

  test('carries the common parameters and a signature over all of them', () => {
    const { Signature, ...signed } = signedParams(call, { RegionId: 'cn-hangzhou' }, keys, stamp);
    expect(signed).toEqual({
      RegionId: 'cn-hangzhou',
      Action: 'GetInstanceList',
      Version: '2019-09-16',
      Format: 'JSON',
      AccessKeyId: 'testid',
      SignatureMethod: 'HMAC-SHA1',
      SignatureVersion: '1.0',
      SignatureNonce: 'n-1',
      Timestamp: '2016-02-23T12:46:24Z',
    });
    expect(Signature).toBe(signByHand('POST', signed, 'testsecret'));
  });

  test('a token is sent and signed', () => {
    const { Signature, ...signed } = signedParams(call, {}, { ...keys, securityToken: 'CAIS/+token==' }, stamp);
    expect(signed['SecurityToken']).toBe('CAIS/+token==');
    expect(Signature).toBe(signByHand('POST', signed, 'testsecret'));
  });

  test('XML if requested, and the version of the product', () => {
    expect(signedParams({ action: 'DescribeMetricLast', product: CMS }, {}, keys, stamp, 'XML')).toMatchObject({
      Format: 'XML',
      Version: '2019-01-01',
    });
  });

  test('another nonce or time gives another signature', () => {
    const at = (change: Partial<typeof stamp>) => signedParams(call, {}, keys, { ...stamp, ...change })['Signature'];
    expect(new Set([at({}), at({ nonce: 'n-2' }), at({ now: stamp.now + 1000 })]).size).toBe(3);
  });

  test('a parameter cannot replace a common one', () => {
    expect(
      signedParams(call, { Action: 'DeleteInstance', Format: 'XML', AccessKeyId: 'x' }, keys, stamp),
    ).toMatchObject({
      Action: 'GetInstanceList',
      Format: 'JSON',
      AccessKeyId: 'testid',
    });
  });
});

describe('formBody', () => {
  test('is decoded by any form parser', () => {
    const params = fc.dictionary(wellFormed, wellFormed, { minKeys: 1, maxKeys: 8, noNullPrototype: true });
    fc.assert(
      fc.property(params, (wire) => {
        const body = formBody(wire);
        expect(formByHand(body)).toEqual(wire);
        expect(Object.fromEntries(new URLSearchParams(body))).toEqual(wire);
        expect(body).not.toMatch(/[+ ]/);
      }),
    );
  });
});
