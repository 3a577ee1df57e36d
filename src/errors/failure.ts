import type { Missing } from '../core/plan.ts';
import { sentence, type TextValues } from '../core/text/texts.ts';

/** Exit codes, by what they mean (docs/errors.md). */
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

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** One problem of an input or one failed item, with the flag or name it belongs to. */
export interface Detail {
  readonly flag?: string;
  readonly name?: string;
  readonly code?: string;
  readonly requestId?: string | undefined;
  /** The command to type next for this one. */
  readonly next?: string | undefined;
  readonly message: string;
}

export interface FailureParts {
  readonly exitCode: ExitCode;
  /** The service's Code, or one of this tool's own (`Usage`, `NotReachable`, …). */
  readonly code: string;
  readonly message: string;
  readonly requestId?: string | undefined;
  readonly httpStatus?: number | undefined;
  readonly action?: string | undefined;
  /** What usually helps, one sentence. */
  readonly hint?: string | undefined;
  /** The exact command to type next. */
  readonly next?: string | undefined;
  readonly retryable?: boolean;
  /** The one thing that is not there; for `notFound` of this tool's own alone, and never printed. */
  readonly missing?: Missing | undefined;
  readonly details?: readonly Detail[];
  /** What the details say is said already: a text leaves them out, JSON keeps them. */
  readonly said?: boolean;
  readonly cause?: unknown;
}

const BRAND = Symbol.for('alikafka.Failure');

/** The one error type: all that a person or a script is told about what went wrong. */
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
  readonly retryable: boolean;
  readonly missing: Missing | undefined;
  readonly details: readonly Detail[];
  readonly said: boolean;

  constructor(parts: FailureParts) {
    super(parts.message, parts.cause === undefined ? undefined : { cause: parts.cause });
    this.exitCode = parts.exitCode;
    this.code = parts.code;
    this.requestId = parts.requestId;
    this.httpStatus = parts.httpStatus;
    this.action = parts.action;
    this.hint = parts.hint;
    this.next = parts.next;
    this.retryable = parts.retryable ?? false;
    this.missing = parts.missing;
    this.details = parts.details ?? [];
    this.said = parts.said ?? false;
  }

  /** An effect may be given by another copy of this package, which has a class of its own. */
  static override [Symbol.hasInstance](value: unknown): value is Failure {
    return typeof value === 'object' && value !== null && BRAND in value;
  }
}

/** A usage error that lists every problem at once. Nothing was sent. */
export function usage(details: readonly Detail[], parts: Partial<FailureParts> = {}): Failure {
  const [first] = details;
  const message =
    details.length === 1 && first !== undefined ? detailText(first) : `${details.length} problems in the command line`;
  return new Failure({ exitCode: EXIT.usage, code: 'Usage', message, details, ...parts });
}

/** "No" at a question, Ctrl-C or Ctrl-D at one, or something else than what was to be typed. */
export function declined(): Failure {
  return new Failure({
    exitCode: EXIT.interrupted,
    code: 'Declined',
    message: 'Cancelled. Nothing was changed.',
  });
}

/**
 * What is wrong with one input, by the name that the user knows it by: a flag, an argument, a variable, a file.
 * `problem('--region', '{name} is required')`.
 */
export function problem<T extends string>(name: string, template: T, ...values: TextValues<T, 'name'>): Detail {
  const message = sentence(template, ...values)(name);
  return name.startsWith('-') ? { flag: name, message } : { name, message };
}

/** What a detail says, with its subject: `--partitions must be at least 1, not 0`. */
export function detailText(detail: Detail): string {
  const subject = detail.flag ?? detail.name;
  return subject === undefined || detail.message.includes(subject) ? detail.message : `${subject} ${detail.message}`;
}
