import type { Operation, Reader, Values } from './operation.ts';
import type { Violation } from './params.ts';
import type { Row } from './shape.ts';
import type { WireParams } from './signature.ts';

/** The settings a plan may look at. */
export interface Scope {
  readonly region: string;
  readonly instance: string | undefined;
  /** The instance was named by a flag of this very command line. */
  readonly instanceFlagged: boolean;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly dryRun: boolean;
  /** Wire parameters of --param: they go with each request of the command's own operation. */
  readonly params: WireParams;
}

/** Where a request goes; what is left out is where the command works. */
export interface Target {
  readonly region?: string;
  /** The instance's id. */
  readonly instance?: string;
}

/** The fields of a row that say where it comes from, where rows of several targets stand together. */
export const TARGET_FIELDS = { region: 'RegionId', instance: 'InstanceId' } as const;

/** What is carried out where; what is left out is the command's own. */
export interface Place {
  /** The operation, in place of the command's own: a plan may be of several. A change's is a record with its command. */
  readonly operation?: Operation | undefined;
  /** Where it goes, in place of where the command works: a plan may be about several instances or regions. */
  readonly target?: Target | undefined;
}

/** One request that a command will send, and the result rows that it stands for. */
export interface Step extends Place {
  readonly input: Values;
  /** Naming fields of each result; several where one request carries several names. Empty for reads. */
  readonly names: readonly Row[];
  /** What will hold once it is done, where the input alone does not say it. */
  readonly expects?: Values;
  /** An earlier run of the command had begun it, and its end is not known. */
  readonly begun?: true;
}

/** One thing that is not there. */
export interface Missing {
  /** What it is: `topic`, `group`, `user` or `instance`. */
  readonly what: string;
  readonly name: string;
  /** The listing, where it was read already: what was meant may be in it. */
  readonly among?: readonly Row[];
}

/** One result of a plan, by its names and the place of its step. */
export interface NamedResult extends Place {
  readonly names: Row;
}

/** A result that is known before anything is sent. */
export interface KnownResult extends NamedResult {
  readonly known: 'unchanged' | 'notFound' | 'exists';
  readonly message: string;
  /** What is not there, of `notFound`. */
  readonly missing?: Missing;
  /** The name under which the service lists it, where that is another. */
  readonly listedAs?: string | undefined;
  /** Not said on stderr as well: there are many of them. */
  readonly quiet?: true;
}

/** What is to be sent, in order, and what needs no sending. */
export interface Plan {
  readonly steps: readonly (Step | KnownResult)[];
  /** Said on stderr before anything is sent. */
  readonly notes?: readonly string[];
  /** The names, each with its place, in the order of the input, where the requests follow another one. */
  readonly order?: readonly NamedResult[];
}

/**
 * What a plan returns when the input cannot be carried out. usage: what was typed does not fit (exit 2). exists,
 * notFound: something is there, or is not (5, 3). state: what is there does not take it (5). unreadable: what the
 * service listed does not say what decides (9).
 */
export interface Refused {
  readonly refused: 'usage' | 'exists' | 'notFound' | 'state' | 'unreadable';
  readonly problems: readonly Violation[];
  /** What is not there, where that is a thing with a name (`topic`, `group`, `user`, `instance`). */
  readonly missing?: Missing;
  /** The command to type instead. */
  readonly next?: string;
}

/** Turns an input into requests. It may read first, and throws the reads' own errors. */
export type Planner<I = Values> = (input: I, scope: Scope, reader: Reader) => Plan | Refused | Promise<Plan | Refused>;

/** One of the things that a read is about which could not be had, and what its reader threw. */
export interface Unread {
  readonly name: string;
  readonly error: unknown;
}

/** Rows that are put together from several reads: all that could be read of the `asked` things. */
export interface FetchedRows {
  readonly rows: readonly Row[];
  readonly unread: readonly Unread[];
  readonly asked: number;
}

/** One object that is put together from several reads; undefined where it is not there. */
export interface FetchedObject {
  readonly object: Row | undefined;
}
