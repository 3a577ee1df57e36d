/** Service codes about instances. Their usual causes are in explained/instance.ts. */
import { alikafka } from '../../core/text/command-line.ts';
import type { Entries, Entry } from './entry.ts';

const NO_INSTANCE = {
  kind: 'noInstance',
  meaning: 'The instance was not found, or it belongs to another account or region.',
  advice: 'Check the instance id and --region, or list the instances.',
  next: alikafka`instance list`,
} as const satisfies Entry;
const WRONG_STATE = {
  kind: 'state',
  meaning: 'The state of the instance does not allow this operation.',
  advice:
    'Check the ServiceStatus of the instance. If it is being deployed or changed, wait until it is running: run "{command}".',
  command: alikafka`wait instance <id> running`,
} as const satisfies Entry;
const NOT_DEPLOYABLE = {
  kind: 'state',
  meaning: 'The instance is not waiting to be deployed.',
  advice: 'Check the ServiceStatus of the instance: only an instance with status 0 (to be deployed) can be started.',
  next: alikafka`instance describe`,
} as const satisfies Entry;

/** Codes about instances: which one, its state, and its network. */
export const INSTANCE = {
  AUTH_RESOURCE_OWNER_ERROR: NO_INSTANCE,
  'Instance.NotFound': NO_INSTANCE,
  BIZ_INSTANCE_NOT_FOUND: NO_INSTANCE,
  'Instance.StatusNotRunning': WRONG_STATE,
  BIZ_INSTANCE_STATUS_ERROR: WRONG_STATE,
  'InstanceStatus.NotAllowed': WRONG_STATE,
  'InstanceStatus.NotReleased': {
    kind: 'state',
    meaning: 'The instance has not been released.',
    advice:
      'Only a released or expired instance can be deleted. Release a pay-as-you-go instance with "{command}"; a subscription can be deleted after it has expired.',
    command: alikafka`api ReleaseInstance InstanceId=<id>`,
  },
  'InstanceStatus.NotWaitDeploy': NOT_DEPLOYABLE,
  INSTANCE_STATUS_NOT_WAIT_DEPLOY: NOT_DEPLOYABLE,
  'InstanceStatus.Released': {
    kind: 'state',
    meaning: 'The instance has been released.',
    advice: 'Use another instance. A released instance can only be deleted: run "{command}".',
    command: alikafka`instance delete <id>`,
  },
  'InstanceStatus.Stopped': {
    kind: 'state',
    meaning: 'The instance is stopped.',
    advice: 'Start the instance again with "{command}".',
    command: alikafka`api ReopenInstance InstanceId=<id>`,
  },
  BIZ_INSTANCE_DELETE_ERROR: {
    kind: 'refused',
    meaning: 'The instance could not be deleted.',
    advice: 'Check with "{command}" that the ServiceStatus of the instance is 10 (released) or 15 (expired).',
    command: alikafka`instance describe <id>`,
  },
  BIZ_INSTANCE_UPDATE_AUTO_CREATE_TOPIC_STATUS_ERROR: {
    kind: 'refused',
    meaning: 'The automatic creation of topics could not be turned on or off.',
    advice: 'Wait until the instance has finished its current change, and run the command again.',
    next: alikafka`instance describe`,
  },
  ONS_INIT_ENV_ERROR: {
    kind: 'refused',
    meaning: 'The version of the instance could not be changed.',
    advice: 'Check the current version of the instance: it may be the new one already.',
    next: alikafka`instance describe`,
  },
  'VpcVSwitch.NotFound': {
    kind: 'notFound',
    meaning: 'The VPC or the vSwitch was not found.',
    advice: 'Copy the ids for --vpc-id and --vswitch-id from the VPC console, from the region of the instance.',
  },
  VPC_VSW_ZONE_MAPPING_ERROR: {
    kind: 'input',
    meaning: 'The vSwitch is not in that zone.',
    advice: 'Set --zone-id to the zone of the vSwitch, which the VPC console shows in the list of vSwitches.',
  },
  SG_ERROR: {
    kind: 'notFound',
    meaning: 'The security group of the instance was not found.',
    advice:
      'Check in the list of security groups of the ECS console whether the group still exists in the VPC of the instance. If it does not, report the RequestId to Alibaba Cloud support.',
  },
} as const satisfies Entries;
