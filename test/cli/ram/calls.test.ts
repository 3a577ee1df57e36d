/**
 * Whatever a command calls, its RAM policy allows: each runs against the emulator in all the ways in which it reads besides
 * its own operation (an instance by its name, a question with its impact, --wait, a second run, an answer that got lost),
 * and what was sent is compared with what `ram policy` prints. A policy allows nothing that no run needed, either.
 */
import { afterAll, describe, expect, test } from '@jest/globals';
import { SEEDED_INSTANCE } from '../../../src/core/local-names.ts';
import { callsOf } from '../../../src/operations/ram.ts';
import { type BoundCommand, COMMANDS, operationOf } from '../../../src/operations/registry.ts';
import { STATES } from '../../../src/operations/shared/states.ts';
import { undiciSender } from '../../../src/host/http/undici.ts';
import type { Send } from '../../../src/transport/send.ts';
import type { State } from '../../../src/emulator/state/state.ts';
import { json, runCli, words } from '../../support/context.ts';
import { fixedClock, NOW } from '../../support/effects.ts';
import { runningInstance, startTestEmulator } from '../../support/emulator.ts';
import { CALLS, FAULTS, STEPS } from '../../support/samples.ts';
import { seed } from '../../../src/emulator/state/seed.ts';

const sender = undiciSender();
afterAll(() => sender.close());

interface Setup {
  readonly prepare?: ((state: State) => void) | undefined;
  readonly faults?: readonly string[];
  readonly stdin?: string | undefined;
  /** Questions are asked, and answered with yes or with the id of the instance. */
  readonly asked?: boolean;
  /** The effective instance is given by its name. */
  readonly byName?: boolean;
}

/** The operations that some command lines call one after the other, and the exit code of the last; on a fresh emulator. */
async function calledBy(lines: readonly (readonly string[])[], setup: Setup = {}) {
  const { prepare, faults = [], stdin, asked = false, byName = false } = setup;
  const state = seed(NOW);
  prepare?.(state);
  const clock = fixedClock(NOW);
  const emulator = await startTestEmulator({ state, faults, clock: () => clock.now() });
  let called = new Set<string>();
  const send: Send = (request) => {
    called.add(new URLSearchParams(request.body).get('Action') ?? '');
    return sender.send(request);
  };
  const name = byName ? { ALIKAFKA_INSTANCE: runningInstance(state).name } : {};
  const env = { ...emulator.env, ...name };
  const answers = { confirm: [true], line: [SEEDED_INSTANCE] };
  let code = 0;
  try {
    for (const argv of lines) {
      called = new Set();
      const input = stdin === undefined ? {} : { stdin };
      ({ code } = await runCli(argv, { env, clock, send, ...input, ...(asked ? { terminal: true, answers } : {}) }));
    }
    await emulator.idle();
    return { called: [...called].sort(), code };
  } finally {
    await emulator.close();
  }
}

/** RAM actions that the policy for a command allows. */
async function allowed(named: string): Promise<readonly string[]> {
  const ran = await runCli(['ram', 'policy', ...words(named)]);
  const { Statement } = json(ran) as { Statement: { Action: string[] }[] };
  return Statement.flatMap(({ Action }) => Action);
}

/** What was called although the policy does not allow it; what has no documented action cannot be allowed. */
async function denied(named: string, called: readonly string[]): Promise<readonly string[]> {
  const actions = await allowed(named);
  return called.filter((action) => {
    const { ramAction } = operationOf(action) ?? {};
    return ramAction !== undefined && !actions.includes(ramAction);
  });
}

const lineOf = (path: string, types: string): string[] => [...path.split(' '), ...words(types)];

/** Without what answers a question beforehand. */
const unanswered = (argv: readonly string[]): string[] =>
  argv.filter((word, i) => word !== '--yes' && word !== '--confirm' && argv[i - 1] !== '--confirm');

/** The instance by its name where the command takes one. */
const named = ({ operation, command }: BoundCommand, argv: readonly string[]): string[] => {
  const params = Object.values({ ...operation.params, ...command.inputs });
  const takes = params.some(({ instance }) => instance === 'id-or-name');
  return argv.map((word) => (takes && word === SEEDED_INSTANCE ? runningInstance(seed(NOW)).name : word));
};

