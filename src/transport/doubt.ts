/** Decides whether a refusal of a change is clear, and finds orders in responses. */
import { isRow } from '../core/answer.ts';
import type { Effect } from '../core/operation.ts';
import type { Json, Row } from '../core/shape.ts';
import { t } from '../core/text/texts.ts';
import { wholeLong } from '../core/text/whole-number.ts';
import { kindOf } from '../errors/catalogue.ts';

/** The parts of a response that decide whether it is a clear refusal. */
export interface RefusalSigns {
  readonly code: string;
  readonly httpStatus: number;
  readonly requestId?: string | undefined;
  /** `Success`, where the response has it. */
  readonly success?: boolean | undefined;
  /** The order that the response names as well, as `orderIn` returns it. */
  readonly order?: string | undefined;
}

/**
 * Why a refusal does not state clearly that a change was not made; undefined if it does, and for reads. The service
 * refuses with Success false in a 2xx, or with a Code and a RequestId (docs/sources.md#refusal-with-status-200). After
 * a response with signs of both success and refusal the change may have been made: it is neither retried nor reported
 * as refused.
 */
export function doubtOf(effect: Effect, refusal: RefusalSigns): string | undefined {
  if (effect === 'read') return undefined;
  const { code, httpStatus, requestId, success, order } = refusal;
  const values = { code, status: httpStatus };
  if (order !== undefined) return t('the response has both {code} (HTTP {status}) and {order}', { ...values, order });
  if (!isRefusing(httpStatus)) return t('the service returned {code} (HTTP {status})', values);
  if (success === true) return t('the response has both {code} (HTTP {status}) and Success true', values);
  if (httpStatus < 300 && success === false) return undefined; // how the service refuses with status 200
  if (requestId === undefined)
    return t('{code} (HTTP {status}) came without a RequestId, so the response is not from the service', values);
  // A throttled order would be sent again: a success status is enough to prevent that.
  const isThrottled = kindOf(code, 0) === 'throttled' && httpStatus < 300;
  return effect === 'order' && isThrottled ? t('{code} came with a success status (HTTP {status})', values) : undefined;
}

const isRefusing = (httpStatus: number): boolean =>
  (httpStatus >= 200 && httpStatus < 300) || (httpStatus >= 400 && httpStatus < 500);

/** The id of an order as text; the service sends text or an integer. Undefined for every other value. */
export function orderIdOf(value: Json | undefined): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  const number = wholeLong(value);
  return number === undefined || number <= 0 ? undefined : String(number);
}

const ORDER_ID = /^order_?ids?$/i;

/** The order that a response names at any depth: `OrderId 7`, also where its id is not valid. Undefined without one. */
export function orderIn(body: Row): string | undefined {
  const ids = [...namedOrders(body)];
  if (ids.length === 0) return undefined;
  const readable = ids.map(orderIdOf).find((id) => id !== undefined);
  return readable === undefined ? t('OrderId (unreadable)') : t('OrderId {id}', { id: readable });
}

/** The values of all fields that name orders; the items of a list one by one. */
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
