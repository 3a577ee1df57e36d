/**
 * Every command once, against the emulator: what `--dry-run` prints is what is sent, parameter by parameter, and the fields
 * that a command says it has are those that it prints.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { shownFields } from '../../../src/engine/read/shown.ts';
import { type BoundCommand, COMMANDS } from '../../../src/operations/registry.ts';
import type { Send } from '../../../src/transport/send.ts';
import { undiciSender } from '../../../src/host/http/undici.ts';
import { STEPS, type Step } from '../../e2e/support/steps.ts';
import { json, type Ran, runCli } from '../../support/context.ts';
import { fixedClock, NOW } from '../../support/effects.ts';
import { startTestEmulator, type TestEmulator } from '../../support/emulator.ts';

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

/** The only reads that a dry run makes, since they decide what is sent; an instance's name is looked up as well. */
const READS: Readonly<Record<string, readonly string[]>> = {
  'topic add-partitions': ['GetTopicList'],
  'instance start': ['GetInstanceList'],
  'instance upgrade': ['GetInstanceList'],
  'sasl delete': ['DescribeSaslUsers'],
};

/** Asked for by one request after the other, of which only the first is known beforehand. */
const FOLLOWED = 'group lag';

const more = (path: string, args: string, stdin?: string): Step => ({
  path,
  args: args === '' ? [] : args.split(' '),
  action: '',
  form: 'array',
  shows: '',
  ...(stdin === undefined ? {} : { stdin }),
});

/** Further ways of the same commands, in place of STEPS' own, which they would undo. */
const FURTHER: readonly Step[] = [
  more('topic list', '--page 2 --page-size 3'),
  more('topic list', '--page 1 -o json --raw'),
  more('group lag', ''),
  more('group lag', '--partitions'),
  more('group lag', 'billing shipping --topic orders'),
  more('group describe', 'billing --topic orders'),
  more('instance list', '--id alikafka_pre-cn-0local0run01'),
  more('instance allowed-ip list', '-o xml'),
  more('tag list', 'topic/orders group/billing instance'),
  more('tag list', '--type topic --tag team=shop'),
  more('metrics list', ''),
  more('metrics last', 'topic_message_input --topic orders'),
  more('metrics projects', '--label product=Kafka'),
  more('sasl delete', 'web --type scram --if-exists --yes'),
  more('topic add-partitions', 'payments --add 6'),
];

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

beforeAll(async () => {
  emulator = await startTestEmulator({ clock: () => clock.now() });
});
afterAll(async () => {
  await sender.close();
  await emulator.close();
});

async function ran(step: Step, ...further: readonly string[]): Promise<{ ended: Ran; sent: Request[] }> {
  const sent: Request[] = [];
  const send: Send = (request) => {
    sent.push(requestOf(request.body));
    return sender.send(request);
  };
  const argv = [...step.path.split(' '), ...step.args, ...further];
  const { stdin } = step;
  const ended = await runCli(argv, {
    env: emulator.env,
    clock,
    send,
    ...(stdin === undefined ? {} : { stdin }),
  });
  return { ended, sent };
}

const everyStep = [...FURTHER, ...STEPS].map((step) => [`${step.path} ${step.args.join(' ')}`.trim(), step] as const);

describe('the dry run of', () => {
  test.each(everyStep)('%s', async (_line, step) => {
    const dry = await ran(step, '--dry-run', '--output', 'json');
    expect(dry.ended).toMatchObject({ code: 0, asked: [] });
    const rows = json(dry.ended) as Request[];
    const shown = rows.map(({ action, params }) => ({ action, params }));
    const reads = READS[step.path] ?? [];
    expect(dry.sent.filter(({ action }) => !reads.includes(action))).toEqual([]);

    const isTyped = step.args.includes('-o');
    const real = await ran(step, ...(isTyped ? [] : ['--output', 'json']));
    expect(real.ended.code).toBe(0);
    const bound = COMMANDS.get(step.path);
    if (!isTyped && bound !== undefined) expectFields(json(real.ended), meant(bound, step), step);
    const isRead = bound?.operation.effect === 'read';
    const own = real.sent.filter(({ action }) => isRead || action === bound?.operation.action);
    const compared = step.path === FOLLOWED ? own.slice(0, shown.length) : own;
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.map(withoutRead(step))).toEqual(compared.map(secretsMasked).map(withoutRead(step)));
  });

  /** `metrics list` without a metric is another command. */
  function meant(bound: BoundCommand, { args }: Step): BoundCommand {
    const { command } = bound;
    const other = args.length === 0 && command.kind === 'read' ? command.redirect?.({}) : undefined;
    return (other === undefined ? undefined : COMMANDS.get(other)) ?? bound;
  }

  /** What --columns takes, and the reference page lists, is what is printed. */
  function expectFields(printed: unknown, bound: BoundCommand, { path, args }: Step): void {
    const { own, rows } = shownFields(bound, path === 'group lag' ? { partitions: args.includes('--partitions') } : {});
    const { command } = bound;
    const within = command.kind === 'read' && command.view.kind === 'object' ? command.view.rows?.[0] : undefined;
    const records = (Array.isArray(printed) ? printed : [printed]) as Record<string, unknown>[];
    expect(records.length).toBeGreaterThan(0);
    for (const record of records)
      expect(Object.keys(record).toSorted()).toEqual([...own, ...(within === undefined ? [] : [within])].toSorted());
    if (path === 'topic describe' || path === 'topic status') {
      const [first] = (printed as { OffsetTable: object[] }).OffsetTable;
      expect(Object.keys(first ?? {}).toSorted()).toEqual([...rows].toSorted());
    }
  }

  test('every command that there is', () => {
    const walked = new Set(STEPS.map(({ path }) => path));
    expect([...COMMANDS.keys()].filter((path) => !walked.has(path))).toEqual([]);
  });
});

/** A dry run of set-password reads no user, and says that the user's Type is sent beside. */
const withoutRead =
  ({ path }: Step) =>
  ({ action, params }: Request): Request => {
    const { Type: _type, ...rest } = params;
    return { action, params: path === 'sasl set-password' ? rest : params };
  };
