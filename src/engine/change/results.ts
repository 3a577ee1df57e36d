/** The results of a change by name: rows, counts, the exit code and the error of a batch. */
import type { Json, Row } from '../../core/shape.ts';
import { labelled, listed, noted, t } from '../../core/text/texts.ts';
import { type Detail, EXIT, type ExitCode, Failure } from '../../errors/failure.ts';
import { hiddenIn, type Redact } from '../../errors/redact.ts';

/** How a change ended for one name: the values of the field `Result`. */
export type ResultKind = 'created' | 'deleted' | 'changed' | 'unchanged' | 'failed' | 'unknown' | 'not-attempted';

/** The id of an order, and the field that the service returned it in. */
export interface PlacedOrder {
  readonly field: string;
  readonly id: string;
}

/** The outcome for one name. */
export interface Result {
  readonly names: Row;
  /** Distinguishes it from results of the same name, in a plan of several operations or targets. */
  readonly cells?: Row | undefined;
  readonly word: ResultKind;
  readonly requestId?: string | undefined;
  readonly httpStatus?: number | undefined;
  readonly message?: string | undefined;
  /** Other fields that the service returned. */
  readonly more?: Row;
  /** The order that was placed. */
  readonly order?: PlacedOrder | undefined;
  /** The name under which the service lists it, if it differs from the requested one. */
  readonly listedAs?: string | undefined;
  /** Why it failed or is unknown. */
  readonly failure?: Failure;
}

const GOOD: readonly ResultKind[] = ['created', 'deleted', 'changed', 'unchanged'];

/** Whether a name is in the requested state now. */
export const isGood = ({ word }: Result): boolean => GOOD.includes(word);

/** A result as printed: the names, Result, and the API's own fields. Code is always a number. */
export function resultRow(result: Result, moreFields: readonly string[], redact: Redact): Row {
  const { names, word, requestId, httpStatus, more, failure } = result;
  const returned = Object.fromEntries(
    moreFields.map((field): [string, Json] => [field, hiddenIn(more?.[field] ?? null, redact)]),
  );
  return {
    ...names,
    Result: word,
    ...returned,
    RequestId: hiddenIn(requestId ?? failure?.requestId ?? null, redact),
    Code: httpStatus ?? failure?.httpStatus ?? null,
    Message: redacted(messageOf(result), redact),
    Success: GOOD.includes(word) ? true : word === 'failed' ? false : null,
  };
}

const redacted = (text: string | undefined, redact: Redact): Json => (text === undefined ? null : redact(text));

/** The field `Message`: the service's message, or this tool's own. */
function messageOf({ message, failure, listedAs }: Result): string | undefined {
  if (failure !== undefined) return `${failure.code}: ${failure.message}`;
  if (listedAs === undefined) return message;
  const own = (message ?? '').trim().replace(/\.$/, '');
  return own === ''
    ? t('the service lists it as "{listed}"', { listed: listedAs })
    : t('{message}; the service lists it as "{listed}"', { message: own, listed: listedAs });
}

/** The note that the service lists a name under another one. */
export const listedText = (name: string, listed: string): string =>
  t('{name}: the service lists it as "{listed}"', { name, listed });

/**
 * The exit code of a batch: unknown takes precedence over partly failed; if all failed for one cause, the code of that
 * cause.
 */
function batchExit(results: readonly Result[]): ExitCode {
  const bad = results.filter((result) => !isGood(result));
  if (bad.length === 0) return EXIT.done;
  if (bad.some(({ word }) => word === 'unknown')) return EXIT.unknown;
  const [first] = bad;
  const oneCause =
    bad.length === results.length && bad.every(({ failure }) => failure?.exitCode === first?.failure?.exitCode);
  return oneCause ? (first?.failure?.exitCode ?? EXIT.partial) : EXIT.partial;
}

/**
 * The failure of a batch; undefined if every name succeeded. Each reason is printed once: `said` means that each was
 * printed when it occurred, and a reason that all share is part of the message. JSON always has the list.
 */
