/** `tag …`: wire ids, one request a type, fifty resources a request, results in the order of the input. */
import { describe, expect, test } from '@jest/globals';
import { cli, errorOf, INSTANCE, json, REGION } from '../../support/context.ts';
import { http, refusal, REQUEST_ID } from '../../support/effects.ts';

/** Tag operations answer with their RequestId alone. */
const done = http(200, { RequestId: REQUEST_ID });
const tagsOf = (...TagResource: object[]): object => ({ TagResources: { TagResource } });

describe('tag add', () => {
  test('one request per type, in the spelling of the API', async () => {
    const ran = await cli(
      'tag add topic/orders instance group/billing topic/refunds --tag env=prod --tag team -o json',
      { script: { TagResources: done } },
    );
    const tags = { RegionId: REGION, 'Tag.1.Key': 'env', 'Tag.1.Value': 'prod', 'Tag.2.Key': 'team' };
    expect(ran.calls.map(({ params }) => params)).toEqual([
      { ...tags, ResourceType: 'INSTANCE', 'ResourceId.1': INSTANCE },
      {
        ...tags,
        ResourceType: 'TOPIC',
        'ResourceId.1': `Kafka_${INSTANCE}_orders`,
        'ResourceId.2': `Kafka_${INSTANCE}_refunds`,
      },
      { ...tags, ResourceType: 'CONSUMERGROUP', 'ResourceId.1': `Kafka_${INSTANCE}_billing` },
    ]);
    expect(ran.code).toBe(0);
  });

  test('results are in the order of the input', async () => {
    const ran = await cli('tag add topic/orders instance group/billing topic/refunds --tag env=prod -o json', {
      script: { TagResources: done },
    });
    expect(
      (json(ran) as Record<string, unknown>[]).map(({ ResourceType, ResourceId, Result }) => [
        ResourceType,
        ResourceId,
        Result,
      ]),
    ).toEqual([
      ['TOPIC', `Kafka_${INSTANCE}_orders`, 'changed'],
      ['INSTANCE', INSTANCE, 'changed'],
      ['CONSUMERGROUP', `Kafka_${INSTANCE}_billing`, 'changed'],
      ['TOPIC', `Kafka_${INSTANCE}_refunds`, 'changed'],
    ]);
  });

  test('fifty per request', async () => {
    const many = Array.from({ length: 120 }, (_, i) => `topic/t${i}`).join(' ');
    const ran = await cli(`tag add ${many} topic/t0 --tag env=prod -o json`, { script: { TagResources: done } });
    const sizes = ran.calls.map(
      ({ params }) => Object.keys(params).filter((name) => name.startsWith('ResourceId.')).length,
    );
    expect(sizes).toEqual([50, 50, 20]);
    expect(ran.calls[1]?.params['ResourceId.1']).toBe(`Kafka_${INSTANCE}_t50`);
    expect(json(ran)).toHaveLength(120);
  });

  test('a value may look like another pair', async () => {
    const ran = await cli("tag add instance --tag 'k=a=b c' --tag e=", { script: { TagResources: done } });
    expect(ran.calls[0]?.params).toMatchObject({
      'Tag.1.Key': 'k',
      'Tag.1.Value': 'a=b c',
      'Tag.2.Key': 'e',
      'Tag.2.Value': '',
    });
  });

  test('a named instance needs no -i', async () => {
    const ran = await cli('tag add instance/alikafka_pre-cn-x --tag a=b', {
      env: { ALIKAFKA_INSTANCE: undefined },
      script: { TagResources: done },
    });
    expect(ran.calls[0]?.params['ResourceId.1']).toBe('alikafka_pre-cn-x');
  });

  test.each([
    ['tag add topic/orders --tag a=b', '--instance'],
    ['tag add instance --tag a=b', '--instance'],
  ])('%s requires one', async (line, flag) => {
    const ran = await cli(`${line} -o json`, { env: { ALIKAFKA_INSTANCE: undefined } });
    expect(ran.code).toBe(2);
    expect(errorOf(ran).details).toMatchObject([{ flag }]);
  });

  test.each([
    ['no tag', 'tag add instance', ['--tag']],
    ['no resource', 'tag add --tag a=b', ['<resource>']],
    ['a resource of no kind', 'tag add orders --tag a=b', ['<resource>']],
    ['a bad key', 'tag add instance --tag aliyun=b', ['--tag']],
    ['a bad value', 'tag add instance --tag a=http://x', ['--tag']],
    ['one key twice', 'tag add instance --tag a=b --tag a=c', ['--tag']],
    ['all of it', 'tag add orders --tag acs:x=1', ['--tag', '<resource>']],
  ])('%s: exit 2', async (_says, line, flags) => {
    const ran = await cli(`${line} -o json`);
    expect(ran).toMatchObject({ code: 2, calls: [] });
    expect(
      errorOf(ran)
        .details.map(({ flag }) => flag)
        .sort(),
    ).toEqual([...flags].sort());
  });

  test('some fail: exit 8, with a result for each', async () => {
    const ran = await cli('tag add topic/orders group/billing --tag a=b -o json', {
      script: { TagResources: [refusal('BIZ_TAG_RESOURCE_NOT_EXIST'), done] },
    });
    expect(ran.code).toBe(8);
    expect(json(ran)).toMatchObject([{ Result: 'failed', Code: 400 }, { Result: 'changed' }]);
  });

  test('a table prints resources as typed, other formats as the API names them', async () => {
    const line = 'tag add topic/orders instance --tag a=b';
    const script = { TagResources: done };
    const rows = (await cli(line, { script })).stdout.trimEnd().split('\n');
    expect(rows.map((row) => row.split(/ {2,}/))).toEqual([
      ['ResourceType', 'ResourceId', 'Result'],
      ['topic', 'topic/orders', 'changed'],
      ['instance', `instance/${INSTANCE}`, 'changed'],
    ]);
    expect((await cli(`${line} -o csv --columns ResourceId --no-headers`, { script })).stdout).toBe(
      `Kafka_${INSTANCE}_orders\r\n${INSTANCE}\r\n`,
    );
  });
});

