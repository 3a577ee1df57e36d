/** One command against a service in which things go wrong: what it said, and what is true. */
import { seededRandom } from '../../src/emulator/faults/random.ts';
import { seed } from '../../src/emulator/state/seed.ts';
import { undiciSender } from '../../src/host/http/undici.ts';
import { type Ran, runCli, words } from '../support/context.ts';
import { fixedClock, NOW } from '../support/effects.ts';
import { startTestEmulator, type TestEmulator } from '../support/emulator.ts';
import { FAULTS, type Of } from '../support/samples.ts';
import type { FaultScenario } from '../samples/sample.ts';

type Row = Readonly<Record<string, unknown>>;
type Scenario = Of<FaultScenario>;

/** What came of a run. */
export interface Outcome {
  readonly ran: Ran;
  readonly rows: readonly { readonly row: Row; readonly word: string; readonly times: number }[];
  readonly sent: number;
}

/** Real milliseconds of an attempt: more than the loopback takes, even when the machine is busy. */
const PATIENCE = '250ms';

/** Runs a scenario under faults, waits until no call is in progress, and reads the final state. */
export async function runFaulty(
  scenario: Scenario,
  faults: readonly string[],
  options: readonly string[],
  random: () => number,
): Promise<Outcome> {
  const state = seed(NOW);
  scenario.prepare?.(state);
  const clock = { ...fixedClock(NOW), random };
  const emulator = await startTestEmulator({ state, faults, clock: () => clock.now() });
  const sender = undiciSender();
  try {
    const argv = [...words(scenario.line), '-o', 'json', '--rate', '0', '--timeout', PATIENCE, ...options];
    const { stdin } = scenario;
    const env = { ...emulator.env };
    const ran = await runCli(argv, { env, clock, send: sender.send, ...(stdin === undefined ? {} : { stdin }) });
    await settle(emulator);
    const sent = emulator.live.tally.counts().calls[scenario.operation.action] ?? 0;
    return { ran, rows: rowsOf(ran, scenario, (row) => scenario.times(state, row)), sent };
  } finally {
    await sender.close();
    await emulator.close();
  }
}

/** Lets what is late be carried out. */
async function settle(emulator: TestEmulator): Promise<void> {
  emulator.clock.advance(3_600_000);
  await emulator.idle();
}

/** Results by what was printed; a command with one result prints none when it fails. */
function rowsOf(ran: Ran, { names }: Scenario, times: (row: Row) => number): Outcome['rows'] {
  const printed = ran.stdout === '' ? [] : (JSON.parse(ran.stdout) as Row | Row[]);
  const rows = Array.isArray(printed) ? printed : [printed];
  if (rows.length > 0) return rows.map((row) => ({ row, word: String(row['Result']), times: times(row) }));
  return names.map((row) => ({ row, word: ran.code === 6 ? 'unknown' : 'failed', times: times(row) }));
}

/** The parts of the outcome that are not true; empty if all are. */
export function lies({ ran, rows }: Outcome): string[] {
  const found = rows.flatMap(({ row, word, times }) => {
    const says = `${JSON.stringify(row)} is ${word}, and was carried out ${times} times`;
    if (Number.isNaN(times) || times < 0 || times > 1) return [says];
    if (['created', 'changed', 'deleted', 'unchanged'].includes(word)) return times === 1 ? [] : [says];
    if (word === 'failed' || word === 'not-attempted') return times === 0 ? [] : [says];
    return word === 'unknown' ? [] : [says];
  });
  const unknown = rows.some(({ word }) => word === 'unknown');
  const bad = rows.filter(({ word }) => !['created', 'changed', 'deleted', 'unchanged'].includes(word)).length;
  if (unknown !== (ran.code === 6)) found.push(`exit ${ran.code}, unknown: ${String(unknown)}`);
  if ((bad === 0 && rows.length > 0) !== (ran.code === 0)) found.push(`exit ${ran.code} with ${bad} bad`);
  if (ran.code === 70) found.push('a bug');
  return found;
}

const pick = <T>(list: readonly T[], random: () => number): T => list[Math.floor(random() * list.length)] as T;

/** What goes wrong, in words of the emulator. */
const KINDS: readonly ((random: () => number) => string)[] = [
  () => 'drop,at=before',
  () => 'drop,at=after',
  () => 'half',
  (random) =>
    `error,at=before,status=${pick([500, 503], random)}${pick(['', ',code=Throttling.User', ',code=InvalidTimeStamp.Expired'], random)}`,
  (random) =>
    `error,at=after,status=${pick([500, 503], random)}${pick(['', ',code=Throttling.User', ',code=InvalidTimeStamp.Expired'], random)}`,
  (random) => `html,at=${pick(['before', 'after'], random)},status=${pick([200, 502, 504], random)}`,
  (random) => `throttle,after=${pick([0, 500, 3000], random)}`,
  (random) => `throttle,code=ONS_SYSTEM_FLOW_CONTROL,status=${pick([400, 429, 503], random)}`,
  (random) => `refuse,code=${pick(['ONS_SYSTEM_ERROR', 'Throttling.User', 'InternalError'], random)}`,
  (random) => `skew,by=${pick(['1h', '-1h'], random)}`,
];

/** What takes the client's real patience, so it is drawn less often. */
const SLOW: readonly ((random: () => number) => string)[] = [
  (random) => `delay,at=before,ms=${pick([400, 3000, 60_000], random)}`,
  () => 'delay,at=after,ms=60000',
];

/** A seed's scenario, faults and options. */
export function drawn(number: number) {
  const random = seededRandom(number);
  for (let i = 0; i < 3; i++) random(); // neighbouring seeds begin alike
  const scenario = pick(FAULTS, random);
  const faults = Array.from({ length: 1 + Math.floor(random() * 3) }, () => {
    const kind = pick(random() < 0.06 ? SLOW : KINDS, random)(random);
    const target = random() < 0.75 ? `action=${scenario.operation.action}` : 'effect=read';
    const skip = random() < 0.3 ? `,skip=${1 + Math.floor(random() * 2)}` : '';
    return `${kind},${target},times=${pick([1, 1, 1, 2, 3, 6], random)}${skip}`;
  });
  const options = random() < 0.3 ? ['--max-attempts', String(1 + Math.floor(random() * 3))] : [];
  return { scenario, faults, options, random };
}
