import { INSTANCE } from '../catalogue/instance.ts';
import { theme } from './theme.ts';

const ELSEWHERE = 'The id is misspelled, or --region or the profile points at another region or account.';
const BUSY = 'It is being deployed, upgraded or migrated just now, or it has expired.';
const DEPLOYED = 'It is deployed already, or its order is not done yet.';

/** What explain says of each code about an instance and its state. */
export const INSTANCE_THEME = theme('Instances', INSTANCE, {
  AUTH_RESOURCE_OWNER_ERROR:
    'The instance is gone, or it is in another region or account; the service does not tell which.',
  'Instance.NotFound': ELSEWHERE,
  BIZ_INSTANCE_NOT_FOUND: ELSEWHERE,
  'Instance.StatusNotRunning': 'It is not deployed yet, being upgraded, stopped or expired.',
  BIZ_INSTANCE_STATUS_ERROR: `${BUSY} A released instance answers so too.`,
  'InstanceStatus.NotAllowed': BUSY,
  'InstanceStatus.NotReleased': 'The instance still runs and is paid for: only what has ended can be deleted.',
  'InstanceStatus.NotWaitDeploy': DEPLOYED,
  INSTANCE_STATUS_NOT_WAIT_DEPLOY: DEPLOYED,
  'InstanceStatus.Released': 'It was released by hand, or some days after it had expired.',
  'InstanceStatus.Stopped': 'Somebody stopped it, or the account owes money.',
  BIZ_INSTANCE_DELETE_ERROR: 'It is not released yet, or another task holds it.',
  BIZ_INSTANCE_UPDATE_AUTO_CREATE_TOPIC_STATUS_ERROR: 'The instance is busy with another change of its settings.',
  ONS_INIT_ENV_ERROR: 'The instance has the wanted version already.',
  'VpcVSwitch.NotFound': 'An id is misspelled, or the network is in another region or account.',
  VPC_VSW_ZONE_MAPPING_ERROR: 'The zone was written for another vSwitch: each vSwitch lies in one zone.',
  SG_ERROR: 'The security group was deleted, or it belongs to another VPC.',
});
