/** Finds what an operation lacks in addition to its record: handler, sample, steps, scenarios. */
import type { OperationRecord } from '../../src/core/record.ts';
import type { Sample, Step } from '../samples/sample.ts';

/** What exists, by action. */
export interface Known {
  readonly handlers: Readonly<Record<string, unknown>>;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly samples: ReadonlyMap<string, Sample>;
}

/** A sentence such as `CreateTopic lacks: a fault scenario`, or a sentence that nothing is lacking. */
export function lacking(operation: OperationRecord, { handlers, facts, samples }: Known): string {
  const { action } = operation;
  const sample = samples.get(action);
  const isSettled = operation.verify !== undefined || operation.effect === 'read' || operation.effect === 'order';
  const parts = [
    ...(isSettled ? [] : ['a verify in its record']),
    ...(action in handlers ? [] : ['a handler of the emulator (src/emulator/handlers)']),
    ...(action in facts ? [] : [`its facts (facts/${action}.json)`]),
    ...(sample === undefined ? [`a sample (test/samples/${action}.ts)`] : lackingInSample(operation, sample)),
  ];
  return parts.length === 0 ? `${action} lacks nothing` : `${action} lacks: ${parts.join('; ')}`;
}

function lackingInSample({ effect, commands }: OperationRecord, { calls, steps, faults = [] }: Sample): string[] {
  const stepsOf = (path: string): Step[] => steps.filter((step) => step.path === path);
  const waits = commands.filter((command) => command.kind === 'change' && command.wait !== undefined);
  return [
    ...(calls.length > 0 ? [] : ['a call']),
    ...commands.filter(({ path }) => stepsOf(path).length === 0).map(({ path }) => `a step for "${path}"`),
    ...(effect === 'read' || faults.length > 0 ? [] : ['a fault scenario']),
    ...waits
      .filter(({ path }) => stepsOf(path).length > 0 && stepsOf(path).every(({ wait }) => wait === undefined))
      .map(({ path }) => `how waiting goes on in the step of "${path}"`),
  ];
}

/** What belongs to no record: handlers and samples without one, and steps of another operation or of none. */
export function needless(operations: readonly OperationRecord[], { handlers, samples }: Known): string[] {
  const record = (action: string): OperationRecord | undefined => operations.find((one) => one.action === action);
  const steps = [...samples].flatMap(([action, sample]) => {
    const commands = record(action)?.commands ?? [];
    return sample.steps.flatMap(({ path, wait }) => {
      const command = commands.find((one) => one.path === path);
      if (command === undefined) return [`a step of ${action} for "${path}", which is no command of it`];
      const waits = command.kind === 'change' && command.wait !== undefined;
      return wait === undefined || waits ? [] : [`how waiting goes on for "${path}", which does not wait`];
    });
  });
  return [
    ...Object.keys(handlers)
      .filter((action) => record(action) === undefined)
      .map((action) => `a handler of ${action}, which has no record`),
    ...[...samples.keys()]
      .filter((action) => record(action) === undefined)
      .map((action) => `a sample of ${action}, which has no record`),
    ...[...samples]
      .filter(([action, { faults = [] }]) => record(action)?.effect === 'read' && faults.length > 0)
      .map(([action]) => `a fault scenario of ${action}, which only reads`),
    ...[...samples]
      .filter(([action, { verifications }]) => record(action)?.verify === undefined && verifications !== undefined)
      .map(([action]) => `verifications of ${action}, which has no verify`),
    ...steps,
  ];
}
