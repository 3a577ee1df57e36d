import type { Input, Params, Value, Violation } from './params.ts';
import type { Fields, Row } from './shape.ts';

/** A product of the vendor: its host, version and the name it has in hints. */
export interface Product {
  readonly id: 'alikafka' | 'cms';
  readonly version: string;
  /** First label of the host: `<host>.<region>.aliyuncs.com`. */
  readonly host: string;
  /** The one code for values that are refused; without it each parameter has its own (Invalid<Name>). */
  readonly refusal?: string;
}

export const ALIKAFKA: Product = { id: 'alikafka', version: '2019-09-16', host: 'alikafka' };
export const CMS: Product = { id: 'cms', version: '2019-01-01', host: 'metrics', refusal: 'ParameterInvalid' };

/**
 * What a call does to the world. It decides what may be repeated and what is asked first:
 * read: repeated freely; write: changes, not asked; destroy: removes, asked; order: spends money, asked, sent once.
 */
export type Effect = 'read' | 'write' | 'destroy' | 'order';

/** What a change that went through is called in results. */
export type ChangeKind = 'created' | 'deleted' | 'changed';

/**
 * page: numbered pages with a total; `optional` means that the parameters are sent only once the answer shows that
 * there is more. token: a cursor, absent or empty on the last page. range: no pages; at most so many points a request
 * (`most` where `size` is not sent), so that a range which may hold more is read in parts (epoch milliseconds, seconds).
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
  /** Type of `Code`; null where the operation sends none (tag operations). */
  readonly code: 'integer' | 'text' | null;
  /** Type of `Success`; null where the operation sends none. */
  readonly success: 'boolean' | 'text' | null;
  /** Documented fields beside Code, Message, RequestId and Success. */
  readonly fields: Fields;
  /** Where the printed list or object sits; empty for operations that only acknowledge. */
  readonly data: readonly string[];
  /** Nothing is documented of it: of an operation that has no record of its own. */
  readonly undocumented?: true;
  /** The field with the id of the order that was placed, where one is. */
  readonly order?: string;
}

/** Reads that a command may do before it knows what to send. Throws the call's own error. */
export interface Reader {
  /** The printed data of one read: a list's rows (all pages) or an object. */
  rows(operation: Operation, input: Values): Promise<Row[]>;
  object(operation: Operation, input: Values): Promise<Row>;
}

/**
 * Looks at the service once for many inputs, and returns what is to be said of each. An input is a step's own, with
 * what the step expects and what the service returned. Throws the reads' own errors.
 */
export type Check<T> = (inputs: readonly Values[], reader: Reader) => Promise<(input: Values) => T>;

/**
 * What a look says of a change. done: it is in force. open: it is not (yet). differs: something else stands in its
 * place. unknown: reading cannot tell.
 */
export type Verification =
  | ({ readonly state: 'done' | 'open' } & ListedAs)
  | ({
      readonly state: 'differs' | 'unknown' /** The end of a sentence that starts with the name. */;
      readonly message: string;
    } & ListedAs);

/** What a look finds by the name that was asked for. */
export interface ListedAs {
  /** The name under which the service lists it, where it made another of the one that was asked for. */
  readonly listedAs?: string;
}

/** Parameters by key: of an operation, or of a command that has inputs of its own beside. */
export type Values = Readonly<Record<string, Value | undefined>>;

/** One remote operation: all that is known of it but the commands that call it, which are in its record (record.ts). */
export interface Operation<P extends Params = Params> {
  readonly action: string;
  readonly product: Product;
  /** The right that a RAM policy has to allow; undefined where no source names one (docs/sources.md#ram-actions). */
  readonly ramAction?: `${Product['id']}:${string}`;
  readonly effect: Effect;
  /** Where one operation does several things: what this input does. */
  effectOf?(input: Values): Effect;
  readonly changeKind: ChangeKind;
  /** HTTP methods that the gateway takes. The client always posts. */
  readonly methods: readonly ('GET' | 'POST')[];
  /** One sentence, imperative, without a full stop. */
  readonly summary: string;
  /** By wire name; lists without their `.N`. */
  readonly params: P;
  readonly answer: Answer;
  readonly paging?: Paging;
  /** Calls a second that one main account may make in a region today, as the vendor publishes them (docs/sources.md#rate-limits). */
  readonly rate: number;
  /** What the reference of 2020 allowed: the rate to which a first throttled answer lowers the calls. */
  readonly olderRate: number;
  /** Rules that hold between parameters, for client and service alike; each violation names its parameter. */
  crossFieldRules(input: Input<P>): Violation[];
  /** Code with which the service refuses what breaks such a rule; default BIZ_FIELD_CHECK_INVALID. */
  readonly crossFieldRefusal?: string;
  /** For changes but orders: reads whether a change is in force, when no clear answer said so. */
  readonly verify?: Check<Verification>;
  /** Codes beside the ones of what is not found with which the service says that what was to be removed is gone. */
  readonly gone?: readonly string[];
  /** False where sending twice what may have been done already does harm (partitions that are added). */
  readonly repeatable: boolean;
  /** Nothing is known of what it does: it is sent once, whatever the service says. */
  readonly once?: true;
  /** Codes beside the throttling ones with which the service says that it did nothing and may be asked again (docs/sources.md#codes-that-may-be-repeated). */
  readonly repeats?: readonly string[];
}
