import type { Sample } from './sample.ts';
export default {
  calls: [{ input: {}, wire: {} }],
  steps: [{ path: 'metrics projects', types: '', shows: 'acs_kafka', json: 'array', also: ['--label product=Kafka'] }],
} satisfies Sample;
