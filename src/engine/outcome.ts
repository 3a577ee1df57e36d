/** The type of a command's outcome. Printing is in cli/print.ts. */
import { EXIT, type ExitCode, type Failure } from '../errors/failure.ts';
import type { Document } from '../output/document.ts';

/**
 * The outcome of a command: what is printed, and how it ended. Only the command line prints it. A read ends only when
 * its pages are printed: so `finish` returns how it ended, and the document has no failure.
 */
export interface Outcome {
  /** The answer; it streams: reading its pages makes the requests. It throws what they throw. */
  readonly document?: Document;
  /** In place of a document: bytes that are printed unchanged. */
  readonly bytes?: AsyncIterable<string | Uint8Array>;
  /** Whether a table that is longer than the screen is shown in a pager: one that a user requested. */
  readonly paged?: boolean;
  /** Whether the pages are read to their end although stdout was closed: `finish` checks all that was read. */
  readonly whole?: boolean;
  /** A note has said that there is nothing to do: a terminal does not show the empty table of the results. */
  readonly nothingToDo?: boolean;
  /**
   * Called once everything is printed: logs the closing messages, and closes the journal of a batch, which is kept if
   * printing failed. Returns how the command ended; the caller reports a failure.
   */
  finish(delivery: Delivery): Promise<ExitCode | Failure>;
  /** Frees the resources of the outcome; called in any case, once. */
  close?(): Promise<void>;
}

/** Whether the output was read. */
export interface Delivery {
  /** Stdout was closed before all of it was written. */
  readonly unread: boolean;
}

/** The outcome of a command that only has to be printed. */
export const finished = (
  printed: Pick<Outcome, 'document' | 'bytes' | 'paged'> = {},
  finish: Outcome['finish'] = async () => EXIT.done,
): Outcome => ({ ...printed, finish });

/** One piece of bytes or text. */
export async function* piece(bytes: string | Uint8Array): AsyncGenerator<string | Uint8Array> {
  yield bytes;
}
