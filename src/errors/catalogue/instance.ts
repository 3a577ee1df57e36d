import { entry, type Entries } from './entry.ts';

const NO_INSTANCE = entry(
  'noInstance',
  'There is no such instance, or it belongs to another account or region.',
  'Check --region.',
  'alikafka instance list',
);
const WRONG_STATE = entry(
  'state',
  'The instance is not in a state that allows this.',
  'Look at its ServiceStatus.',
  'alikafka instance describe',
);
const NOT_DEPLOYABLE = entry(
  'state',
  'The instance is not waiting to be deployed.',
  'Only an instance with status 0 can be started.',
);

/** Instances: which one, its state, and where it is deployed. */
export const INSTANCE = {
  AUTH_RESOURCE_OWNER_ERROR: NO_INSTANCE,
  'Instance.NotFound': NO_INSTANCE,
  BIZ_INSTANCE_NOT_FOUND: NO_INSTANCE,
  'Instance.StatusNotRunning': WRONG_STATE,
  BIZ_INSTANCE_STATUS_ERROR: WRONG_STATE,
  'InstanceStatus.NotAllowed': WRONG_STATE,
  'InstanceStatus.NotReleased': entry(
    'state',
    'The instance is not released.',
    'Only a released or expired instance can be deleted: release it in the console first.',
  ),
  'InstanceStatus.NotWaitDeploy': NOT_DEPLOYABLE,
  INSTANCE_STATUS_NOT_WAIT_DEPLOY: NOT_DEPLOYABLE,
  'InstanceStatus.Released': entry(
    'state',
    'The instance is released.',
    'Take another instance; a released one can only be deleted: alikafka instance delete <id>',
  ),
  'InstanceStatus.Stopped': entry('state', 'The instance is stopped.', 'Start it again in the console.'),
  BIZ_INSTANCE_DELETE_ERROR: entry(
    'refused',
    'The instance could not be deleted.',
    'Look at its ServiceStatus, which has to be released or expired: alikafka instance describe <id>',
  ),
  BIZ_INSTANCE_UPDATE_AUTO_CREATE_TOPIC_STATUS_ERROR: entry(
    'refused',
    'The automatic creation of topics could not be switched.',
    'Repeat in a moment, when the instance has ended what it does.',
  ),
  ONS_INIT_ENV_ERROR: entry(
    'refused',
    'The version of the instance could not be changed.',
    'Look at the version it has: the new one may be there already.',
  ),
  'VpcVSwitch.NotFound': entry(
    'notFound',
    'There is no such VPC or vSwitch.',
    'Check --vpc-id and --vswitch-id in the VPC console.',
  ),
  VPC_VSW_ZONE_MAPPING_ERROR: entry(
    'input',
    'The vSwitch is not in that zone.',
    'Give the zone of the vSwitch with --zone-id.',
  ),
  SG_ERROR: entry(
    'notFound',
    'The security group of the instance was not found.',
    'Look in the ECS console whether the security group is still there.',
  ),
} as const satisfies Entries;
