import { DONE, LEAVING, OPEN, topics } from '../support/listed.ts';
import { addTopics, count, HERE, removed, topicsOf } from '../support/state.ts';
import type { Sample } from './sample.ts';

const orders = { Topic: 'orders' };

export default {
  calls: [{ input: { Topic: 'orders' }, wire: { ...HERE, Topic: 'orders' } }],
  steps: [
    {
      path: 'topic delete',
      prepare: addTopics('old-one'),
      types: 'refunds old-one orders-dead --yes',
      shows: 'deleted',
      json: 'array',
      fromFile: true,
      wait: { input: { Topic: "it's $HOME" }, next: "alikafka wait topic 'it'\\''s $HOME' deleted", minutes: 16 },
    },
  ],
  faults: [
    {
      line: 'topic delete old-one old-two --yes',
      names: [{ Topic: 'old-one' }, { Topic: 'old-two' }],
      prepare: addTopics('old-one', 'old-two'),
      times: (state, { Topic }) => removed(count(topicsOf(state, Topic))),
    },
  ],
  verifications: [
    { what: 'absent', answers: topics(), input: orders, says: DONE },
    { what: 'on its way out', answers: topics({ ...LEAVING }), input: orders, says: DONE },
    { what: 'there', answers: topics({}), input: orders, says: OPEN },
  ],
} satisfies Sample;
