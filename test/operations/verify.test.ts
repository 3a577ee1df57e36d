/** The result of reading after a change without a clear answer: a table of listings, inputs and verifications. */
import { describe, expect, test } from '@jest/globals';
import type { Verification, Check, Values } from '../../src/core/operation.ts';
import { operationOf } from '../../src/operations/registry.ts';
import { instances, rules, topics, users } from '../support/listed.ts';
import { type Answers, fakeReader, refusal } from '../support/reader.ts';
import { VERIFICATIONS } from '../support/samples.ts';

const verifyOf = (action: string): Check<Verification> => operationOf(action)?.verify as Check<Verification>;

async function found(action: string, answers: Answers, input: Values): Promise<Verification> {
  return (await verifyOf(action)([input], fakeReader(answers)))(input);
}

const orders: Values = { Topic: 'orders' };
const rule = {
  Username: 'app',
  AclResourceType: 'Topic',
  AclResourceName: 'orders',
  AclResourcePatternType: 'LITERAL',
  AclOperationType: 'Read',
};

test.each(VERIFICATIONS.map((one) => [one.operation.action, one.what, one] as const))(
  '%s: %s',
  async (action, _what, { answers, input, says }) => {
    expect(await found(action, answers, input)).toEqual(says);
  },
);

describe('many at once', () => {
  const names = Array.from({ length: 10_000 }, (_, i) => `topic-${i}`);

  test('ten thousand topics require one read', async () => {
    const reader = fakeReader(topics(...names.slice(1).map((Topic) => ({ Topic }))));
    const inputs = names.map((Topic) => ({ Topic }));
    const judge = await verifyOf('CreateTopic')(inputs, reader);
    expect(reader.reads).toEqual([['GetTopicList', {}]]);
    expect(inputs.filter((input) => judge(input).state === 'open')).toEqual([{ Topic: 'topic-0' }]);
  });

  test('tags are read by type, fifty resources at most in a request, each once', async () => {
    const reader = fakeReader({ ListTagResources: [] });
    const inputs = [
      ...names.slice(0, 120).map((name) => ({ ResourceType: 'TOPIC', ResourceId: [name], Tag: [{ Key: 'env' }] })),
      { ResourceType: 'topic', ResourceId: ['topic-1', 'topic-2'], Tag: [{ Key: 'env' }] },
      { ResourceType: 'INSTANCE', ResourceId: ['i-1'], Tag: [{ Key: 'env' }] },
    ];
    await verifyOf('TagResources')(inputs, reader);
    const sizes = reader.reads.map(([, { ResourceType, ResourceId }]) => [
      ResourceType,
      (ResourceId as string[]).length,
    ]);
    expect(sizes.sort()).toEqual([
      ['INSTANCE', 1],
      ['TOPIC', 20],
      ['TOPIC', 50],
      ['TOPIC', 50],
    ]);
  });

  test('permissions are read once for each user and resource, four at a time', async () => {
    const reader = fakeReader(rules());
    const inputs = names
      .slice(0, 30)
      .flatMap((AclResourceName) =>
        ['Read', 'Write'].map((AclOperationType) => ({ ...rule, AclResourceName, AclOperationType })),
      );
    await verifyOf('CreateAcl')(inputs, reader);
    expect(reader.reads).toHaveLength(30);
    expect(reader.most()).toBe(4);
  });

  test('instances are read twenty ids per request', async () => {
    const reader = fakeReader(instances());
    await verifyOf('DeleteInstance')(
      names.slice(0, 45).map((InstanceId) => ({ InstanceId })),
      reader,
    );
    expect(reader.reads.map(([, { InstanceId }]) => (InstanceId as string[]).length)).toEqual([20, 20, 5]);
  });

  test('the read goes to the instance and region of the input', async () => {
    const reader = fakeReader(topics());
    await verifyOf('DeleteTopic')([{ ...orders, InstanceId: 'i-2', RegionId: 'cn-beijing' }], reader);
    expect(reader.reads).toEqual([['GetTopicList', { InstanceId: 'i-2', RegionId: 'cn-beijing' }]]);
  });
});

describe('reads that fail', () => {
  test.each([
    ['CreateTopic', 'GetTopicList', 'Throttling.User', orders],
    ['DeleteInstance', 'GetInstanceList', 'AUTH_RESOURCE_OWNER_ERROR', { InstanceId: 'i-1' }],
    ['CreateAcl', 'DescribeAcls', 'BIZ_ACL_NOT_ENABLED', rule],
    ['CreateAcl', 'DescribeAcls', 'AUTH_RESOURCE_OWNER_ERROR', rule],
  ])('%s: the error of %s is thrown (%s)', async (action, read, code, input) => {
    await expect(found(action, { [read]: refusal(code) }, input)).rejects.toMatchObject({ code });
  });
});

test('no result contains a password', async () => {
  const listed = [null, '***', 'testsecret', 'testother'].map((Password) => ({
    Username: 'app',
    Type: 'plain',
    Password,
  }));
  for (const user of listed)
    expect(
      JSON.stringify(await found('CreateSaslUser', users(user), { Username: 'app', Password: 'testsecret' })),
    ).not.toMatch(/testsecret|testother/);
});
