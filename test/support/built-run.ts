/** `run` of the built program; it replaces the one of the sources. */
import { createRequire } from 'node:module';
import type * as sources from '../../src/run.ts';

const { run: built } = createRequire(import.meta.url)('../../dist/main.cjs') as typeof sources;

export const run = built;
