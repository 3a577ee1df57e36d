/** Handlers of SASL users. */
import type { createSaslUser as CreateSaslUser, deleteSaslUser as DeleteSaslUser } from '../../operations/sasl/sasl.ts';
import type { describeSaslUsers as DescribeSaslUsers } from '../../operations/sasl/list.ts';
import { given, type Handler, type Handlers, NOTHING } from '../handler.ts';
import { sizesOf } from '../state/lifecycle.ts';
import { isProfessional } from '../limits/limits.ts';
import { productRefusal } from '../checks/refusal.ts';
import type { Instance } from '../state/state.ts';
import { readable, writable } from './find.ts';

/**
 * Users and permissions require access control, which professional instances always have here
 * (docs/sources.md#access-control).
 */
export function checkAclOn(instance: Instance, now: number): void {
  if (!isProfessional(sizesOf(instance, now))) throw productRefusal('BIZ_ACL_NOT_ENABLED');
}

/** The default type of a user, for creation and deletion. */
const DEFAULT_TYPE = 'plain';

const MECHANISM: Readonly<Record<string, string>> = { plain: 'PLAIN', scram: 'SCRAM-SHA-256' };

/**
 * Passwords are in plain text, as the service presumably sends them: clients must mask them
 * (docs/sources.md#sasl-passwords).
 */
const describeSaslUsers: Handler<typeof DescribeSaslUsers.params> = (state, input, { now }) => {
  const instance = readable(state, input, now);
  checkAclOn(instance, now);
  const SaslUserList = instance.users.map(({ name, type, password }) => ({
    Username: name,
    Password: password,
    Type: type,
    Mechanism: MECHANISM[type],
  }));
  return { SaslUserList };
};

/** Users are identified by name and type. */
const userOf = (
  { users }: Instance,
  { Username, Type = DEFAULT_TYPE }: { readonly Username?: string; readonly Type?: string },
): Instance['users'][number] | undefined => users.find(({ name, type }) => name === Username && type === Type);

/** An existing user gets the new password (docs/sources.md#sasl-replacement). */
const createSaslUser: Handler<typeof CreateSaslUser.params> = (state, input, { now }) => {
  const instance = writable(state, input, now);
  checkAclOn(instance, now);
  const user = userOf(instance, input);
  const { Username: name, Type: type = DEFAULT_TYPE } = input;
  if (user === undefined) instance.users.push({ name: given(name), type, password: given(input.Password) });
  else user.password = given(input.Password);
  return NOTHING;
};

/** Permissions are kept, as in Kafka: they belong to the name, and apply again to a new user of that name. */
const deleteSaslUser: Handler<typeof DeleteSaslUser.params> = (state, input, { now }) => {
  const instance = writable(state, input, now);
  checkAclOn(instance, now);
  const user = userOf(instance, input);
  if (user === undefined) throw productRefusal('BIZ_SASL_USER_NOT_EXIST');
  instance.users = instance.users.filter((other) => other !== user);
  return NOTHING;
};

/** The handlers by action. */
export const SASL_HANDLERS: Handlers = {
  DescribeSaslUsers: describeSaslUsers,
  CreateSaslUser: createSaslUser,
  DeleteSaslUser: deleteSaslUser,
};
