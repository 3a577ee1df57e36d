import type { ProbeResult } from '../../ports/probes.ts';
import { codeOf, networkFault } from '../../transport/network-errors.ts';

/** The longest that one probe takes, in milliseconds. */
const LIMIT = 5000;

/** One probe that reports instead of throwing, and that is ended when its time is over; `end` is aborted in any case. */
export async function probed<T>(probe: (end: AbortSignal) => Promise<T>, limit = LIMIT): Promise<ProbeResult<T>> {
  const end = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<ProbeResult<T>>((done) => {
    timer = setTimeout(() => done({ ok: false, code: 'TIMEOUT', why: `no answer within ${limit / 1000} s` }), limit);
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
