/**
 * For any fault between the client and the service: each object exists exactly once, nothing is ordered twice, and
 * results and exit code are correct. FAULT_SEEDS and FAULT_FROM ask for more of it, or for one again.
 */
import { expect, test } from '@jest/globals';
import { drawn, lies, runFaulty } from './faulty.ts';

const env = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);
const FROM = env('FAULT_FROM', 1);
const SEEDS = env('FAULT_SEEDS', 1000);

/** Seeds in one test, so that a failure shows its seed. */
const PART = 50;

const counts = new Map<string, number>();

const parts = Array.from({ length: Math.ceil(SEEDS / PART) }, (_, i) => FROM + i * PART);

test.each(parts)(
  'seeds from %i',
  async (from) => {
    for (let number = from; number < Math.min(from + PART, FROM + SEEDS); number++) {
      const { scenario, faults, options, random } = drawn(number);
      const outcome = await runFaulty(scenario, faults, options, random);
      const said = { seed: number, line: scenario.line, faults, options, stderr: outcome.ran.stderr };
      expect({ ...said, lies: lies(outcome) }).toEqual({ ...said, lies: [] });
      for (const { word } of outcome.rows) counts.set(word, (counts.get(word) ?? 0) + 1);
      counts.set(`exit ${outcome.ran.code}`, (counts.get(`exit ${outcome.ran.code}`) ?? 0) + 1);
    }
  },
  60_000,
);

test('the faults are of all kinds: some end well, some in each other way', () => {
  const words = ['created', 'deleted', 'changed', 'failed', 'unknown', 'exit 0', 'exit 6', 'exit 9'];
  expect(words.filter((word) => !counts.has(word))).toEqual(SEEDS < 500 ? expect.anything() : []);
  if (env('FAULT_COUNTS', 0) > 0) process.stderr.write(`${JSON.stringify(Object.fromEntries([...counts].sort()))}\n`);
});
