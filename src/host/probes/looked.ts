import { codeOf, networkTrouble } from '../../transport/network-errors.ts';

/** What a probe saw, or why it saw nothing. */
export type Looked<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      /** As Node spells it (`ENOENT`). */
      readonly code: string;
      readonly why: string;
      /** What usually helps, where that is known. */
      readonly hint?: string | undefined;
    };

/** The longest that one probe takes, in milliseconds. */
export const LIMIT = 5000;

/** One look that reports instead of throwing, and that is ended when its time is over; `end` is aborted in any case. */
export async function looked<T>(look: (end: AbortSignal) => Promise<T>, limit = LIMIT): Promise<Looked<T>> {
  const end = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Looked<T>>((done) => {
    timer = setTimeout(() => done({ ok: false, code: 'TIMEOUT', why: `no answer within ${limit / 1000} s` }), limit);
  });
  try {
    return await Promise.race([reported(look(end.signal)), late]);
  } finally {
    clearTimeout(timer);
    end.abort();
  }
}

async function reported<T>(look: Promise<T>): Promise<Looked<T>> {
  try {
    return { ok: true, value: await look };
  } catch (error) {
    const { words, hint } = networkTrouble(error);
    return { ok: false, code: codeOf(error) ?? 'UNKNOWN', why: words, ...(hint === undefined ? {} : { hint }) };
  }
}
