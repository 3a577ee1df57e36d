/** The error type of this tool: exit codes, the parts of an error, and errors of the command line. render.ts prints them. */
import type { Missing } from '../core/plan.ts';
import { labelled, listed, noted, plural, sentence, t, type TextValues } from '../core/text/texts.ts';

/** Exit codes by meaning (docs/errors.md). */
export const EXIT = {
  done: 0,
  refused: 1,
  usage: 2,
  notFound: 3,
  credentials: 4,
  conflict: 5,
  unknown: 6,
  condition: 7,
  partial: 8,
  unreachable: 9,
  bug: 70,
  hungUp: 129,
  interrupted: 130,
  terminated: 143,
} as const;

/** An exit code of this tool. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** One problem of an input or one failed item of a batch. */
export interface Detail {
  /** The option that it is about: `--partitions`. */
  readonly flag?: string;
  /** The argument, variable, file or item that it is about. */
  readonly name?: string;
  /** The service's Code, for a failed item. */
  readonly code?: string;
  readonly requestId?: string | undefined;
  /** The command to run next for it. */
  readonly next?: string | undefined;
  /** A full sentence with its subject: `--partitions must be at least 1, not 0`. */
  readonly message: string;
}

/** A typed word, and the one that was meant. */
export interface Replacement {
  readonly typed: string;
  readonly meant: string;
}

/** What a Failure is created from. */
export interface FailureParts {
  readonly exitCode: ExitCode;
  /** The service's Code, or one of this tool's own (`Usage`, `NotReachable`, …). */
  readonly code: string;
  /** What failed and why: lower case, no full stop. */
  readonly message: string;
  readonly requestId?: string | undefined;
  readonly httpStatus?: number | undefined;
  readonly action?: string | undefined;
  /** What to do, in full sentences. */
  readonly hint?: string | undefined;
  /** The command to run next, complete and without other text. */
  readonly next?: string | undefined;
  /** Words that the typed command line lacks to succeed (`--yes`): with them it is the command to run next. */
  readonly adds?: readonly string[] | undefined;
  /** A word of the typed command line that has to be another one: with that it is the command to run next. */
  readonly replaces?: Replacement | undefined;
  /** The same command can succeed later. */
  readonly retryable?: boolean;
  /** The one object that was not found, only in this tool's own `NotFound`; never printed. */
  readonly missing?: Missing | undefined;
  readonly details?: readonly Detail[];
  /**
   * What the text form lists in place of the details, which JSON always has: each reason once, with its names. Empty if
   * the details were already printed.
   */
  readonly lines?: readonly string[] | undefined;
  /** The reason without the name of what it is about, if the message has both. */
  readonly reason?: string | undefined;
  readonly cause?: unknown;
}

const BRAND = Symbol.for('alikafka.Failure');

/** The one error type of this tool: everything that is printed about an error. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly [BRAND] = true;
  readonly exitCode: ExitCode;
  readonly code: string;
  readonly requestId: string | undefined;
  readonly httpStatus: number | undefined;
  readonly action: string | undefined;
  readonly hint: string | undefined;
  readonly next: string | undefined;
  readonly adds: readonly string[] | undefined;
  readonly replaces: Replacement | undefined;
  readonly retryable: boolean;
  readonly missing: Missing | undefined;
  readonly details: readonly Detail[];
  readonly lines: readonly string[] | undefined;
  readonly reason: string | undefined;

  constructor(parts: FailureParts) {
    super(parts.message, parts.cause === undefined ? undefined : { cause: parts.cause });
    this.exitCode = parts.exitCode;
    this.code = parts.code;
    this.requestId = parts.requestId;
    this.httpStatus = parts.httpStatus;
    this.action = parts.action;
    this.hint = parts.hint;
    this.next = parts.next;
    this.adds = parts.adds;
    this.replaces = parts.replaces;
    this.retryable = parts.retryable ?? false;
    this.missing = parts.missing;
    this.details = parts.details ?? [];
    this.lines = parts.lines;
    this.reason = parts.reason;
  }

  /** Effects may come from another copy of this package, which has another class. */
  static override [Symbol.hasInstance](value: unknown): value is Failure {
    return typeof value === 'object' && value !== null && BRAND in value;
  }
}

/** A usage error (exit code 2) that lists every problem at once. Nothing was sent. */
export function usage(details: readonly Detail[], parts: Partial<FailureParts> = {}): Failure {
  const [first] = details;
  const message =
    details.length === 1 && first !== undefined
      ? detailText(first)
      : plural(details.length, '{count} problem in the command line', '{count} problems in the command line');
  return new Failure({ exitCode: EXIT.usage, code: 'Usage', message, details, ...parts });
}

/**
 * The failure after a question was answered with no, with Ctrl-C or Ctrl-D, or with another text than the one to type.
 */
export function declined(): Failure {
  return new Failure({
    exitCode: EXIT.interrupted,
    code: 'Declined',
    message: t('Cancelled. Nothing was changed.'),
  });
}

/**
 * A problem of one input. The name is what the user typed or set: an option, an argument, a variable, a file.
 * `problem('--region', '{name} is required')`.
 */
export function problem<T extends string>(name: string, template: T, ...values: TextValues<T, 'name'>): Detail {
  const message = sentence(template, ...values)(name);
  return name.startsWith('-') ? { flag: name, message } : { name, message };
}

/**
 * A detail as one text. The message of a problem has its subject (`--partitions must be at least 1, not 0`); what failed
 * for one name of many has the words of the service, and the name goes before them.
 */
export function detailText(detail: Detail): string {
  const subject = detail.flag ?? detail.name;
  const { message } = detail;
  if (subject === undefined) return message;
  const isNamed = message.startsWith(subject) || message.includes(`"${subject}"`);
  const isIn = detail.code === undefined ? message.includes(subject) : isNamed;
  if (isIn) return message;
  return labelled(subject, message);
}

/** The same, with the code and the RequestId of a failed item. */
export function detailLine(detail: Detail): string {
  const ids = listed([detail.code ?? '', detail.requestId ?? '']);
  return ids === '' ? detailText(detail) : noted(detailText(detail), ids);
}
