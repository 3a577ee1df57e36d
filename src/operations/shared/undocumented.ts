/** Reads answers of operations without a record, which only the raw API command calls. */
import { isRow } from '../../core/answer.ts';
import type { Paging } from '../../core/operation.ts';
import type { Json, Row } from '../../core/shape.ts';
import { wholeNumber } from '../../core/text/whole-number.ts';

/** The paging of an answer without a record, by the fields of the vendor's lists; undefined if it has no pages. */
export function pagingIn(body: Row): Paging | undefined {
  const { NextToken } = body;
  if (typeof NextToken === 'string' && NextToken !== '') return { style: 'token', token: 'NextToken' };
  const isNumber = (name: string): boolean => wholeNumber(body[name]) !== undefined;
  const [page, total] = [['PageNumber', 'CurrentPage'].find(isNumber), ['TotalCount', 'Total'].find(isNumber)];
  if (page === undefined || total === undefined) return undefined;
  return { style: 'page', page, size: 'PageSize', total, ask: wholeNumber(body['PageSize'], { min: 1 }) ?? 10 };
}

/** The list of an answer without a record. */
export interface FoundList {
  /** The field that holds it. */
  readonly name: string;
  /** The level between it and its records; null if there is none. */
  readonly item: string | null;
  readonly rows: readonly Json[];
}

/** The only list of an answer without a record; undefined if it has none, or several. */
export function listIn(body: Row): FoundList | undefined {
  const lists = Object.entries(body).flatMap(([name, value]): FoundList[] => {
    const inner = isRow(value) ? Object.entries(value) : [];
    const [item, list] = Array.isArray(value) ? [null, value] : inner.length === 1 ? (inner[0] ?? []) : [];
    return item !== undefined && Array.isArray(list) && list.every(isRow) ? [{ name, item, rows: list }] : [];
  });
  return lists.length === 1 ? lists[0] : undefined;
}
