/**
 * Properties use the same random cases on every machine. PROPERTY_SEED=<number|random> selects other cases, and
 * PROPERTY_RUNS=<n> sets their number unless a property has its own. A failure shows its seed.
 */
import fc from 'fast-check';

const SEED = 20_260_131;

const { PROPERTY_SEED: seed, PROPERTY_RUNS: runs } = process.env;
fc.configureGlobal({
  ...(seed === 'random' ? {} : { seed: Number(seed ?? SEED) }),
  ...(runs === undefined ? {} : { numRuns: Number(runs) }),
});
