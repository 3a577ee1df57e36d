/** The error of a command that did something and failed before it printed its results. */
import { labelled, listed, t } from '../core/text/texts.ts';
import { type Detail, EXIT, Failure } from '../errors/failure.ts';
import { inspectNext, sharedNext } from './change/batch-failure.ts';
import { countsText, detailOf, isGood, type Result } from './change/results.ts';
import type { Unprinted } from './unprinted.ts';

/** A failure with the results before it that were not printed: counts, and each name. */
export function withUnprinted(failure: Failure, { results }: Unprinted, redact: (text: string) => string): Failure {
  const ordered = results.some((result) => isGood(result) && result.order !== undefined);
  return new Failure({
    ...failure,
    message: t('{reason}; the results were not printed: {counts}', {
      reason: failure.message,
      counts: countsText(results),
    }),
    hint: ordered
      ? t('The order was placed. Do not run the command again: it would place another order.')
      : failure.hint,
    next: inspectNext(results) ?? sharedNext(results) ?? failure.next,
    details: [...failure.details, ...results.map((result) => detail(result, redact))],
    // the failed names are in the details
    exitCode: failure.exitCode === EXIT.usage ? EXIT.refused : failure.exitCode,
  });
}

/** A result in one line. */
function detail(result: Result, redact: (text: string) => string): Detail {
  if (result.failure === undefined) return doneDetail(result);
  const { message, ...rest } = detailOf(result);
  return { ...rest, message: labelled(result.word, redact(message)) };
}

function doneDetail(result: Result): Detail {
  const { order } = result;
  const { name } = detailOf(result);
  const word = result.word === 'not-attempted' ? t('not attempted') : result.word;
  const ids = { ...(result.requestId === undefined ? {} : { requestId: result.requestId }) };
  if (order === undefined) return { ...ids, name: name ?? '', message: word };
  return name === undefined || name === ''
    ? { ...ids, name: `${order.field} ${order.id}`, message: t('ordered') }
    : { ...ids, name, message: listed([word, `${order.field} ${order.id}`]) };
}
