/** How a program is run. */
export interface ProgramOptions {
  /** Milliseconds after which it is killed. */
  readonly limit: number;
  /** Its variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** It may ask a person: its stdin and stderr are the terminal's. Else it has nothing to read, and stderr is returned. */
  readonly terminal: boolean;
  /** Kills it when it aborts. */
  readonly stop?: AbortSignal | undefined;
}

/** What a program came to. */
export interface ProgramResult {
  /** Undefined where it did not come to its own end. */
  readonly code: number | undefined;
  readonly stdout: string;
  /** Undefined where it was shown on the terminal. */
  readonly stderr?: string;
  /** Why it did not start or end by itself: `there is no such command`. */
  readonly violation?: string;
}

/** Runs a program without a shell and returns what it printed. Never rejects. */
export type RunProgram = (command: readonly string[], options: ProgramOptions) => Promise<ProgramResult>;

/**
 * Runs a child of this program (`emulator -- command`) on its terminal and returns its exit code, 128 and the signal's
 * number where one ended it. Signals that come meanwhile are the child's: they do not stop this command.
 */
export type Spawn = (command: readonly string[], env: Record<string, string>) => Promise<number>;
