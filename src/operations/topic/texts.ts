/** The texts about changes of topics, for all operations that make them. */
import type { ChangeTexts } from '../../core/command.ts';

export const TOPICS_CREATED: ChangeTexts = {
  about: {
    one: 'About to create topic {name} ({target}).',
    many: 'About to create topics {names} ({target}).',
  },
  reconciled: 'no clear response, but the topic exists, so it was created',
  present: 'topic "{name}" already exists ({reason})',
  skip: 'Use --if-not-exists to skip topics that already exist.',
  resumed: {
    one: 'Resuming the run started at {time}: {count} topic already created, skipping (use --no-resume to start over)',
    many: 'Resuming the run started at {time}: {count} topics already created, skipping (use --no-resume to start over)',
  },
};

export const TOPICS_DELETED: ChangeTexts = {
  question: { one: 'Delete topic {name}?', many: 'Delete {count} topics?' },
  about: {
    one: 'About to delete topic {name} ({target}).',
    many: 'About to delete topics {names} ({target}).',
  },
  matching: 'About to delete topics matching "{pattern}" ({target}).',
  matched: {
    one: 'About to delete {count} topic matching "{pattern}" ({target}).',
    many: 'About to delete {count} topics matching "{pattern}" ({target}).',
  },
  reconciled: 'no clear response, but the topic no longer exists, so it was deleted',
  skip: 'Use --if-exists to skip topics that do not exist.',
  resumed: {
    one: 'Resuming the run started at {time}: {count} topic already deleted, skipping (use --no-resume to start over)',
    many: 'Resuming the run started at {time}: {count} topics already deleted, skipping (use --no-resume to start over)',
  },
};

export const PARTITIONS_ADDED: ChangeTexts = {
  about: {
    one: 'About to add partitions to topic {name} ({target}).',
  },
};

export const REMARK_SET: ChangeTexts = {
  about: {
    one: 'About to change the remark of topic {name} ({target}).',
  },
  label: ({ Topic }) => String(Topic),
};
