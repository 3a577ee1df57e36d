import type { Finding, Stand } from '../../core/operation.ts';
import type { Row } from '../../core/shape.ts';
import { wholeNumber } from '../../core/text/whole-number.ts';
import { findInstances, findRemaining } from './find.ts';
import { missingSize } from './sizes.ts';
import { hasFailedChange, isDeleted, isHalted, isOver, isRunning, STATUS, stateOf } from './state.ts';
import { doneIf, judging } from '../shared/reading.ts';

const byInstance = judging(findInstances);
const byRemaining = judging(findRemaining);

/** After ModifyInstanceName. */
export const instanceRenamed = byInstance((instance, { InstanceName }) => doneIf(instance?.['Name'] === InstanceName));

/** After StartInstance: no longer waiting to be deployed. */
export const instanceStarted = byInstance((instance): Finding => {
  if (instance === undefined || instance['ServiceStatus'] === STATUS.toDeploy) return doneIf(false);
  if (isOver(instance)) return { is: 'differs', says: `is ${stateOf(instance)}` };
  return wholeNumber(instance['ServiceStatus']) === undefined
    ? { is: 'unknown', says: 'is listed without its status' }
    : doneIf(true);
});

/** After DeleteInstance: not listed, or as what is left of a deleted one (ServiceStatus 10). */
export const instanceDeleted = byInstance((instance) => doneIf(instance === undefined || isDeleted(instance)));

/** Listed and not deleted, in whatever state. An order's instance may take a while to be listed. */
export const instanceListed = byInstance((instance): Stand => {
  if (instance === undefined) return { is: 'pending', says: 'not listed yet' };
  return { is: isDeleted(instance) ? 'failed' : 'reached', says: stateOf(instance), record: instance };
});

/** In service. */
export const instanceRuns = byInstance((instance) => running(instance));

/** In service with the ordered sizes, after UpgradePrePayOrder. */
export const instanceUpgraded = byInstance((instance, ordered): Stand => {
  const stand = running(instance);
  if (instance === undefined || stand.is !== 'reached') return stand;
  if (hasFailedChange(instance)) return { ...stand, is: 'failed' };
  const missing = missingSize(instance, ordered);
  return missing === undefined ? stand : { ...stand, is: 'pending', says: `${stand.says}, ${missing}` };
});

function running(instance: Row | undefined): Stand {
  if (instance === undefined) return { is: 'absent', says: 'not listed yet' };
  const stand = { says: stateOf(instance), record: instance };
  if (isHalted(instance)) return { is: 'failed', ...stand };
  return { is: isRunning(instance) ? 'reached' : 'pending', ...stand };
}

/** Not listed any more, or as what is left of a deleted one, or refused as gone. */
export const instanceGone = byRemaining(
  (instance): Stand =>
    instance === undefined || isDeleted(instance)
      ? { is: 'reached', says: 'gone' }
      : { is: 'pending', says: stateOf(instance), record: instance },
);
