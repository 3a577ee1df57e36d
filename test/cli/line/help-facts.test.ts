/** Facts that help states about data: the lists, defaults and limits are those of the code. */
import { describe, expect, test } from '@jest/globals';
import { API_OPTIONS } from '../../../src/commands/api/options.ts';
import { EMULATOR_OPTIONS } from '../../../src/commands/emulator/options.ts';
import { GLOBAL_OPTIONS, readGlobals } from '../../../src/commands/global-options.ts';
import { TOOL_COMMANDS } from '../../../src/commands/registry.ts';
import { WAIT_OPTIONS } from '../../../src/commands/wait/options.ts';
import { PROFILE_KEYS } from '../../../src/config/profiles/profile-keys.ts';
import { fieldsOf, isMany } from '../../../src/engine/input/fields.ts';
import { optionText } from '../../../src/engine/input/option-text.ts';
import type { Param } from '../../../src/core/params.ts';
import { ALIKAFKA } from '../../../src/core/operation.ts';
import { FAULT_KINDS } from '../../../src/emulator/faults/rule.ts';
import { USUAL_SLACK } from '../../../src/emulator/limits/flow-control.ts';
import { COMMANDS, OPERATIONS, operationOf } from '../../../src/operations/registry.ts';
import { STATES } from '../../../src/operations/shared/states.ts';
import { FORMATS } from '../../../src/output/document.ts';

/** `a, b or c`. */
const listed = (words: readonly string[]): string => `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

/** The text of an option in help: what it does, and its notes. */
const textOf = (param: Param): string => optionText({ key: '', param, many: isMany(param) });

const inOrder = (numbers: Iterable<number>): number[] => [...new Set(numbers)].sort((a, b) => a - b);

const argumentHelp = (path: string, name: string): string | undefined =>
  TOOL_COMMANDS.find((command) => command.path === path)?.arguments?.[name]?.help;

test('--from-file lists the fields of the records of each command', () => {
  const listed = [...COMMANDS.values()].flatMap((bound) => {
    const { command } = bound;
    const field = fieldsOf(bound).find(({ key }) => key === 'fromFile');
    return field === undefined || command.kind !== 'change' ? [] : [[command, optionText(field, command)] as const];
  });
  expect(listed.length).toBeGreaterThan(5);
  for (const [{ file }, text] of listed)
    expect(text).toMatch(new RegExp(`; columns or fields: ${Object.keys(file?.fields ?? {}).join(', ')}\\)$`));
});

describe('global options', () => {
  test('--output lists every format', () => expect(textOf(GLOBAL_OPTIONS.output)).toContain(`: ${listed(FORMATS)} (`));

  test('--timeout and --max-attempts state their defaults', () => {
    const stream = { isTTY: false } as never;
    const context = { env: {}, stdin: stream, stderr: stream };
    const { timeout, maxAttempts, deadline } = readGlobals({}, context, { value: 'table', source: '--output' }, []);
    expect(textOf(GLOBAL_OPTIONS.timeout)).toContain(`(default: ${timeout / 1000}s)`);
    expect(textOf(GLOBAL_OPTIONS.maxAttempts)).toContain(`; default: ${maxAttempts})`);
    expect([deadline, textOf(GLOBAL_OPTIONS.deadline)]).toEqual([
      undefined,
      expect.stringContaining('(default: none)'),
    ]);
  });

  test('--rate states the limit of CreateTopic', () =>
    expect(textOf(GLOBAL_OPTIONS.rate)).toContain(`such as ${operationOf('CreateTopic')?.rate} for CreateTopic`));
});

describe('emulator', () => {
  const { limits, fault } = EMULATOR_OPTIONS;
  const inMonitor = OPERATIONS.filter(({ product }) => product !== ALIKAFKA);

  test('--limits states the limits of today', () => {
    const rate = (action: string): string => `${action} ${operationOf(action)?.rate}`;
    const reads = OPERATIONS.filter(({ effect, product }) => effect === 'read' && product === ALIKAFKA);
    const usual = reads.filter((operation) => operation.rate === 100);
    expect(usual.length * 2).toBeGreaterThan(reads.length);
    expect(textOf(limits)).toContain(
      `today (default; ${rate('CreateTopic')}, ${rate('DeleteTopic')}, most reads ${usual[0]?.rate})`,
    );
  });

  test('--limits states the limits of 2020', () => {
    const own = OPERATIONS.filter(({ product }) => product === ALIKAFKA);
    const others = own.filter(({ action }) => !['CreateTopic', 'StartInstance'].includes(action));
    const older = (action: string): string => `${action} ${operationOf(action)?.olderRate}`;
    const [rest] = inOrder(others.map(({ olderRate }) => olderRate));
    expect(inOrder(others.map(({ olderRate }) => olderRate))).toHaveLength(1);
    expect(textOf(limits)).toContain(`2020 (${older('CreateTopic')}, ${older('StartInstance')}, others ${rest});`);
  });

  test('--limits states the limits of CloudMonitor, which are the same', () => {
    const rates = inOrder(inMonitor.map(({ rate }) => rate));
    expect(inOrder(inMonitor.map(({ olderRate }) => olderRate))).toEqual(rates);
    expect(textOf(limits)).toContain(`CloudMonitor has ${listed(rates.map(String))} in both`);
  });

  test('--limits states the tolerance', () =>
    expect(textOf(limits)).toContain(`tolerance of ${USUAL_SLACK} (${USUAL_SLACK * 100} %)`));

  test('--fault lists every kind', () => expect(textOf(fault)).toContain(`the kind is ${listed(FAULT_KINDS)}; `));
});

describe('wait', () => {
  test('lists the states of each noun', () => {
    const states = Object.entries(STATES).map(([noun, known]) => `${noun}: ${Object.keys(known).join(', ')}`);
    expect(argumentHelp('wait', 'state')).toBe(`State to wait for; ${states.join('; ')}`);
  });

  test('--wait-timeout states the defaults', () => {
    const minutes = (noun: keyof typeof STATES, states: readonly string[]): string => {
      const times = inOrder(states.map((state) => STATES[noun][state]?.timeout ?? 0));
      return times.map((time) => `${time / 60_000}m`).join();
    };
    const [instance, topic, group] = (['instance', 'topic', 'group'] as const).map((noun) =>
      minutes(
        noun,
        Object.keys(STATES[noun]).filter((state) => noun !== 'topic' || state !== 'deleted'),
      ),
    );
    const deleted = minutes('topic', ['deleted']);
    expect(textOf(WAIT_OPTIONS.waitTimeout)).toContain(
      `(default: ${instance} for an instance, ${topic} for a topic, ${deleted} for a deleted topic, ${group} for a group)`,
    );
  });
});

test('config set lists every setting', () =>
  expect(argumentHelp('config set', 'key')).toBe(`Name of the setting: ${listed(Object.keys(PROFILE_KEYS))}`));

test('api states the version of the API', () =>
  expect(textOf(API_OPTIONS.apiVersion)).toContain(`such as ${ALIKAFKA.version} (`));
