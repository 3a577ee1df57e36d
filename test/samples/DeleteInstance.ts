import { EXPIRED_INSTANCE, LOCAL_REGION } from '../../src/core/local-names.ts';
import { DONE, instances, OPEN } from '../support/listed.ts';
import { count, removed } from '../support/state.ts';
import type { Sample } from './sample.ts';

const one = { InstanceId: 'i-1' };

export default {
  calls: [
    {
      input: { InstanceId: EXPIRED_INSTANCE },
      wire: { InstanceId: EXPIRED_INSTANCE, RegionId: LOCAL_REGION },
    },
  ],
  steps: [
    {
      path: 'instance delete',
      types: `${EXPIRED_INSTANCE} --confirm ${EXPIRED_INSTANCE}`,
      shows: 'deleted',
      json: 'array',
      wait: { input: one, next: 'alikafka wait instance i-1 deleted', minutes: 60 },
    },
  ],
  faults: [
    {
      line: `instance delete ${EXPIRED_INSTANCE} --confirm ${EXPIRED_INSTANCE}`,
      names: [{ InstanceId: EXPIRED_INSTANCE }],
      times: ({ instances: left }) => removed(count(left.filter(({ id }) => id === EXPIRED_INSTANCE))),
    },
  ],
  verifications: [
    { what: 'not listed', answers: instances(), input: one, says: DONE },
    { what: 'released', answers: instances({ ServiceStatus: 10 }), input: one, says: DONE },
    { what: 'expired', answers: instances({ ServiceStatus: 15 }), input: one, says: OPEN },
    {
      what: 'released alone',
      answers: instances({ ServiceStatus: 15, ViewInstanceStatusCode: 6 }),
      input: one,
      says: OPEN,
    },
  ],
} satisfies Sample;
