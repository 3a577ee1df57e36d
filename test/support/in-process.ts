/** The emulator without a socket: it answers requests of this tool, and a test can change each response. */
import { LOCAL_DEFAULTS } from '../../src/config/local-profile.ts';
import { answerer } from '../../src/emulator/http/answer.ts';
import { formOf } from '../../src/emulator/checks/call.ts';
import { newLive } from '../../src/emulator/state/live.ts';
import type { State } from '../../src/emulator/state/state.ts';
import { memoryStore } from '../../src/emulator/state/store.ts';
import type { Send } from '../../src/transport/send.ts';

/** Changes a response: gets the action, the number of its call (from 1), and the text of the response. */
export type Change = (action: string, nth: number, text: string) => string;

export interface InProcess {
  readonly send: Send;
  /** Number of calls by action. */
  readonly calls: ReadonlyMap<string, number>;
}

/** Variables with the emulator's keys, region and instance. */
export const IN_PROCESS_ENV: Readonly<Record<string, string>> = {
  ALIKAFKA_REGION: LOCAL_DEFAULTS.region,
  ALIKAFKA_INSTANCE: LOCAL_DEFAULTS.instance,
  ALIBABA_CLOUD_ACCESS_KEY_ID: LOCAL_DEFAULTS.credentials.accessKeyId,
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: LOCAL_DEFAULTS.credentials.accessKeySecret,
};

export function inProcess(state: State, now: () => number, change: Change): InProcess {
  const options = { port: 0, credentials: LOCAL_DEFAULTS.credentials, now, store: memoryStore(state) };
  const answer = answerer(options, newLive(options));
  const calls = new Map<string, number>();
  const send: Send = async ({ headers, body, origin }) => {
    const bytes = Buffer.from(body);
    const form = formOf(headers['content-type'], bytes);
    const action = form['Action'] ?? '';
    const nth = (calls.get(action) ?? 0) + 1;
    calls.set(action, nth);
    const reply = await answer({ method: 'POST', query: {}, form, headers, body: bytes, host: new URL(origin).host });
    return { status: reply.status, headers: reply.headers, body: Buffer.from(change(action, nth, reply.text)) };
  };
  return { send, calls };
}