/** Command lines, and how they are run. */
type Variant = readonly [lines: readonly (readonly string[])[], setup: Setup];

/** The ways in which a line of a sample is run. */
function variants(bound: BoundCommand, argv: readonly string[]): Variant[] {
  const { command } = bound;
  const once = (line: readonly string[], setup: Setup = {}): Variant => [[line], setup];
  const all = [once(argv), once(named(bound, argv), { byName: true })];
  if (command.kind === 'read') return all;
  all.push(once(unanswered(argv), { asked: true }));
  if (command.wait !== undefined) all.push(once([...argv, '--wait']));
  const { idempotent } = command;
  const flag = `--${idempotent?.flag ?? ''}`;
  if (idempotent !== undefined) all.push([[argv, [...argv.filter((word) => word !== flag), flag]], {}]);
  return all;
}

const commands = [...COMMANDS.values()].map((bound) => [bound.command.path, bound] as const);

/** The command of a whole line. */
const pathOf = (line: string): string =>
  [...COMMANDS.keys()].filter((path) => `${line} `.startsWith(`${path} `)).sort((a, b) => b.length - a.length)[0] ?? '';

/** Everything that a command calls, over all the ways to run it. */
async function callsOver(path: string, bound: BoundCommand): Promise<Set<string>> {
  const all = new Set<string>();
  for (const { types, also = [], before = [], stdin } of STEPS.filter((step) => step.path === path))
    for (const line of [types, ...also])
      for (const [lines, setup] of variants(bound, lineOf(path, line))) {
        const { called } = await calledBy([...before.map(words), ...lines], { stdin, ...setup });
        for (const action of called) all.add(action);
      }
  for (const { line, prepare, stdin, operation } of FAULTS.filter((one) => pathOf(one.line) === path)) {
    const faults = [`drop,at=after,action=${operation.action},times=1`];
    const { called } = await calledBy([words(line)], { prepare, faults, stdin });
    for (const action of called) all.add(action);
  }
  return all;
}

describe('what a command calls is what its policy allows:', () => {
  test.each(commands)(
    '%s',
    async (path, bound) => {
      const called = [...(await callsOver(path, bound))].sort();
      expect(called).toContain(bound.operation.action);
      expect(await denied(path, called)).toEqual([]);
      const declared = callsOf(bound).map(({ action }) => action);
      expect(declared.toSorted()).toEqual(called);
    },
    60_000,
  );
});

const waits = Object.entries(STATES).flatMap(([noun, states]) =>
  Object.keys(states).map((state) => [noun, state] as const),
);

describe("the same of this tool's own commands:", () => {
  const NAMES: Readonly<Record<string, string>> = { instance: SEEDED_INSTANCE, topic: 'orders', group: 'billing' };

  test.each(waits)('wait %s <name> %s', async (noun, state) => {
    const line = ['wait', noun, NAMES[noun] ?? '', state, '--wait-timeout', '1s'];
    const { called } = await calledBy([line], { byName: true });
    expect(called.length).toBeGreaterThan(1 - Number(noun === 'instance'));
    expect(await denied(`wait ${noun}`, called)).toEqual([]);
  });

  test('doctor', async () => {
    const { called } = await calledBy([['doctor']]);
    expect(called).toContain('GetInstanceList');
    expect(await denied('doctor', called)).toEqual([]);
  });

  const calls = CALLS.filter(({ wire }) => !('Password' in wire)).map((call) => [call.operation.action, call] as const);
  test.each(calls)('api %s', async (action, { wire, prepare }) => {
    const pairs = Object.entries(wire).map(([name, value]) => `${name}=${value}`);
    const line = ['api', action, ...pairs];
    const faults = [`drop,at=after,action=${action},times=1`];
    const isTyped = operationOf(action)?.commands.some(
      (one) => one.kind === 'change' && one.confirm.kind === 'type-name',
    );
    const setups: readonly [readonly string[], Setup][] = [
      [line, { asked: true }],
      [[...line, ...(isTyped === true ? ['--confirm', wire['InstanceId'] ?? ''] : ['--yes'])], { faults }],
    ];
    for (const [argv, setup] of setups) {
      const { called } = await calledBy([argv], { prepare, ...setup });
      if (setup.asked !== true) expect(called).toContain(action);
      expect(await denied(`api ${action}`, called)).toEqual([]);
    }
  });
});
