/** The usual causes of the codes in catalogue/instance.ts, for `explain` and docs/errors.md. */
import { INSTANCE } from '../catalogue/instance.ts';
import { theme } from './theme.ts';

const ELSEWHERE = { cause: 'The id is misspelled, or --region or the profile selects another region or account.' };
const BUSY = { cause: 'The instance is being deployed, upgraded or migrated, or it has expired.' };
const DEPLOYED = { cause: 'The instance is already deployed, or its order is not finished.' };

/** The usual causes of the codes about an instance and its state. */
export const INSTANCE_THEME = theme('Instances', INSTANCE, {
  AUTH_RESOURCE_OWNER_ERROR: {
    cause: 'The instance was deleted, or it is in another region or account; the service does not say which.',
  },
  'Instance.NotFound': ELSEWHERE,
  BIZ_INSTANCE_NOT_FOUND: ELSEWHERE,
  'Instance.StatusNotRunning': {
    cause: 'The instance is not deployed yet, is being upgraded, is stopped or has expired.',
  },
  BIZ_INSTANCE_STATUS_ERROR: {
    cause: 'The instance is being deployed, upgraded or migrated, or it has expired or was released.',
  },
  'InstanceStatus.NotAllowed': BUSY,
  'InstanceStatus.NotReleased': { cause: 'The instance is still running and being charged for.' },
  'InstanceStatus.NotWaitDeploy': DEPLOYED,
  INSTANCE_STATUS_NOT_WAIT_DEPLOY: DEPLOYED,
  'InstanceStatus.Released': { cause: 'The instance was released by a user, or some days after it had expired.' },
  'InstanceStatus.Stopped': {
    cause: 'The instance was stopped by a user, or because the account has an overdue payment.',
  },
  BIZ_INSTANCE_DELETE_ERROR: { cause: 'The instance is not released yet, or another task is using it.' },
  BIZ_INSTANCE_UPDATE_AUTO_CREATE_TOPIC_STATUS_ERROR: {
    cause: 'The instance is busy with another change of its settings.',
  },
  ONS_INIT_ENV_ERROR: { cause: 'The instance already has the requested version.' },
  'VpcVSwitch.NotFound': { cause: 'An id is misspelled, or the network is in another region or account.' },
  VPC_VSW_ZONE_MAPPING_ERROR: { cause: 'The zone belongs to another vSwitch: each vSwitch is in one zone.' },
  SG_ERROR: { cause: 'The security group was deleted, or it belongs to another VPC.' },
});
