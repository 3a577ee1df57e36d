import { HERE } from '../support/state.ts';
import type { Sample } from './sample.ts';
export default {
  calls: [
    {
      input: { Username: 'app', AclResourceType: 'Topic', AclResourceName: 'orders' },
      wire: { ...HERE, Username: 'app', AclResourceType: 'Topic', AclResourceName: 'orders' },
    },
  ],
  steps: [
    {
      path: 'acl list',
      types: '--username app --resource topic/orders',
      also: ['--quiet', '--username app --quiet', '--resource topic/orders --quiet'],
      shows: 'LITERAL',
      json: 'array',
    },
  ],
} satisfies Sample;
