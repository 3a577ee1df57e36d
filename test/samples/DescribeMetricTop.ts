import type { Sample } from './sample.ts';
export default {
  calls: [
    {
      input: { MetricName: 'message_accumulation_onetopic', Orderby: 'Average' },
      wire: { Namespace: 'acs_kafka', MetricName: 'message_accumulation_onetopic', Orderby: 'Average' },
    },
  ],
  steps: [
    { path: 'metrics top', types: 'topic_message_input --order-by Value --length 3', shows: 'orders', json: 'array' },
  ],
} satisfies Sample;
