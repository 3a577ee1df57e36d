/** A JSON value in a file that many processes read and change at once. */
export interface VersionedFile<V> {
  /** Reads the newest value. */
  readonly read: <T>(look: (value: V) => T) => Promise<T>;
  /** Changes the value; run again when another process was faster. Nothing is kept when `change` throws. */
  readonly write: <T>(change: (value: V) => T) => Promise<T>;
}

/** What the value of a file is. */
export interface FileLayout<V> {
  /** The first value. */
  readonly initial: () => V;
  /** What keeps a parsed value from being one, as the end of a sentence. */
  readonly wrong: (value: unknown) => string | undefined;
  /** What the reader of an error can do. */
  readonly remedy: string;
}

/** The error of a file that cannot be read or written: what was to be changed in it is not changed. */
export type UnusableFile = Error & { readonly code: 'UNUSABLE_FILE' };

/** Files of values, by their paths. */
export interface VersionedFiles {
  /** The file is created by the first use. Its methods throw UnusableFile, which names the file and the remedy. */
  open<V>(path: string, layout: FileLayout<V>): VersionedFile<V>;
  /** The next use finds the initial value, in processes that have the file open too. Nothing where there is no file. */
  reset(path: string): Promise<void>;
}
