import type { Sample } from './sample.ts';
export default {
  calls: [{ input: {}, wire: { Namespace: 'acs_kafka' } }],
  steps: [{ path: 'metrics meta', types: '', shows: 'message_accumulation', json: 'array' }],
} satisfies Sample;
