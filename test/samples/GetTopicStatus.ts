import { HERE } from '../support/state.ts';
import type { Sample } from './sample.ts';
export default {
  calls: [{ input: { Topic: 'payments' }, wire: { ...HERE, Topic: 'payments' } }],
  steps: [
    { path: 'topic status', types: 'orders', shows: 'MaxOffset', json: 'object' },
    {
      path: 'topic describe',
      types: 'e2e-one',
      before: ['topic create e2e-one --remark made-here'],
      shows: 'made-here',
      json: 'object',
    },
  ],
} satisfies Sample;
