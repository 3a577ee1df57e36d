import { HERE } from '../support/state.ts';
import type { Sample } from './sample.ts';
export default {
  calls: [{ input: { ConsumerId: 'billing' }, wire: { ...HERE, ConsumerId: 'billing' } }],
  steps: [
    { path: 'group describe', types: 'billing', shows: 'Lag', json: 'object', also: ['billing --topic orders'] },
    {
      path: 'group lag',
      types: 'billing',
      shows: 'payments',
      json: 'array',
      also: ['', '--partitions', 'billing shipping --topic orders'],
      adds: ['ConsumerId', 'Topic', 'Partition', 'Lag', 'LagSeconds'],
    },
  ],
} satisfies Sample;
