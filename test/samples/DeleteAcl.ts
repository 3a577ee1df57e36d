import type { State } from '../../src/emulator/state/state.ts';
import { runningInstance } from '../support/emulator.ts';
import { DONE, OPEN, rules } from '../support/listed.ts';
import { refusal } from '../support/reader.ts';
import { count, HERE, removed } from '../support/state.ts';
import type { Names, Sample } from './sample.ts';

const rule = {
  Username: 'app',
  AclResourceType: 'Topic',
  AclResourceName: 'orders',
  AclResourcePatternType: 'LITERAL',
  AclOperationType: 'Read',
};

/** How many permissions of the user `app` on the topic `payments` allow this. */
const times = (state: State, { AclOperationType }: Names): number =>
  count(
    runningInstance(state).acls.filter(
      ({ user, type, name, operation }) =>
        user === 'app' && type === 'Topic' && name === 'payments' && operation === AclOperationType,
    ),
  );

export default {
  calls: [
    {
      input: { ...rule, AclResourceType: 'Group', AclResourceName: 'billing' },
      wire: {
        ...HERE,
        Username: 'app',
        AclResourceType: 'Group',
        AclResourceName: 'billing',
        AclResourcePatternType: 'LITERAL',
        AclOperationType: 'Read',
      },
    },
  ],
  steps: [
    {
      path: 'acl delete',
      types: '--principal User:app --topic orders --operation write --yes',
      shows: 'deleted',
      json: 'array',
      fromFile: true,
    },
  ],
  faults: [
    {
      line: 'acl delete --username app --topic payments --operation read --yes',
      names: [],
      prepare: (state) =>
        void runningInstance(state).acls.push({
          user: 'app',
          type: 'Topic',
          name: 'payments',
          pattern: 'LITERAL',
          operation: 'Read',
        }),
      times: (state, names) => removed(times(state, names)),
    },
  ],
  verifications: [
    { what: 'there', answers: rules(rule), input: rule, says: OPEN },
    { what: 'absent', answers: rules(), input: rule, says: DONE },
    {
      what: 'the topic is not there',
      answers: { DescribeAcls: refusal('BIZ.TOPIC.NOT.FOUND') },
      input: rule,
      says: DONE,
    },
    {
      what: 'the group is not there',
      answers: { DescribeAcls: refusal('BIZ_SUBSCRIPTION_NOT_FOUND') },
      input: rule,
      says: DONE,
    },
  ],
} satisfies Sample;
