import type { Context } from '../context.ts';
import { Failure } from '../errors/failure.ts';
import { expandHome } from '../files/config-text.ts';

/** The text of a file with input; undefined where it cannot be read. Throws Failure where it is interrupted. */
export async function inputText({ files }: Context, path: string): Promise<string | undefined> {
  try {
    return await files.readInput(path);
  } catch (error) {
    if (error instanceof Failure) throw error;
    return undefined;
  }
}

/** Files as the settings read them: a path in a setting may begin with `~`. */
export const readerOf = ({ cwd, home, files }: Context) => ({
  cwd,
  read: (path: string): Promise<string | undefined> => files.read(expandHome(path, home)),
});
