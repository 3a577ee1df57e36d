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

/** What becomes of a file: its new bytes, `removed`, or undefined where nothing changes. */
export type FileChange = Uint8Array | 'removed' | undefined;

/**
 * The same for a file that is the user's and not this tool's, such as the configuration of a shell: its mode stays, a new
 * one has the user's default mode, and so does the mode of its folder. A file that becomes empty is not removed unless
 * `removed` is returned.
 */
export type ChangeUserFile = (
  path: string,
  change: (content: Uint8Array | undefined, path: string) => FileChange,
) => Promise<void>;
