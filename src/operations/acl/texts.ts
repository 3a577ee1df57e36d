/** The texts about changes of permissions, for all operations that make them. */
import type { ChangeTexts } from '../../core/command.ts';
import type { Step } from '../../core/plan.ts';
import type { Row } from '../../core/shape.ts';

export const PERMISSIONS_CREATED: ChangeTexts = {
  about: {
    one: 'About to create the {permission} permission of SASL user {user} on {resource} ({target}).',
    many: 'About to create permissions {names} ({target}).',
  },
  reconciled: 'no clear response, but the permission exists, so it was created',
  present: 'permission "{name}" already exists ({reason})',
  skip: 'Use --if-not-exists to skip permissions that already exist.',
  label: labelOf,
  values: valuesOf,
  resumed: {
    one: 'Resuming the run started at {time}: {count} permission already created, skipping (use --no-resume to start over)',
    many: 'Resuming the run started at {time}: {count} permissions already created, skipping (use --no-resume to start over)',
  },
};

export const PERMISSIONS_DELETED: ChangeTexts = {
  question: {
    one: 'Delete the {permission} permission of SASL user {user} on {resource}?',
    many: 'Delete {count} permissions?',
  },
  about: {
    one: 'About to delete the {permission} permission of SASL user {user} on {resource} ({target}).',
    many: 'About to delete permissions {names} ({target}).',
  },
  reconciled: 'no clear response, but the permission no longer exists, so it was deleted',
  skip: 'Use --if-exists to skip permissions that do not exist.',
  absent: 'permission "{name}" not found ({reason})',
  label: labelOf,
  values: valuesOf,
  resumed: {
    one: 'Resuming the run started at {time}: {count} permission already deleted, skipping (use --no-resume to start over)',
    many: 'Resuming the run started at {time}: {count} permissions already deleted, skipping (use --no-resume to start over)',
  },
};

/** The resource of a permission in the form for the command line, with the pattern if that is not one name. */
function resourceOf({ AclResourceType, AclResourceName, AclResourcePatternType }: Row): string {
  const resource = `${String(AclResourceType).toLowerCase()}/${String(AclResourceName)}`;
  const pattern = String(AclResourcePatternType).toLowerCase();
  return pattern === 'literal' ? resource : `${resource} (${pattern})`;
}

/** `app Read topic/orders`. */
function labelOf(names: Row): string {
  return [names['Username'], names['AclOperationType'], resourceOf(names)].map(String).join(' ');
}

/** The parts of the one permission that is changed. */
function valuesOf(steps: readonly Step[]): Readonly<Record<string, string>> {
  const names = steps[0]?.names[0] ?? {};
  return {
    permission: String(names['AclOperationType']),
    user: String(names['Username']),
    resource: resourceOf(names),
  };
}
