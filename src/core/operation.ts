/**
 * The types of a remote operation: product, effect, paging, answer, rates and verification. Commands are in command.ts.
 */
import type { Input, Params, Value, Violation } from './params.ts';
import type { Fields, Row } from './shape.ts';

/** A product of the vendor: its host, version and its name in hints. */
export interface Product {
  readonly id: 'alikafka' | 'cms';
  readonly version: string;
  /** First label of the host: `<host>.<region>.aliyuncs.com`. */
  readonly host: string;
  /** The one code for values that are refused; without it each parameter has its own (Invalid<Name>). */
  readonly refusal?: string;
}

/** The product of Message Queue for Apache Kafka, with the version that all its operations have. */
export const ALIKAFKA: Product = { id: 'alikafka', version: '2019-09-16', host: 'alikafka' };
/** CloudMonitor, which has the metrics of instances. */
export const CMS: Product = { id: 'cms', version: '2019-01-01', host: 'metrics', refusal: 'ParameterInvalid' };

/**
 * The effect of a call, on which retries and confirmation depend. read: may be retried; write: changes, needs no
 * confirmation; destroy: removes, with one; order: spends money, with one, sent once.
 */
export type Effect = 'read' | 'write' | 'destroy' | 'order';

/** The word for a successful change in results. */
export type ChangeKind = 'created' | 'deleted' | 'changed';

/**
 * page: numbered pages with a total; `optional` means that the parameters are sent only once the answer shows that
 * there is more. token: a cursor, absent or empty on the last page. range: no pages; at most this many points per
 * request (`most` where `size` is not sent), so that a range which may hold more is read in parts (epoch milliseconds,
 * seconds).
 */
export type Paging =
  | {
      readonly style: 'page';
      readonly page: string;
      readonly size: string;
      readonly total: string;
      readonly ask: number;
      readonly optional?: boolean;
    }
  | { readonly style: 'token'; readonly token: string }
  | {
      readonly style: 'range';
      readonly start: string;
      readonly end: string;
      readonly period: string;
      readonly size: string;
      readonly most: number;
    };

/** The answer of an operation. */
export interface Answer {
  /** Type of `Code`; null if the operation sends none (tag operations). */
  readonly code: 'integer' | 'text' | null;
  /** Type of `Success`; null if the operation sends none. */
  readonly success: 'boolean' | 'text' | null;
  /** Documented fields except Code, Message, RequestId and Success. */
  readonly fields: Fields;
  /** The path of the printed list or object; empty for operations that only acknowledge. */
  readonly data: readonly string[];
  /** Its fields are not documented: the operation has no record. */
  readonly undocumented?: true;
  /** The field with the id of the order that was placed, where one is. */
  readonly order?: string;
}

/** Reads that a command may make before it knows what to send. Throws the call's own error. */
export interface Reader {
  /** The printed data of one read: a list's rows (all pages) or an object. */
  rows(operation: Operation, input: Values): Promise<Row[]>;
  object(operation: Operation, input: Values): Promise<Row>;
  /** Sets the number of objects to be read, for the progress message. */
  expects?(operation: Operation, count: number): void;
}

/**
 * Reads once for many inputs, and returns a function that judges each. An input is that of a step, with what the step
 * expects and what the service returned. Throws the reads' own errors.
 */
export type Check<T> = (inputs: readonly Values[], reader: Reader) => Promise<(input: Values) => T>;

/**
 * Whether a change took effect, as read from the service. done: it did. open: it did not (yet). differs: the service
 * has something else. unknown: reading cannot tell.
 */
export type Verification =
  | ({ readonly state: 'done' | 'open' } & ListedAs)
  | ({
      readonly state: 'differs' | 'unknown' /** The end of a sentence that starts with the name. */;
      readonly message: string;
    } & ListedAs);

/** The name under which a read found the object. */
export interface ListedAs {
  /** The name in the service's list, if it differs from the requested one. */
  readonly listedAs?: string;
}

/** Values of parameters by key: of an operation, or of a command with further inputs. */
export type Values = Readonly<Record<string, Value | undefined>>;

/** A remote operation. The commands that call it are in its record (record.ts). */
export interface Operation<P extends Params = Params> {
  readonly action: string;
  readonly product: Product;
  /** The RAM action that a policy has to allow; undefined if no source names one (docs/sources.md#ram-actions). */
  readonly ramAction?: `${Product['id']}:${string}`;
  readonly effect: Effect;
  /** The effect of one input, for an operation with several. */
  effectOf?(input: Values): Effect;
  readonly changeKind: ChangeKind;
  /** HTTP methods that the gateway accepts. The client always sends POST. */
  readonly methods: readonly ('GET' | 'POST')[];
  /** One sentence, imperative, without a full stop. */
  readonly summary: string;
  /** The progress text of a read: `Reading topics`. Default: the name of the operation. */
  readonly reading?: string;
  /** By wire name; lists without their `.N`. */
  readonly params: P;
  readonly answer: Answer;
  readonly paging?: Paging;
  /**
   * Calls per second that one main account may make in a region today, as the vendor publishes them
   * (docs/sources.md#rate-limits).
   */
  readonly rate: number;
  /** The limit in the reference of 2020: the first throttled response lowers the rate to it. */
  readonly olderRate: number;
  /** Rules that hold between parameters, for client and service alike; each violation names its parameter. */
  crossFieldRules(input: Input<P>): Violation[];
  /** Code with which the service refuses what breaks such a rule; default BIZ_FIELD_CHECK_INVALID. */
  readonly crossFieldRefusal?: string;
  /** For changes other than orders: reads whether a change took effect after an unclear answer. */
  readonly verify?: Check<Verification>;
  /** Codes, in addition to those for "not found", that mean that the object to remove is absent. */
  readonly gone?: readonly string[];
  /** False if a second request would do harm after an unclear first one (partitions that are added). */
  readonly repeatable: boolean;
  /** Its effect is not known: it is sent once, for any response. */
  readonly once?: true;
  /**
   * Codes, in addition to those for throttling, after which a request may be retried: nothing was done
   * (docs/sources.md#codes-that-may-be-repeated).
   */
  readonly repeats?: readonly string[];
}
