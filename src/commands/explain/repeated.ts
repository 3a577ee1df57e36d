import type { Effect } from '../../core/operation.ts';
import { t } from '../../core/text/texts.ts';
import type { Explained } from '../../errors/explained/theme.ts';
import { OPERATIONS } from '../../operations/registry.ts';
import { clockOffset, type Repeating, saysKeysEnded, waitBeforeNext } from '../../transport/retry.ts';

/**
 * What this tool sends again after such a code, in words; null for an exit code, which ends a command. What decides it
 * while a command runs is asked here too, so that the words cannot say anything else.
 */
export function repeatedText({ code, kind, retried }: Explained): string | null {
  if (retried !== undefined) return t(retried);
  if (kind === 'exit') return null;
  if (correctsClock(code)) return "once, with the service's clock";
  if (saysKeysEnded(code)) return 'once, with keys fetched anew';
  if (kind === 'internal' && !isRepeated(READ, code) && isRepeated(READ, code, 500)) return 'reads answered with a 5xx';
  return effectsText(code) ?? actionsText(code);
}

const READ: Repeating = { effect: 'read' };

const EFFECTS: readonly Effect[] = ['read', 'write', 'destroy', 'order'];

function effectsText(code: string): string | undefined {
  const repeated = EFFECTS.filter((effect) => isRepeated({ effect }, code));
  if (repeated.length === EFFECTS.length) return 'reads and changes';
  if (repeated.length === 0) return undefined;
  return repeated.every((effect) => effect === 'read') ? 'reads only' : 'reads and changes, orders never';
}

/** Operations whose record says that they may be repeated after it. */
function actionsText(code: string): string {
  const actions = OPERATIONS.filter((operation) => isRepeated(operation, code)).map(({ action }) => action);
  return actions.length === 0 ? 'never' : `${actions.join(', ')} only`;
}

/** Most refusals come with HTTP 400, the faults of the service with 500. */
const isRepeated = (call: Repeating, code: string, httpStatus = 400): boolean =>
  waitBeforeNext(call, { kind: 'refused', code, httpStatus }, { done: 1, max: 2 }, 0) !== undefined;

/** Asked of a clock that is a day behind the one of the service. */
const correctsClock = (code: string): boolean =>
  clockOffset({ kind: 'refused', code, httpStatus: 400 }, { date: 'Fri, 02 Jan 1970 00:00:00 GMT' }, 0) !== undefined;
