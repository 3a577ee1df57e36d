import type { Json, Row } from '../../core/shape.ts';
import { wholeNumber } from '../../core/text/whole-number.ts';
import { SERVICE_STATUS, STATUS, VIEW_STATUS, wordOf } from '../shared/labels.ts';

/** ViewInstanceStatusCode: it is over or being taken away. */
const VIEW_OVER: readonly Json[] = [5, 6, 23];
/** ViewInstanceStatusCode: released or about to be. ServiceStatus has one code for that and for an expired one. */
const VIEW_RELEASED: readonly Json[] = [6, 23];
/** ViewInstanceStatusCode: it stands still until somebody acts. */
const VIEW_HALTED: readonly Json[] = [3, 21, 101];
/** ViewInstanceStatusCode: a change of a serving instance has failed; the instance may serve all the same. */
const VIEW_CHANGE_FAILED: readonly Json[] = [102, 103];
/** ViewInstanceStatusCode: on its way up again after a stop, while ServiceStatus knows no stops. */
const VIEW_STARTING = 22;

/**
 * Deleted instances stay in the list for a while; nothing is left of them. ServiceStatus alone tells them: the view status
 * of one that was released, and can still be deleted, is the same.
 */
export const isDeleted = (instance: Row): boolean => instance['ServiceStatus'] === STATUS.released;

/** Deleted, released or expired. */
export const isOver = (instance: Row): boolean =>
  isDeleted(instance) || instance['ServiceStatus'] === STATUS.expired || isOneOf(instance, VIEW_OVER);

/** In a state that does not end in service by itself. */
export function isHalted(instance: Row): boolean {
  if (isOver(instance) || isOneOf(instance, VIEW_HALTED)) return true;
  return isOneOf(instance, VIEW_CHANGE_FAILED) && instance['ServiceStatus'] !== STATUS.running;
}

/** The last change of it has failed. */
export const hasFailedChange = (instance: Row): boolean => isOneOf(instance, VIEW_CHANGE_FAILED);

/** In service. */
export const isRunning = (instance: Row): boolean =>
  instance['ServiceStatus'] === STATUS.running && instance['ViewInstanceStatusCode'] !== VIEW_STARTING;

const isOneOf = (instance: Row, codes: readonly Json[]): boolean =>
  codes.includes(instance['ViewInstanceStatusCode'] ?? null);

/** `deploying (1)`; by the newer list, said so, where that one alone tells what is wrong: `deploy failed (view status 101)`. */
export function stateOf(instance: Row): string {
  const status = wholeNumber(instance['ServiceStatus']) ?? null;
  const view = wholeNumber(instance['ViewInstanceStatusCode']) ?? null;
  const viewTells = isOneOf(instance, [...VIEW_OVER, ...VIEW_HALTED, ...VIEW_CHANGE_FAILED, VIEW_STARTING]);
  const isExpired = status === STATUS.expired && !isOneOf(instance, VIEW_RELEASED);
  if (viewTells && status !== STATUS.released && !isExpired)
    return `${lowerWord(VIEW_STATUS, view)} (view status ${String(view)})`;
  return status === null ? 'status unknown' : `${lowerWord(SERVICE_STATUS, status)} (${String(status)})`;
}

const lowerWord = (words: Readonly<Record<string, string>>, code: Json): string =>
  (wordOf(words, code) ?? 'in a state without a known name').toLowerCase();
