/** An emulator on a loopback port with a virtual clock, and a client that signs for itself. */
import { randomUUID } from 'node:crypto';
import type { Credentials } from '../../src/core/request.ts';
import { sha256Hex, sign, signV3, type WireParams } from '../../src/core/signature.ts';
import type { Json, Row } from '../../src/core/shape.ts';
import { apiTime } from '../../src/core/text/time.ts';
import { LOCAL_REGION, SEEDED_INSTANCE } from '../../src/core/local-names.ts';
import type { State } from '../../src/emulator/state/state.ts';
import { operationOf } from '../../src/operations/registry.ts';
import { startTestEmulator, type TestEmulator, type TestEmulatorOptions } from '../support/emulator.ts';

export const KEYS: Credentials = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };
export const START = Date.UTC(2026, 4, 20, 12, 0, 30);

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; only read it where the answer is JSON. */
  readonly body: Row;
}

export interface Sending {
  readonly method?: string;
  readonly format?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Common parameters to replace, or to leave out with undefined; before signing. */
  readonly common?: Readonly<Record<string, string | undefined>>;
  /** The signature to send instead. */
  readonly signature?: string;
  /** Breaks the request off. */
  readonly signal?: AbortSignal;
  /** Which parameters go into the address of a POST; none when absent. A GET has all of them there. */
  readonly inAddress?: (name: string) => boolean;
}

export interface Bench extends Omit<TestEmulator, 'clock' | 'state'> {
  readonly clock: { now: number };
  readonly state: State;
  /** Calls an action with its own parameters; InstanceId and RegionId of the seed where the action knows them. */
  readonly call: (action: string, params?: WireParams, sending?: Sending) => Promise<Answer>;
  /** The same; the answer's body is not read. */
  readonly send: (action: string, params?: WireParams, sending?: Sending) => Promise<Response>;
  /** The same, for an answer that has to be good: its body. */
  readonly good: (action: string, params?: WireParams) => Promise<Row>;
  /** The same, for a refusal, which changes nothing: its status and code. */
  readonly refused: (action: string, params?: WireParams, sending?: Sending) => Promise<[number, unknown]>;
}

/** A field of an answer that is text. */
export function textOf(value: Json | undefined): string {
  if (typeof value !== 'string') throw new Error(`${JSON.stringify(value)} is no text`);
  return value;
}

/** Waits for what the emulator does by itself; throws when it does not. */
export async function until(holds: () => boolean): Promise<void> {
  for (let looks = 0; !holds(); looks++) {
    if (looks > 10_000) throw new Error(`it never held: ${holds.toString()}`);
    await new Promise((done) => setTimeout(done, 1));
  }
}

const open: TestEmulator[] = [];

/** Closes what a test file has started; for afterEach. */
export async function closeAll(): Promise<void> {
  await Promise.all(open.splice(0).map((emulator) => emulator.close()));
}

export async function bench(options: TestEmulatorOptions = {}): Promise<Bench> {
  const clock = { now: START };
  const { credentials = KEYS } = options;
  const emulator = await startTestEmulator({ credentials, clock: () => clock.now, ...options });
  const state = emulator.state();
  open.push(emulator);
  const send: Bench['send'] = (action, params = {}, sending = {}) =>
    request(emulator.url, sending, signed(action, withDefaults(action, params), credentials, clock.now, sending));
  const call: Bench['call'] = async (action, params, sending) => answered(await send(action, params, sending));
  return {
    ...emulator,
    clock,
    state,
    send,
    call,
    good: async (action, params) => {
      const { status, body, text } = await call(action, params);
      if (status !== 200) throw new Error(`${action}: ${status} ${text}`);
      return body;
    },
    refused: async (action, params, sending) => {
      const before = JSON.stringify(state);
      const { status, body } = await call(action, params, sending);
      if (status !== 200 && JSON.stringify(state) !== before)
        throw new Error(`${action} was refused and has changed the state`);
      return [status, body['Code']];
    },
  };
}

/** The seeded instance and its region, for actions that need them if the test has none. */
export function withDefaults(action: string, params: WireParams): WireParams {
  const known = operationOf(action)?.params ?? {};
  const fills = {
    ...('RegionId' in known ? { RegionId: LOCAL_REGION } : {}),
    ...(known['InstanceId']?.kind === 'text' ? { InstanceId: SEEDED_INSTANCE } : {}),
  };
  return { ...fills, ...params };
}

function signed(
  action: string,
  params: WireParams,
  credentials: Credentials,
  now: number,
  sending: Sending,
): WireParams {
  const all = {
    ...params,
    Action: action,
    Version: operationOf(action)?.product.version ?? '2019-09-16',
    Format: sending.format ?? 'JSON',
    AccessKeyId: credentials.accessKeyId,
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: randomUUID(),
    Timestamp: apiTime(now),
    SecurityToken: credentials.securityToken,
    ...sending.common,
  };
  const kept = Object.fromEntries(
    Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
  return { ...kept, Signature: sending.signature ?? sign(sending.method ?? 'POST', kept, credentials.accessKeySecret) };
}

function request(url: string, sending: Sending, params: WireParams): Promise<Response> {
  const { method = 'POST', inAddress = () => method !== 'POST', headers = {}, signal = null } = sending;
  const [address, form] = [new URLSearchParams(), new URLSearchParams()];
  for (const [name, value] of Object.entries(params)) (inAddress(name) ? address : form).append(name, value);
  const body = form.size === 0 ? {} : { body: form };
  return fetch(`${url}/?${address.toString()}`, { method, headers, signal, ...body });
}

/** A response, read whole. */
export async function answered(response: Response): Promise<Answer> {
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    get body() {
      return JSON.parse(text) as Row;
    },
  };
}

export interface V3 {
  readonly action: string;
  readonly version?: string;
  readonly params?: WireParams;
  readonly method?: string;
  readonly date?: string;
  readonly nonce?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly credentials?: Credentials;
  readonly signature?: string;
  readonly body?: string;
}

/** A call signed the newer way, as the vendor's SDK sends it: parameters in the address, the rest in headers. */
export async function callV3(url: string, now: number, asked: V3): Promise<Answer> {
  const { params = {}, method = 'POST', credentials = KEYS, body = '' } = asked;
  const headers: Record<string, string> = {
    host: new URL(url).host,
    'x-acs-action': asked.action,
    'x-acs-version': asked.version ?? '2019-09-16',
    'x-acs-date': asked.date ?? apiTime(now),
    'x-acs-signature-nonce': asked.nonce ?? randomUUID(),
    'x-acs-content-sha256': sha256Hex(body),
    ...asked.headers,
  };
  const signedHeaders = Object.keys(headers).sort();
  const signature =
    asked.signature ??
    signV3({ method, query: params, headers, signedHeaders, bodyHash: sha256Hex(body) }, credentials.accessKeySecret);
  const Authorization = `ACS3-HMAC-SHA256 Credential=${credentials.accessKeyId},SignedHeaders=${signedHeaders.join(';')},Signature=${signature}`;
  const { host: _host, ...sent } = headers;
  const init = {
    method,
    headers: { ...sent, Authorization, accept: 'application/json' },
    ...(body === '' ? {} : { body }),
  };
  return answered(await fetch(`${url}/?${new URLSearchParams(params).toString()}`, init));
}
