import { afterEach, describe, expect, test } from '@jest/globals';
import type { Row } from '../../src/core/shape.ts';
import type { WireParams } from '../../src/core/signature.ts';
import { SEEDED_INSTANCE, WAITING_INSTANCE } from '../../src/core/local-names.ts';
import { seed } from '../../src/emulator/state/seed.ts';
import { newTopic, type State } from '../../src/emulator/state/state.ts';
import { type Bench, bench, closeAll, START, textOf } from './bench.ts';

afterEach(closeAll);

const topic = (name: string): string => `Kafka_${SEEDED_INSTANCE}_${name}`;
const on = (ResourceType: string, ...ids: string[]): WireParams => ({ ResourceType, ...numbered('ResourceId', ids) });
const numbered = (name: string, values: readonly string[]): WireParams =>
  Object.fromEntries(values.map((value, i) => [`${name}.${i + 1}`, value]));
const tags = (pairs: Readonly<Record<string, string>>): WireParams =>
  Object.fromEntries(
    Object.entries(pairs).flatMap(([key, value], i) => [
      [`Tag.${i + 1}.Key`, key],
      [`Tag.${i + 1}.Value`, value],
    ]),
  );
const many = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, 'v']));

async function rows(emulator: Bench, params: WireParams): Promise<string[]> {
  const { TagResources } = (await emulator.good('ListTagResources', params)) as {
    TagResources: { TagResource: Row[] };
  };
  return TagResources.TagResource.map(
    ({ ResourceId, TagKey, TagValue }) =>
      `${textOf(ResourceId).replace(topic(''), '')} ${textOf(TagKey)}=${textOf(TagValue)}`,
  );
}

