import { LOCAL_REGION, SEEDED_INSTANCE } from '../../src/core/local-names.ts';
import type { Sample } from './sample.ts';
export default {
  calls: [{ input: {}, wire: { RegionId: LOCAL_REGION } }],
  steps: [
    {
      path: 'instance list',
      types: '--status running',
      shows: SEEDED_INSTANCE,
      json: 'array',
      also: ['', `--id ${SEEDED_INSTANCE}`],
    },
    { path: 'instance describe', types: SEEDED_INSTANCE, shows: SEEDED_INSTANCE, json: 'object' },
  ],
} satisfies Sample;
