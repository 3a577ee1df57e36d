/** Reads an HTTP response: whether the service did the operation, refused it, or whether that is unclear. */
import { asXml, isRow, unwrap } from '../core/answer.ts';
import { parseJson, toJson } from '../core/text/json.ts';
import { t } from '../core/text/texts.ts';
import type { Json, Row } from '../core/shape.ts';
import { type Denied, deniedIn } from './denied.ts';
import type { Redact } from '../errors/redact.ts';
import { orderIn } from './doubt.ts';
import { wholeLong } from '../core/text/whole-number.ts';
import type { HttpAnswer } from './send.ts';

/**
 * What a response means. ok: the service did the operation. refused: it states that it did not. unclear: the response is
 * not from this service, so it is unknown whether the operation was done.
 */
export type Reply =
  | {
      readonly kind: 'ok';
      readonly body: Row;
      readonly requestId: string | undefined;
      readonly raw: Uint8Array;
      /** Code or Success confirms it, not only the HTTP status. */
      readonly said: boolean;
    }
  | {
      readonly kind: 'refused';
      readonly code: string;
      readonly message: string;
      readonly requestId: string | undefined;
      readonly httpStatus: number;
      /** `Success`, where the response has it. */
      readonly success?: boolean;
      /** The order that the response names anyway: `OrderId 7`. */
      readonly order?: string;
      /** The RAM action that the caller lacks, where the response names it. */
      readonly denied?: Denied;
    }
  | {
      readonly kind: 'unclear';
      /** A clause for an error message. */
      readonly why: string;
      readonly httpStatus: number;
    };

const SUCCESS_CODES = new Set(['200', 'OK', 'SUCCESS']);

/** Bytes that are searched for deep nesting, which starts early; searching all of a long list takes as long as parsing it. */
const LOOKED_THROUGH = 64 * 1024;

/** Levels, more than any response of this service has; recursive code would overflow the stack with many more. */
const DEEPEST = 64;

/** Masks nothing, where no secret is known. */
const plainly: Redact = (text, most) => text.slice(0, most);

/**
 * Reads a response: its form leniently, its meaning strictly (docs/sources.md#envelope). `redact` masks what is quoted of a
 * response that cannot be read.
 */
export async function parseAnswer(answer: HttpAnswer, redact: Redact = plainly): Promise<Reply> {
  const text = utf8(answer.body)
    .replace(/^\ufeff/, '')
    .trim();
  if (text === '') return unclear(answer, t('the response is empty'));
  if (text.startsWith('<')) return parseXml(text, answer, redact);
  if (isTooDeep(answer.body.subarray(0, LOOKED_THROUGH)))
    return unclear(answer, t('the response is nested too deeply'));
  let body: Json;
  try {
    body = parseJson(text);
  } catch {
    return unclear(answer, t('the response is not JSON: {start}', { start: snippet(text, redact) }));
  }
  if (!isRow(body))
    return unclear(answer, t('the response is not a JSON object: {start}', { start: snippet(text, redact) }));
  return judge(unwrap(body), answer);
}

/** XML of the service (`--raw -o xml`, gateways that ignore Format), or a page of another server. */
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
    // not XML: an HTML page, most likely
  }
  return unclear(answer, t('the response is not from the service: {start}', { start: snippet(text, redact) }));
}

/** The fields that every response of the service has; undefined if one is missing. */
interface Head {
  readonly code: string | undefined;
  readonly success: boolean | undefined;
  readonly message: string | undefined;
  readonly requestId: string | undefined;
}

/**
 * Reads these fields strictly: Code is a text or a whole number, Success a boolean or its text. If one of them is
 * anything else, the outcome is unknown, and `wrong` is its name. A Message of another type is shown as JSON.
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

/** The service sends booleans, and their names as text. */
function truthOf(value: Json | undefined): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return undefined;
  return /^true$/i.test(value) ? true : /^false$/i.test(value) ? false : undefined;
}

function judge(body: Row, answer: HttpAnswer): Reply {
  const head = headOf(body);
  const unreadable = (reason: string): Reply => {
    const order = orderIn(body);
    return unclear(answer, order === undefined ? reason : t('{reason}, but it has {order}', { reason, order }));
  };
  if ('wrong' in head) return unreadable(t('the {field} of the response cannot be read', { field: head.wrong }));
  const { code, success, message, requestId } = head;
  if (code === undefined && requestId === undefined)
    return unreadable(t('the response has neither Code nor RequestId, so it is not from the service'));
  const good = (code === undefined || SUCCESS_CODES.has(code.toUpperCase())) && success !== false;
  if (answer.status >= 200 && answer.status < 300 && good)
    return { kind: 'ok', body, requestId, raw: answer.body, said: (code ?? success) !== undefined };
  const hasMessage = code === undefined && answer.status >= 400 && answer.status < 500 && message !== undefined;
  if (answer.status >= 300 && good && !hasMessage)
    return unreadable(t('the response has HTTP status {status} but no error code', { status: answer.status }));
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

/** Buffer is several times as fast as TextDecoder; it keeps a byte order mark. */
function utf8({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('utf8');
}

const unclear = (answer: HttpAnswer, why: string): Reply => ({ kind: 'unclear', why, httpStatus: answer.status });

/** Characters of an unreadable response that are quoted. */
const QUOTED = 120;

/** The start of an unreadable response, on one line; control characters are escaped where it is printed. */
function snippet(text: string, redact: Redact): string {
  const line = redact(text, QUOTED).replace(/\s+/g, ' ');
  return text.length > QUOTED ? `${line}…` : line;
}

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [...'"\\[]{}'].map((c) => c.charCodeAt(0));

/** Reads only the bytes: walking the parsed values of a long list would take longer than parsing them. */
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
