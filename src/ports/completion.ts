/** The effects that completion needs. None of them throws, prints or prompts. */
export interface CompletionEffects {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string | undefined;
  readonly cwd: string | undefined;
  /** Milliseconds since the process started. */
  readonly elapsed: () => number;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** The table of commands that the build writes. */
  readonly table: () => string;
  /** The path, time and size of a file, which change with its content; undefined if there is none. */
  readonly stamp: (path: string) => string | undefined;
  /** The text of a settings file; undefined if there is none that can be read. */
  readonly readFile: (path: string) => string | undefined;
  /** The entries of a folder; folders end with a slash. */
  readonly folder: (path: string) => readonly string[];
  /** A file of the state folder that only its owner may read or write; undefined if there is none. */
  readonly readState: (name: string) => string | undefined;
  /** Creates a mark in the state folder. False if there is a younger one, or if none can be created. */
  readonly mark: (name: string, lifetime: number) => boolean;
  /** Starts a process of this program that reads names and ends by itself. */
  readonly refresh: (request: string) => void;
  readonly write: (text: string) => Promise<void>;
}
