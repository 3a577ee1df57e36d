import type { Paging, Values } from '../../core/operation.ts';
import type { Row } from '../../core/shape.ts';
import { wholeLong, wholeNumber } from '../../core/text/whole-number.ts';
import { mostOf } from './ranges.ts';

/**
 * What asks for the page after an answer of `rows` records, where the answer says that there is one: parameters beside
 * those that were asked with. Empty where there may be more that only smaller ranges show. Never throws.
 */
export function nextPage(paging: Paging, asked: Values, body: Row, rows: number): Values | undefined {
  if (paging.style === 'range') return rows > 0 && rows >= mostOf(paging, asked) ? {} : undefined;
  if (paging.style === 'page') return nextNumber(paging, asked, body, rows);
  const token = body[paging.token] ?? '';
  const said = typeof token === 'string' ? token : String(wholeLong(token) ?? '');
  return said === '' ? undefined : { [paging.token]: said };
}

function nextNumber(
  { page, size, total }: Extract<Paging, { style: 'page' }>,
  asked: Values,
  body: Row,
  rows: number,
): Values | undefined {
  // What the service says of a page beats what was asked: it may cap one.
  const number = wholeNumber(body[page], { min: 1 }) ?? wholeNumber(asked[page], { min: 1 }) ?? 1;
  const each = wholeNumber(body[size], { min: 1 }) ?? wholeNumber(asked[size], { min: 1 }) ?? rows;
  const all = wholeNumber(body[total]);
  if (all === undefined || rows === 0 || (number - 1) * each + rows >= all) return undefined;
  return { [page]: number + 1, [size]: each };
}