describe('TagResources', () => {
  test('returns only its RequestId, and accepts any spelling of the type', async () => {
    const emulator = await bench();
    for (const type of ['TOPIC', 'topic', 'Topic']) {
      const body = await emulator.good('TagResources', { ...on(type, topic('orders')), ...tags({ spelt: type }) });
      expect(Object.keys(body)).toEqual(['RequestId']);
    }
    await emulator.good('TagResources', { ...on('Consumer Group', topic('billing')), ...tags({ a: 'b' }) });
    await emulator.good('TagResources', { ...on('instance', SEEDED_INSTANCE, WAITING_INSTANCE), ...tags({ a: 'b' }) });
    expect(await rows(emulator, on('instance', WAITING_INSTANCE))).toEqual([`${WAITING_INSTANCE} a=b`]);
    expect(await rows(emulator, on('consumergroup', topic('billing')))).toEqual([
      'billing team=payments',
      'billing a=b',
    ]);
  });

  test('replaces the value of an existing key, and a tag without a value is empty', async () => {
    const emulator = await bench();
    await emulator.good('TagResources', {
      ...on('TOPIC', topic('orders')),
      'Tag.1.Key': 'team',
      'Tag.7.Key': 'new',
      'Tag.7.Value': '',
    });
    expect(await rows(emulator, on('TOPIC', topic('orders')))).toEqual([
      'orders team=',
      'orders env=prod',
      'orders new=',
    ]);
  });

  test('shows in the lists of topics and groups', async () => {
    const emulator = await bench();
    await emulator.good('TagResources', { ...on('CONSUMERGROUP', topic('shipping')), ...tags({ a: 'b' }) });
    const { ConsumerList } = (await emulator.good('GetConsumerList')) as { ConsumerList: { ConsumerVO: Row[] } };
    expect(ConsumerList.ConsumerVO[0]).toMatchObject({
      ConsumerId: 'shipping',
      Tags: { TagVO: [{ Key: 'a', Value: 'b' }] },
    });
  });

  test.each<[string, WireParams, string]>([
    [
      'a resource that does not exist',
      { ...on('TOPIC', topic('none')), ...tags({ a: 'b' }) },
      'BIZ_TAG_RESOURCE_NOT_EXIST',
    ],
    [
      'one of two that does not exist',
      { ...on('TOPIC', topic('orders'), topic('none')), ...tags({ a: 'b' }) },
      'BIZ_TAG_RESOURCE_NOT_EXIST',
    ],
    ['a topic without its prefix', { ...on('TOPIC', 'orders'), ...tags({ a: 'b' }) }, 'BIZ_TAG_RESOURCE_NOT_EXIST'],
    ['a group called a topic', { ...on('TOPIC', topic('billing')), ...tags({ a: 'b' }) }, 'BIZ_TAG_RESOURCE_NOT_EXIST'],
    [
      'another region',
      { ...on('TOPIC', topic('orders')), ...tags({ a: 'b' }), RegionId: 'us-west-1' },
      'BIZ_TAG_RESOURCE_NOT_EXIST',
    ],
    ['an empty key', { ...on('TOPIC', topic('orders')), ...tags({ '': 'b' }) }, 'BIZ_TAG_TAGKEY_NOT_VALID'],
    [
      'a long key',
      { ...on('TOPIC', topic('orders')), ...tags({ ['k'.repeat(129)]: 'b' }) },
      'BIZ_TAG_TAGKEY_NOT_VALID',
    ],
    [
      'a key of the vendor',
      { ...on('TOPIC', topic('orders')), ...tags({ 'aliyun-x': 'b' }) },
      'BIZ_TAG_TAGKEY_NOT_VALID',
    ],
    ['a key with acs:', { ...on('TOPIC', topic('orders')), ...tags({ 'acs:x': 'b' }) }, 'BIZ_TAG_TAGKEY_NOT_VALID'],
    [
      'a value with an address',
      { ...on('TOPIC', topic('orders')), ...tags({ a: 'see https://x' }) },
      'BIZ_TAG_TAGVALUE_NOT_VALID',
    ],
    [
      'a long value',
      { ...on('TOPIC', topic('orders')), ...tags({ a: 'v'.repeat(129) }) },
      'BIZ_TAG_TAGVALUE_NOT_VALID',
    ],
    [
      'a key twice',
      { ...on('TOPIC', topic('orders')), 'Tag.1.Key': 'a', 'Tag.2.Key': 'a' },
      'BIZ_TAG_DUPLICATE_TAG_KEY',
    ],
    ['21 tags in a call', { ...on('TOPIC', topic('orders')), ...tags(many(21)) }, 'BIZ_TAG_REQUEST_TAG_NUM_EXCEED'],
    [
      '51 resources in a call',
      { ...on('TOPIC', ...Array<string>(51).fill(topic('orders'))), ...tags({ a: 'b' }) },
      'BIZ_TAG_REQUEST_RESOURCE_NUM_EXCEED',
    ],
    [
      'more than 20 tags on a resource',
      { ...on('TOPIC', topic('refunds'), topic('orders')), ...tags(many(19)) },
      'BIZ_TAG_TAG_NUM_EXCEED',
    ],
    ['an invalid type', { ...on('ACL', topic('orders')), ...tags({ a: 'b' }) }, 'InvalidResourceType'],
    ['a value without a key', { ...on('TOPIC', topic('orders')), 'Tag.1.Value': 'b' }, 'MissingTag.N.Key'],
  ])('refuses %s and changes nothing', async (_what, params, code) => {
    const emulator = await bench();
    const before = JSON.stringify(emulator.state);
    expect(await emulator.refused('TagResources', params)).toEqual([400, code]);
    expect(JSON.stringify(emulator.state)).toBe(before);
  });

  test('accepts the maximum', async () => {
    const emulator = await bench();
    await emulator.good('TagResources', {
      ...on('TOPIC', ...Array<string>(50).fill(topic('orders-dead'))),
      ...tags(many(20)),
    });
    expect(await rows(emulator, on('TOPIC', topic('orders-dead')))).toHaveLength(20);
  });
});

