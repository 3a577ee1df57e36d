import { entry, type Entries } from './entry.ts';

const ACL_OFF = entry(
  'state',
  'ACL is not turned on for this instance.',
  'SASL users and ACLs need a running Professional instance of version 2.2.0 or later with ACL turned on in the console.',
);

/** SASL users and permissions. */
export const SASL_ACL = {
  BIZ_SASL_USER_NOT_EXIST: entry('notFound', 'The instance has no such SASL user.', 'List them.', 'alikafka sasl list'),
  BIZ_SASL_USER_NUM_EXCEED: entry(
    'quota',
    'The instance has as many SASL users as it may have.',
    'Delete users that are not needed.',
    'alikafka sasl list',
  ),
  BIZ_ACL_NOT_ENABLED: ACL_OFF,
  'Acl.Disable.Error': ACL_OFF,
  'Acl.AddSasl.Error': entry(
    'refused',
    'The SASL user could not be created.',
    'Look whether the user is there, then repeat.',
    'alikafka sasl list',
  ),
  'Acl.DelSasl.Error': entry(
    'refused',
    'The SASL user could not be deleted.',
    'Look whether the user is there, and with which type.',
    'alikafka sasl list',
  ),
  'Acl.DuplicatedAuth.Error': entry(
    'exists',
    'The permission is there already.',
    'Take --if-not-exists to leave it as it is.',
  ),
  BIZ_UPDATE_ACL_FAILED: entry(
    'refused',
    'The permission could not be changed.',
    'Check that it exists.',
    'alikafka acl list',
  ),
} as const satisfies Entries;
