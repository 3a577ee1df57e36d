/** The texts about changes of instances, for all operations that make them. */
import type { ChangeTexts } from '../../core/command.ts';

/** None of them can be restored, so each is confirmed by its id. */
export const INSTANCES_DELETED: ChangeTexts = {
  about: {
    one: 'About to delete instance {name} ({target}). This cannot be undone.',
  },
  reconciled: 'no clear response, but the instance no longer exists, so it was deleted',
  resumed: {
    one: 'Resuming the run started at {time}: {count} instance already deleted, skipping (use --no-resume to start over)',
    many: 'Resuming the run started at {time}: {count} instances already deleted, skipping (use --no-resume to start over)',
  },
};

export const INSTANCE_STARTED: ChangeTexts = {
  about: {
    one: 'About to start instance {name} ({target}).',
  },
};

export const INSTANCE_RENAMED: ChangeTexts = {
  about: {
    one: 'About to rename instance {id} to {newName} ({target}).',
  },
  values: (steps) => ({
    id: String(steps[0]?.input['InstanceId']),
    newName: String(steps[0]?.input['InstanceName']),
  }),
};

export const INSTANCE_ORDERED: ChangeTexts = {
  question: { one: 'Order this instance and pay for it?' },
  about: {
    one: 'About to order an instance, which will be charged ({target}).',
  },
};

export const UPGRADE_ORDERED: ChangeTexts = {
  question: {
    one: 'Upgrade instance {name} and pay for the upgrade?',
  },
  about: {
    one: 'About to order an upgrade of instance {name}, which will be charged ({target}).',
  },
};
