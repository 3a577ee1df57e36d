/** The state of an instance, from the two status codes of its record. */
import type { Json, Row } from '../../core/shape.ts';
import { noted, t } from '../../core/text/texts.ts';
import { wholeNumber } from '../../core/text/whole-number.ts';
import { SERVICE_STATUS, STATUS, VIEW_STATUS, labelOf } from '../shared/labels.ts';

/** ViewInstanceStatusCode: expired, released or being released. */
const VIEW_OVER: readonly Json[] = [5, 6, 23];
/** ViewInstanceStatusCode: released or about to be. ServiceStatus has one code for that and for an expired one. */
const VIEW_RELEASED: readonly Json[] = [6, 23];
/** ViewInstanceStatusCode: stopped, stopping or not deployed: it does not change without an action. */
const VIEW_HALTED: readonly Json[] = [3, 21, 101];
/** ViewInstanceStatusCode: a change of an instance in service has failed; it may still be in service. */
const VIEW_CHANGE_FAILED: readonly Json[] = [102, 103];
/** ViewInstanceStatusCode: starting again after a stop; ServiceStatus has no code for stops. */
const VIEW_STARTING = 22;

/**
 * Deleted instances stay in the list for some time. Only ServiceStatus distinguishes them from released ones, which can
 * still be deleted: their view status is the same.
 */
export const isDeleted = (instance: Row): boolean => instance['ServiceStatus'] === STATUS.released;

/** Deleted, released or expired. */
export const isOver = (instance: Row): boolean =>
  isDeleted(instance) || instance['ServiceStatus'] === STATUS.expired || isOneOf(instance, VIEW_OVER);

/** In a state from which it does not get into service by itself. */
export function isHalted(instance: Row): boolean {
  if (isOver(instance) || isOneOf(instance, VIEW_HALTED)) return true;
  return isOneOf(instance, VIEW_CHANGE_FAILED) && instance['ServiceStatus'] !== STATUS.running;
}

/** Its last change has failed. */
export const hasFailedChange = (instance: Row): boolean => isOneOf(instance, VIEW_CHANGE_FAILED);

/** In service. */
export const isRunning = (instance: Row): boolean =>
  instance['ServiceStatus'] === STATUS.running && instance['ViewInstanceStatusCode'] !== VIEW_STARTING;

const isOneOf = (instance: Row, codes: readonly Json[]): boolean =>
  codes.includes(instance['ViewInstanceStatusCode'] ?? null);

/** `deploying (1)`; by the view status if only that one shows the problem: `deploy failed (view status 101)`. */
export function stateOf(instance: Row): string {
  const status = wholeNumber(instance['ServiceStatus']) ?? null;
  const view = wholeNumber(instance['ViewInstanceStatusCode']) ?? null;
  const viewTells = isOneOf(instance, [...VIEW_OVER, ...VIEW_HALTED, ...VIEW_CHANGE_FAILED, VIEW_STARTING]);
  const isExpired = status === STATUS.expired && !isOneOf(instance, VIEW_RELEASED);
  if (viewTells && status !== STATUS.released && !isExpired)
    return t('{state} (view status {code})', { state: lowerLabel(VIEW_STATUS, view), code: String(view) });
  return status === null ? t('status unknown') : noted(lowerLabel(SERVICE_STATUS, status), String(status));
}

const lowerLabel = (labels: Readonly<Record<string, string>>, code: Json): string =>
  (labelOf(labels, code) ?? t('in an unknown state')).toLowerCase();
