/** Answers as the service writes them: JSON flat, XML under `<ActionResponse>`, errors in the gateway's own form. */
import type { Operation, Product } from '../../core/operation.ts';
import type { Json, Row, Shape } from '../../core/shape.ts';
import { element, escapeXml } from '../../core/text/xml.ts';
import type { Format } from '../checks/gateway.ts';
import type { Refusal } from '../checks/refusal.ts';

/** An answer on its way out: HTTP status, content type, body. */
export interface Reply {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  /** Beside those of the date, the type and the length. */
  readonly headers: Readonly<Record<string, string>>;
  /** How much of it is sent before the connection is broken; all of it, and the connection stays, when absent. */
  readonly sent?: 'nothing' | 'half';
}

/** A value as a handler gives it: lists without the level that the wire puts between, undefined for what is not sent. */
export type Plain = string | number | boolean | undefined | readonly Plain[] | { readonly [name: string]: Plain };

/** The documented fields of an answer, beside Code, Message, RequestId and Success. */
export type Body = { readonly [name: string]: Plain };

const TYPE: Readonly<Record<Format, string>> = {
  JSON: 'application/json;charset=utf-8',
  XML: 'text/xml;charset=utf-8',
};

/** The answer of an operation that was carried out. */
export function success(operation: Operation, body: Body, format: Format, requestId: string): Reply {
  return written(
    operation,
    { ...acknowledged(operation, requestId), ...fieldsOf(operation.answer.fields, body) },
    format,
    requestId,
  );
}

/** A refusal as HTTP 200 with Success false, which some of the service's versions are said to answer. */
export function refusedWith200(
  operation: Operation,
  { code, status, message }: Refusal,
  format: Format,
  requestId: string,
): Reply {
  const Code = operation.product.id === 'cms' ? String(status) : code;
  return written(operation, { Code, Message: message, RequestId: requestId, Success: false }, format, requestId);
}

/** What writing an answer needs of an operation. */
export interface Written {
  readonly action: string;
  readonly answer: Pick<Operation['answer'], 'fields'>;
}

/** An answer with HTTP 200, in the form that was asked for. */
export function written(operation: Written, body: Row, format: Format, requestId: string): Reply {
  const text = format === 'JSON' ? JSON.stringify(body) : xml(operation, body);
  return { status: 200, type: TYPE[format], text, headers: identified(requestId) };
}

/** Every answer of the service carries the request's id in its head too. */
const identified = (requestId: string): Readonly<Record<string, string>> => ({ 'x-acs-request-id': requestId });

/** CloudMonitor sends Code as text and no Message, the tag operations RequestId alone (docs/sources.md#code-and-success). */
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

/** A value in the form of the wire: lists under their item's name, JSON as text, numbers as text where they are text. */
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

/** What an error names beside its code. */
export interface Circumstances {
  readonly format: Format;
  readonly requestId: string;
  /** The host called. */
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