describe('UntagResources', () => {
  const orders = on('TOPIC', topic('orders'));

  test('removes keys that may be missing, and ignores All if keys are given', async () => {
    const emulator = await bench();
    await emulator.good('UntagResources', { ...orders, ...numbered('TagKey', ['team', 'absent']), All: 'true' });
    expect(await rows(emulator, orders)).toEqual(['orders env=prod']);
    await emulator.good('UntagResources', orders);
    await emulator.good('UntagResources', { ...orders, All: 'false' });
    expect(await rows(emulator, orders)).toEqual(['orders env=prod']);
    await emulator.good('UntagResources', { ...orders, All: 'True' });
    expect(await rows(emulator, orders)).toEqual([]);
  });

  test('refuses the same as TagResources', async () => {
    const { refused } = await bench();
    expect(await refused('UntagResources', { ...on('TOPIC', topic('none')), All: 'true' })).toEqual([
      400,
      'BIZ_TAG_RESOURCE_NOT_EXIST',
    ]);
    expect(await refused('UntagResources', { ...orders, ...numbered('TagKey', Object.keys(many(21))) })).toEqual([
      400,
      'BIZ_TAG_REQUEST_TAG_NUM_EXCEED',
    ]);
    expect(await refused('UntagResources', { ...orders, 'TagKey.1': '' })).toEqual([400, 'BIZ_TAG_TAGKEY_NOT_VALID']);
    expect(await refused('UntagResources', { ...orders, All: 'all' })).toEqual([400, 'InvalidAll']);
  });
});

describe('ListTagResources', () => {
  test('lists by resource or by tags, which must all match', async () => {
    const emulator = await bench();
    expect(await rows(emulator, on('TOPIC', topic('orders'), topic('none'), topic('orders')))).toEqual([
      'orders team=shop',
      'orders env=prod',
    ]);
    expect(await rows(emulator, { ResourceType: 'TOPIC', 'Tag.1.Key': 'team' })).toEqual([
      'orders team=shop',
      'payments team=payments',
      'refunds team=payments',
    ]);
    expect(await rows(emulator, { ResourceType: 'TOPIC', ...tags({ team: 'shop', env: 'prod' }) })).toEqual([
      'orders team=shop',
      'orders env=prod',
    ]);
    expect(await rows(emulator, { ResourceType: 'TOPIC', ...tags({ team: 'payments', env: 'prod' }) })).toEqual([]);
    expect(await rows(emulator, { ...on('TOPIC', topic('orders')), 'Tag.1.Key': 'env' })).toEqual(['orders env=prod']);
    expect(await rows(emulator, { ResourceType: 'INSTANCE', 'Tag.1.Key': 'env', RegionId: 'us-west-1' })).toEqual([]);
  });

  test('requires a resource or a tag', async () => {
    const { refused } = await bench();
    expect(await refused('ListTagResources', { ResourceType: 'TOPIC' })).toEqual([400, 'BIZ_PARAM_EMPTY']);
    expect(await refused('ListTagResources', { ResourceType: 'TOPIC', 'Tag.1.Key': 'a', NextToken: 'zz' })).toEqual([
      400,
      'InvalidNextToken',
    ]);
  });

  test('is paged by a token, which the last page lacks', async () => {
    const state: State = seed(START);
    const [running] = state.instances;
    if (running !== undefined)
      running.topics = Array.from({ length: 250 }, (_, i) =>
        newTopic(`t-${i}`, 'x', 1, START, [{ Key: 'n', Value: String(i) }]),
      );
    const emulator = await bench({ state });
    const seen: unknown[] = [];
    const sizes: number[] = [];
    for (let token: string | undefined = ''; token !== undefined; ) {
      const body = await emulator.good('ListTagResources', {
        ResourceType: 'TOPIC',
        'Tag.1.Key': 'n',
        NextToken: token,
      });
      const { TagResource } = body['TagResources'] as { TagResource: Row[] };
      sizes.push(TagResource.length);
      seen.push(...TagResource.map(({ TagValue }) => TagValue));
      token = body['NextToken'] as string | undefined;
    }
    expect(sizes).toEqual([100, 100, 50]);
    expect(new Set(seen).size).toBe(250);
  });

  test("returns the type in lower case, or with the vendor's prefix on request", async () => {
    const type = async (emulator: Bench) => {
      const { TagResources } = (await emulator.good('ListTagResources', on('Instance', SEEDED_INSTANCE))) as {
        TagResources: { TagResource: Row[] };
      };
      return TagResources.TagResource[0]?.['ResourceType'];
    };
    expect([await type(await bench()), await type(await bench({ longResourceType: true }))]).toEqual([
      'instance',
      'ALIYUN::ALIKAFKA::INSTANCE',
    ]);
  });
});
