import { runningInstance } from '../support/emulator.ts';
import { DONE, groups, OPEN } from '../support/listed.ts';
import { count, HERE } from '../support/state.ts';
import type { Sample } from './sample.ts';
export default {
  calls: [{ input: { ConsumerId: 'fresh' }, wire: { ...HERE, ConsumerId: 'fresh' } }],
  steps: [
    {
      path: 'group create',
      types: 'e2e-group',
      shows: 'e2e-group',
      json: 'array',
      fromFile: true,
      wait: { input: { ConsumerId: 'billing' }, next: 'alikafka wait group billing exists', minutes: 2 },
    },
  ],
  faults: [
    {
      line: 'group create one two',
      names: [{ ConsumerId: 'one' }, { ConsumerId: 'two' }],
      times: (state, { ConsumerId }) => count(runningInstance(state).groups.filter(({ name }) => name === ConsumerId)),
    },
  ],
  verifications: [
    { what: 'there', answers: groups('billing'), input: { ConsumerId: 'billing' }, says: DONE },
    { what: 'absent', answers: groups('billing-2'), input: { ConsumerId: 'billing' }, says: OPEN },
  ],
} satisfies Sample;
