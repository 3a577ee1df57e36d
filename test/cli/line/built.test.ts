/** The tests of commands run twice: on the sources, and on the program as it was built. */
import { expect, test } from '@jest/globals';
import { run } from '../../../src/run.ts';
import { run as built } from '../../support/built-run.ts';

declare const BUILT: boolean;

test('commands are those of the built program in its project, and those of the sources in the other', () => {
  expect(run === built).toBe(BUILT);
});
