/** The check of this machine's clock. */
import { EXIT } from '../../errors/failure.ts';
import { t } from '../../core/text/texts.ts';
import { parseUtc, spanText } from '../../core/text/time.ts';
import { VERSION } from '../../version.ts';
import { NetworkFault } from '../../transport/send.ts';
import type { CheckContext } from './check-context.ts';
import { fail, type CheckResult, ok, skip, warn } from './check-result.ts';
import { fixFault } from './fixes.ts';
import { caOf, type Route, routeTo } from './route.ts';

const CLOCK = 'clock';
const MINUTE = 60_000;

/** Milliseconds: the service refuses requests whose timestamp differs by more. */
const REFUSED = 15 * MINUTE;

const TIMEOUT = 5000;

/** Compares this machine's clock with the Date header of the service. The request is unsigned, so it needs no keys. */
export async function clock(checks: CheckContext): Promise<CheckResult[]> {
  const route = routeTo('alikafka', checks);
  if (route === undefined) return [];
  try {
    return [clockResult(await offsetOf(route, checks), checks)];
  } catch (error) {
    if (!(error instanceof NetworkFault)) throw error;
    const detail = t('no response from {origin}: {reason}', { origin: route.origin, reason: error.message });
    return [fail(CLOCK, detail, fixFault(error), EXIT.unreachable)];
  }
}

/** How far this clock is behind, in milliseconds; undefined if the response has no Date. Throws NetworkFault. */
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

function clockResult(offset: number | undefined, { io }: CheckContext): CheckResult {
  if (offset === undefined) return skip(CLOCK, t('skipped (the response has no Date header)'));
  const off = Math.abs(offset);
  if (off < 2000) return ok(CLOCK, t('in sync with the clock of the service'));
  const duration = spanText(off);
  const detail =
    offset > 0
      ? t('{duration} behind the clock of the service', { duration })
      : t('{duration} ahead of the clock of the service', { duration });
  if (off < MINUTE) return ok(CLOCK, detail);
  const fix = SYNC_CLOCK[io.context.probes.machine.platform] ?? t('Set the clock of this machine.');
  return off < REFUSED ? warn(CLOCK, detail, fix) : fail(CLOCK, detail, fix, EXIT.refused);
}

/** Commands that set the clock from the network, by platform. */
const SYNC_CLOCK: Readonly<Record<string, string>> = {
  linux: 'sudo timedatectl set-ntp true',
  darwin: 'sudo sntp -sS time.apple.com',
  win32: 'w32tm /resync',
};
