import { EXIT } from '../../errors/failure.ts';
import { parseUtc, spanText } from '../../core/text/time.ts';
import { VERSION } from '../../version.ts';
import { NetworkFault } from '../../transport/send.ts';
import type { CheckContext } from './check-context.ts';
import { fail, type CheckResult, ok, skip, warn } from './check-result.ts';
import { fixFault } from './fix-fault.ts';
import { caOf, type Route, routeTo } from './route.ts';

const CHECK = 'clock';
const MINUTE = 60_000;

/** The service refuses what is signed by a clock that is further off. */
const REFUSED = 15 * MINUTE;

const TIMEOUT = 5000;

/** This machine's clock against the Date of any answer of the service: of an unsigned request, so that it needs no keys. */
export async function clock(checks: CheckContext): Promise<CheckResult[]> {
  const route = routeTo('alikafka', checks);
  if (route === undefined) return [];
  try {
    return [lineOf(await offsetOf(route, checks), checks)];
  } catch (error) {
    if (!(error instanceof NetworkFault)) throw error;
    return [fail(CHECK, `${route.origin} sent no answer: ${error.message}`, fixFault(error), EXIT.unreachable)];
  }
}

/** How far this clock is behind, in milliseconds; undefined where the answer has no date. Throws NetworkFault. */
async function offsetOf({ origin, proxy }: Route, checks: CheckContext): Promise<number | undefined> {
  const { context } = checks.io;
  const started = context.now();
  const { headers } = await context.send({
    method: 'GET',
    origin,
    path: '/',
    headers: { accept: 'application/json', 'user-agent': `alikafka/${VERSION}` },
    body: '',
    timeout: TIMEOUT,
    signal: context.stop,
    proxy,
    ca: caOf(checks),
  });
  const date = parseUtc(headers['date'] ?? '');
  return date === undefined ? undefined : date - (started + context.now()) / 2;
}

function lineOf(offset: number | undefined, { io }: CheckContext): CheckResult {
  if (offset === undefined) return skip(CHECK, 'the answer has no Date');
  const off = Math.abs(offset);
  const seen = `${spanText(off)} ${offset > 0 ? 'behind' : 'ahead of'} the service's`;
  if (off < MINUTE) return ok(CHECK, off < 2000 ? "agrees with the service's" : seen);
  const fix = SET_CLOCK[io.context.probes.machine.platform] ?? 'Set the clock of this machine.';
  return off < REFUSED ? warn(CHECK, seen, fix) : fail(CHECK, seen, fix, EXIT.refused);
}

/** What sets the clock by the network. */
const SET_CLOCK: Readonly<Record<string, string>> = {
  linux: 'sudo timedatectl set-ntp true',
  darwin: 'sudo sntp -sS time.apple.com',
  win32: 'w32tm /resync',
};
