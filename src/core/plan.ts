/**
 * The types of a plan: the requests of a command, their targets and results, and why an input is refused. Plans are
 * carried out in engine/.
 */
import type { Operation, Reader, Values } from './operation.ts';
import type { Violation } from './params.ts';
import type { Row } from './shape.ts';
import type { WireParams } from './signature.ts';

/** The settings that a plan depends on. */
export interface Scope {
  readonly region: string;
  readonly instance: string | undefined;
  /** The instance was named by an option of this command line. */
  readonly instanceFlagged: boolean;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly dryRun: boolean;
  /** The rows are sorted by an option: all of them are read, and a maximum applies to the sorted ones. */
  readonly sorted: boolean;
  /** Wire parameters of --param: sent with each request of the command's own operation. */
  readonly params: WireParams;
}

/** The region and instance of a request; absent ones are those of the command. */
export interface Target {
  readonly region?: string;
  /** The instance's id. */
  readonly instance?: string;
}

/** The fields of a row that name its region and instance, in tables of several targets. */
export const TARGET_FIELDS = { region: 'RegionId', instance: 'InstanceId' } as const;

/** The operation and target of a request; absent ones are those of the command. */
export interface Place {
  /** The operation, if a plan has several. That of a change is a record with its command. */
  readonly operation?: Operation | undefined;
  /** The target, where a plan has several instances or regions. */
  readonly target?: Target | undefined;
}

/** One request that a command will send, and its result rows. */
export interface Step extends Place {
  readonly input: Values;
  /**
   * Naming fields of each result; several if one request carries several names. For a read: only if it fans out, else
   * empty.
   */
  readonly names: readonly Row[];
  /** Values after the change that are not in the input. */
  readonly expects?: Values;
  /** Values before the change, shown next to the new ones when it is confirmed. */
  readonly before?: Values;
  /** An earlier run of the command sent it, with an unknown outcome. */
  readonly begun?: true;
}

/** An object that was not found. */
export interface Missing {
  /** What it is: `topic`, `group`, `user` or `instance`. */
  readonly what: string;
  readonly name: string;
  /** The listing, if it was already read: it may have a similar name. */
  readonly among?: readonly Row[];
}

/** One result of a plan, by its names and the target of its step. */
export interface NamedResult extends Place {
  readonly names: Row;
}

/** A result that is known before anything is sent. */
export interface KnownResult extends NamedResult {
  readonly known: 'unchanged' | 'notFound' | 'exists';
  readonly message: string;
  /** The object that was not found, for `notFound`. */
  readonly missing?: Missing;
  /** The command to type instead; default: the one that lists such objects. */
  readonly next?: string;
  /** The name under which the service lists it, if it differs. */
  readonly listedAs?: string | undefined;
  /** Not printed on stderr too, since there are many. */
  readonly quiet?: true;
}

/** The rate of many requests, as texts. */
export interface Pace {
  /** Requests per second. */
  readonly rate: string;
  /** The minimum time that they take. */
  readonly time: string;
}

/**
 * A read with one request for each of many things. Its requests are sent several at a time, within the published rate
 * of their operation; if some fail, the rows of the others are printed. Each row is printed once.
 */
export interface FanOut {
  /** Lines for stderr before the first request: how many there are. Without a pace, no rate limits them. */
  readonly announce: (pace: Pace | undefined) => readonly string[];
  /** The rows for an error that means that there are none. Throws any other error again. */
  readonly none?: (error: unknown) => Row[];
}

/** The requests of a command, in order, and the results that need no request. */
export interface Plan {
  readonly steps: readonly (Step | KnownResult)[];
  /** What stands for the names in the step of a plan that is made before a pattern's names are read. */
  readonly pattern?: string;
  /** Printed on stderr before anything is sent. */
  readonly notes?: readonly string[];
  /** The names, each with its target, in the order of the input, if the requests have another order. */
  readonly order?: readonly NamedResult[];
  /** For a read with a request for each of many things; the names of a step identify it in errors. */
  readonly fanOut?: FanOut;
  /** For a read: what could not be read to plan it. The rest is read and printed nevertheless. */
  readonly unread?: readonly Unread[];
}

/**
 * The refusal of an input by a plan. usage: the input is wrong (exit 2). exists, notFound: an object is present, or
 * absent (5, 3). state: an object's state does not allow the change (5). unreadable: the service's list lacks a value
 * that the plan needs (9).
 */
export interface Refused {
  readonly refused: 'usage' | 'exists' | 'notFound' | 'state' | 'unreadable';
  readonly problems: readonly Violation[];
  /** The object that was not found, if it has a name (`topic`, `group`, `user`, `instance`). */
  readonly missing?: Missing;
  /** The command to type instead. */
  readonly next?: string;
}

/** Turns an input into requests. It may read first, and throws the reads' own errors. */
export type Planner<I = Values> = (input: I, scope: Scope, reader: Reader) => Plan | Refused | Promise<Plan | Refused>;

/** An object that a read of several could not get, with the error. */
export interface Unread {
  readonly name: string;
  readonly error: unknown;
}

/** Rows from several reads: those that could be read of the `asked` objects. */
export interface FetchedRows {
  readonly rows: readonly Row[];
  readonly unread: readonly Unread[];
  readonly asked: number;
}

/** An object from several reads; undefined if it was not found. */
export interface FetchedObject {
  readonly object: Row | undefined;
}
