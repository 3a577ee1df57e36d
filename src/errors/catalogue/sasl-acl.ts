/** Service codes about SASL users and permissions. Their usual causes are in explained/sasl-acl.ts. */
import { alikafka } from '../../core/text/command-line.ts';
import type { Entries, Entry } from './entry.ts';

const ACL_OFF = {
  kind: 'state',
  meaning: 'The ACL feature of the instance is turned off.',
  advice:
    'SASL users and permissions need a running Professional instance of version 2.2.0 or later. Turn on the ACL feature with "{command}"; this takes up to 20 minutes.',
  command: alikafka`api UpdateInstanceConfig InstanceId=<id> 'Config={"enable.acl":"true"}'`,
} as const satisfies Entry;

/** Codes about SASL users and permissions. */
export const SASL_ACL = {
  BIZ_SASL_USER_NOT_EXIST: {
    kind: 'notFound',
    meaning: 'The SASL user was not found in the instance.',
    advice: 'Check the spelling, or list the SASL users.',
    next: alikafka`sasl list`,
  },
  BIZ_SASL_USER_NUM_EXCEED: {
    kind: 'quota',
    meaning: 'The instance has reached its limit of SASL users.',
    advice: 'Delete SASL users that are not needed.',
    next: alikafka`sasl list`,
  },
  BIZ_ACL_NOT_ENABLED: ACL_OFF,
  'Acl.Disable.Error': ACL_OFF,
  'Acl.AddSasl.Error': {
    kind: 'refused',
    meaning: 'The SASL user could not be created.',
    advice: 'Check whether the SASL user exists. If it does not, run the command again.',
    next: alikafka`sasl list`,
  },
  'Acl.DelSasl.Error': {
    kind: 'refused',
    meaning: 'The SASL user could not be deleted.',
    advice: 'Check whether the SASL user exists, and pass its type with --type.',
    next: alikafka`sasl list`,
  },
  'Acl.DuplicatedAuth.Error': {
    kind: 'exists',
    meaning: 'The permission already exists.',
    advice: 'Use --if-not-exists to skip permissions that already exist.',
    next: alikafka`acl list`,
  },
  BIZ_UPDATE_ACL_FAILED: {
    kind: 'refused',
    meaning: 'The permission could not be changed.',
    advice: 'Check that the permission exists with exactly these values.',
    next: alikafka`acl list`,
  },
} as const satisfies Entries;
