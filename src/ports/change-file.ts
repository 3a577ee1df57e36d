/**
 * Reads, changes and replaces a text file as one step: of several processes that change it at the same time none undoes
 * what another did. `change` gets the text, undefined where there is no file, and the path that links lead to; it
 * returns the new text, or undefined where nothing changes. The file is for its owner alone, and so is its folder.
 * Throws what the file system says, and what `change` throws; nothing is written then.
 */
export type ChangeFile = (
  path: string,
  change: (text: string | undefined, path: string) => string | undefined,
) => Promise<void>;
