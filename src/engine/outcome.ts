import { EXIT, type ExitCode, type Failure } from '../errors/failure.ts';
import type { Document } from '../output/document.ts';

/**
 * The outcome of a command: what is to be printed, and how it ended. Only the command line prints it. How a read ended is
 * known once it was read to its end, which printing does: so `finish` tells it, and the document has no failure.
 */
export interface Outcome {
  /** The answer; it streams: reading its pages makes the requests. It throws what they throw. */
  readonly document?: Document;
  /** In place of a document: bytes that are printed unchanged. */
  readonly bytes?: AsyncIterable<string | Uint8Array>;
  /** Whether a table that is longer than the screen goes through a pager: one that someone asked to read. */
  readonly paged?: boolean;
  /** Whether the pages are read to their end although stdout was closed: `finish` checks all that was read. */
  readonly whole?: boolean;
  /**
   * Called once everything is printed: logs what belongs to it, and closes the journal of a batch, which is kept where
   * printing failed. Returns how the command ended; a failure is for the caller to report.
   */
  finish(delivery: Delivery): Promise<ExitCode | Failure>;
  /** Frees the resources of the outcome; called in any case, once. */
  close?(): Promise<void>;
}

/** Whether what was printed was read. */
export interface Delivery {
  /** Stdout was closed before all of it was written. */
  readonly unread: boolean;
}

/** The outcome of a command that has nothing left to do but to be printed. */
export const finished = (
  printed: Pick<Outcome, 'document' | 'bytes' | 'paged'> = {},
  finish: Outcome['finish'] = async () => EXIT.done,
): Outcome => ({ ...printed, finish });

/** One piece of bytes or text. */
export async function* piece(bytes: string | Uint8Array): AsyncGenerator<string | Uint8Array> {
  yield bytes;
}
