import type { Context } from '../context.ts';
import { expandHome } from '../files/config-text.ts';

/** Files as the settings read them: a path in a setting may begin with `~`. */
export const readerOf = ({ cwd, home, files }: Context) => ({
  cwd,
  read: (path: string): Promise<string | undefined> => files.read(expandHome(path, home)),
});
