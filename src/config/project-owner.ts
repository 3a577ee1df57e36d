/** Whether a project file belongs to another user, and the texts about it. */
import { t } from '../core/text/texts.ts';
import { usage } from '../errors/failure.ts';
import type { Project } from './project.ts';

/** Owners of files. Empty or undefined if the system has no owners. */
export interface Ownership {
  /** User ids of a file and, where it is a symbolic link, of its target. */
  readonly owners: (path: string) => readonly number[];
  /** The user that this process runs as. */
  readonly uid: number | undefined;
  readonly cwd: string | undefined;
}

/**
 * The user id of another user who owns a project file: a user who can write into a parent folder could redirect a
 * deletion. Root accepts files of the owner of the working directory.
 */
export function foreignOwner({ path }: Project, { owners, uid, cwd }: Ownership): number | undefined {
  if (uid === undefined) return undefined;
  const accepted = new Set([uid, ...(uid === 0 && cwd !== undefined ? owners(cwd) : [])]);
  return owners(path).find((owner) => !accepted.has(owner));
}

/** The warning of a read about such a file. */
export const foreignWarning = ({ path }: Project, owner: number): string =>
  t('{path} belongs to another user (uid {owner}); changes will be refused', { path, owner });

/** Refuses a change whose target such a file may set. Throws Failure (exit 2). */
export function refuseForeign(project: Project | undefined): void {
  if (project?.foreignOwner === undefined) return;
  const { path, foreignOwner: owner } = project;
  throw usage([{ message: t('{path} belongs to another user (uid {owner}); nothing was changed', { path, owner }) }], {
    hint: t(
      'Check what the file sets. If you trust it, replace it with a copy that you own, or run the command in another folder.',
    ),
  });
}
