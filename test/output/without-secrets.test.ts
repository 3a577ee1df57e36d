import { expect, test } from '@jest/globals';
import type { Row } from '../../src/core/shape.ts';
import { MASK } from '../../src/errors/redact.ts';
import { allRows } from '../../src/output/pages.ts';
import { makeColors } from '../../src/output/terminal/colors.ts';
import { makeLog } from '../../src/output/terminal/log.ts';
import { withoutSecrets } from '../../src/output/without-secrets.ts';
import { list, pagesOf } from './help.ts';

const log = makeLog({ stderr: { write: () => Promise.resolve() } }, false, await makeColors(false));
log.hide('canary-secret');

test('secrets are masked in every part of a document, also those known only from a later page', async () => {
  const pages: Row[][] = [
    [{ A: 'has canary-secret in it', B: ['canary-secret', { C: 'plain' }] }],
    [{ A: 'later-secret' }, { 'canary-secret': 1 }],
  ];
  const totals = { columns: [], rows: [{ Sum: 'canary-secret' }] };
  const shown = withoutSecrets({ ...list([], { pages: pagesOf(...pages) }), data: 'canary-secret', totals }, log);
  log.hide('later-secret');
  expect(await allRows(shown)).toEqual([
    { A: `has ${MASK} in it`, B: [MASK, { C: 'plain' }] },
    { A: MASK },
    { [MASK]: 1 },
  ]);
  expect([shown.data, shown.totals?.rows]).toEqual([MASK, [{ Sum: MASK }]]);
});
