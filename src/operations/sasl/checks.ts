import type { Verification } from '../../core/operation.ts';
import type { Row } from '../../core/shape.ts';
import { groupsBy } from '../shared/common.ts';
import { doneIf, judging, listedStatus, placeOf } from '../shared/reading.ts';
import { describeSaslUsers, typeOf } from './list.ts';

/** What a user is without a type. */
const DEFAULT_TYPE = 'plain';

/** Users are told apart by name and type; one that is listed without its type may be of any. */
const byUser = judging<Row | undefined>(async (inputs, reader) => {
  const byName = groupsBy(await reader.rows(describeSaslUsers, placeOf(inputs)), (user) => String(user['Username']));
  return (input) => {
    const type = String(input['Type'] ?? DEFAULT_TYPE).toLowerCase();
    return byName.get(String(input['Username']))?.find((user) => (typeOf(user) ?? type) === type);
  };
});

/**
 * After CreateSaslUser, which sets the password of a user that is there. Where passwords are not shown, a user that was
 * not there before (`isNew`, which the plan has seen) is the one that was created; of another nothing can be said.
 */
export const userSet = byUser((user, input): Verification => {
  if (user === undefined) return doneIf(false);
  if (!isHidden(user)) return doneIf(user['Password'] === input['Password']);
  return input['isNew'] === true
    ? doneIf(true)
    : { state: 'unknown', message: 'exists, but the list does not show whether the password is the new one' };
});

/** Left out, or stars in its place. */
const isHidden = (user: Row): boolean => /^\**$/.test(String(user['Password'] ?? ''));

/** After DeleteSaslUser. */
export const userDeleted = byUser((user) => doneIf(user === undefined));

/** Listed. */
export const userListed = byUser(listedStatus);
