import { dataOf } from '../../core/answer.ts';
import type { Operation, Paging, Values } from '../../core/operation.ts';
import { text } from '../../core/params.ts';
import type { Step } from '../../core/plan.ts';
import { arrayOf, listOf, type Row } from '../../core/shape.ts';
import { shellWord } from '../../core/text/shell-word.ts';
import { EXIT, Failure } from '../../errors/failure.ts';
import { listIn, pagingIn } from '../../operations/shared/undocumented.ts';
import { nextPage } from '../../client/pagination/next-page.ts';
import { pages } from '../../client/pagination/pages.ts';
import type { Fetch } from '../../client/rows.ts';
import type { CommandContext } from '../command-context.ts';

/** Whether the answer says that there is more than was asked for. */
export function hasMore(operation: Operation, asked: Values, body: Row): boolean {
  const { paging } = operation;
  if (paging === undefined || (paging.style === 'page' && asked[paging.page] !== undefined)) return false;
  const data = dataOf(operation.answer, body);
  return nextPage(paging, asked, body, Array.isArray(data) ? data.length : 1) !== undefined;
}

/** What says on stderr that an answer is not all there is; undefined where it is. */
export function moreNote(operation: Operation, asked: Values, body: Row): string | undefined {
  const paging = pagingOf(operation, body);
  const next = paging === undefined ? undefined : nextPage(paging, asked, body, countIn(operation, body));
  if (next === undefined) return undefined;
  const words = Object.entries(next).map(([name, value]) => shellWord(`${name}=${String(value)}`));
  if (words.length === 0)
    return 'as many records came as one request gives: there may be more (--all-pages reads them)';
  return `there is more: the next page is ${words.join(' ')} (--all-pages reads them all)`;
}

/** How an operation's answers come in pages: by its record, else by what an undocumented answer shows. */
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
 * All pages of an undocumented answer, of which `first` was read already; undefined where that one shows that there are
 * no more. Throws Failure where it does not show which list goes on.
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

/** The operation with what its first answer shows: where its list is, and the parameters that ask for a page. */
function withList(undocumented: Operation, paging: Paging, first: Row): Operation {
  const { action, answer } = undocumented;
  const list = listIn(first);
  if (list === undefined) throw whichList(action);
  const shape = list.item === null ? arrayOf({}) : listOf(list.item, {});
  return { ...inPages(undocumented, paging), answer: { ...answer, fields: { [list.name]: shape }, data: [list.name] } };
}

/** An operation that is read in pages, with the parameters that ask for one behind its own. */
export function inPages<O extends Operation>(operation: O, paging: Paging): O {
  const names = paging.style === 'token' ? [paging.token] : paging.style === 'page' ? [paging.page, paging.size] : [];
  const asking = Object.fromEntries(names.map((name) => [name, text({ help: 'Asks for a page' })]));
  return { ...operation, paging, params: { ...operation.params, ...asking, ...operation.params } };
}

function whichList(action: string): Failure {
  return new Failure({
    exitCode: EXIT.refused,
    code: 'WhichList',
    message: `${action}: there is more, but the answer does not show which list continues`,
    action,
    hint: 'Read the pages one by one, with the parameters that the answer names.',
  });
}
