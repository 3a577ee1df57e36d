import { usage } from '../errors/failure.ts';
import type { Project } from './project.ts';

/** Whose the files are. Empty or undefined where the system has no owners. */
export interface Ownership {
  /** User ids of a file and, where it is a link, of what it leads to. */
  readonly owners: (path: string) => readonly number[];
  /** The user that this process runs as. */
  readonly uid: number | undefined;
  readonly cwd: string | undefined;
}

/**
 * The user id of somebody else to whom a project file belongs: who can write into a folder above
 * this one could send a deletion elsewhere. Root takes what belongs to the owner of the working folder.
 */
export function foreignOwner({ path }: Project, { owners, uid, cwd }: Ownership): number | undefined {
  if (uid === undefined) return undefined;
  const accepted = new Set([uid, ...(uid === 0 && cwd !== undefined ? owners(cwd) : [])]);
  return owners(path).find((owner) => !accepted.has(owner));
}

const says = ({ path }: Project, owner: number): string => `${path} belongs to another user (uid ${owner})`;

/** What a read says of such a file. */
export const foreignWarning = (project: Project, owner: number): string =>
  `${says(project, owner)}; a change would be refused`;

/** Throws Failure (exit 2) where a change would go where such a file says. */
export function refuseForeign(project: Project | undefined): void {
  if (project?.foreignOwner === undefined) return;
  throw usage([{ message: `${says(project, project.foreignOwner)}: nothing was changed` }], {
    hint: 'Check what it sets. If you trust it, replace it with a copy of your own, or run the command in another folder.',
  });
}
