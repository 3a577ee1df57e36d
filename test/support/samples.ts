/** The samples of all operations, read from the folder. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { OPERATIONS } from '../../src/operations/registry.ts';
import type { OperationRecord } from '../../src/core/record.ts';
import type { Call, FaultScenario, Sample, Step, VerificationCase } from '../samples/sample.ts';

const folder = join(import.meta.dirname, '..', 'samples');

/** Files that are named after an action. */
const actions = readdirSync(folder)
  .filter((file) => /^[A-Z]\w*\.ts$/.test(file))
  .map((file) => file.slice(0, -'.ts'.length))
  .sort();

const loaded = new Map<string, Sample>();
// One after another: jest cannot import modules with common dependencies at the same time.
for (const action of actions) {
  const { default: sample } = (await import(`../samples/${action}.ts`)) as { readonly default: Sample };
  loaded.set(action, sample);
}

/** Every sample, by its action. */
export const SAMPLES: ReadonlyMap<string, Sample> = loaded;

/** Records with their samples. Records without a sample are left out: test/samples.test.ts lists them. */
export interface Sampled {
  readonly operation: OperationRecord;
  readonly sample: Sample;
}

export const SAMPLED: readonly Sampled[] = OPERATIONS.flatMap((operation) => {
  const sample = SAMPLES.get(operation.action);
  return sample === undefined ? [] : [{ operation, sample }];
});

/** A part of a sample, with its operation. */
export type Of<T> = T & { readonly operation: OperationRecord };

const all = <T extends object>(of: (sample: Sample) => readonly T[] | undefined): Of<T>[] =>
  SAMPLED.flatMap(({ operation, sample }) => (of(sample) ?? []).map((one) => ({ ...one, operation })));

export const CALLS: readonly Of<Call>[] = all(({ calls }) => calls);
export const STEPS: readonly Of<Step>[] = all(({ steps }) => steps);
export const FAULTS: readonly Of<FaultScenario>[] = all(({ faults }) => faults);
export const VERIFICATIONS: readonly Of<VerificationCase>[] = all(({ verifications }) => verifications);
