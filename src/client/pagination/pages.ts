/** Reads a list page by page: by page number, by token, or by time range (ranges.ts). */
import type { Operation, Paging, Values } from '../../core/operation.ts';
import { toJson } from '../../core/text/json.ts';
import type { Row } from '../../core/shape.ts';
import { wholeLong, wholeNumber } from '../../core/text/whole-number.ts';
import { t } from '../../core/text/texts.ts';
import { EXIT, Failure } from '../../errors/failure.ts';
import { byRange } from './ranges.ts';
import { type Fetch, rowsOf, unreadable } from '../rows.ts';

/** Maximum pages of one list. The longest lists (a month of points) have about 2,000. */
const MOST_PAGES = 10_000;

/** Maximum consecutive pages without records: a filter may leave some empty. */
const MOST_EMPTY = 100;

/**
 * The records of a list, page by page as they arrive; one page alone where the input names one. It relies on the
 * records of the responses, since the service may limit a page. Throws Failure (exit 9) if a response is not valid,
 * where the pages do not end, and where fewer records came than the smallest total of the responses.
 */
export async function* pages(operation: Operation, input: Values, fetch: Fetch): AsyncGenerator<Row[]> {
  const { paging } = operation;
  if (paging === undefined) yield rowsOf(operation, await fetch(input));
  else if (asksForOne(paging, input)) yield rowsOf(operation, await fetch(input), false);
  else if (paging.style === 'token') yield* byToken(operation, paging, input, fetch);
  else if (paging.style === 'range') yield* byRange(operation, paging, input, fetch);
  else yield* byPage(operation, paging, input, fetch);
}

function asksForOne(paging: Paging, input: Values): boolean {
  return paging.style === 'page' && (input[paging.page] !== undefined || input[paging.size] !== undefined);
}

async function* byToken(
  operation: Operation,
  paging: Extract<Paging, { style: 'token' }>,
  input: Values,
  fetch: Fetch,
): AsyncGenerator<Row[]> {
  const seen = pagesSeen(operation);
  const tokens = new Set<string>();
  for (let token: string | undefined; ; ) {
    const body = await fetch(token === undefined ? input : { ...input, [paging.token]: token });
    const rows = rowsOf(operation, body);
    const next = tokenIn(operation, paging.token, body);
    if (next !== undefined && tokens.has(next))
      throw endless(operation, t('token {token} was returned twice', { token: next }));
    if (seen.repeats(rows) && next !== undefined) throw seen.failure();
    yield rows;
    if (next === undefined) return;
    tokens.add(next);
    token = next;
  }
}

/** The token of the next page; undefined on the last. Throws Failure (exit 9) if it is not a string or number. */
function tokenIn(operation: Operation, name: string, body: Row): string | undefined {
  const token = body[name] ?? '';
  if (typeof token !== 'string' && wholeLong(token) === undefined)
    throw unreadable(operation, t('{field} is not a string', { field: name }));
  return token === '' ? undefined : String(token);
}

/** The pages received so far. */
interface Seen {
  /** Adds a page; true if it repeats an earlier one. Throws Failure (exit 9) if there are too many. */
  repeats(rows: readonly Row[]): boolean;
  failure(): Failure;
}

function pagesSeen(operation: Operation): Seen {
  const ends = new Set<string>();
  let [count, empty] = [0, 0];
  return {
    repeats: (rows) => {
      count++;
      empty = rows.length === 0 ? empty + 1 : 0;
      if (empty > MOST_EMPTY)
        throw endless(operation, t('{count} consecutive pages have no records', { count: MOST_EMPTY }));
      if (count > MOST_PAGES) throw endless(operation, t('more than {count} pages', { count: MOST_PAGES }));
      if (rows.length === 0) return false;
      const own = toJson([rows[0] ?? null, rows[rows.length - 1] ?? null, rows.length]);
      const known = ends.has(own);
      ends.add(own);
      return known;
    },
    failure: () => endless(operation, t('page {page} repeats an earlier page', { page: count })),
  };
}

type Numbered = Extract<Paging, { style: 'page' }>;

async function* byPage(operation: Operation, paging: Numbered, input: Values, fetch: Fetch): AsyncGenerator<Row[]> {
  if (paging.optional === true) {
    const body = await fetch(input);
    const rows = rowsOf(operation, body);
    if ((totalIn(operation, paging, body) ?? 0) <= rows.length) {
      yield rows;
      return;
    }
  }
  const fetchPage = (page: number): Promise<Row> =>
    ahead(fetch({ ...input, [paging.page]: page, [paging.size]: paging.ask }));
  const seen = pagesSeen(operation);
  let got = 0;
  let least: number | undefined;
  let coming = fetchPage(1);
  for (let page = 1; ; page++) {
    const body = await coming;
    const rows = rowsOf(operation, body);
    const total = totalIn(operation, paging, body);
    if (seen.repeats(rows)) {
      // A service without pages, and without a total, returns its whole list again.
      if ((total ?? 0) > 0) throw seen.failure();
      return void checkWhole(operation, got, least);
    }
    got += rows.length;
    least = least === undefined ? total : Math.min(least, total ?? least);
    const last = rows.length === 0 || isLast(total, got);
    // The next page is requested while this one is printed.
    if (!last) coming = fetchPage(page + 1);
    yield rows;
    if (last) return void checkWhole(operation, got, least);
  }
}

/** A promise that may fail without being awaited. */
function ahead<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

/** Whether the total is reached; without a total, the end is an empty page or one that repeats an earlier page. */
function isLast(total: number | undefined, got: number): boolean {
  return total !== undefined && total > 0 && got >= total;
}

/** The total of a response; undefined if it has none. Throws Failure (exit 9) if it is not a whole number. */
function totalIn(operation: Operation, { total }: Pick<Numbered, 'total'>, body: Row): number | undefined {
  const value = body[total] ?? '';
  const read = wholeNumber(value);
  if (value !== '' && read === undefined)
    throw unreadable(operation, t('{field} is not a whole number', { field: total }));
  return read;
}

/** A list may become shorter while it is read, but not shorter than its smallest total. Throws Failure (exit 9). */
function checkWhole({ action }: Operation, received: number, total: number | undefined): void {
  if (total === undefined || received >= total) return;
  throw new Failure({
    exitCode: EXIT.unreachable,
    code: 'IncompleteList',
    message: t('{action}: incomplete list: received {received} of {total} records', { action, received, total }),
    action,
    hint: t(
      'Run the command again. If it fails again, use --page to read single pages, if the command has this option.',
    ),
    retryable: true,
  });
}

function endless({ action }: Operation, reason: string): Failure {
  return new Failure({
    exitCode: EXIT.unreachable,
    code: 'PagingLoop',
    message: t('{action}: the list does not end: {reason}', { action, reason }),
    action,
    hint: t('Use --page to read single pages, if the command has this option.'),
  });
}
