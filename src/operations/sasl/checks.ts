/** Whether changes of SASL users have taken effect. */
import type { Verification } from '../../core/operation.ts';
import type { Row } from '../../core/shape.ts';
import { t } from '../../core/text/texts.ts';
import { groupsBy } from '../shared/common.ts';
import { doneIf, judging, listedStatus, placeOf } from '../shared/reading.ts';
import { describeSaslUsers, typeOf } from './list.ts';

/** The API's default. */
const DEFAULT_TYPE = 'plain';

/** A user is identified by name and type; one that is listed without a type may have any. */
const byUser = judging<Row | undefined>(async (inputs, reader) => {
  const byName = groupsBy(await reader.rows(describeSaslUsers, placeOf(inputs)), (user) => String(user['Username']));
  return (input) => {
    const type = String(input['Type'] ?? DEFAULT_TYPE).toLowerCase();
    return byName.get(String(input['Username']))?.find((user) => (typeOf(user) ?? type) === type);
  };
});

/**
 * After CreateSaslUser, which also sets the password of an existing user. If the list does not show passwords, a user
 * that did not exist before (`isNew`, known from the plan) was created; for another one the result is unknown.
 */
export const userSet = byUser((user, input): Verification => {
  if (user === undefined) return doneIf(false);
  if (!isHidden(user)) return doneIf(user['Password'] === input['Password']);
  return input['isNew'] === true
    ? doneIf(true)
    : {
        state: 'unknown',
        message: t('SASL user "{user}" exists, but the list does not show whether its password is the new one', {
          user: String(input['Username']),
        }),
      };
});

/** Left out, or replaced by stars. */
const isHidden = (user: Row): boolean => /^\**$/.test(String(user['Password'] ?? ''));

/** After DeleteSaslUser. */
export const userDeleted = byUser((user) => doneIf(user === undefined));

/** Listed. */
export const userListed = byUser(listedStatus);
