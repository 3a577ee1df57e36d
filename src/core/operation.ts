import type { Input, Param, Params, Violation, Value } from './params.ts';
import type { Fields, Json, Row } from './shape.ts';
import type { WireParams } from './signature.ts';

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
}

/** One remote operation: all that is known of it. */
export interface Operation<P extends Params = Params> {
  readonly action: string;
  readonly product: Product;
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
  /** Calls a second that one main account may make in a region today, as the vendor publishes them. */
  readonly rate: number;
  /** What the reference of 2020 allowed: the rate to which a first throttled answer lowers the calls. */
  readonly olderRate: number;
  readonly commands: readonly Command[];
  /** Rules that hold between parameters, for client and service alike; each trouble names its parameter. */
  crossFieldRules(input: Input<P>): Violation[];
  /** For changes but orders: reads whether a change is in force, when no clear answer said so. */
  readonly verify?: Check<Verification>;
  /** False where sending twice what may have been done already does harm (partitions that are added). */
  readonly repeatable: boolean;
  /** Codes beside the throttling ones with which the service says that it did nothing and may be asked again (facts 5). */
  readonly repeats?: readonly string[];
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
  | { readonly state: 'done' | 'open' }
  | {
      readonly state: 'differs' | 'unknown' /** The end of a sentence that starts with the name. */;
      readonly message: string;
    };

/** Where something that is waited for stands. A failed state is one that will not become the wanted one by itself. */
export interface WaitStatus {
  readonly state: 'reached' | 'pending' | 'failed' | 'absent';
  /** The present state in words: `deploying (1)`, `not listed yet`. */
  readonly message: string;
  /** The object as it is now, where there is one. */
  readonly record?: Row;
}

/** What `--wait` waits for after a change. */
export interface WaitRule {
  /** Milliseconds unless --wait-timeout says otherwise. */
  readonly timeout: number;
  readonly check: Check<WaitStatus>;
  /** The end of a sentence that begins with the name and "is": `running`; the outcome's word when left out. */
  readonly state?: string;
  /** The command that goes on waiting for one of the inputs. */
  readonly next: (input: Values) => string;
  /** The command whose view shows the final record in place of the result; left out where results are an array. */
  readonly shownBy?: string;
}

/** What `--from-file` takes. */
export interface FileInput {
  /** The input that a bare line fills; left out where a name alone says too little. */
  readonly line?: string;
  /**
   * Fields of a record, in the API's spelling, with the input of this command that each fills. `Tag.Key` and `Tag.Value`
   * are the two halves of one pair of the input `Tag`.
   */
  readonly fields: Readonly<Record<string, string>>;
  /** Inputs that say where all records belong when they are typed: a record may not say otherwise. */
  readonly agree?: readonly string[];
  /** Fields that the listing has beside, so that its output can be read: passed over. */
  readonly ignored: readonly string[];
  /** The answer that lists such records: a file may hold it as the service sent it. */
  readonly listing?: Listing;
}

/** An answer whose records a file may hold. */
export interface Listing {
  readonly answer: Answer;
  /** Makes records of its data, where they are not simply a list. */
  readonly rows?: (data: Row) => Row[];
}

/** Reads that a command may do before it knows what to send. Throws the call's own error. */
export interface Reader {
  /** The printed data of one read: a list's rows (all pages) or an object. */
  rows(operation: Operation, input: Values): Promise<Row[]>;
  object(operation: Operation, input: Values): Promise<Row>;
}

/** Parameters by key. */
export type Values = Readonly<Record<string, Value | undefined>>;

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

/** One request that a command will send, and the result rows that it stands for. */
export interface Step {
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

/** A result that is known before anything is sent. */
export interface KnownResult {
  readonly names: Row;
  readonly known: 'unchanged' | 'notFound' | 'exists';
  readonly message: string;
  /** What is not there, of `notFound`. */
  readonly missing?: Missing;
  /** Not said on stderr as well: there are many of them. */
  readonly quiet?: true;
}

/** What is to be sent, in order, and what needs no sending. */
export interface Plan {
  readonly steps: readonly (Step | KnownResult)[];
  /** Said on stderr before anything is sent. */
  readonly notes?: readonly string[];
  /** The names in the order of the input, where the requests follow another one. */
  readonly order?: readonly Row[];
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

/** One of the things that a read is about which could not be had, and what its reader threw. */
export interface Unread {
  readonly name: string;
  readonly error: unknown;
}

/**
 * What is put together from several reads: the rows of all that could be read of the `asked` things, or one object
 * (undefined where it is not there).
 */
export type Fetched =
  | { readonly rows: readonly Row[]; readonly unread: readonly Unread[]; readonly asked: number }
  | { readonly object: Row | undefined };

export interface Example {
  /** What the reader wants to do. */
  readonly says: string;
  /** The arguments after the verb. */
  readonly types: string;
}

/** How a read is shown. */
export interface View {
  /** Chosen table columns. */
  readonly columns: readonly string[];
  /** Leave out columns that are null in all rows of the first page, and add undocumented fields (points carry few of their fields). */
  readonly columnsSeen?: boolean;
  /** Field that identifies a record (`-o name`). */
  readonly name: string;
  /**
   * What `-o name` prints in place of the field, as the command line takes it; undefined for a row that cannot be named
   * where the command works.
   */
  readonly typedName?: (row: Row, scope: Scope) => string | undefined;
  /** Why no single field does, for this input: `-o name` is then refused. The end of a sentence that starts with it. */
  readonly unnamed?: (input: Values) => string | undefined;
  /** Order of the rows, but for ndjson, which prints them as they are read. */
  readonly order?: (a: Row, b: Row) => number;
  /** Codes to words in tables: ServiceStatus 5 to Running. */
  readonly labels?: Readonly<Record<string, (code: Json, row: Row) => string>>;
  /** `object`: one record, printed as fields and, where `rows` names a list inside, a table of it. */
  readonly kind: 'list' | 'object';
  /** For an object: a list inside whose records are shown in a table of their own, above the rows (totals by topic). */
  readonly totals?: { readonly list: string; readonly columns: readonly string[] };
  /** For an object: the path of the list whose records are its rows. */
  readonly rows?: readonly string[];
  /** Client-side selection and derived fields. */
  readonly select?: (row: Row, input: Values) => boolean;
  readonly derive?: (data: Row, scope: Scope) => Row;
  /** Turns the printed object into rows where the rows are not simply a list inside. */
  readonly toRows?: (data: Row) => Row[];
  /** For a list with `toRows`: the object that XML prints in place of the rows, with what was asked for alone. */
  readonly whole?: (data: Row, input: Values) => Row;
  /** XML element of rows that are put together from several reads; default Item. */
  readonly element?: string;
  /** Fields that this tool adds beside the documented ones; of rows that are put together, all that they have. */
  readonly extraFields?: Fields;
  /** Of these, the ones that this input never fills. */
  readonly unfilled?: (input: Values) => readonly string[];
}

/**
 * A command: the way a person calls an operation. Plain commands need a path, a view or nothing else;
 * what is special about one stands here, never in the pipeline.
 */
export interface Command {
  /** Noun and verb: `topic create`, `instance allowed-ip add`. */
  readonly path: string;
  readonly alias?: string;
  readonly summary?: string;
  readonly description?: string;
  /** Parameters of the operation that this command shows; all with a flag or an argument when left out. */
  readonly takes?: readonly string[];
  /** Replacements of the operation's parameters, and inputs that are not sent as they are. */
  readonly inputs?: Readonly<Record<string, Param>>;
  /** Checks between inputs, beside the operation's own. */
  readonly crossFieldRules?: (input: Values) => readonly Violation[];
  /** The instance narrows what is read when one is set, though no parameter carries it alone (metrics). */
  readonly usesInstance?: boolean;
  /** Sends several requests whatever is typed, so that there are no single bytes for --raw. */
  readonly several?: boolean;
  /** Whether this input needs the instance although no parameter carries it (wire ids of topics and groups). */
  readonly needsInstance?: (input: Values) => boolean;
  /** When set, the secret input is asked for only if this holds. */
  readonly needsSecret?: (input: Values) => boolean;
  readonly view?: View;
  /** Input to requests; default: one request, or one for each value of the positional that takes many. */
  readonly plan?: (input: Values, scope: Scope, reader: Reader) => Plan | Refused | Promise<Plan | Refused>;
  /** What --from-file takes, where the command takes a file. */
  readonly file?: FileInput;
  /** In place of `plan` where many are taken: one entry for each name or record, complete with the flags. */
  readonly planEach?: (
    entries: readonly Values[],
    scope: Scope,
    reader: Reader,
  ) => Plan | Refused | Promise<Plan | Refused>;
  /** What --wait waits for. */
  readonly wait?: WaitRule;
  /** What the change would hit, for the question: lines. Read only when a question is really asked. */
  readonly impact?: (inputs: readonly Values[], reader: Reader) => Promise<readonly string[]>;
  /** A read that is put together from several. Throws a read's own error where it cannot go on without it. */
  readonly fetch?: (input: Values, scope: Scope, reader: Reader) => Promise<Fetched | Refused>;
  /** What is sent beside the requests that are known beforehand, which a dry run cannot show; undefined: nothing. */
  readonly follows?: (input: Values) => string | undefined;
  /** Another command that this input means (`metrics list` without a metric). */
  readonly redirect?: (input: Values) => string | undefined;
  /** What is to be said on stderr of the rows that were printed: a line each. */
  readonly warns?: (rows: readonly Row[], input: Values) => readonly string[];
  /** A condition on what was printed; a text means that it does not hold (exit 7). */
  readonly assertion?: (rows: readonly Row[], input: Values) => string | undefined;
  /** What is to be said on stderr of the rows that were printed: what they do not cover. */
  readonly remarks?: (rows: readonly Row[], plan: Plan) => readonly string[];
  /** Field names of the result rows, in the API's spelling; default: the positionals' parameters. */
  readonly names?: readonly string[];
  /** Field of the result rows that identifies what was changed (`-o name`); default: the first. */
  readonly identity?: string;
  /** How a person names what is changed, where results name it by its wire id. */
  readonly typedName?: (names: Row) => string;
  /** `array` where the verb takes many names or may send several requests. */
  readonly results?: 'array' | 'single';
  readonly changeKind?: ChangeKind;
  /** Where the command's own effect differs from its operation's (UpdateAllowedIp adds and removes). */
  readonly effect?: Effect;
  /** Asked before sending even though the effect would not ask. */
  readonly asks?: boolean;
  /** The person types each named value instead of yes (`instance delete`). */
  readonly confirmByTypingIds?: boolean;
  /** What the things are called that are changed, in the question: `SASL user`, `SASL users`. */
  readonly called?: { readonly one: string; readonly many: string };
  /** What is about to happen, for the question: completes "About to …". */
  readonly question?: (plan: Plan) => string;
  /** Lines shown above the question (what is ordered). */
  readonly shows?: (plan: Plan, params: WireParams) => readonly string[];
  /** Kind of refusal that counts as done when the flag is given: `--if-exists`, `--if-not-exists`. */
  readonly tolerates?: 'if-exists' | 'if-not-exists';
  /** For a tolerated conflict: says how the existing object differs from what was asked, or undefined. */
  readonly compare?: (input: Values, reader: Reader) => Promise<string | undefined>;
  /** After a refusal: whether what was wanted holds all the same (the service has no code that says so). */
  readonly holds?: (input: Values, reader: Reader) => Promise<boolean>;
  /** The command that settles an unknown outcome. */
  readonly inspectCommand?: (input: Values) => string;
  readonly examples: readonly Example[];
}

type Spec<P extends Params> = Pick<Operation<P>, 'action' | 'summary' | 'params' | 'commands'> &
  Partial<Omit<Operation<P>, 'action' | 'summary' | 'params' | 'commands' | 'answer' | 'crossFieldRules'>> & {
    readonly answer?: Partial<Answer>;
    // What the parameters are is said by `params` alone, never inferred from a rule between them.
    crossFieldRules?(input: Input<NoInfer<P>>): Violation[];
  };

/** The reference of 2020: 3 calls a second for each operation of a user, CreateTopic 1. */
const OLDER_RATE = 3;
/** Published for most of the reads; only those that were throttled are paced. */
const READ_RATE = 100;

/** The rates of an operation of the product alikafka for which none are published. */
export const usualRates = (effect: Effect): Pick<Operation, 'rate' | 'olderRate'> => ({
  rate: effect === 'read' ? READ_RATE : OLDER_RATE,
  olderRate: OLDER_RATE,
});

/** Declares an operation of the product alikafka; what is not said has the product's usual value. */
export function operation<const P extends Params>(spec: Spec<P>): Operation<P> {
  const effect = spec.effect ?? 'read';
  return {
    product: ALIKAFKA,
    changeKind: 'changed',
    methods: effect === 'read' ? ['GET', 'POST'] : ['POST'],
    ...usualRates(effect),
    repeatable: true,
    crossFieldRules: () => [],
    ...spec,
    effect,
    answer: { code: 'integer', success: 'boolean', fields: {}, data: [], ...spec.answer },
  };
}
