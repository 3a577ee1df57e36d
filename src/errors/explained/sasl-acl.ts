/** The usual causes of the codes in catalogue/sasl-acl.ts, for `explain` and docs/errors.md. */
import { SASL_ACL } from '../catalogue/sasl-acl.ts';
import { theme } from './theme.ts';

const ACL_OFF = { cause: 'ACL was never turned on, or is still being turned on, which takes up to 20 minutes.' };

/** The usual causes of the codes about SASL users and permissions. */
export const SASL_ACL_THEME = theme('SASL users and permissions', SASL_ACL, {
  BIZ_SASL_USER_NOT_EXIST: {
    cause: 'The name is misspelled, the user was deleted, or it has the other type (plain, scram).',
  },
  BIZ_SASL_USER_NUM_EXCEED: { cause: 'Users of old clients or of tests were never deleted.' },
  BIZ_ACL_NOT_ENABLED: ACL_OFF,
  'Acl.Disable.Error': ACL_OFF,
  'Acl.AddSasl.Error': { cause: 'The instance was busy, or it does not accept the password.' },
  'Acl.DelSasl.Error': { cause: 'The instance was busy, or the user has the other type (plain, scram).' },
  'Acl.DuplicatedAuth.Error': {
    cause: 'Another user, or an earlier run of the same script, created the permission.',
  },
  BIZ_UPDATE_ACL_FAILED: {
    cause:
      'The permission to be deleted does not exist with exactly this user, resource, pattern and operation. If a read confirms that, "acl delete" ends with exit code 3.',
  },
});
