/** A JSON value in a file that several processes read and change at the same time. */
export interface VersionedFile<V> {
  /** Reads the newest value. */
  readonly read: <T>(look: (value: V) => T) => Promise<T>;
  /** Changes the value; run again if another process was faster. Nothing is saved if `change` throws. */
  readonly write: <T>(change: (value: V) => T) => Promise<T>;
}

/** The layout of a file's value. */
export interface FileLayout<V> {
  /** The initial value. */
  readonly initial: () => V;
  /** Why a parsed value does not have this layout, as the end of a sentence; undefined if it does. */
  readonly wrong: (value: unknown) => string | undefined;
  /** How a user can fix an error. */
  readonly remedy: string;
}

/** The error of a file that cannot be read or written: the change was not made. */
export type UnusableFile = Error & { readonly code: 'UNUSABLE_FILE' };

/** Files of values, by their paths. */
export interface VersionedFiles {
  /** The file is created by the first use. Its methods throw UnusableFile, which names the file and the remedy. */
  open<V>(path: string, layout: FileLayout<V>): VersionedFile<V>;
  /**
   * The next use gets the initial value, also in processes that have the file open. Does nothing if there is no file.
   */
  reset(path: string): Promise<void>;
}
