import { spanText } from '../../core/text/time.ts';
import { EXIT, Failure } from '../../errors/failure.ts';
import { interrupted } from '../../errors/interrupted.ts';
import type { Wanted } from './wait-state.ts';
import { pendingOf, saysOf, type Wait, type Waited } from './wait-state.ts';

/** So many are named; the others are counted. */
const NAMED = 5;

/** A state that does not pass by itself. */
export function failed({ item, status }: Waited, { state }: Wanted): Failure {
  return new Failure({
    exitCode: EXIT.conflict,
    code: 'WaitFailed',
    message: `${item.name}: ${status?.message ?? ''}; it will not be ${state} by itself`,
  });
}

/** It is not in the listing: a name that was mistyped does not come by waiting again. */
export function notThere({ item, status }: Waited, { state, noun }: Wanted): Failure {
  return new Failure({
    exitCode: EXIT.notFound,
    code: 'NotFound',
    message: `${item.name}: ${status?.message ?? ''}; it was to be ${state}`,
    missing: noun === undefined ? undefined : { what: noun, name: item.name },
    next: noun === undefined ? item.next : `alikafka ${noun} list`,
  });
}

/** The time has run out; `lastError` is why the last look could not be had. */
export function ranOut(wait: Wait, lastError: Failure | undefined): Failure {
  const own = wait.limit.by === 'timeout';
  const when = own ? `after ${spanText(wait.wanted.timeout)}` : "when the command's time (--deadline) ran out";
  return new Failure({
    exitCode: EXIT.condition,
    code: own ? 'WaitTimeout' : 'DeadlineExceeded',
    message: statusText(wait, when),
    hint: lastError === undefined ? undefined : `The last look failed: ${lastError.message}`,
    next: goOn(wait),
  });
}

/** Ctrl-C or SIGTERM: what was done before stays done. */
export function stopped(wait: Wait): Failure {
  const failure = interrupted(wait.io.context.stop);
  return new Failure({ ...failure, message: `${failure.message}: ${statusText(wait, 'yet')}`, next: goOn(wait) });
}

/** The reads' own failure, with the command that goes on. */
export function endedWith(failure: Failure, wait: Wait): Failure {
  return new Failure({ ...failure, message: failure.message, cause: failure, next: failure.next ?? goOn(wait) });
}

/** `orders is not running yet: deploying (1)`; of several, which are not. */
function statusText(wait: Wait, when: string): string {
  const { state } = wait.wanted;
  const pending = pendingOf(wait);
  const [only] = pending;
  if (wait.all.length === 1 && only !== undefined) return `${only.item.name} is not ${state} ${when}: ${saysOf(only)}`;
  const named = pending.slice(0, NAMED).map((one) => `${one.item.name}: ${saysOf(one)}`);
  const others = pending.length === named.length ? [] : [`and ${pending.length - named.length} more`];
  return `${pending.length} of ${wait.all.length} are not ${state} ${when}: ${[...named, ...others].join('; ')}`;
}

/** One command after the other for the first few. */
const goOn = (wait: Wait): string =>
  pendingOf(wait)
    .slice(0, NAMED)
    .map(({ item }) => item.next)
    .join(' && ');
