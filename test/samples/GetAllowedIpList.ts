import { HERE } from '../support/state.ts';
import type { Sample } from './sample.ts';
export default {
  calls: [{ input: {}, wire: HERE }],
  steps: [{ path: 'instance allowed-ip list', types: '', shows: '192.168.0.0/24', json: 'array', also: ['-o xml'] }],
} satisfies Sample;