export function batchFailure(results: readonly Result[], label: string, said: boolean): Failure | undefined {
  const exitCode = batchExit(results);
  if (exitCode === EXIT.done) return undefined;
  const failed = results.filter(({ failure }) => failure !== undefined);
  if (results.length === 1) return failed[0]?.failure;
  const details = failed.map(detailOf);
  const [first] = failed;
  const shared = failed.length > 1 ? sharedReason(failed) : undefined;
  return new Failure({
    exitCode,
    code:
      first?.failure !== undefined && failed.every(({ failure }) => failure?.code === first.failure?.code)
        ? first.failure.code
        : 'BatchFailed',
    message:
      shared === undefined ? labelled(label, summary(results)) : labelled(label, labelled(summary(results), shared)),
    said: said || shared !== undefined,
    action: first?.failure?.action,
    hint: first?.failure?.hint,
    next: nextOf(results),
    requestId: failed.length === 1 ? first?.failure?.requestId : undefined,
    details,
  });
}

/** Why names failed, for an error about something else; `said` means that each reason was printed when it occurred. */
export const reasonsOf = (results: readonly Result[], said: boolean): Pick<Failure, 'details' | 'said'> => ({
  details: results.filter(({ failure }) => failure !== undefined).map(detailOf),
  said,
});

/** The reason that all failures share; undefined if there are several. */
function sharedReason(failed: readonly Result[]): string | undefined {
  const [first, ...others] = failed.map(({ failure }) => failure);
  const isSame = (one: Failure | undefined): boolean => one?.code === first?.code && one?.message === first?.message;
  return others.every(isSame) ? first?.message : undefined;
}

/** A failed result, as one line of an error. */
export const detailOf = ({ names, cells, failure }: Result): Detail => ({
  name: fullName({ names, cells }),
  code: failure?.code ?? '',
  message: failure?.message ?? '',
  requestId: failure?.requestId,
  ...(failure?.next === undefined ? {} : { next: failure.next }),
});

/** The count of each kind of result, as a text; in the order of display. */
const COUNTED: Readonly<Record<ResultKind, (count: number) => string>> = {
  created: (count) => t('{count} created', { count }),
  deleted: (count) => t('{count} deleted', { count }),
  changed: (count) => t('{count} changed', { count }),
  unchanged: (count) => t('{count} unchanged', { count }),
  failed: (count) => t('{count} failed', { count }),
  unknown: (count) => t('{count} unknown', { count }),
  'not-attempted': (count) => t('{count} not attempted', { count }),
};

/** The number of results of one kind. */
export const countOf = (results: readonly Result[], kind: ResultKind): number =>
  results.filter(({ word }) => word === kind).length;

/** The number of results of each kind: `498 created, 2 failed`. */
export const countsText = (results: readonly Result[], kinds = Object.keys(COUNTED) as ResultKind[]): string =>
  listed(
    kinds
      .map((kind) => [kind, countOf(results, kind)] as const)
      .filter(([, count]) => count > 0)
      .map(([kind, count]) => COUNTED[kind](count)),
  );

/** The commands that inspect unknown outcomes, the first few; else the one that all failures name. */
export function nextOf(results: readonly Result[]): string | undefined {
  const unknown = results.filter(({ word }) => word === 'unknown').map(({ failure }) => failure?.next);
  const failed = new Set(results.flatMap(({ failure }) => (failure === undefined ? [] : [failure.next])));
  const all = unknown.length > 0 ? unknown : failed.size === 1 ? [...failed] : [];
  const commands = [...new Set(all.filter((next) => next !== undefined))];
  return commands.length === 0 ? undefined : commands.slice(0, MOST_NEXT).join(' && ');
}

const MOST_NEXT = 3;

/** The names of a result in one text: `orders`, `app Topic orders LITERAL Read`. */
export const nameOf = (names: Row): string => Object.values(names).map(String).join(' ');

/** The same, with the target if results of several targets share a name: `orders (alikafka_post-cn-1)`. */
export function fullName({ names, cells }: Pick<Result, 'names' | 'cells'>): string {
  const apart = Object.values(cells ?? {}).filter((cell) => cell !== null);
  return apart.length === 0 ? nameOf(names) : noted(nameOf(names), listed(apart.map(String))).trim();
}

function summary(results: readonly Result[]): string {
  const [failed, unknown] = [countOf(results, 'failed'), countOf(results, 'unknown')];
  const all = results.length;
  return listed([
    failed === 0 ? '' : t('{failed} of {all} failed', { failed, all }),
    unknown === 0 ? '' : t('{unknown} of {all} with an unknown outcome', { unknown, all }),
    countsText(results, ['not-attempted']),
  ]);
}
