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
      path: 'metrics list',
      types: 'instance_message_input --since 10m',
      shows: SEEDED_INSTANCE,
      json: 'array',
      also: ['', 'message_accumulation --group billing --since 10m'],
    },
  ],
} satisfies Sample;
