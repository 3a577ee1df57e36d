import { DONE, OPEN, topics } from '../support/listed.ts';
import { HERE, replaced, topicsOf } from '../support/state.ts';
import type { Sample } from './sample.ts';

const orders = { Topic: 'orders' };

export default {
  calls: [{ input: { Topic: 'orders', Remark: 'changed' }, wire: { ...HERE, Topic: 'orders', Remark: 'changed' } }],
  steps: [{ path: 'topic set-remark', types: 'orders changed-here', shows: 'changed-here', json: 'object' }],
  faults: [
    {
      line: 'topic set-remark orders quite-another',
      names: [orders],
      times: (state) => replaced(topicsOf(state, 'orders')[0]?.remark, 'orders-of-the-web-shop', 'quite-another'),
    },
  ],
  verifications: [
    {
      what: 'a list is no remark',
      answers: topics({ Remark: ['new'] }),
      input: { ...orders, Remark: 'new' },
      says: OPEN,
    },
    { what: 'equal', answers: topics({ Remark: 'new' }), input: { ...orders, Remark: 'new' }, says: DONE },
    { what: 'another', answers: topics({ Remark: 'old' }), input: { ...orders, Remark: 'new' }, says: OPEN },
    {
      what: 'emptied, and listed as nothing',
      answers: topics({ Remark: null }),
      input: { ...orders, Remark: '' },
      says: DONE,
    },
    { what: 'not emptied', answers: topics({ Remark: 'old' }), input: { ...orders, Remark: '' }, says: OPEN },
    { what: 'without a remark the old one stays', answers: topics({ Remark: 'old' }), input: orders, says: DONE },
    { what: 'of no topic', answers: topics(), input: { ...orders, Remark: 'new' }, says: OPEN },
  ],
} satisfies Sample;
