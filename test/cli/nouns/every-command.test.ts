/**
 * Every command once, against the emulator: what `--dry-run` prints is what is sent, parameter by parameter, and the fields
 * that a command says it has are those that it prints.
 */
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { shownFields } from '../../../src/engine/read/shown.ts';
import { type BoundCommand, COMMANDS } from '../../../src/operations/registry.ts';
import type { Send } from '../../../src/transport/send.ts';
import { undiciSender } from '../../../src/host/http/undici.ts';
import { json, type Ran, runCli, words } from '../../support/context.ts';
import { fixedClock, NOW } from '../../support/effects.ts';
import { startTestEmulator, type TestEmulator } from '../../support/emulator.ts';
import { type Of, STEPS } from '../../support/samples.ts';
import type { Step } from '../../samples/sample.ts';

interface Request {
  readonly action: string;
  readonly params: Readonly<Record<string, string>>;
}

/** Parameters of every request: signature, time and form. */
const COMMON = /^(Action|Format|Version|AccessKeyId|Timestamp|SecurityToken|Signature.*)$/;

function requestOf(body: string): Request {
  const all = [...new URLSearchParams(body)];
  const params = Object.fromEntries(all.filter(([name]) => !COMMON.test(name)));
  return { action: String(new Map(all).get('Action')), params };
}

/** A line of a sample, with the step that it belongs to. */
interface Line {
  readonly step: Of<Step>;
  readonly args: readonly string[];
}

const LINES: readonly Line[] = STEPS.flatMap((step) =>
  [step.types, ...(step.also ?? [])].map((types) => ({ step, args: words(types) })),
);

const secretsMasked = ({ action, params }: Request): Request => ({
  action,
  params: Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, name === 'Password' ? '******' : value]),
  ),
});

let emulator: TestEmulator;
const sender = undiciSender();
/** One for all, since no nonce may come twice. */
const clock = fixedClock(NOW);

beforeEach(async () => {
  emulator = await startTestEmulator({ clock: () => clock.now() });
});
afterEach(() => emulator.close());
afterAll(() => sender.close());

async function ran(
  argv: readonly string[],
  stdin: string | undefined,
): Promise<{ readonly ended: Ran; readonly sent: readonly Request[] }> {
  const sent: Request[] = [];
  const send: Send = (request) => {
    sent.push(requestOf(request.body));
    return sender.send(request);
  };
  const ended = await runCli(argv, {
    env: emulator.env,
    clock,
    send,
    ...(stdin === undefined ? {} : { stdin }),
  });
  return { ended, sent };
}

const named = LINES.map((line) => [`${line.step.path} ${line.args.join(' ')}`.trim(), line] as const);

describe('the dry run of', () => {
  test.each(named)('%s', async (_line, { step, args }) => {
    const { path, operation, prepare, before = [], stdin, dryRun: { reads = [], omits = [] } = {} } = step;
    prepare?.(emulator.state());
    for (const line of before) expect((await ran(words(line), undefined)).ended.code).toBe(0);
    const argv = [...path.split(' '), ...args];
    const dry = await ran([...argv, '--dry-run', '--output', 'json'], stdin);
    expect(dry.ended).toMatchObject({ code: 0, asked: [] });
    const rows = json(dry.ended) as Request[];
    const shown = rows.map(({ action, params }) => ({ action, params }));
    expect(dry.sent.filter(({ action }) => !reads.includes(action))).toEqual([]);

    const isTyped = args.includes('-o');
    const real = await ran([...argv, ...(isTyped ? [] : ['--output', 'json'])], stdin);
    expect(real.ended.code).toBe(0);
    const bound = COMMANDS.get(path) as BoundCommand;
    if (!isTyped) expectFields(json(real.ended), meant(bound, args), args);
    const own = real.sent.filter(({ action }) => operation.effect === 'read' || action === operation.action);
    const compared = isFollowed(bound) ? own.slice(0, shown.length) : own;
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.map(without(omits))).toEqual(compared.map(secretsMasked).map(without(omits)));
  });

  /** One request is asked for after the other, of which only the first is known beforehand. */
  const isFollowed = ({ command }: BoundCommand): boolean =>
    ('fetch' in command && command.fetch?.follows?.({}) !== undefined) ||
    ('sendsSeveral' in command && command.sendsSeveral !== undefined);

  /** `metrics list` without a metric is another command. */
  function meant(bound: BoundCommand, args: readonly string[]): BoundCommand {
    const { command } = bound;
    const other = args.length === 0 && command.kind === 'read' ? command.redirect?.({}) : undefined;
    return (other === undefined ? undefined : COMMANDS.get(other)) ?? bound;
  }

  /** What --columns takes, and the reference page lists, is what is printed. */
  function expectFields(printed: unknown, bound: BoundCommand, args: readonly string[]): void {
    const { own, rows } = shownFields(bound, { partitions: args.includes('--partitions') });
    const { command } = bound;
    const lists = command.kind === 'read' && command.view.kind === 'object' ? (command.view.rows ?? []) : [];
    const [within] = lists;
    const records = (Array.isArray(printed) ? printed : [printed]) as Record<string, unknown>[];
    expect(records.length).toBeGreaterThan(0);
    for (const record of records)
      expect(Object.keys(record).toSorted()).toEqual([...own, ...(within === undefined ? [] : [within])].toSorted());
    // Rows that combine nested lists are not part of the answer.
    const inner = within === undefined || lists.length > 1 ? [] : ((printed as Record<string, object[]>)[within] ?? []);
    for (const row of inner) expect(Object.keys(row).toSorted()).toEqual([...rows].toSorted());
  }
});

/** Requests without what a dry run cannot show. */
const without =
  (omits: readonly string[]) =>
  ({ action, params }: Request): Request => ({
    action,
    params: Object.fromEntries(Object.entries(params).filter(([name]) => !omits.includes(name))),
  });
