import { dataOf, isRow } from '../../core/answer.ts';
import type { Operation, Paging, Values } from '../../core/operation.ts';
import { arrayOf, type Json, listOf, type Row } from '../../core/shape.ts';
import type { WireParams } from '../../core/signature.ts';
import { wholeNumber } from '../../core/text/whole-number.ts';
import { type Detail, EXIT, Failure } from '../../errors/failure.ts';
import { shellWord } from '../../core/text/shell-word.ts';
import { nextPage } from '../../client/pagination/next-page.ts';
import { pages } from '../../client/pagination/pages.ts';
import type { Fetch } from '../../client/rows.ts';
import { type CalledOperation, isKnown } from './operation.ts';

/** Parameters that name a page; the sizes beside them stay. */
const NAMES_A_PAGE = ['NextToken', 'PageNumber', 'CurrentPage'];

/** What stands against --all-pages, seen before anything is sent. */
export function allPagesProblems(isRead: boolean, isRaw: boolean, given: readonly string[]): Detail[] {
  const refuse = (message: string): Detail => ({ flag: '--all-pages', message });
  return [
    ...(isRead ? [] : [refuse('is only for operations that read')]),
    ...(isRaw ? [refuse('cannot be combined with --raw, which prints one answer')] : []),
    ...NAMES_A_PAGE.filter((name) => given.includes(name)).map((name) => refuse(`cannot be combined with ${name}`)),
  ];
}

/** How an operation's answers come in pages: by its record, else by what the answer itself shows. */
function pagingOf(operation: CalledOperation, body: Row): Paging | undefined {
  if (isKnown(operation)) return operation.paging;
  const { NextToken } = body;
  if (typeof NextToken === 'string' && NextToken !== '') return { style: 'token', token: 'NextToken' };
  const isNumber = (name: string): boolean => wholeNumber(body[name]) !== undefined;
  const [page, total] = [['PageNumber', 'CurrentPage'].find(isNumber), ['TotalCount', 'Total'].find(isNumber)];
  if (page === undefined || total === undefined) return undefined;
  return { style: 'page', page, size: 'PageSize', total, ask: wholeNumber(body['PageSize'], { min: 1 }) ?? 10 };
}

/** What says on stderr that an answer is not all there is; undefined where it is. */
export function moreNote(operation: CalledOperation, params: WireParams, body: Row): string | undefined {
  const paging = pagingOf(operation, body);
  const next = paging === undefined ? undefined : nextPage(paging, params, body, rowsIn(operation, body));
  if (next === undefined) return undefined;
  const words = Object.entries(next).map(([name, value]) => shellWord(`${name}=${String(value)}`));
  if (words.length === 0)
    return 'as many records came as one request gives: there may be more (--all-pages reads them)';
  return `there is more: the next page is ${words.join(' ')} (--all-pages reads them all)`;
}

/** The only list of an answer without a record: where it is, and the level between it and its records. */
function listIn(body: Row): { name: string; item: string | null; rows: Json[] } | undefined {
  const lists = Object.entries(body).flatMap(([name, value]) => {
    const inner = isRow(value) ? Object.entries(value) : [];
    const [item, list] = Array.isArray(value) ? [null, value] : inner.length === 1 ? (inner[0] ?? []) : [];
    return item !== undefined && Array.isArray(list) && list.every(isRow) ? [{ name, item, rows: list }] : [];
  });
  return lists.length === 1 ? lists[0] : undefined;
}

/** How many records an answer has. */
function rowsIn(operation: CalledOperation, body: Row): number {
  const data = isKnown(operation) ? dataOf(operation.answer, body) : undefined;
  return (Array.isArray(data) ? data : listIn(body)?.rows)?.length ?? 0;
}

/** All pages of a list, as records of `operation`. */
export interface AllPages {
  readonly operation: CalledOperation;
  readonly pages: AsyncGenerator<Row[]>;
}

/** All pages of a known operation as its own command reads them; undefined where it has none. */
export function pagesOfKnown(known: CalledOperation, params: WireParams, fetch: Fetch): AllPages | undefined {
  const { paging } = known;
  if (paging === undefined) return undefined;
  if (paging.style === 'range') return { operation: known, pages: pages(known, rangeOf(paging, params), fetch) };
  const asked = paging.style === 'page' ? wholeNumber(params[paging.size], { min: 1 }) : undefined;
  const operation =
    paging.style === 'page' && asked !== undefined ? { ...known, paging: { ...paging, ask: asked } } : known;
  return { operation, pages: pages(operation, {}, fetch) };
}

function rangeOf({ start, end, size, period }: Extract<Paging, { style: 'range' }>, params: WireParams): Values {
  const numbers = [start, end, size, period].map((name) => [name, wholeNumber(params[name])] as const);
  return Object.fromEntries(numbers.filter(([, value]) => value !== undefined));
}

/**
 * All pages of an operation without a record, `first` among them; undefined where that one shows that there are no more.
 * Throws Failure where it does not show which list goes on.
 */
export function pagesOfUnknown(unknown: CalledOperation, first: Row, fetch: Fetch): AllPages | undefined {
  const paging = pagingOf(unknown, first);
  if (paging === undefined) return undefined;
  const list = listIn(first);
  if (list === undefined) throw whichList(unknown);
  const shape = list.item === null ? arrayOf({}) : listOf(list.item, {});
  const answer = { ...unknown.answer, fields: { [list.name]: shape }, data: [list.name] };
  const operation = { ...unknown, paging, answer };
  let left: Row | undefined = first;
  const firstThenFetch: Fetch = async (values) => {
    const known = left;
    left = undefined;
    return known ?? fetch(values);
  };
  return { operation, pages: pages(operation, {}, firstThenFetch) };
}

function whichList({ action }: Operation): Failure {
  return new Failure({
    exitCode: EXIT.refused,
    code: 'WhichList',
    message: `${action}: there is more, but the answer does not show which list continues`,
    action,
    hint: 'Read the pages one by one, with the parameters that the answer names.',
  });
}
