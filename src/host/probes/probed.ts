/** The time limit and the result of a probe. */
import { t } from '../../core/text/texts.ts';
import type { ProbeResult } from '../../ports/probes.ts';
import { codeOf, networkFault } from '../../transport/network-errors.ts';

/** Milliseconds for one probe. */
const LIMIT = 5000;

/** Runs one probe within its limit. Never rejects: failures are in the result. `end` is aborted in any case. */
export async function probed<T>(probe: (end: AbortSignal) => Promise<T>, limit = LIMIT): Promise<ProbeResult<T>> {
  const end = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<ProbeResult<T>>((done) => {
    const why = t('no response within {seconds} s', { seconds: limit / 1000 });
    timer = setTimeout(() => done({ ok: false, code: 'TIMEOUT', why }), limit);
  });
  try {
    return await Promise.race([reported(probe(end.signal)), late]);
  } finally {
    clearTimeout(timer);
    end.abort();
  }
}

async function reported<T>(probe: Promise<T>): Promise<ProbeResult<T>> {
  try {
    return { ok: true, value: await probe };
  } catch (error) {
    const { words, hint } = networkFault(error);
    return { ok: false, code: codeOf(error) ?? 'UNKNOWN', why: words, ...(hint === undefined ? {} : { hint }) };
  }
}
