/** Pages of answers, also of those without a record: whether there are more, and how they are read. */
import { dataOf } from '../../core/answer.ts';
import type { Operation, Paging, Values } from '../../core/operation.ts';
import { text } from '../../core/params.ts';
import type { Step } from '../../core/plan.ts';
import { arrayOf, listOf, type Row } from '../../core/shape.ts';
import { shellWord } from '../../core/text/shell-word.ts';
import { t } from '../../core/text/texts.ts';
import { EXIT, Failure } from '../../errors/failure.ts';
import { listIn, pagingIn } from '../../operations/shared/undocumented.ts';
import { nextPage } from '../../client/pagination/next-page.ts';
import { pages } from '../../client/pagination/pages.ts';
import type { Fetch } from '../../client/rows.ts';
import type { CommandContext } from '../command-context.ts';

/** Whether the answer shows that there are more results than were requested. */
export function hasMore(operation: Operation, asked: Values, body: Row): boolean {
  const { paging } = operation;
  if (paging === undefined || (paging.style === 'page' && asked[paging.page] !== undefined)) return false;
  const data = dataOf(operation.answer, body);
  return nextPage(paging, asked, body, Array.isArray(data) ? data.length : 1) !== undefined;
}

/** The note that an answer is not complete; undefined if it is. */
export function moreNote(operation: Operation, asked: Values, body: Row): string | undefined {
  const paging = pagingOf(operation, body);
  const next = paging === undefined ? undefined : nextPage(paging, asked, body, countIn(operation, body));
  if (next === undefined) return undefined;
  const parameters = Object.entries(next).map(([name, value]) => shellWord(`${name}=${String(value)}`));
  return parameters.length === 0
    ? t('this page is full, so more results may exist; use --all-pages to read them')
    : t('more results exist; the next page is {parameters}; use --all-pages to read them all', {
        parameters: parameters.join(' '),
      });
}

/** How an operation's answers are paged: by its record, else by the fields of an undocumented answer. */
const pagingOf = ({ answer, paging }: Operation, body: Row): Paging | undefined =>
  answer.undocumented === true ? pagingIn(body) : paging;

/** How many records an answer has. */
function countIn({ answer }: Operation, body: Row): number {
  const data = answer.undocumented === true ? listIn(body)?.rows : dataOf(answer, body);
  return Array.isArray(data) ? data.length : 0;
}

/** All pages of a list, as records of `operation`. */
export interface AllPages {
  readonly operation: Operation;
  readonly pages: AsyncGenerator<Row[]>;
}

/**
 * All pages of an undocumented answer, of which `first` is already read; undefined if there are no more. Throws Failure
 * if the first page does not show which list continues.
 */
export function pagesFrom({ bound, client }: CommandContext, { input }: Step, first: Row): AllPages | undefined {
  const { effect, answer } = bound.operation;
  const paging = pagingOf(bound.operation, first);
  if (paging === undefined || answer.undocumented !== true || effect !== 'read') return undefined;
  const operation = withList(bound.operation, paging, first);
  let left: Row | undefined = first;
  const firstThenFetch: Fetch = async (page) => {
    const known = left;
    left = undefined;
    return known ?? (await client.call(operation, { ...input, ...page })).body;
  };
  return { operation, pages: pages(operation, {}, firstThenFetch) };
}

/** The operation with the facts of its first answer: the field of its list, and the parameters that request a page. */
function withList(undocumented: Operation, paging: Paging, first: Row): Operation {
  const { action, answer } = undocumented;
  const list = listIn(first);
  if (list === undefined) throw whichList(action);
  const shape = list.item === null ? arrayOf({}) : listOf(list.item, {});
  return { ...inPages(undocumented, paging), answer: { ...answer, fields: { [list.name]: shape }, data: [list.name] } };
}

/** An operation that is read in pages: the parameters that request a page follow its own. */
export function inPages<O extends Operation>(operation: O, paging: Paging): O {
  const names = paging.style === 'token' ? [paging.token] : paging.style === 'page' ? [paging.page, paging.size] : [];
  const asking = Object.fromEntries(names.map((name) => [name, text({ help: 'Asks for a page' })]));
  return { ...operation, paging, params: { ...operation.params, ...asking, ...operation.params } };
}

function whichList(action: string): Failure {
  return new Failure({
    exitCode: EXIT.refused,
    code: 'WhichList',
    message: t('{action}: more results exist, but the response does not show which list continues', { action }),
    action,
    hint: t('Read the pages one by one, with the paging parameters that the response names.'),
  });
}
