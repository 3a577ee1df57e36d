/** The text of the progress while the pages of a list are read. */
import { expect, test } from '@jest/globals';
import { readingOf } from '../../src/client/reading.ts';
import { getTopicList } from '../../src/operations/topic/list.ts';

test.each([
  ['nothing is read yet', [], undefined, 'Reading topics'],
  ['the total is not known', [1000, 1000], undefined, 'Reading topics: 2000'],
  ['the total is known', [1000, 1000], 12_000, 'Reading topics: 2000 of 12000'],
  ['nothing of a known total is read yet', [], 12_000, 'Reading topics: 0 of 12000'],
  ['the total is too small', [1000, 1000], 1500, 'Reading topics: 2000'],
])('%s', async (_case, pages, total, text) => {
  const shown: string[] = [];
  const during: Parameters<typeof readingOf>[0]['progress']['during'] = (progress, work) => {
    shown.push(typeof progress === 'string' ? progress : progress(80));
    return work();
  };
  const progress = { visible: true, start: () => undefined as never, during, aside: async () => undefined as never };
  const reading = readingOf({ progress }, { quiet: false, debug: false });
  reading.expect(getTopicList, total);
  for (const count of pages) reading.addRows(getTopicList, count);
  await reading.during(getTopicList, async () => undefined);
  expect(shown).toEqual([text]);
});
