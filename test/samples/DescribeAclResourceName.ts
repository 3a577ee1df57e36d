import { HERE } from '../support/state.ts';
import type { Sample } from './sample.ts';

export default {
  calls: [
    {
      input: { AclResourcePatternType: 'LITERAL', AclResourceType: 'Topic' },
      wire: { ...HERE, AclResourcePatternType: 'LITERAL', AclResourceType: 'Topic' },
    },
  ],
  steps: [{ path: 'acl resources', types: '--type topic', shows: 'orders', json: 'array' }],
} satisfies Sample;
