/** The failures of a wait, with the command that waits again. */
import { alikafka } from '../../core/text/command-line.ts';
import { clauses, labelled, t } from '../../core/text/texts.ts';
import { spanText } from '../../core/text/time.ts';
import { EXIT, Failure } from '../../errors/failure.ts';
import { interrupted } from '../../errors/interrupted.ts';
import { stateTexts } from './state-texts.ts';
import type { Wanted } from './wait-state.ts';
import { labelOf, pendingOf, statusText, type Wait, type Waited } from './wait-state.ts';

/** The number of items that are named; the others are counted. */
const NAMED = 5;

/** The failure of a state that does not change without action. */
export function failed({ item, status }: Waited, { state }: Wanted): Failure {
  return new Failure({
    exitCode: EXIT.conflict,
    code: 'WaitFailed',
    message: t(stateTexts(state).impossible, { name: labelOf(item), state, status: status?.message ?? '' }),
  });
}

/** The failure of a name that is not listed: waiting again does not help a misspelled name. */
export function notFound({ item }: Waited, { state, noun }: Wanted): Failure {
  return new Failure({
    exitCode: EXIT.notFound,
    code: 'NotFound',
    message: t(stateTexts(state).missing, { name: labelOf(item), state }),
    missing: noun === undefined ? undefined : { what: noun, name: item.name },
    next: noun === undefined ? item.next : alikafka`${noun} list`,
  });
}

/** The failure of a wait whose time, or whose command's, is over; `lastError` is the failure of the last read. */
export function timedOut(wait: Wait, lastError: Failure | undefined): Failure {
  const own = wait.limit.by === 'timeout';
  const status = pendingText(wait);
  return new Failure({
    exitCode: EXIT.condition,
    code: own ? 'WaitTimeout' : 'DeadlineExceeded',
    message: own
      ? t('timed out after {time}: {status}', { time: spanText(wait.wanted.timeout), status })
      : t('timed out at --deadline: {status}', { status }),
    hint: lastError === undefined ? undefined : t('The last read failed: {reason}', { reason: lastError.message }),
    next: waitAgain(wait),
  });
}

/** The failure after Ctrl-C or SIGTERM: changes made before are kept. */
export function stopped(wait: Wait): Failure {
  const failure = interrupted(wait.io.context.stop);
  return new Failure({ ...failure, message: labelled(failure.message, pendingText(wait)), next: waitAgain(wait) });
}

/** The failure of the reads, with the command that waits again. */
export function endedWith(failure: Failure, wait: Wait): Failure {
  return new Failure({ ...failure, message: failure.message, cause: failure, next: failure.next ?? waitAgain(wait) });
}

/** `orders is not running yet: deploying (1)`, `orders is not listed yet`; for several, which ones are not. */
function pendingText({ all, wanted: { state } }: Wait): string {
  const pending = pendingOf({ all });
  const [only] = pending;
  if (all.length === 1 && only !== undefined) {
    const name = labelOf(only.item);
    const status = statusText(only);
    return state === 'listed' && status === t('not listed yet')
      ? t('{name} is not listed yet', { name })
      : t(stateTexts(state).pending.one, { name, state, status });
  }
  const named = pending.slice(0, NAMED).map((one) => labelled(labelOf(one.item), statusText(one)));
  const more = pending.length - named.length;
  const others = more === 0 ? [] : [t('and {count} more', { count: more })];
  return t(stateTexts(state).pending.many, {
    count: pending.length,
    all: all.length,
    state,
    list: clauses([...named, ...others]),
  });
}

/** The commands that wait for the first few, or that these need first, one after the other. */
const waitAgain = (wait: Wait): string =>
  pendingOf(wait)
    .slice(0, NAMED)
    .map(({ item, status }) => status?.first ?? item.next)
    .join(' && ');
