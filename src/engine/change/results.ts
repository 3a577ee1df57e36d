/** The results of a change by name: rows, names and counts. The error of a batch is in batch-failure.ts. */
import type { Json, Row } from '../../core/shape.ts';
import { listed, noted, t } from '../../core/text/texts.ts';
import type { Detail, Failure } from '../../errors/failure.ts';
import type { ChangeCommand } from '../../core/command.ts';
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
  /** The name as a person types it, where results have the wire id. */
  readonly label?: string | undefined;
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

/** A failed result, as one line of an error. */
export const detailOf = ({ failure, ...result }: Result): Detail => ({
  name: fullName(result),
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

/** The names of a result in one text: `orders`, `app Topic orders LITERAL Read`. */
export const nameOf = (names: Row): string => Object.values(names).map(String).join(' ');

/** The same as typed, with the target if results of several targets share a name: `orders (alikafka_post-cn-1)`. */
export function fullName({ names, label, cells }: Pick<Result, 'names' | 'label' | 'cells'>): string {
  const name = label ?? nameOf(names);
  const apart = Object.values(cells ?? {}).filter((cell) => cell !== null);
  return apart.length === 0 ? name : noted(name, listed(apart.map(String))).trim();
}

/** The parts of a result that name it, as the command or the step of a plan shows them. */
export function shownAs(
  { bound, cells }: { readonly bound: { readonly command: ChangeCommand }; readonly cells?: Row | undefined },
  names: Row,
): Pick<Result, 'names' | 'label' | 'cells'> {
  const { typedName } = bound.command.results;
  return {
    names,
    ...(typedName === undefined ? {} : { label: typedName(names) }),
    ...(cells === undefined ? {} : { cells }),
  };
}
