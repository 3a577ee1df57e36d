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
  /** It is a terminal that understands more than lines (TERM=dumb does not): signs of life may move on it. */
  readonly animated: boolean;
  /** Width of the terminal; 80 where there is none. */
  readonly columns: number;
  /** Height of the terminal; 0 where there is none, or where it is not known. */
  readonly rows: number;
  /** The reader has closed the pipe: what is written from now on is dropped, which is no error. */
  readonly closed: boolean;
  /**
   * Settles when more may be written. stdout throws a Failure (`StdoutFailed`, exit 1) where it cannot be written for
   * another reason than a closed pipe; stderr never throws.
   */
  write(text: string | Uint8Array): Promise<void>;
}

export interface Input {
  readonly isTTY: boolean;
  /** All of it: a secret must not be altered by decoding. Throws Failure (`Interrupted`) once the command is stopped. */
  bytes(): Promise<Uint8Array>;
}

/** One of several choices, as shown. */
export interface Option {
  readonly value: string;
  readonly label: string;
}

/** One of many things to pick from. */
export interface PickItem {
  readonly value: string;
  /** Its name, with hidden characters made visible. */
  readonly name: string;
  /** What typed text is searched in: the name, and what is shown beside it. */
  readonly text: string;
  /** The item as a line of at most so many columns of a terminal. */
  line(columns: number): string;
}

export interface PickOptions {
  /** Several can be picked. */
  readonly many?: boolean;
  /** The value that is marked at first. */
  readonly first?: string | undefined;
  /** Typed text can be picked too, as a value that is not in the list. */
  readonly typed?: boolean;
}

/**
 * Questions to a person, asked on stderr. What was typed before a question is shown never answers it. They throw
 * Failure: `Declined` (exit 130) on Ctrl-C and Ctrl-D, `Interrupted` at once on a signal (exit 130, 143 or 129).
 */
export interface Prompts {
  /** True only where `y` or `yes` was typed, in any case. */
  confirm(question: string): Promise<boolean>;
  line(question: string): Promise<string>;
  secret(question: string): Promise<string>;
  /** The value of one of the choices, by arrow keys; `first` is where the mark stands at the beginning. */
  select(question: string, choices: readonly Option[], first?: string): Promise<string>;
  /**
   * The values of the picked items, in the order of the list: one, or with `many` one or several. Typed text narrows the
   * list, which may be long.
   */
  pick(question: string, items: readonly PickItem[], options?: PickOptions): Promise<readonly string[]>;
}

/** What a sign of life says; a function is given the columns that there are for it. */
export type ProgressText = string | ((columns: number) => string);

/** A sign of life that is shown; calling it ends it. */
export interface Shown {
  (): void;
  /** Shows another text. */
  update(text: ProgressText): void;
}

/** A sign of life while something takes long. */
export interface Progress {
  /** Whether it is shown at all; else what is to be known on the way has to be said. */
  readonly visible: boolean;
  /** Shows `text` from now on if it takes longer than a moment. */
  start(text: ProgressText): Shown;
  /**
   * Shows `text` while `work` reads something that takes longer than a moment, unless something that was started is
   * shown. Reads that follow each other are shown as one. Throws what `work` throws.
   */
  during<T>(text: ProgressText, work: () => Promise<T>): Promise<T>;
  /** Shows nothing while `work` has the terminal to itself, as a program that may ask a person. Throws what `work` throws. */
  readonly aside: <T>(work: () => Promise<T>) => Promise<T>;
}

/** Files, as narrow as their use. */
export interface Files {
  /**
   * The text of a settings file, or undefined where there is none. Throws on anything else: a file that is no regular
   * one (a pipe, a device, a folder) or longer than 16 MB included.
   */
  read(path: string): Promise<string | undefined>;
  /** The same as bytes, for a file of any encoding. */
  readBytes(path: string): Promise<Uint8Array | undefined>;
  /**
   * The bytes of a file that holds input, or undefined where there is none. Pipes are read to their end (`-f <(command)`).
   * Throws on anything else, with the code ERR_FS_FILE_TOO_LARGE where it has more than 100 MB.
   */
  readInput(path: string): Promise<Uint8Array | undefined>;
  /** User ids of a file or folder and, where it is a link, of what it leads to; none on Windows or where there is none. */
  owners(path: string): readonly number[];
  /** Whether others than its owner may read a file. */
  othersMayRead(path: string): boolean;
}

/** All effects of a command, given from outside: in tests none of them is the real one. */
export interface Context {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The user's home folder, an absolute path; undefined where there is none (a container without HOME). */
  readonly home: string | undefined;
  /** The working folder; undefined where it has been removed. */
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
  /** 0 ≤ x < 1. */
  readonly random: () => number;
  /** A number used once, for the signature. */
  readonly nonce: () => string;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** The user that this process runs as; undefined on Windows. */
  readonly uid: number | undefined;
  /** This process. */
  readonly pid: number;
  /** The process that started it: the shell, where it was typed. */
  readonly parentPid: number;
  /** Whether a process of this tool with that id is there. */
  isRunning(pid: number): boolean;
  /** What is said on stderr if the command is ended at once, by a second Ctrl-C; undefined: nothing. */
  lastWords(text: string | undefined): void;
  /** Gives back memory that is not in use; asked for between the parts of something long. */
  compact(): Promise<void>;
  /** Aborted on Ctrl-C, SIGTERM and SIGHUP; `reason` is the exit code. */
  readonly stop: AbortSignal;
}

/** What a command is given of it: commands return what is to be printed, and say the rest through a log. */
export type Effects = Omit<Context, 'stdout' | 'stderr'>;
