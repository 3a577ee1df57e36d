import { SASL_ACL } from '../catalogue/sasl-acl.ts';
import { theme } from './theme.ts';

const NOT_ON = 'ACL was never turned on, or is still being turned on, which takes up to 20 minutes.';

/** What explain says of each code about SASL users and permissions. */
export const SASL_ACL_THEME = theme('SASL users and permissions', SASL_ACL, {
  BIZ_SASL_USER_NOT_EXIST: 'The name is misspelled, or the user was deleted, or has the other type (plain, scram).',
  BIZ_SASL_USER_NUM_EXCEED: 'Users of old clients or of tests were never deleted.',
  BIZ_ACL_NOT_ENABLED: NOT_ON,
  'Acl.Disable.Error': NOT_ON,
  'Acl.AddSasl.Error': 'The instance was busy, or the password is not one that it takes.',
  'Acl.DelSasl.Error': 'The instance was busy, or the user has the other type (plain, scram).',
  'Acl.DuplicatedAuth.Error': 'Somebody, or an earlier run of the same script, gave it.',
  BIZ_UPDATE_ACL_FAILED:
    'The permission that was to be removed is not there in just this form: user, name, pattern, operation. "acl delete" reads whether that is so, and ends with exit 3 then.',
});
