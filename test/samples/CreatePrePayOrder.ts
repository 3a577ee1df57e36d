import { LOCAL_REGION } from '../../src/core/local-names.ts';
import { orders } from '../support/state.ts';
import type { Sample } from './sample.ts';

const options = '--deploy-type vpc --disk-size 900 --disk-type ssd --io-max 20 --topic-quota 50 --yes';

export default {
  calls: [
    {
      input: { DeployType: '4', DiskSize: 900, DiskType: '1', IoMax: 20, TopicQuota: 50, EipMax: 40 },
      wire: {
        RegionId: LOCAL_REGION,
        DeployType: '4',
        DiskSize: '900',
        DiskType: '1',
        IoMax: '20',
        TopicQuota: '50',
        EipMax: '40',
      },
    },
  ],
  steps: [
    {
      path: 'instance create',
      types: options,
      shows: 'created',
      json: 'object',
      wait: {
        input: { OrderId: '208160700000001' },
        next: 'alikafka wait instance --order-id 208160700000001 exists',
        minutes: 60,
      },
    },
  ],
  faults: [{ line: `instance create ${options}`, names: [{}], times: orders }],
} satisfies Sample;
