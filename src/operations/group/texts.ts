/** The texts about changes of groups, for all operations that make them. */
import type { ChangeTexts } from '../../core/command.ts';

export const GROUPS_CREATED: ChangeTexts = {
  about: {
    one: 'About to create group {name} ({target}).',
    many: 'About to create groups {names} ({target}).',
  },
  reconciled: 'no clear response, but the group exists, so it was created',
  present: 'group "{name}" already exists ({reason})',
  skip: 'Use --if-not-exists to skip groups that already exist.',
  resumed: {
    one: 'Resuming the run started at {time}: {count} group already created, skipping (use --no-resume to start over)',
    many: 'Resuming the run started at {time}: {count} groups already created, skipping (use --no-resume to start over)',
  },
};

export const GROUPS_DELETED: ChangeTexts = {
  question: { one: 'Delete group {name}?', many: 'Delete {count} groups?' },
  about: {
    one: 'About to delete group {name} ({target}).',
    many: 'About to delete groups {names} ({target}).',
  },
  matching: 'About to delete groups matching "{pattern}" ({target}).',
  matched: {
    one: 'About to delete {count} group matching "{pattern}" ({target}).',
    many: 'About to delete {count} groups matching "{pattern}" ({target}).',
  },
  reconciled: 'no clear response, but the group no longer exists, so it was deleted',
  skip: 'Use --if-exists to skip groups that do not exist.',
  resumed: {
    one: 'Resuming the run started at {time}: {count} group already deleted, skipping (use --no-resume to start over)',
    many: 'Resuming the run started at {time}: {count} groups already deleted, skipping (use --no-resume to start over)',
  },
};
