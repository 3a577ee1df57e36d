/** Reads settings files, with errors that name the file. */
import { loadProject, type Project } from './project.ts';
import { foreignOwner } from './project-owner.ts';
import type { Context } from '../context.ts';
import { expandHome } from '../core/text/config-text.ts';

/** The project file of this command, with its owner. Throws Failure (exit 2) if it cannot be used. */
export async function projectOf({ files, uid, cwd }: Context): Promise<Project | undefined> {
  const project = await loadProject(files, cwd);
  if (project === undefined) return undefined;
  const owner = foreignOwner(project, { owners: (path) => files.owners(path), uid, cwd });
  return owner === undefined ? project : { ...project, foreignOwner: owner };
}

/** Files as the settings read them: a path in a setting may begin with `~`. */
export const readerOf = ({ cwd, home, files }: Pick<Context, 'cwd' | 'home' | 'files'>) => ({
  cwd,
  read: (path: string): Promise<string | undefined> => files.read(expandHome(path, home)),
});
