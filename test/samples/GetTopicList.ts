import { HERE } from '../support/state.ts';
import type { Sample } from './sample.ts';

export default {
  calls: [{ input: {}, wire: HERE }],
  steps: [
    {
      path: 'topic list',
      types: '',
      shows: 'orders',
      json: 'array',
      also: ['--page 2 --page-size 3', '--page 1 -o json --raw'],
    },
  ],
} satisfies Sample;
