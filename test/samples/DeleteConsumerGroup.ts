import { newGroup } from '../../src/emulator/state/state.ts';
import { NOW } from '../support/effects.ts';
import { runningInstance } from '../support/emulator.ts';
import { DONE, groups, OPEN } from '../support/listed.ts';
import { count, HERE, removed } from '../support/state.ts';
import type { Sample } from './sample.ts';
export default {
  calls: [{ input: { ConsumerId: 'shipping' }, wire: { ...HERE, ConsumerId: 'shipping' } }],
  steps: [
    {
      path: 'group delete',
      types: 'shipping --yes',
      shows: 'deleted',
      json: 'array',
      fromFile: true,
      wait: { input: { ConsumerId: '%RETRY%billing' }, next: 'alikafka wait group %RETRY%billing deleted', minutes: 2 },
    },
  ],
  faults: [
    {
      line: 'group delete old-one old-two --yes',
      names: [{ ConsumerId: 'old-one' }, { ConsumerId: 'old-two' }],
      prepare: (state) =>
        void runningInstance(state).groups.push(newGroup('old-one', NOW - 1000), newGroup('old-two', NOW - 1000)),
      times: (state, { ConsumerId }) =>
        removed(count(runningInstance(state).groups.filter(({ name }) => name === ConsumerId))),
    },
  ],
  verifications: [
    { what: 'there', answers: groups('billing'), input: { ConsumerId: 'billing' }, says: OPEN },
    { what: 'absent', answers: groups(), input: { ConsumerId: 'billing' }, says: DONE },
  ],
} satisfies Sample;
