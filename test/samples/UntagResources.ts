import type { Values } from '../../src/core/operation.ts';
import { LOCAL_REGION, SEEDED_INSTANCE } from '../../src/core/local-names.ts';
import { DONE, OPEN, tagged } from '../support/listed.ts';
import { count, removed, topicsOf, topicTags } from '../support/state.ts';
import type { Sample } from './sample.ts';

const orders = `Kafka_${SEEDED_INSTANCE}_orders`;
const billing = `Kafka_${SEEDED_INSTANCE}_billing`;

const on = (...ResourceId: string[]): Values => ({ ResourceType: 'TOPIC', ResourceId });

export default {
  calls: [
    {
      input: { ResourceType: 'TOPIC', ResourceId: [orders], TagKey: ['env'] },
      wire: { RegionId: LOCAL_REGION, ResourceType: 'TOPIC', 'ResourceId.1': orders, 'TagKey.1': 'env' },
    },
    {
      input: { ResourceType: 'CONSUMERGROUP', ResourceId: [billing], All: true },
      wire: { RegionId: LOCAL_REGION, ResourceType: 'CONSUMERGROUP', 'ResourceId.1': billing, All: 'true' },
    },
  ],
  steps: [
    { path: 'tag remove', types: 'topic/orders --key team --yes', shows: 'deleted', json: 'array', fromFile: true },
  ],
  faults: [
    {
      line: 'tag remove topic/refunds --key tier --yes',
      names: [],
      prepare: (state) => void topicsOf(state, 'refunds')[0]?.tags.push({ Key: 'tier', Value: 'lead' }),
      times: (state, { ResourceId }) =>
        removed(count(topicTags(state, ResourceId).filter(({ Key, Value }) => Key === 'tier' && Value === 'lead'))),
    },
  ],
  verifications: [
    {
      what: 'no key is left',
      answers: tagged(['a', 'mine', '']),
      input: { ...on('a', 'b'), TagKey: ['env'] },
      says: DONE,
    },
    {
      what: 'a key is left on one',
      answers: tagged(['b', 'env', 'prod']),
      input: { ...on('a', 'b'), TagKey: ['env'] },
      says: OPEN,
    },
    { what: 'all are gone', answers: tagged(), input: { ...on('a', 'b'), All: true }, says: DONE },
    {
      what: 'all but one are gone',
      answers: tagged(['b', 'env', 'prod']),
      input: { ...on('a', 'b'), All: true },
      says: OPEN,
    },
    {
      what: 'keys count before all',
      answers: tagged(['a', 'mine', '']),
      input: { ...on('a'), All: true, TagKey: ['env'] },
      says: DONE,
    },
    { what: 'nothing was asked', answers: tagged(['a', 'mine', '']), input: on('a'), says: DONE },
  ],
} satisfies Sample;
