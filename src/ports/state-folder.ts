/** A small value that concurrent commands of one user share. */
export interface Shared<V> {
  /** Changes the value; run again if another process was faster. Nothing is saved if `change` throws. */
  change<T>(change: (value: V) => T): Promise<T>;
}

/** The state that is kept between commands. Names are plain file names; methods throw errors of the file system. */
export interface StateFolder {
  /** A JSON object in versions. One that is damaged, or has another layout than the initial one, is reset. */
  shared<V>(name: string, initial: () => V): Shared<V>;
  /** The text of a file, or undefined if there is none. Of a shared value: its JSON, at most one change old. */
  read(name: string): Promise<string | undefined>;
  /** Adds the text to a file in one step, so that the texts of several processes never mix. */
  append(name: string, text: string): Promise<void>;
  /** Replaces a file as a whole. */
  replace(name: string, text: string): Promise<void>;
  /** Removes a file that was appended to or replaced; does nothing if there is none. */
  remove(name: string): Promise<void>;
  /** Files whose names begin so, by name, with the time of their last change (epoch ms by the file system). */
  names(prefix: string): Promise<readonly { readonly name: string; readonly modified: number }[]>;
}
