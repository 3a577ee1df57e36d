/** The next page of a list that is read one page at a time. */
import type { Paging, Values } from '../../core/operation.ts';
import type { Row } from '../../core/shape.ts';
import { wholeLong, wholeNumber } from '../../core/text/whole-number.ts';
import { mostOf } from './ranges.ts';

/**
 * The parameters of the next page after a response with `rows` records, in addition to those of the request; undefined
 * where there is none. Empty if only smaller time ranges would show whether there is more. Never throws.
 */
export function nextPage(paging: Paging, input: Values, body: Row, rows: number): Values | undefined {
  if (paging.style === 'range') return rows > 0 && rows >= mostOf(paging, input) ? {} : undefined;
  if (paging.style === 'page') return nextNumber(paging, input, body, rows);
  const token = body[paging.token] ?? '';
  const text = typeof token === 'string' ? token : String(wholeLong(token) ?? '');
  return text === '' ? undefined : { [paging.token]: text };
}

function nextNumber(
  { page, size, total }: Extract<Paging, { style: 'page' }>,
  input: Values,
  body: Row,
  rows: number,
): Values | undefined {
  // The size in the response takes precedence over the requested one: the service may limit it.
  const number = wholeNumber(body[page], { min: 1 }) ?? wholeNumber(input[page], { min: 1 }) ?? 1;
  const each = wholeNumber(body[size], { min: 1 }) ?? wholeNumber(input[size], { min: 1 }) ?? rows;
  const all = wholeNumber(body[total]);
  if (all === undefined || rows === 0 || (number - 1) * each + rows >= all) return undefined;
  return { [page]: number + 1, [size]: each };
}
