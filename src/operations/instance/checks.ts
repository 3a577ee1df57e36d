/** Whether changes of instances have taken effect, and in which state an instance is. */
import type { Verification } from '../../core/operation.ts';
import type { WaitStatus } from '../../core/command.ts';
import { cutName } from '../../core/params.ts';
import type { Row } from '../../core/shape.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { listed, t } from '../../core/text/texts.ts';
import { wholeNumber } from '../../core/text/whole-number.ts';
import { findInstances, findRemaining } from './find.ts';
import { missingSize } from './sizes.ts';
import { hasFailedChange, isDeleted, isHalted, isOver, isRunning, stateOf } from './state.ts';
import { STATUS } from '../shared/labels.ts';
import { doneIf, goneStatus, judging, named } from '../shared/reading.ts';

const byInstance = judging(findInstances);
const byRemaining = judging(findRemaining);

/** After ModifyInstanceName, which may cut a name that is too long. */
export const instanceRenamed = byInstance((instance, { InstanceName }): Verification => {
  const [name, asked] = [instance?.['Name'], String(InstanceName)];
  return name === asked || name === cutName(asked) ? named(doneIf(true), asked, name) : doneIf(false);
});

/** After StartInstance: no longer waiting to be deployed. */
export const instanceStarted = byInstance((instance, { InstanceId }): Verification => {
  if (instance === undefined || instance['ServiceStatus'] === STATUS.toDeploy) return doneIf(false);
  const id = String(InstanceId);
  if (isOver(instance))
    return { state: 'differs', message: t('instance {id} is {state}', { id, state: stateOf(instance) }) };
  return wholeNumber(instance['ServiceStatus']) === undefined
    ? { state: 'unknown', message: t('instance {id} is listed without a status', { id }) }
    : doneIf(true);
});

/** After DeleteInstance: not listed, or listed as deleted (ServiceStatus 10). */
export const instanceDeleted = byInstance((instance) => doneIf(instance === undefined || isDeleted(instance)));

/** Listed and not deleted, in any state. The instance of an order may take some minutes to be listed. */
export const instanceListed = byInstance((instance): WaitStatus => {
  if (instance === undefined) return { state: 'pending', message: t('not listed yet') };
  return { state: isDeleted(instance) ? 'failed' : 'reached', message: stateOf(instance), record: instance };
});

/** In service. */
export const instanceRuns = byInstance((instance) => running(instance));

/**
 * The same for a wait without a change before it: an instance that is paid but not deployed does not start by itself, so
 * the command that deploys it is named.
 */
export const instanceRunsOrNeedsStart = byInstance((instance): WaitStatus => {
  const waitStatus = running(instance);
  if (instance?.['ServiceStatus'] !== STATUS.toDeploy || waitStatus.state !== 'pending') return waitStatus;
  const first = alikafka`instance start ${instance['InstanceId']}`;
  const message = t('{status}; run "{command}" to deploy it', { status: waitStatus.message, command: first });
  return { ...waitStatus, message, first };
});

/** In service with the ordered sizes, after UpgradePrePayOrder. */
export const instanceUpgraded = byInstance((instance, ordered): WaitStatus => {
  const waitStatus = running(instance);
  if (instance === undefined || waitStatus.state !== 'reached') return waitStatus;
  if (hasFailedChange(instance)) return { ...waitStatus, state: 'failed' };
  const missing = missingSize(instance, ordered);
  return missing === undefined
    ? waitStatus
    : { ...waitStatus, state: 'pending', message: listed([waitStatus.message, missing]) };
});

function running(instance: Row | undefined): WaitStatus {
  if (instance === undefined) return { state: 'absent', message: t('not listed yet') };
  const waitStatus = { message: stateOf(instance), record: instance };
  if (isHalted(instance)) return { state: 'failed', ...waitStatus };
  return { state: isRunning(instance) ? 'reached' : 'pending', ...waitStatus };
}

/** Not listed any more, listed as deleted, or refused because it does not exist. */
export const instanceGone = byRemaining((instance) =>
  goneStatus(instance === undefined || isDeleted(instance) ? undefined : instance, stateOf),
);
