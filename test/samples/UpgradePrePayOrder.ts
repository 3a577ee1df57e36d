import { SEEDED_INSTANCE } from '../../src/core/local-names.ts';
import { HERE, orders } from '../support/state.ts';
import type { Sample } from './sample.ts';
export default {
  calls: [
    {
      input: { InstanceId: SEEDED_INSTANCE, DiskSize: 4000, EipMax: 160, IoMax: 160, TopicQuota: 1000 },
      wire: { ...HERE, DiskSize: '4000', EipMax: '160', IoMax: '160', TopicQuota: '1000' },
    },
  ],
  steps: [
    {
      path: 'instance upgrade',
      types: `${SEEDED_INSTANCE} --disk-size 5000 --yes`,
      shows: 'changed',
      json: 'object',
      dryRun: { reads: ['GetInstanceList'] },
      wait: { input: { InstanceId: 'i-1', OrderId: '7' }, next: 'alikafka wait instance i-1 running', minutes: 120 },
    },
  ],
  faults: [
    {
      line: `instance upgrade ${SEEDED_INSTANCE} --disk-size 4800 --yes`,
      names: [{ InstanceId: SEEDED_INSTANCE }],
      times: orders,
    },
  ],
} satisfies Sample;
