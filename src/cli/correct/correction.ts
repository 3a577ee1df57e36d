/** The corrected form of a command line, and the mistakes in it. */
import type { Detail } from '../../errors/failure.ts';

/** A command line with its mistakes corrected. */
export interface Correction {
  /** The corrected words after the program's name; undefined if a mistake cannot be corrected. */
  readonly line: readonly string[] | undefined;
  /** The mistakes. */
  readonly problems: readonly Detail[];
  /** What to know about it, in full sentences. */
  readonly hint: string | undefined;
  /** The command whose help is next if the line cannot be corrected, if it is not the typed one. */
  readonly helpOf: string | undefined;
}
