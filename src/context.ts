/**
 * The effects of a command: streams, prompts, progress, files, time and processes. host/ has the real ones, tests give
 * their own.
 */
import type { ChangeFile, ChangeUserFile } from './ports/change-file.ts';
import type { Listen } from './ports/http-server.ts';
import type { RunPager } from './ports/pager.ts';
import type { Probes } from './ports/probes.ts';
import type { RunProgram, Spawn } from './ports/program.ts';
import type { StateFolder } from './ports/state-folder.ts';
import type { VersionedFiles } from './ports/versioned-file.ts';
import type { Send } from './transport/send.ts';

/** An output stream. */
export interface Output {
  readonly isTTY: boolean;
  /** A terminal that can move its cursor (TERM=dumb cannot), so progress messages may be animated. */
  readonly animated: boolean;
  /** Width of the terminal in columns; 80 if there is none. */
  readonly columns: number;
  /** Height of the terminal in lines; 0 if there is none, or if it is not known. */
  readonly rows: number;
  /** The reader has closed the pipe: later writes are dropped, which is not an error. */
  readonly closed: boolean;
  /**
   * Settles when more may be written. stdout throws a Failure (`StdoutFailed`, exit 1) if it cannot be written for a
   * reason other than a closed pipe; stderr never throws.
   */
  write(text: string | Uint8Array): Promise<void>;
}

/** stdin. */
export interface Input {
  readonly isTTY: boolean;
  /**
   * All of it, as bytes, since decoding would change a secret. Throws Failure (`Interrupted`) once the command is
   * stopped.
   */
  bytes(): Promise<Uint8Array>;
}

/** One choice of a question, as shown. */
export interface Option {
  readonly value: string;
  readonly label: string;
}

/** One item of a pick list. */
export interface PickItem {
  readonly value: string;
  /** Its name, with hidden characters made visible. */
  readonly name: string;
  /** The text that is searched: the name, and what is shown next to it. */
  readonly text: string;
  /** The item as a line of at most this many columns of a terminal. */
  line(columns: number): string;
}

/** How a pick list works. */
export interface PickOptions {
  /** Several can be picked. */
  readonly many?: boolean;
  /** The value that is marked initially. */
  readonly first?: string | undefined;
  /** Typed text can be picked too, as a value that is not in the list. */
  readonly typed?: boolean;
}

/**
 * Questions, asked on stderr. Text that is typed before a question is shown never answers it. They throw
 * Failure: `Declined` (exit 130) on Ctrl-C and Ctrl-D, `Interrupted` at once on a signal (exit 130, 143 or 129).
 */
export interface Prompts {
  /** True only if `y` or `yes` was typed, in any case. */
  confirm(question: string): Promise<boolean>;
  line(question: string): Promise<string>;
  secret(question: string): Promise<string>;
  /** The value of one of the choices, chosen with arrow keys; `first` is marked initially. */
  select(question: string, choices: readonly Option[], first?: string): Promise<string>;
  /**
   * The values of the picked items, in the order of the list: one, or with `many` one or several. Typed text narrows
   * the list, which may be long.
   */
  pick(question: string, items: readonly PickItem[], options?: PickOptions): Promise<readonly string[]>;
}

/** The text of a progress message; a function gets the available columns. */
export type ProgressText = string | ((columns: number) => string);

/** A progress message that is shown; a call ends it. */
export interface Shown {
  (): void;
  /** Replaces the text. */
  update(text: ProgressText): void;
}

/** Progress messages for long operations. */
export interface Progress {
  /** Whether progress is shown; if not, important steps are printed as lines. */
  readonly visible: boolean;
  /** Shows `text` if the operation takes longer than a moment. */
  start(text: ProgressText): Shown;
  /**
   * Shows `text` while `work` takes longer than a moment, unless another progress message is shown. Consecutive reads
   * are shown as one. Throws what `work` throws.
   */
  during<T>(text: ProgressText, work: () => Promise<T>): Promise<T>;
  /** Hides progress while `work` uses the terminal, for a program that may prompt. Throws what `work` throws. */
  readonly aside: <T>(work: () => Promise<T>) => Promise<T>;
}

/** Access to files. */
export interface Files {
  /**
   * The text of a settings file, or undefined if there is none. Throws on anything else, including files that are not
   * regular (a pipe, a device, a folder) or longer than 16 MB.
   */
  read(path: string): Promise<string | undefined>;
  /** The same as bytes, for a file of any encoding. */
  readBytes(path: string): Promise<Uint8Array | undefined>;
  /**
   * The bytes of a file with input, or undefined if there is none. Pipes are read to their end (`-f <(command)`).
   * Throws on anything else, with the code ERR_FS_FILE_TOO_LARGE if it has more than 100 MB.
   */
  readInput(path: string): Promise<Uint8Array | undefined>;
  /** User ids of a file or folder and, for a link, of its target; none on Windows or if there is no file. */
  owners(path: string): readonly number[];
  /** Whether users other than the owner may read a file. */
  othersMayRead(path: string): boolean;
}

/** All effects of a command, passed in: tests use none of the real ones. */
export interface Context {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The user's home folder, an absolute path; undefined if there is none (a container without HOME). */
  readonly home: string | undefined;
  /** The working folder; undefined if it has been removed. */
  readonly cwd: string | undefined;
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly prompts: Prompts;
  readonly progress: Progress;
  readonly files: Files;
  readonly changeFile: ChangeFile;
  readonly changeUserFile: ChangeUserFile;
  readonly versionedFiles: VersionedFiles;
  readonly state: StateFolder;
  readonly send: Send;
  readonly listen: Listen;
  readonly spawn: Spawn;
  readonly runProgram: RunProgram;
  readonly pager: RunPager;
  readonly probes: Probes;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** A number x, 0 ≤ x < 1. */
  readonly random: () => number;
  /** A number used once, for the signature. */
  readonly nonce: () => string;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** The user that this process runs as; undefined on Windows. */
  readonly uid: number | undefined;
  /** This process. */
  readonly pid: number;
  /** The parent process: the shell, if the command was typed. */
  readonly parentPid: number;
  /** Whether a process of this tool with that id is running. */
  isRunning(pid: number): boolean;
  /** The text for stderr if a second Ctrl-C ends the command at once; undefined: none. */
  lastWords(text: string | undefined): void;
  /** Frees memory that is not in use; called between the parts of a long command. */
  compact(): Promise<void>;
  /** Aborted on Ctrl-C, SIGTERM and SIGHUP; `reason` is the exit code. */
  readonly stop: AbortSignal;
}

/** The effects that commands get: they return what is printed, and write everything else through a log. */
export type Effects = Omit<Context, 'stdout' | 'stderr'>;
