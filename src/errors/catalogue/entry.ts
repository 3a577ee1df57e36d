/**
 * The form of the table of service codes, and the text of an entry's advice. The tables are in the other files of this
 * folder.
 */
import { t } from '../../core/text/texts.ts';

/**
 * What a service code means for the caller. --if-not-exists ignores `exists`, and --if-exists ignores `notFound`; a
 * missing instance (`noInstance`) is an error with both.
 */
export type Kind =
  | 'notFound'
  | 'noInstance'
  | 'exists'
  | 'state'
  | 'credentials'
  | 'permission'
  | 'throttled'
  | 'internal'
  | 'clock'
  | 'input'
  | 'quota'
  | 'refused';

/** What to do about a code. Texts are English templates: the code that prints them calls `t`. */
export interface Advised {
  /** What to do, in full sentences; `{command}` is the place of `command`. */
  readonly advice: string;
  /** A command with placeholders, for the advice: `alikafka topic describe <name>`. */
  readonly command?: string;
  /** The complete command to run next, without target options; absent if there is none. */
  readonly next?: string;
}

/** One code of the service. The usual cause, which only `explain` prints, is in `explained/`. */
export interface Entry extends Advised {
  readonly kind: Kind;
  /** What the service reports with the code, in one sentence. */
  readonly meaning: string;
}

/** Entries by code, in the spelling in which the service lists it. */
export type Entries = Readonly<Record<string, Entry>>;

/** The advice as printed, with its command. */
export const adviceText = ({ advice, command }: Advised): string =>
  t<string>(advice, command === undefined ? {} : { command });
