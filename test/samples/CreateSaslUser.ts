import type { State } from '../../src/emulator/state/state.ts';
import { runningInstance } from '../support/emulator.ts';
import { DONE, OPEN, unknown, users } from '../support/listed.ts';
import { count, HERE } from '../support/state.ts';
import type { Sample } from './sample.ts';

const app = { Username: 'app', Password: 'testsecret' };
const plain = { Username: 'app', Type: 'plain' };
const hidden = unknown('SASL user "app" exists, but the list does not show whether its password is the new one');

const times = (state: State, user: string, secret: string): number =>
  count(runningInstance(state).users.filter(({ name, password }) => name === user && password === secret));

export default {
  calls: [
    {
      input: { Username: 'fresh', Password: 'testsecret' },
      wire: { ...HERE, Username: 'fresh', Password: 'testsecret' },
    },
    {
      input: { Username: 'reporting', Type: 'scram', Password: 'testsecret' },
      wire: { ...HERE, Username: 'reporting', Type: 'scram', Password: 'testsecret' },
    },
  ],
  steps: [
    {
      path: 'sasl create',
      types: 'e2e-user --type scram --password-stdin',
      stdin: 'not-a-secret-1\n',
      shows: 'e2e-user',
      json: 'object',
      wait: { input: plain, next: 'alikafka sasl list', minutes: 2 },
    },
    {
      path: 'sasl set-password',
      types: 'reporting --password-stdin --yes',
      stdin: 'not-a-secret-2\n',
      shows: 'changed',
      json: 'array',
      dryRun: { omits: ['Type'] },
    },
  ],
  faults: [
    {
      line: 'sasl create fresh --password-stdin',
      stdin: 'not-a-real-password-3',
      names: [{ Username: 'fresh' }],
      times: (state) => times(state, 'fresh', 'not-a-real-password-3'),
    },
    {
      line: 'sasl set-password app --password-stdin --yes',
      stdin: 'not-a-real-password-4',
      names: [{ Username: 'app' }],
      times: (state) => times(state, 'app', 'not-a-real-password-4'),
    },
  ],
  verifications: [
    {
      what: 'absent',
      answers: users({ Username: 'other', Type: 'plain', Password: 'testsecret' }),
      input: app,
      says: OPEN,
    },
    { what: 'there', answers: users({ ...plain, Password: 'testsecret' }), input: app, says: DONE },
    {
      what: 'there in capitals',
      answers: users({ ...plain, Type: 'SCRAM', Password: 'testsecret' }),
      input: { ...app, Type: 'scram' },
      says: DONE,
    },
    {
      what: 'there with another type',
      answers: users({ ...plain, Type: 'scram', Password: 'testsecret' }),
      input: app,
      says: OPEN,
    },
    {
      what: 'there with another password',
      answers: users({ ...plain, Password: 'testother' }),
      input: app,
      says: OPEN,
    },
    {
      what: 'the right one of two types',
      answers: users({ ...plain, Type: 'scram', Password: 'testother' }, { ...plain, Password: 'testsecret' }),
      input: app,
      says: DONE,
    },
    {
      what: 'new, and its password hidden',
      answers: users({ ...plain, Password: null }),
      input: { ...app, isNew: true },
      says: DONE,
    },
    {
      what: 'new, and its password stars',
      answers: users({ ...plain, Password: '******' }),
      input: { ...app, isNew: true },
      says: DONE,
    },
    {
      what: 'there before, and its password hidden',
      answers: users({ ...plain, Password: '******' }),
      input: app,
      says: hidden,
    },
    {
      what: 'listed without a type',
      answers: users({ Username: 'app', Type: null, Password: 'testsecret' }),
      input: app,
      says: DONE,
    },
  ],
} satisfies Sample;
