import { isRow } from '../core/answer.ts';
import type { Effect } from '../core/operation.ts';
import type { Json, Row } from '../core/shape.ts';
import { wholeLong } from '../core/text/whole-number.ts';
import { kindOf } from '../errors/catalogue.ts';

/** What decides whether a refusal is one. */
export interface RefusalSigns {
  readonly code: string;
  readonly httpStatus: number;
  readonly requestId?: string | undefined;
  /** `Success`, where the answer has one. */
  readonly success?: boolean | undefined;
  /** The order that the answer names beside the refusal, in words. */
  readonly order?: string | undefined;
}

/**
 * Why a refusal is not the service's clear word that a change was not made; undefined where it is one. The service
 * refuses with Success false inside 2xx, or with a Code and a RequestId (docs/sources.md#refusal-with-status-200); what says yes and no at once may
 * have been carried out, so it is neither repeated nor called a refusal. A read changes nothing, so nothing is in doubt.
 */
export function doubtOf(effect: Effect, refusal: RefusalSigns): string | undefined {
  if (effect === 'read') return undefined;
  const { code, httpStatus, requestId, success, order } = refusal;
  const said = `${code} (HTTP ${httpStatus})`;
  if (order !== undefined) return `${said}, but with ${order}`;
  if (!isRefusing(httpStatus)) return said;
  if (success === true) return `${said}, but with Success true`;
  if (httpStatus < 300 && success === false) return undefined; // the service's own form of a refusal inside 200
  if (requestId === undefined) return `${said} without a RequestId, which is not the service's`;
  // An order that was throttled would be sent again: the status alone is enough to hold that back.
  const isThrottled = kindOf(code, 0) === 'throttled' && httpStatus < 300;
  return effect === 'order' && isThrottled ? `${said}, which says both` : undefined;
}

const isRefusing = (httpStatus: number): boolean =>
  (httpStatus >= 200 && httpStatus < 300) || (httpStatus >= 400 && httpStatus < 500);

/** An order's id as text; the service sends text or an integer. Undefined for everything else: there is no such order. */
export function orderIdOf(value: Json | undefined): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  const number = wholeLong(value);
  return number === undefined || number <= 0 ? undefined : String(number);
}

const ORDER_ID = /^order_?ids?$/i;

/** The order that an answer names anywhere in it, in words, however odd its id is; undefined where it names none. */
export function orderIn(body: Row): string | undefined {
  const ids = [...namedOrders(body)];
  if (ids.length === 0) return undefined;
  const readable = ids.map(orderIdOf).find((id) => id !== undefined);
  return readable === undefined ? 'an OrderId that cannot be read' : `OrderId ${readable}`;
}

/** The values of all fields that name orders; a list of them one by one. */
function* namedOrders(body: Row): Generator<Json> {
  const left: Json[] = [body];
  for (let value = left.pop(); value !== undefined; value = left.pop()) {
    if (Array.isArray(value)) left.push(...value);
    else if (isRow(value))
      for (const [name, inside] of Object.entries(value)) {
        if (!ORDER_ID.test(name)) left.push(inside);
        else if (Array.isArray(inside) && inside.length > 0) yield* inside;
        else if (inside !== null && inside !== '') yield inside;
      }
  }
}