describe('tag remove', () => {
  test('keys', async () => {
    const ran = await cli('tag remove topic/orders --key env --key team --yes -o json', {
      script: { UntagResources: done },
    });
    expect(ran.calls.map(({ params }) => params)).toEqual([
      {
        RegionId: REGION,
        ResourceType: 'TOPIC',
        'ResourceId.1': `Kafka_${INSTANCE}_orders`,
        'TagKey.1': 'env',
        'TagKey.2': 'team',
      },
    ]);
    expect(json(ran)).toMatchObject([{ Result: 'deleted' }]);
  });

  test('all', async () => {
    const ran = await cli('tag remove instance --all --yes', { script: { UntagResources: done } });
    expect(ran.calls.map(({ params }) => params)).toEqual([
      { RegionId: REGION, ResourceType: 'INSTANCE', 'ResourceId.1': INSTANCE, All: 'true' },
    ]);
  });

  test.each(['tag remove instance --yes', 'tag remove instance --key a --all --yes'])('%s: exit 2', async (line) => {
    expect(await cli(line)).toMatchObject({ code: 2, calls: [] });
  });

  test('is confirmed', async () => {
    expect(await cli('tag remove instance --all')).toMatchObject({ code: 2, calls: [] });
  });
});

describe('tag list', () => {
  const ROW = { ResourceId: INSTANCE, ResourceType: 'ALIYUN::ALIKAFKA::INSTANCE', TagKey: 'env', TagValue: 'prod' };

  test('of resources: one request per type', async () => {
    const ran = await cli('tag list topic/orders instance -o json', { script: { ListTagResources: tagsOf(ROW) } });
    expect(ran.calls.map(({ params }) => params)).toEqual([
      { RegionId: REGION, ResourceType: 'INSTANCE', 'ResourceId.1': INSTANCE },
      { RegionId: REGION, ResourceType: 'TOPIC', 'ResourceId.1': `Kafka_${INSTANCE}_orders` },
    ]);
    expect(json(ran)).toEqual([ROW, ROW]);
  });

  test('by tag, of a type: all pages', async () => {
    const script = { ListTagResources: [{ ...tagsOf(ROW), NextToken: 'more' }, tagsOf({ ...ROW, TagKey: 'b' })] };
    const ran = await cli('tag list --type group --tag team=payments -o json', {
      env: { ALIKAFKA_INSTANCE: undefined },
      script,
    });
    const asked = { RegionId: REGION, ResourceType: 'CONSUMERGROUP', 'Tag.1.Key': 'team', 'Tag.1.Value': 'payments' };
    expect(ran.calls.map(({ params }) => params)).toEqual([asked, { ...asked, NextToken: 'more' }]);
    expect(json(ran)).toHaveLength(2);
  });

  test.each(['tag list', 'tag list --tag a=b', 'tag list --type topic', 'tag list topic/orders --type group'])(
    '%s: exit 2',
    async (line) => {
      expect(await cli(line)).toMatchObject({ code: 2, calls: [] });
    },
  );
});
