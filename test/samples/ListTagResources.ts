import { LOCAL_REGION, SEEDED_INSTANCE } from '../../src/core/local-names.ts';
import { topicTags } from '../support/state.ts';
import type { Sample } from './sample.ts';

const orders = `Kafka_${SEEDED_INSTANCE}_orders`;

export default {
  calls: [
    {
      input: { ResourceType: 'TOPIC', ResourceId: [orders] },
      wire: { RegionId: LOCAL_REGION, ResourceType: 'TOPIC', 'ResourceId.1': orders },
    },
  ],
  steps: [
    {
      path: 'tag list',
      types: 'topic/orders',
      prepare: (state) => void topicTags(state, orders).push({ Key: 'made', Value: 'here' }),
      shows: 'made',
      json: 'array',
      also: ['topic/orders group/billing instance', '--type topic --tag team=shop'],
    },
  ],
} satisfies Sample;
