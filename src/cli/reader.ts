import type { Context } from '../context.ts';

/** Files as the settings read them. */
export const readerOf = ({ cwd, files }: Context) => ({
  cwd,
  read: (path: string): Promise<string | undefined> => files.read(path),
});
