import { runningInstance } from '../support/emulator.ts';
import { DONE, OPEN, users } from '../support/listed.ts';
import { count, HERE, removed } from '../support/state.ts';
import type { Sample } from './sample.ts';

const plain = { Username: 'app', Type: 'plain' };

export default {
  calls: [{ input: plain, wire: { ...HERE, Username: 'app', Type: 'plain' } }],
  steps: [
    {
      path: 'sasl delete',
      types: 'app --yes',
      shows: 'deleted',
      json: 'array',
      fromFile: true,
      also: ['web --type scram --if-exists --yes'],
      dryRun: { reads: ['DescribeSaslUsers'] },
    },
  ],
  faults: [
    {
      line: 'sasl delete reporting --yes',
      names: [{ Username: 'reporting' }],
      times: (state) => removed(count(runningInstance(state).users.filter(({ name }) => name === 'reporting'))),
    },
  ],
  verifications: [
    { what: 'absent', answers: users(), input: plain, says: DONE },
    { what: 'there', answers: users(plain), input: plain, says: OPEN },
    { what: 'there with another type alone', answers: users({ ...plain, Type: 'SCRAM' }), input: plain, says: DONE },
  ],
} satisfies Sample;
