import { asXml, isRow, unwrap } from '../core/answer.ts';
import { parseJson, toJson } from '../core/text/json.ts';
import type { Json, Row } from '../core/shape.ts';
import { type Denied, deniedIn } from './denied.ts';
import type { Redact } from '../errors/redact.ts';
import { orderIn } from './doubt.ts';
import { wholeLong } from '../core/text/whole-number.ts';
import type { HttpAnswer } from './send.ts';

/**
 * What an answer says. ok: the service did it. refused: the service said clearly that it did not.
 * unclear: not an answer of this service, so nothing is known of what it did.
 */
export type Reply =
  | {
      readonly kind: 'ok';
      readonly body: Row;
      readonly requestId: string | undefined;
      readonly raw: Uint8Array;
      /** Code or Success says so, not the status of HTTP alone. */
      readonly said: boolean;
    }
  | {
      readonly kind: 'refused';
      readonly code: string;
      readonly message: string;
      readonly requestId: string | undefined;
      readonly httpStatus: number;
      /** `Success`, where the answer has one. */
      readonly success?: boolean;
      /** The order that is named all the same, in words. */
      readonly order?: string;
      /** The right that the caller lacks, where it is named. */
      readonly denied?: Denied;
    }
  | { readonly kind: 'unclear'; readonly why: string; readonly httpStatus: number };

const SUCCESS_CODES = new Set(['200', 'OK', 'SUCCESS']);

/** What is nested without end is so from its beginning; looking through all of a long list takes as long as reading it. */
const LOOKED_THROUGH = 64 * 1024;

/** Deeper than any answer of this service; more would overflow the stack of whoever walks it. */
const DEEPEST = 64;

/** Where nothing secret is known. */
const plainly: Redact = (text, most) => text.slice(0, most);

/**
 * Reads an answer leniently in form and strictly in meaning (docs/sources.md#envelope). What is quoted of one that cannot
 * be read is masked by `redact`.
 */
export async function parseAnswer(answer: HttpAnswer, redact: Redact = plainly): Promise<Reply> {
  const text = utf8(answer.body)
    .replace(/^\ufeff/, '')
    .trim();
  if (text === '') return unclear(answer, 'an empty answer');
  if (text.startsWith('<')) return parseXml(text, answer, redact);
  if (isTooDeep(answer.body.subarray(0, LOOKED_THROUGH))) return unclear(answer, 'an answer that is nested too deeply');
  let body: Json;
  try {
    body = parseJson(text);
  } catch {
    return unclear(answer, `an answer that is not JSON: ${snippet(text, redact)}`);
  }
  if (!isRow(body)) return unclear(answer, `an answer that is no object: ${snippet(text, redact)}`);
  return judge(unwrap(body), answer);
}

/** The service's own XML (`--raw -o xml`, gateways that ignore Format), or a page of somebody else's. */
async function parseXml(text: string, answer: HttpAnswer, redact: Redact): Promise<Reply> {
  const { XMLParser } = await import('../vendor/fast-xml-parser.ts');
  try {
    const parsed = new XMLParser({
      parseTagValue: false,
      ignoreDeclaration: true,
      processEntities: true,
      htmlEntities: true,
    }).parse(text) as Record<string, unknown>;
    const [root, inside] = Object.entries(parsed).find(([name]) => name === 'Error' || name.endsWith('Response')) ?? [];
    if (root !== undefined && typeof inside === 'object' && inside !== null) return judge(asXml(inside as Row), answer);
  } catch {
    // not XML either: an HTML page, most likely
  }
  return unclear(answer, `an answer that is not the service's: ${snippet(text, redact)}`);
}

/** What every answer of the service says of itself; undefined where it does not say it. */
interface Head {
  readonly code: string | undefined;
  readonly success: boolean | undefined;
  readonly message: string | undefined;
  readonly requestId: string | undefined;
}

/**
 * Reads an answer's head strictly: Code is a text or a whole number, Success a boolean or its text. Where one of them is
 * anything else, nothing is known of what was done: `wrong` names it. A Message of another type is shown as JSON.
 */
function headOf({ Code, Success, Message, RequestId }: Row): Head | { readonly wrong: string } {
  const code = textOf(Code) ?? wholeLong(Code);
  if (code === undefined && isThere(Code)) return { wrong: 'Code' };
  const success = truthOf(Success);
  if (success === undefined && isThere(Success)) return { wrong: 'Success' };
  return {
    code: code === undefined ? undefined : String(code),
    success,
    message: isThere(Message) ? (typeof Message === 'string' ? Message : toJson(Message)) : undefined,
    requestId: textOf(RequestId),
  };
}

const isThere = (value: Json | undefined): value is Json => value !== undefined && value !== null;

const textOf = (value: Json | undefined): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined;

/** The service sends booleans and their words. */
function truthOf(value: Json | undefined): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return undefined;
  return /^true$/i.test(value) ? true : /^false$/i.test(value) ? false : undefined;
}

function judge(body: Row, answer: HttpAnswer): Reply {
  const head = headOf(body);
  const unreadable = (what: string): Reply => {
    const order = orderIn(body);
    return unclear(answer, order === undefined ? what : `${what}, with ${order}`);
  };
  if ('wrong' in head) return unreadable(`an answer whose ${head.wrong} cannot be read`);
  const { code, success, message, requestId } = head;
  if (code === undefined && requestId === undefined)
    return unreadable("an answer without Code and RequestId, which is not the service's");
  const good = (code === undefined || SUCCESS_CODES.has(code.toUpperCase())) && success !== false;
  if (answer.status >= 200 && answer.status < 300 && good)
    return { kind: 'ok', body, requestId, raw: answer.body, said: (code ?? success) !== undefined };
  const speaks = code === undefined && answer.status >= 400 && answer.status < 500 && message !== undefined;
  if (answer.status >= 300 && good && !speaks) return unreadable(`HTTP status ${answer.status} with no error code`);
  const [order, denied] = [orderIn(body), deniedIn(body)];
  return {
    kind: 'refused',
    code: code ?? `HTTP${answer.status}`,
    message: message ?? '',
    requestId,
    httpStatus: answer.status,
    ...(success === undefined ? {} : { success }),
    ...(order === undefined ? {} : { order }),
    ...(denied === undefined ? {} : { denied }),
  };
}

/** Node's own reading of bytes, several times as fast as TextDecoder; it leaves a byte order mark in place. */
function utf8({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('utf8');
}

const unclear = (answer: HttpAnswer, why: string): Reply => ({ kind: 'unclear', why, httpStatus: answer.status });

/** Characters of a foreign answer that are quoted. */
const QUOTED = 120;

/** The beginning of a foreign answer, on one line; what it holds is made harmless where it is printed. */
function snippet(text: string, redact: Redact): string {
  const line = redact(text, QUOTED).replace(/\s+/g, ' ');
  return text.length > QUOTED ? `${line}…` : line;
}

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [...'"\\[]{}'].map((c) => c.charCodeAt(0));

/** Looks at the bytes alone: walking the parsed values of a long list would take longer than parsing them. */
function isTooDeep(json: Uint8Array): boolean {
  let depth = 0;
  let inText = false;
  for (let i = 0; i < json.length; i++) {
    const byte = json[i];
    if (inText) {
      if (byte === BACKSLASH) i++;
      else if (byte === QUOTE) inText = false;
    } else if (byte === QUOTE) inText = true;
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      if (++depth > DEEPEST) return true;
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth--;
  }
  return false;
}
