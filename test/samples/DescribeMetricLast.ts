import { SEEDED_INSTANCE } from '../../src/core/local-names.ts';
import type { Sample } from './sample.ts';
export default {
  calls: [
    {
      input: { MetricName: 'message_accumulation_onetopic' },
      wire: { Namespace: 'acs_kafka', MetricName: 'message_accumulation_onetopic' },
    },
  ],
  steps: [
    {
      path: 'metrics last',
      types: 'instance_message_input',
      shows: SEEDED_INSTANCE,
      json: 'array',
      also: ['topic_message_input --topic orders'],
    },
  ],
} satisfies Sample;
