import { LOCAL_REGION, SEEDED_INSTANCE } from '../../src/core/local-names.ts';
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
      before: ['tag add topic/orders --tag made=here'],
      shows: 'made',
      json: 'array',
      also: ['topic/orders group/billing instance', '--type topic --tag team=shop'],
    },
  ],
} satisfies Sample;
