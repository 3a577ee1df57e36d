/** Names that the service may take all the same: the way to send them is named, and what it makes of them is said. */
import { expect, test } from '@jest/globals';
import { cli } from '../../support/context.ts';

const LONG = 'c'.repeat(70);

test.each([`topic create ${LONG}`, 'group create my@app', `group create ${LONG}`])('%s', async (line) => {
  const ran = await cli(line, { script: {} });
  expect([ran.code, ran.calls]).toEqual([2, []]);
  expect(ran.stderr).toContain('--no-validate');
});

test('a name that the service will cut is said before it is sent', async () => {
  const ran = await cli(`topic create ${LONG} --no-validate`, { script: { CreateTopic: {} } });
  expect(ran.calls.map(({ params }) => params['Topic'])).toEqual([LONG]);
  expect(ran.stderr).toContain(`has 70 characters; the service cuts it to 64: "${'c'.repeat(64)}"`);
  const usual = await cli(`topic create ${'c'.repeat(64)}`, { script: { CreateTopic: {} } });
  expect(usual.stderr).not.toContain('cuts');
});
