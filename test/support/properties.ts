/**
 * Properties draw the same cases on every machine, so that a run says the same twice. PROPERTY_SEED=<number|random> draws
 * others and PROPERTY_RUNS=<n> more of them, where a property does not say how many itself; a failure names its seed.
 */
import fc from 'fast-check';

const SEED = 20_260_131;

const { PROPERTY_SEED: seed, PROPERTY_RUNS: runs } = process.env;
fc.configureGlobal({
  ...(seed === 'random' ? {} : { seed: Number(seed ?? SEED) }),
  ...(runs === undefined ? {} : { numRuns: Number(runs) }),
});
