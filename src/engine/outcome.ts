import { EXIT, type ExitCode, type Failure } from '../errors/failure.ts';
import type { Document } from '../output/document.ts';

/**
 * What a command came to: what is to be printed, and how it ended. Only the command line prints it. How a read ended is
 * known once it was read to its end, which printing does: so it is `finish` that says it, and there is no failure beside
 * the document.
 */
export interface Outcome {
  /** The answer; it streams: reading its pages makes the requests. It throws what they throw. */
  readonly document?: Document;
  /** In place of a document: bytes that are printed unchanged. */
  readonly bytes?: AsyncIterable<string | Uint8Array>;
  /** Whether a stream is read to its end although nobody reads what is printed: `finish` judges what was read. */
  readonly whole?: boolean;
  /**
   * Called once what there is to print was printed: says on stderr what is to be said of it, and closes the journal of a
   * batch, which is kept where printing failed. Returns how the command ended; a failure is for the caller to report.
   */
  finish(delivery: Delivery): Promise<ExitCode | Failure>;
  /** Frees what the outcome holds on to; called in any case, once. */
  close?(): Promise<void>;
}

/** What became of what was printed. */
export interface Delivery {
  /** Whoever read stdout has gone before all of it was written. */
  readonly unread: boolean;
}

/** The outcome of a command that has nothing left to do but to be printed. */
export const finished = (
  printed: Pick<Outcome, 'document' | 'bytes'> = {},
  finish: Outcome['finish'] = async () => EXIT.done,
): Outcome => ({ ...printed, finish });

/** One piece of bytes or text. */
export async function* piece(bytes: string | Uint8Array): AsyncGenerator<string | Uint8Array> {
  yield bytes;
}
