import type { Sample } from './sample.ts';
export default {
  calls: [
    {
      input: { MetricName: 'message_accumulation_onetopic' },
      wire: { Namespace: 'acs_kafka', MetricName: 'message_accumulation_onetopic' },
    },
  ],
  steps: [{ path: 'metrics data', types: 'topic_message_input --topic orders', shows: 'orders', json: 'array' }],
} satisfies Sample;
