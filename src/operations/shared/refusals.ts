import type { Missing, Refused } from '../../core/plan.ts';
import type { Row } from '../../core/shape.ts';
import { toJson } from '../../core/text/json.ts';
import { type Sentence, sentence, t } from '../../core/text/texts.ts';

/** Longer values are not quoted: half of one could be half of a secret, which nothing finds any more. */
const LONGEST = 40;

/**
 * Ends a plan because the service's listing does not say what decides what is sent: nothing is
 * sent. `what` is the thing as it is spoken of, such as `topic "orders"`; `next` the command that shows what is listed.
 */
export function unreadable(what: string, row: Row, fields: readonly string[], next: string): Refused {
  const found = fields.map((field) => shown(row, field)).join(', ');
  return {
    refused: 'unreadable',
    problems: [
      {
        param: '',
        message: sentence('the listing of {what} cannot be relied on: {found}; nothing was sent', { what, found }),
      },
    ],
    next,
  };
}

/** Ends a plan because one of its inputs does not fit what is there (exit 2). */
export const misfit = (param: string, message: Sentence): Refused => ({
  refused: 'usage',
  problems: [{ param, message }],
});

/**
 * Ends a plan because what it is about is not listed. `param` names it, `among` is what was listed ("the topics of the
 * instance") and `next` the command that lists them.
 */
export const notListed = (param: string, missing: Missing, among: string, next: string): Refused => ({
  refused: 'notFound',
  problems: [{ param, message: sentence('"{missing}" is not among {among}', { missing: missing.name, among }) }],
  missing,
  next,
});

function shown(row: Row, field: string): string {
  const value = row[field] ?? null;
  if (value === null) return t('{field} is missing', { field });
  const text = toJson(value);
  return text.length > LONGEST
    ? t('{field} has a value of {length} characters', { field, length: text.length })
    : t('{field} is {text}', { field, text });
}
