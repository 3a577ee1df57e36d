import { HERE } from '../support/state.ts';
import type { Sample } from './sample.ts';
export default {
  calls: [{ input: { CurrentPage: 1, PageSize: 2 }, wire: { ...HERE, CurrentPage: '1', PageSize: '2' } }],
  steps: [{ path: 'group list', types: '', shows: 'shipping', json: 'array' }],
} satisfies Sample;
