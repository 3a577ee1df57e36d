/** The port of other programs: those whose output is read, and the child of `emulator -- command`. */

/** How a program is run. */
export interface ProgramOptions {
  /** Milliseconds after which it is killed. */
  readonly limit: number;
  /** Its environment variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** It may prompt: its stdin and stderr are those of the terminal. Else its stdin is empty, and stderr is returned. */
  readonly terminal: boolean;
  /** Kills it when it aborts. */
  readonly stop?: AbortSignal | undefined;
}

/** The result of a program. */
export interface ProgramResult {
  /** The exit code; undefined if it did not exit by itself. */
  readonly code: number | undefined;
  readonly stdout: string;
  /** Undefined if it was shown on the terminal. */
  readonly stderr?: string;
  /** Why it did not start or end by itself: `there is no such command`. */
  readonly violation?: string;
}

/** Runs a program without a shell and returns what it printed. Never rejects. */
export type RunProgram = (command: readonly string[], options: ProgramOptions) => Promise<ProgramResult>;

/**
 * Runs a child of this program (`emulator -- command`) on its terminal and returns its exit code, or 128 plus the
 * number of the signal that ended it. Signals during that time are for the child: they do not stop this command.
 */
export type Spawn = (command: readonly string[], env: Record<string, string>) => Promise<number>;
