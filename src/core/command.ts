import type { Answer, ChangeKind, Check, Effect, ListedAs, Operation, Reader, Values } from './operation.ts';
import type { Param, Violation } from './params.ts';
import type { FetchedObject, FetchedRows, Plan, Planner, Refused, Scope } from './plan.ts';
import type { Row } from './shape.ts';
import type { WireParams } from './signature.ts';
import type { ListView, ObjectView, View } from './view.ts';

/** Where something that is waited for stands. A failed state is one that will not become the wanted one by itself. */
export interface WaitStatus extends ListedAs {
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
  /** Longest pause between two reads in milliseconds; default 10 s. */
  readonly longestPause?: number;
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

export interface Example {
  /** What the reader wants to do. */
  readonly says: string;
  /** The arguments after the verb. */
  readonly types: string;
}

/** What every command has; what is special about one is said here, never in the pipeline. */
interface CommandBase {
  /** Noun and verb: `topic create`, `instance allowed-ip add`. */
  readonly path: string;
  readonly alias?: string;
  readonly summary?: string;
  readonly description?: string;
  /** Parameters of the operation that this command shows; all with a flag or an argument when left out. */
  readonly takes?: readonly string[];
  /** Replacements of the operation's parameters, and inputs that are not sent as they are. */
  readonly inputs?: Readonly<Record<string, Param>>;
  /**
   * Groups of inputs of which one has to be given, for the usage line; an alternative may be several inputs together.
   * `crossFieldRules` refuses a command line that lacks one.
   */
  readonly oneOf?: readonly (readonly (string | readonly string[])[])[];
  /** Checks between inputs, beside the operation's own. */
  readonly crossFieldRules?: (input: Values) => readonly Violation[];
  /** Whether this input needs the instance although no parameter carries it (wire ids of topics and groups). */
  readonly needsInstance?: (input: Values) => boolean;
  /** Input to requests; default: one request, or one for each value of the positional that takes many. */
  readonly plan?: Planner;
  /**
   * Operations that the command may call besides its own: to plan, to show an impact, to verify, to wait, or as another
   * command that an input means. A RAM policy for the command allows them. The look-up of an instance's name goes without
   * saying, and so does the suggestion after a name that was not found, without which nothing is lost.
   */
  readonly reads?: readonly Operation[];
  readonly examples: readonly Example[];
}

interface ReadBase extends CommandBase {
  readonly kind: 'read';
  /** The instance narrows what is read when one is set, though no parameter carries it alone (metrics). */
  readonly usesInstance?: boolean;
  /** Another command that this input means (`metrics list` without a metric). */
  readonly redirect?: (input: Values) => string | undefined;
  /** What is to be said on stderr of the rows that were printed: a line each. */
  readonly warns?: (rows: readonly Row[], input: Values) => readonly string[];
  /** A condition on what was printed; a text means that it does not hold (exit 7). */
  readonly assertion?: (rows: readonly Row[], input: Values) => string | undefined;
  /** What is to be said on stderr of the rows that were printed: what they do not cover. */
  readonly remarks?: (rows: readonly Row[], plan: Plan, input: Values) => readonly string[];
}

/** A read that is put together from several. Throws a read's own error where it cannot go on without it. */
export type FetchOf<T> = (input: Values, scope: Scope, reader: Reader) => Promise<T | Refused>;

/** What holds of such a read. */
interface FetchBase {
  /** Sends several requests whatever is typed, so that there are no single bytes for --raw. */
  readonly several?: boolean;
  /** What is sent beside the requests that are known beforehand, which a dry run cannot show; undefined: nothing. */
  readonly follows?: (input: Values) => string | undefined;
}

/** Reads the rows of a list. */
export interface RowsFetch extends FetchBase {
  readonly rows: FetchOf<FetchedRows>;
}

/** Reads one object. */
export interface ObjectFetch extends FetchBase {
  readonly object: FetchOf<FetchedObject>;
}

/** A command that prints a list. */
export interface ListCommand extends ReadBase {
  readonly view: ListView;
  readonly fetch?: RowsFetch;
}

/** A command that prints one object. */
export interface ObjectCommand extends ReadBase {
  readonly view: ObjectView;
  readonly fetch?: ObjectFetch;
}

/** A command that reads and prints what it read. */
export type ReadCommand = ListCommand | ObjectCommand;

/** What is said and shown before a change. */
interface Announcement {
  /** What the things are called that are changed, in the question: `SASL user`, `SASL users`. */
  readonly called?: { readonly one: string; readonly many: string };
  /** What is done to them, in place of the last word of the command's path: `call`. */
  readonly verb?: string;
  /** What is about to happen, for the question: completes "About to …". */
  readonly question?: (plan: Plan) => string;
  /** Lines shown above the question (what is ordered). */
  readonly shows?: (plan: Plan, params: WireParams) => readonly string[];
  /** What the change would hit, for the question: lines. Read only when a question is really asked. */
  readonly impact?: (inputs: readonly Values[], reader: Reader) => Promise<readonly string[]>;
}

/** What is said where each name is to be typed: "a deletion for good is confirmed id by id". */
export interface TypedNames {
  /** What a name is: `id`. */
  readonly what: string;
  /** What the change is: `a deletion`. */
  readonly change: string;
  /** How it is done: `for good`. */
  readonly manner: string;
}

/** How a change is confirmed: nothing is asked, a question is answered with yes, or its names are typed again. */
export type Confirmation = Announcement &
  ({ readonly kind: 'yes-no' | 'none' } | { readonly kind: 'type-name'; readonly typed: TypedNames });

/** The same as a record says it; without a kind it is the usual one. */
export type ConfirmationSpec = Announcement & (Confirmation | { readonly kind?: never });

/** The refusal that counts as done when the flag is given. */
export interface Idempotence {
  readonly flag: 'if-exists' | 'if-not-exists';
  /** For --if-not-exists: says how the existing object differs from what was asked, or undefined. */
  readonly compare?: (input: Values, reader: Reader) => Promise<string | undefined>;
  /** After a refusal, with the flag or without: whether what was to be removed is not there (the service has no code that says so). */
  readonly isGone?: (input: Values, reader: Reader) => Promise<boolean>;
}

/** How the results of a change are named and printed. */
export interface Results {
  /** `array` where the verb takes many names or may send several requests. */
  readonly kind: 'array' | 'single';
  /** Field names of the result rows, in the API's spelling; none where the result has no name yet (an order). */
  readonly names: readonly string[];
  /** Field of the result rows that identifies what was changed (`-o name`); default: the first. */
  readonly identity?: string;
  /** The parameter in which one request carries the names of several results. */
  readonly batchedIn?: string;
  /** How a person names what is changed, where results name it by its wire id. */
  readonly typedName?: (names: Row) => string;
  /** Labels of the naming fields in tables. */
  readonly labels?: NonNullable<View['labels']>;
}

/** A command that changes something. */
export interface ChangeCommand extends CommandBase {
  readonly kind: 'change';
  readonly effect: Exclude<Effect, 'read'>;
  readonly changeKind: ChangeKind;
  /** When set, the secret input is asked for only if this holds. */
  readonly needsSecret?: (input: Values) => boolean;
  /** In place of `plan` where many are taken: one entry for each name or record, complete with the flags. */
  readonly planEach?: Planner<readonly Values[]>;
  /** What --from-file takes, where the command takes a file. */
  readonly file?: FileInput;
  readonly confirm: Confirmation;
  readonly idempotent?: Idempotence;
  readonly results: Results;
  /** What --wait waits for. */
  readonly wait?: WaitRule;
  /** The command that shows what became of a change whose outcome is unknown; undefined where there is none. */
  readonly inspectCommand: (input: Values) => string | undefined;
}

/** A command: the way a person calls an operation. */
export type Command = ReadCommand | ChangeCommand;
