/** Which requests are retried after a code, as a text. */
import type { Effect } from '../../core/operation.ts';
import { t } from '../../core/text/texts.ts';
import type { Explained } from '../../errors/explained/theme.ts';
import { OPERATIONS } from '../../operations/registry.ts';
import { clockOffset, type Repeating, saysKeysEnded, waitBeforeNext } from '../../transport/retry.ts';

/**
 * Which requests are retried after this code, as a text; null for an exit code, which ends a command. It is computed
 * with the rules that decide about retries (transport/retry.ts), so the text cannot differ from them.
 */
export function repeatedText({ code, kind, retried }: Explained): string | null {
  if (retried !== undefined) return t(retried);
  if (kind === 'exit') return null;
  if (correctsClock(code)) return t('Once, with the clock of the service');
  if (saysKeysEnded(code)) return t('Once, with new credentials');
  if (kind === 'internal' && !isRepeated(READ, code) && isRepeated(READ, code, 500))
    return t('Reads after HTTP status 5xx');
  return effectsText(code) ?? actionsText(code);
}

const READ: Repeating = { effect: 'read' };

const EFFECTS: readonly Effect[] = ['read', 'write', 'destroy', 'order'];

function effectsText(code: string): string | undefined {
  const repeated = EFFECTS.filter((effect) => isRepeated({ effect }, code));
  if (repeated.length === EFFECTS.length) return t('Reads and changes');
  if (repeated.length === 0) return undefined;
  return repeated.every((effect) => effect === 'read') ? t('Reads only') : t('Reads and changes, except orders');
}

/** The operations whose records allow a retry after it. */
function actionsText(code: string): string {
  const actions = OPERATIONS.filter((operation) => isRepeated(operation, code)).map(({ action }) => action);
  return actions.length === 0 ? t('Never') : t('Only {operations}', { operations: actions.join(', ') });
}

/** Most errors have HTTP status 400, and faults of the service 500. */
const isRepeated = (call: Repeating, code: string, httpStatus = 400): boolean =>
  waitBeforeNext(call, { kind: 'refused', code, httpStatus }, { done: 1, max: 2 }, 0) !== undefined;

/** Whether the clock is corrected after this code, tried with a clock that is a day off. */
const correctsClock = (code: string): boolean =>
  clockOffset({ kind: 'refused', code, httpStatus: 400 }, { date: 'Fri, 02 Jan 1970 00:00:00 GMT' }, 0) !== undefined;
