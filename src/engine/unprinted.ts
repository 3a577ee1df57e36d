import { type Detail, EXIT, Failure } from '../errors/failure.ts';
import { countsText, detailOf, isGood, nextOf, type Result } from './change/results.ts';

/** What a command has done and not printed yet. Where it ends before it has printed that, the error says it. */
export interface Unprinted {
  add(results: readonly Result[]): void;
  /** What was added is printed, or said in another way. */
  clear(): void;
  readonly results: readonly Result[];
}

/** Nothing done yet. */
export function nothingDone(): Unprinted {
  let results: Result[] = [];
  return {
    add: (more) => void results.push(...more),
    clear: () => void (results = []),
    get results() {
      return results;
    },
  };
}

/** A failure with what was done before it and could not be printed: counts, and each name. */
export function withUnprinted(failure: Failure, { results }: Unprinted, redact: (text: string) => string): Failure {
  if (results.length === 0) return failure;
  const ordered = results.some((result) => isGood(result) && result.order !== undefined);
  return new Failure({
    ...failure,
    message: `${failure.message}; the results were not printed: ${countsText(results)}`,
    hint: ordered ? 'The order is placed. Do not run the command again: that would place another.' : failure.hint,
    next: nextOf(results) ?? failure.next,
    details: [...failure.details, ...results.map((result) => detail(result, redact))],
    // what failed on the way is one of the details
    exitCode: failure.exitCode === EXIT.usage ? EXIT.refused : failure.exitCode,
  });
}

/** A result in one line. */
function detail(result: Result, redact: (text: string) => string): Detail {
  if (result.failure === undefined) return doneDetail(result);
  const { message, ...rest } = detailOf(result);
  return { ...rest, message: `${result.word}: ${redact(message)}` };
}

function doneDetail(result: Result): Detail {
  const { order } = result;
  const { name } = detailOf(result);
  const word = result.word === 'not-attempted' ? 'not attempted' : result.word;
  const told = { ...(result.requestId === undefined ? {} : { requestId: result.requestId }) };
  if (order === undefined) return { ...told, name: name ?? '', message: word };
  return name === undefined || name === ''
    ? { ...told, name: `${order.field} ${order.id}`, message: 'ordered' }
    : { ...told, name, message: `${word}, ${order.field} ${order.id}` };
}
