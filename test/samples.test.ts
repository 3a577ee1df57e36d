/** Each operation has all that it needs, and missing parts are listed; samples and records agree. */
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readFacts } from '../scripts/new-operation/facts.ts';
import { operation, type OperationRecord } from '../src/core/record.ts';
import { text } from '../src/core/params.ts';
import { HANDLERS } from '../src/emulator/handlers/table.ts';
import { COMMANDS, OPERATIONS } from '../src/operations/registry.ts';
import { type Known, lacking, needless } from './support/lacking.ts';
import { SAMPLES } from './support/samples.ts';
import type { Sample, Step } from './samples/sample.ts';

const known: Known = { handlers: HANDLERS, facts: readFacts(join(import.meta.dirname, '..')), samples: SAMPLES };

test.each(OPERATIONS.map((one) => [one.action, one] as const))('%s has all that it needs', (action, one) => {
  expect(lacking(one, known)).toBe(`${action} lacks nothing`);
});

test('no file for an operation that does not exist', () => {
  expect(needless(OPERATIONS, known)).toEqual([]);
});

describe('the missing parts of an operation are listed', () => {
  const SummonUnicorn: OperationRecord = operation({
    action: 'SummonUnicorn',
    summary: 'Summon a unicorn',
    effect: 'destroy',
    params: { Name: text({ required: true, help: 'its name' }) },
    verify: async () => () => ({ state: 'open' }),
    commands: [
      {
        path: 'unicorn summon',
        results: { kind: 'single', names: ['Name'] },
        inspectCommand: () => undefined,
        wait: { timeout: 1, check: async () => () => ({ state: 'reached', message: 'there' }), next: () => '' },
        examples: [],
      },
    ],
  });
  const step: Step = { path: 'unicorn summon', types: 'Amalthea', shows: 'Amalthea', json: 'object' };
  const wait = { input: {}, next: 'alikafka unicorn list', minutes: 1 };
  const whole: Sample = {
    calls: [{ input: {}, wire: {} }],
    steps: [{ ...step, wait }],
    faults: [{ line: 'unicorn summon Amalthea', names: [], times: () => 1 }],
  };
  const { action } = SummonUnicorn;
  const with_ = (sample: Partial<Sample>): Known => ({
    handlers: { [action]: 1 },
    facts: { [action]: 1 },
    samples: new Map([[action, { ...whole, ...sample }]]),
  });
  const { verify: _verify, ...unsettled } = SummonUnicorn;

  test.each<[string, string, Known, OperationRecord?]>([
    ['with all of it', 'nothing', with_({})],
    [
      'with only a record',
      ': a handler of the emulator (src/emulator/handlers); its facts (facts/SummonUnicorn.json); a sample (test/samples/SummonUnicorn.ts)',
      { handlers: {}, facts: {}, samples: new Map() },
    ],
    ['without a call', ': a call', with_({ calls: [] })],
    ['without steps', ': a step for "unicorn summon"', with_({ steps: [] })],
    ['without faults', ': a fault scenario', with_({ faults: [] })],
    ['that waits', ': how waiting goes on in the step of "unicorn summon"', with_({ steps: [step] })],
    ['without a verify', ': a verify in its record', with_({}), unsettled],
  ])('%s', (_what, lacks, has, record = SummonUnicorn) => {
    expect(lacking(record, has)).toBe(`SummonUnicorn lacks${lacks === 'nothing' ? ' nothing' : lacks}`);
  });

  test('a read needs no fault scenario, and no verify', () => {
    const { faults: _faults, ...rest } = whole;
    const reads: OperationRecord = { ...unsettled, effect: 'read', commands: [] };
    expect(lacking(reads, with_({ ...rest, faults: [], steps: [] }))).toBe('SummonUnicorn lacks nothing');
  });

  test.each<[string, string[], Known, OperationRecord[]?]>([
    ['with its record', [], with_({})],
    [
      'without a record',
      [
        'a handler of SummonUnicorn, which has no record',
        'a sample of SummonUnicorn, which has no record',
        'verifications of SummonUnicorn, which has no verify',
        'a step of SummonUnicorn for "unicorn summon", which is no command of it',
      ],
      with_({ verifications: [] }),
      [],
    ],
    [
      'with a step of another command',
      ['a step of SummonUnicorn for "unicorn list", which is no command of it'],
      with_({ steps: [{ ...step, path: 'unicorn list' }] }),
    ],
    [
      'with a wait for a command without one',
      ['how waiting goes on for "unicorn summon", which does not wait'],
      with_({}),
      [{ ...SummonUnicorn, commands: SummonUnicorn.commands.map((one) => ({ ...one, wait: undefined }) as never) }],
    ],
    [
      'with faults of a read',
      ['a fault scenario of SummonUnicorn, which only reads'],
      with_({}),
      [{ ...SummonUnicorn, effect: 'read' }],
    ],
  ])('unneeded parts are reported: %s', (_what, said, has, records = [SummonUnicorn]) => {
    expect(needless(records, has)).toEqual(said);
  });
});

/** A command may name the instance where others take it from the settings. */
const commands = [...COMMANDS.values()].filter(({ operation: { effect } }) => effect !== 'read');

test.each(commands.map((bound) => [bound.command.path, bound] as const))(
  '%s: names the command that inspects its outcome',
  (_path, { command, operation: { action } }) => {
    const input = { InstanceId: 'i', ...SAMPLES.get(action)?.calls[0]?.input };
    const said = command.kind === 'change' ? command.inspectCommand(input) : undefined;
    const reads = [...COMMANDS.values()].filter((one) => one.command.kind === 'read');
    expect(
      reads.map(({ command: { path } }) => `alikafka ${path}`).filter((path) => said?.startsWith(path)),
    ).not.toEqual([]);
  },
);
