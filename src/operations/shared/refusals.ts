/** Plans that end because the read state does not allow the change. */
import type { Missing, Refused } from '../../core/plan.ts';
import type { Row } from '../../core/shape.ts';
import { toJson } from '../../core/text/json.ts';
import { listed, type Sentence, t } from '../../core/text/texts.ts';

/** Longer values are not quoted: a part of one could be a part of a secret, which masking would not find. */
const LONGEST = 40;

/**
 * Ends a plan because the list of the service lacks a field that decides what is sent. Nothing is sent. `message` is
 * the reason, with the `found` value; `next` is the command that shows the object.
 */
export function unreadable(
  message: (found: string) => Sentence,
  row: Row,
  fields: readonly string[],
  next: string,
): Refused {
  const found = listed(fields.map((field) => shownField(row, field)));
  return {
    refused: 'unreadable',
    problems: [{ param: '', message: message(found) }],
    next,
  };
}

/** Ends a plan because one of its inputs does not fit the current state (exit 2). */
export const misfit = (param: string, message: Sentence): Refused => ({
  refused: 'usage',
  problems: [{ param, message }],
});

/**
 * Ends a plan because what it changes is not listed. `param` names it, `message` is that it was not found, and `next`
 * is the command that lists its kind.
 */
export const notListed = (param: string, missing: Missing, message: Sentence, next: string): Refused => ({
  refused: 'notFound',
  problems: [{ param, message }],
  missing,
  next,
});

/** `PartitionNum is missing`. */
function shownField(row: Row, field: string): string {
  const value = row[field] ?? null;
  if (value === null) return t('{field} is missing', { field });
  const text = toJson(value);
  return text.length > LONGEST
    ? t('the value of {field} has {length} characters', { field, length: text.length })
    : t('{field} is {value}', { field, value: text });
}
