/** Writes responses as the service does: JSON flat, XML under `<ActionResponse>`, errors in the form of the gateway. */
import type { Operation, Product } from '../../core/operation.ts';
import type { Json, Row, Shape } from '../../core/shape.ts';
import { element, escapeXml } from '../../core/text/xml.ts';
import type { Format } from '../checks/gateway.ts';
import type { Refusal } from '../checks/refusal.ts';

/** A response: HTTP status, content type, body. */
export interface Reply {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  /** In addition to Date, Content-Type and Content-Length. */
  readonly headers: Readonly<Record<string, string>>;
  /** How much is sent before the connection is broken; if undefined, all is sent and the connection stays open. */
  readonly sent?: 'nothing' | 'half';
}

/** A value as a handler returns it: lists without the item's name of the wire format, undefined for absent values. */
export type Plain = string | number | boolean | undefined | readonly Plain[] | { readonly [name: string]: Plain };

/** The documented fields of a response, without Code, Message, RequestId and Success. */
export type Body = { readonly [name: string]: Plain };

const TYPE: Readonly<Record<Format, string>> = {
  JSON: 'application/json;charset=utf-8',
  XML: 'text/xml;charset=utf-8',
};

/** The response of a successful operation. */
export function success(operation: Operation, body: Body, format: Format, requestId: string): Reply {
  return written(
    operation,
    { ...acknowledged(operation, requestId), ...fieldsOf(operation.answer.fields, body) },
    format,
    requestId,
  );
}

/** A refusal as HTTP 200 with Success false, which some versions of the service are reported to send. */
export function refusedWith200(
  operation: Operation,
  { code, status, message }: Refusal,
  format: Format,
  requestId: string,
): Reply {
  const Code = operation.product.id === 'cms' ? String(status) : code;
  return written(operation, { Code, Message: message, RequestId: requestId, Success: false }, format, requestId);
}

/** The parts of an operation that are needed to write a response. */
export interface Written {
  readonly action: string;
  readonly answer: Pick<Operation['answer'], 'fields'>;
}

/** A response with HTTP 200 in the requested format. */
export function written(operation: Written, body: Row, format: Format, requestId: string): Reply {
  const text = format === 'JSON' ? JSON.stringify(body) : xml(operation, body);
  return { status: 200, type: TYPE[format], text, headers: identified(requestId) };
}

/** Every response of the service has the request id in a header too. */
const identified = (requestId: string): Readonly<Record<string, string>> => ({ 'x-acs-request-id': requestId });

/**
 * CloudMonitor sends Code as text and no Message, the tag operations RequestId alone
 * (docs/sources.md#code-and-success).
 */
function acknowledged({ answer, product }: Operation, requestId: string): Row {
  const { code, success } = answer;
  return {
    ...(code === null ? {} : { Code: code === 'text' ? '200' : 200 }),
    ...(code === null || product.id === 'cms' ? {} : { Message: 'operation success.' }),
    RequestId: requestId,
    ...(success === null ? {} : { Success: success === 'text' ? 'true' : true }),
  };
}

function xml({ action, answer }: Written, body: Row): string {
  const inner = Object.entries(body).map(([name, value]) => element(name, value, answer.fields[name]));
  return `<?xml version="1.0" encoding="UTF-8"?><${action}Response>${inner.join('')}</${action}Response>`;
}

/**
 * A value in the form of the wire: lists under their item's name, JSON as text, numbers as text where they are text.
 */
function wireForm(shape: Shape | undefined, value: Exclude<Plain, undefined>): Json {
  if (typeof value !== 'object') return shape === 'text' ? String(value) : value;
  if (typeof shape !== 'object')
    return Array.isArray(value)
      ? (value as Listed).map((one) => wireForm(undefined, one))
      : fieldsOf({}, value as Body);
  if (shape.kind === 'jsonText') return JSON.stringify(wireForm(shape.of, value));
  return shape.kind === 'list'
    ? listForm(shape.item, shape.of, value as Listed)
    : fieldsOf(shape.fields, value as Body);
}

type Listed = readonly Exclude<Plain, undefined>[];

function listForm(item: string | null, of: Shape, value: Listed): Json {
  const list = value.map((one) => wireForm(of, one));
  return item === null ? list : { [item]: list };
}

function fieldsOf(fields: Readonly<Record<string, Shape>>, body: Body): Row {
  const row: Row = {};
  for (const name in body) {
    const value = body[name];
    if (value !== undefined) row[name] = wireForm(fields[name], value);
  }
  return row;
}

/** What a response contains of the call. */
export interface Circumstances {
  readonly format: Format;
  readonly requestId: string;
  /** The host of the request. */
  readonly host: string;
  readonly product: Product;
}

/** A refusal in the gateway's form, which the product uses too (docs/sources.md#form-of-a-refusal). */
export function failure(
  { status, code, message, retryAfter }: Refusal,
  { format, requestId, host, product }: Circumstances,
): Reply {
  const Recommend = `https://api.aliyun.com/troubleshoot?q=${encodeURIComponent(code)}&product=${product.id}&requestId=${requestId}`;
  const body = { RequestId: requestId, HostId: host, Code: code, Message: message, Recommend };
  const later = retryAfter === undefined ? {} : { 'x-acs-retry-after': String(retryAfter) };
  return {
    status,
    type: TYPE[format],
    text: format === 'JSON' ? JSON.stringify(body) : errorXml(body),
    headers: { ...identified(requestId), ...later },
  };
}

function errorXml({ Recommend, ...rest }: Readonly<Record<string, string>>): string {
  const inner = Object.entries(rest).map(([name, text]) => `<${name}>${escapeXml(text)}</${name}>`);
  return `<?xml version='1.0' encoding='UTF-8'?><Error>${inner.join('')}<Recommend><![CDATA[${Recommend}]]></Recommend></Error>`;
}
