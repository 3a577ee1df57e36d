import { SEEDED_INSTANCE, WAITING_INSTANCE } from '../../src/core/local-names.ts';
import { DONE, instances, OPEN } from '../support/listed.ts';
import { HERE, instanceOf, replaced } from '../support/state.ts';
import type { Sample } from './sample.ts';

const one = { InstanceId: 'i-1' };

export default {
  calls: [
    {
      input: { InstanceId: SEEDED_INSTANCE, InstanceName: 'renamed' },
      wire: { ...HERE, InstanceName: 'renamed' },
    },
  ],
  steps: [{ path: 'instance rename', types: `${SEEDED_INSTANCE} renamed-one`, shows: 'renamed-one', json: 'object' }],
  faults: [
    {
      line: `instance rename ${WAITING_INSTANCE} quite-another`,
      names: [{ InstanceId: WAITING_INSTANCE }],
      times: (state) => replaced(instanceOf(state, WAITING_INSTANCE)?.name, 'local-waiting', 'quite-another'),
    },
  ],
  verifications: [
    { what: 'equal', answers: instances({ Name: 'prod' }), input: { ...one, InstanceName: 'prod' }, says: DONE },
    { what: 'another', answers: instances({ Name: 'test' }), input: { ...one, InstanceName: 'prod' }, says: OPEN },
    { what: 'of none', answers: instances(), input: { ...one, InstanceName: 'prod' }, says: OPEN },
  ],
} satisfies Sample;
