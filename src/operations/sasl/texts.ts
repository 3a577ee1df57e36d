/** The texts about changes of SASL users, for all operations that make them. */
import type { ChangeTexts } from '../../core/command.ts';

export const USERS_CREATED: ChangeTexts = {
  about: {
    one: 'About to create SASL user {name} ({target}).',
    many: 'About to create SASL users {names} ({target}).',
  },
  reconciled: 'no clear response, but the SASL user exists, so it was created',
  present: 'SASL user "{name}" already exists ({reason})',
  skip: 'Use --if-not-exists to skip SASL users that already exist.',
  resumed: {
    one: 'Resuming the run started at {time}: {count} SASL user already created, skipping (use --no-resume to start over)',
    many: 'Resuming the run started at {time}: {count} SASL users already created, skipping (use --no-resume to start over)',
  },
  label: ({ Username }) => String(Username),
};

export const USERS_DELETED: ChangeTexts = {
  question: { one: 'Delete SASL user {name}?', many: 'Delete {count} SASL users?' },
  about: {
    one: 'About to delete SASL user {name} ({target}).',
    many: 'About to delete SASL users {names} ({target}).',
  },
  reconciled: 'no clear response, but the SASL user no longer exists, so it was deleted',
  skip: 'Use --if-exists to skip SASL users that do not exist.',
  resumed: {
    one: 'Resuming the run started at {time}: {count} SASL user already deleted, skipping (use --no-resume to start over)',
    many: 'Resuming the run started at {time}: {count} SASL users already deleted, skipping (use --no-resume to start over)',
  },
};

export const PASSWORDS_SET: ChangeTexts = {
  question: { one: 'Replace the password of SASL user {name}?', many: 'Replace the passwords of {count} SASL users?' },
  about: {
    one: 'About to replace the password of SASL user {name} ({target}).',
    many: 'About to replace the passwords of SASL users {names} ({target}).',
  },
};
