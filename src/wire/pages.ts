import { dataOf, isRow } from '../core/answer.ts';
import type { Operation, Paging, Values } from '../core/operation.ts';
import { toJson } from '../core/json.ts';
import type { Row } from '../core/shape.ts';
import { EXIT, Failure } from '../errors/failure.ts';

/** One answered page: the body as it came. */
export type Fetch = (input: Values) => Promise<Row>;

/**
 * The records of a list, page by page as they arrive. It goes by what comes back, since the service may cap a page.
 * One page alone where the input names one. Throws Failure when the service sends the same page or token again.
 */
export async function* pages(operation: Operation, input: Values, fetch: Fetch): AsyncGenerator<Row[]> {
  const { paging } = operation;
  if (paging === undefined || asksForOne(paging, input)) yield rowsOf(operation, await fetch(input));
  else if (paging.style === 'token') yield* byToken(operation, paging, input, fetch);
  else yield* byPage(operation, paging, input, fetch);
}

function asksForOne(paging: Paging, input: Values): boolean {
  return paging.style === 'page' && (input[paging.page] !== undefined || input[paging.size] !== undefined);
}

/** Records of one answer; an object as a list of one. Throws Failure where there is something else. */
export function rowsOf(operation: Operation, body: Row): Row[] {
  const data = dataOf(operation.answer, body);
  const rows = Array.isArray(data) ? data : data === null ? [] : [data];
  if (rows.every(isRow)) return rows;
  const where = operation.answer.data.join('.');
  throw new Failure({
    exitCode: EXIT.unreachable,
    code: 'UnreadableAnswer',
    message: `${operation.action}: the answer holds no records at ${where}`,
    action: operation.action,
    retryable: true,
  });
}

async function* byToken(
  operation: Operation,
  paging: Extract<Paging, { style: 'token' }>,
  input: Values,
  fetch: Fetch,
): AsyncGenerator<Row[]> {
  const seen = new Set<string>();
  for (let token: string | undefined; ; ) {
    const body = await fetch(token === undefined ? input : { ...input, [paging.token]: token });
    yield rowsOf(operation, body);
    const next = body[paging.token];
    if (next === undefined || next === null || next === '') return;
    token = String(next);
    if (seen.has(token)) throw goesInCircles(operation, `the token ${token} came twice`);
    seen.add(token);
  }
}

type Numbered = Extract<Paging, { style: 'page' }>;

async function* byPage(operation: Operation, paging: Numbered, input: Values, fetch: Fetch): AsyncGenerator<Row[]> {
  if (paging.optional === true) {
    const body = await fetch(input);
    const rows = rowsOf(operation, body);
    if (total(body, paging) <= rows.length) {
      yield rows;
      return;
    }
  }
  const fetchPage = (page: number): Promise<Row> =>
    ahead(fetch({ ...input, [paging.page]: page, [paging.size]: paging.ask }));
  let got = 0;
  const seen = new Set<string>();
  let coming = fetchPage(1);
  for (let page = 1; ; page++) {
    const body = await coming;
    const rows = rowsOf(operation, body);
    const ends = rows.length === 0 ? '' : toJson([rows[0] ?? null, rows[rows.length - 1] ?? null]);
    if (rows.length > 0 && seen.has(ends)) {
      // Without a total a service that knows no pages sends its one list again.
      if (total(body, paging) === 0) return;
      throw goesInCircles(operation, `page ${page} has come before`);
    }
    got += rows.length;
    seen.add(ends);
    const last = rows.length === 0 || isLast(body, paging, got);
    // The next page is on its way while this one is printed.
    if (!last) coming = fetchPage(page + 1);
    yield rows;
    if (last) return;
  }
}

/** A promise whose failure is seen when it is awaited, and is no one's business when it is not. */
function ahead<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

/** By the total where there is one; else only a page without records, or one that has come before, is the end. */
function isLast(body: Row, paging: Numbered, got: number): boolean {
  const all = total(body, paging);
  return all > 0 && got >= all;
}

/** Zero where the service does not say. */
function total(body: Row, paging: Numbered): number {
  const value = Number(body[paging.total] ?? 0);
  return Number.isFinite(value) ? value : 0;
}

function goesInCircles(operation: Operation, what: string): Failure {
  return new Failure({
    exitCode: EXIT.unreachable,
    code: 'PagingLoop',
    message: `${operation.action}: the service does not come to an end: ${what}`,
    action: operation.action,
    hint: 'Read single pages with --page where the command has it.',
  });
}
