import type { State } from '../../src/emulator/state/state.ts';
import { runningInstance } from '../support/emulator.ts';
import { DONE, OPEN, rules } from '../support/listed.ts';
import { refusal } from '../support/reader.ts';
import { count, HERE } from '../support/state.ts';
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
      input: { ...rule, AclResourceName: 'payments' },
      wire: {
        ...HERE,
        Username: 'app',
        AclResourceType: 'Topic',
        AclResourceName: 'payments',
        AclResourcePatternType: 'LITERAL',
        AclOperationType: 'Read',
      },
    },
  ],
  steps: [
    {
      path: 'acl create',
      types: '--username reporting --topic orders --operation read --operation write',
      shows: 'Write',
      json: 'array',
      fromFile: true,
      wait: {
        input: { Username: 'app', AclResourceType: 'Topic', AclResourceName: 'orders' },
        next: 'alikafka acl list --username app --resource topic/orders',
        minutes: 2,
      },
    },
  ],
  faults: [{ line: 'acl create --username app --topic payments --operation read --operation write', names: [], times }],
  verifications: [
    { what: 'there', answers: rules(rule), input: rule, says: DONE },
    {
      what: 'there in other spelling',
      answers: rules({ ...rule, AclResourcePatternType: 'Literal', AclOperationType: 'READ' }),
      input: rule,
      says: DONE,
    },
    { what: 'another operation', answers: rules({ ...rule, AclOperationType: 'Write' }), input: rule, says: OPEN },
    {
      what: 'another pattern',
      answers: rules({ ...rule, AclResourcePatternType: 'PREFIXED' }),
      input: rule,
      says: OPEN,
    },
    {
      what: 'the topic is not there',
      answers: { DescribeAcls: refusal('BIZ_TOPIC_NOT_FOUND') },
      input: rule,
      says: OPEN,
    },
  ],
} satisfies Sample;
