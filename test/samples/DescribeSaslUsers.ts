import { HERE } from '../support/state.ts';
import type { Sample } from './sample.ts';
export default {
  calls: [{ input: {}, wire: HERE }],
  steps: [{ path: 'sasl list', types: '', shows: 'reporting', json: 'array' }],
} satisfies Sample;
