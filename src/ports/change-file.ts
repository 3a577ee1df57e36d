/**
 * Reads, changes and replaces a text file as one step: no process undoes what another one changes at the same time.
 * `change` gets the text, undefined if there is no file, and the path that links lead to; it returns the new text, or
 * undefined if nothing changes. Only the owner may read the file and its folder. Throws errors of the file system, and
 * what `change` throws; nothing is written then.
 */
export type ChangeFile = (
  path: string,
  change: (text: string | undefined, path: string) => string | undefined,
) => Promise<void>;

/** The change of a file: its new bytes, `removed`, or undefined if nothing changes. */
export type FileChange = Uint8Array | 'removed' | undefined;

/**
 * The same for a file that belongs to the user, such as the configuration of a shell: its mode is kept, a new file and
 * its folder get the user's default mode. A file that becomes empty is not removed unless `removed` is returned.
 */
export type ChangeUserFile = (
  path: string,
  change: (content: Uint8Array | undefined, path: string) => FileChange,
) => Promise<void>;
