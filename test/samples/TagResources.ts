import type { Values } from '../../src/core/operation.ts';
import { LOCAL_REGION, SEEDED_INSTANCE } from '../../src/core/local-names.ts';
import { DONE, OPEN, tagged } from '../support/listed.ts';
import { count, topicTags } from '../support/state.ts';
import type { Sample } from './sample.ts';

const orders = `Kafka_${SEEDED_INSTANCE}_orders`;
const refunds = `Kafka_${SEEDED_INSTANCE}_refunds`;

const on = (...ResourceId: string[]): Values => ({ ResourceType: 'TOPIC', ResourceId });
const tag = { Tag: [{ Key: 'env', Value: 'prod' }, { Key: 'mine' }] };

export default {
  calls: [
    {
      input: {
        ResourceType: 'TOPIC',
        ResourceId: [orders, refunds],
        Tag: [{ Key: 'new', Value: '1' }, { Key: 'bare' }],
      },
      wire: {
        RegionId: LOCAL_REGION,
        ResourceType: 'TOPIC',
        'ResourceId.1': orders,
        'ResourceId.2': refunds,
        'Tag.1.Key': 'new',
        'Tag.1.Value': '1',
        'Tag.2.Key': 'bare',
      },
    },
    {
      input: { ResourceType: 'INSTANCE', ResourceId: [SEEDED_INSTANCE], Tag: [{ Key: 'env', Value: 'prod' }] },
      wire: {
        RegionId: LOCAL_REGION,
        ResourceType: 'INSTANCE',
        'ResourceId.1': SEEDED_INSTANCE,
        'Tag.1.Key': 'env',
        'Tag.1.Value': 'prod',
      },
    },
  ],
  steps: [
    {
      path: 'tag add',
      types: 'topic/orders group/billing instance --tag made=here',
      shows: 'billing',
      json: 'array',
      fromFile: true,
    },
  ],
  faults: [
    {
      line: 'tag add topic/orders topic/payments --tag tier=gold',
      names: [],
      times: (state, { ResourceId }) =>
        count(topicTags(state, ResourceId).filter(({ Key, Value }) => Key === 'tier' && Value === 'gold')),
    },
  ],
  verifications: [
    {
      what: 'all there',
      answers: tagged(['a', 'env', 'prod'], ['a', 'mine', '']),
      input: { ...on('a'), ...tag },
      says: DONE,
    },
    {
      what: 'no value is an empty one',
      answers: tagged(['a', 'env', 'prod'], ['a', 'mine', null]),
      input: { ...on('a'), ...tag },
      says: DONE,
    },
    {
      what: 'another value',
      answers: tagged(['a', 'env', 'test'], ['a', 'mine', '']),
      input: { ...on('a'), ...tag },
      says: OPEN,
    },
    { what: 'one key is missing', answers: tagged(['a', 'env', 'prod']), input: { ...on('a'), ...tag }, says: OPEN },
    {
      what: 'one resource is missing',
      answers: tagged(['a', 'env', 'prod'], ['a', 'mine', '']),
      input: { ...on('a', 'b'), ...tag },
      says: OPEN,
    },
  ],
} satisfies Sample;
