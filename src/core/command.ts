/**
 * The types of a command: what its record declares about input, confirmation, waiting, results and texts. Nothing here
 * runs; the engine reads these fields.
 */
import type { Answer, ChangeKind, Check, Effect, ListedAs, Operation, Reader, Values } from './operation.ts';
import type { Param, Violation } from './params.ts';
import type { FetchedObject, FetchedRows, Plan, Planner, Refused, Scope, Step } from './plan.ts';
import type { Row } from './shape.ts';
import type { WireParams } from './signature.ts';
import type { ListView, ObjectView, View } from './view.ts';

/** The status of what a command waits for. A failed one does not become the wanted one without another change. */
export interface WaitStatus extends ListedAs {
  readonly state: 'reached' | 'pending' | 'failed' | 'absent';
  /** The current state in words: `deploying (1)`, `not listed yet`. */
  readonly message: string;
  /** The current object, where there is one. */
  readonly record?: Row;
  /** The command without which the wanted state is never reached. */
  readonly first?: string;
}

/** What `--wait` waits for after a change. */
export interface WaitRule {
  /** Milliseconds, unless --wait-timeout sets another time. */
  readonly timeout: number;
  readonly check: Check<WaitStatus>;
  /** The kind of what is waited for: `topic`. */
  readonly noun?: string;
  /** The wanted status, as a predicate after "is": `running`; default: the outcome's word. */
  readonly state?: string;
  /** Longest pause between two reads in milliseconds; default 10 s. */
  readonly longestPause?: number;
  /** The command that continues to wait for one of the inputs. */
  readonly next: (input: Values) => string;
  /** The note after a change without --wait, if its results do not show that it is in progress; `command` waits for it. */
  readonly unwaited?: (command: string) => string;
  /** The command whose view shows the final record in place of the result; left out where results are an array. */
  readonly shownBy?: string;
}

/** What `--from-file` accepts. */
export interface FileInput {
  /** The input that a bare line fills; absent if a name alone is not enough. */
  readonly line?: string;
  /**
   * Fields of a record, in the API's spelling, with the input of this command that each fills. `Tag.Key` and
   * `Tag.Value` are the two halves of one pair of the input `Tag`.
   */
  readonly fields: Readonly<Record<string, string>>;
  /** Inputs that set the target of all records if they are given: a record with another value is refused. */
  readonly agree?: readonly string[];
  /** Other fields of the listing, which are accepted and ignored. */
  readonly ignored: readonly string[];
  /** The answer that lists such records: a file may hold it as the service sent it. */
  readonly listing?: Listing;
}

/** An answer whose records a file may hold. */
export interface Listing {
  readonly answer: Answer;
  /** Turns its data into records, if the data is not a list. */
  readonly rows?: (data: Row) => Row[];
}

/** An example in the help of a command. */
export interface Example {
  /** What the reader wants to do. */
  readonly says: string;
  /** The arguments after the verb. */
  readonly types: string;
}

/** The fields of every command. Special cases of single commands are fields here, never conditions in the engine. */
interface CommandBase {
  /** Noun and verb: `topic create`, `instance allowed-ip add`. */
  readonly path: string;
  readonly alias?: string;
  readonly summary?: string;
  readonly description?: string;
  /** Parameters of the operation that this command shows; default: all with a flag or an argument when left out. */
  readonly takes?: readonly string[];
  /** Replacements of the operation's parameters, and inputs that are not sent unchanged. */
  readonly inputs?: Readonly<Record<string, Param>>;
  /**
   * Groups of inputs of which one is required, for the usage line; an alternative may be several inputs together.
   * `crossFieldRules` refuses a command line that lacks one.
   */
  readonly oneOf?: readonly (readonly (string | readonly string[])[])[];
  /** Rules between inputs, in addition to the operation's own. */
  readonly crossFieldRules?: (input: Values) => readonly Violation[];
  /** Whether this input needs the instance even if no parameter carries it (wire ids of topics and groups). */
  readonly needsInstance?: (input: Values) => boolean;
  /** Input to requests; default: one request, or one for each value of the positional that takes many. */
  readonly plan?: Planner;
  /**
   * Operations that the command may call in addition to its own: to plan, to show an impact, to verify, to wait, or as
   * another command that an input means. A RAM policy for the command allows them. The lookup of an instance's name is
   * not listed, nor is the suggestion after a name that was not found, since the command works without it.
   */
  readonly reads?: readonly Operation[];
  /** Options that another command has. */
  readonly elsewhere?: Readonly<Record<string, ElsewhereOption>>;
  /** Paths of related commands in other nouns, or of commands that change the same thing. Help shows them. */
  readonly seeAlso?: readonly string[];
  readonly examples: readonly Example[];
}

/** An option that another command has. */
export interface ElsewhereOption {
  readonly path: string;
  /** The words of that command before the value: `--type topic --tag`; default: those that were typed. */
  readonly types?: string;
  /** What to know about it, in full sentences. */
  readonly help?: string;
}

interface ReadBase extends CommandBase {
  readonly kind: 'read';
  /** The instance narrows what is read when one is set, though no parameter carries it alone (metrics). */
  readonly usesInstance?: boolean;
  /** Whether this input sends several requests, so that there are no single bytes for --raw. */
  readonly sendsSeveral?: (input: Values) => boolean;
  /** Another command that this input means (`metrics list` without a metric). */
  readonly redirect?: (input: Values) => string | undefined;
  /** Warnings about the printed rows, for stderr: one per line. */
  readonly warns?: (rows: readonly Row[], input: Values) => readonly string[];
  /** A condition on what was printed; undefined if it holds, else why it does not (exit 7). */
  readonly assertion?: (rows: readonly Row[], input: Values) => Unmet | undefined;
  /** Notes about the printed rows, for stderr: what they do not cover. */
  readonly remarks?: (rows: readonly Row[], plan: Plan, input: Values, scope: Scope) => readonly string[];
  /** A note for stderr if there are no rows: what was asked for, and what may have some. */
  readonly whenEmpty?: (plan: Plan, input: Values) => string;
}

/** Why a condition on rows does not hold: in one sentence, which is that of the only row or says how many there are, and row by row. */
export interface Unmet {
  readonly message: string;
  readonly rows: readonly { readonly name: string; readonly message: string }[];
}

/** A read that combines several requests. Throws a request's own error if it cannot continue without it. */
export type FetchOf<T> = (input: Values, scope: Scope, reader: Reader) => Promise<T | Refused>;

/** The properties of such a read. */
interface FetchBase {
  /** Sends several requests for any input, so there are no single bytes for --raw. */
  readonly several?: boolean;
  /** The further requests that depend on answers, which a dry run cannot show; undefined if there are none. */
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

/** A text about one thing, by its {name}, and one about several, by their {count} or {names}. */
interface OneOrMany {
  readonly one: string;
  /** Left out where there is always one. */
  readonly many?: string;
}

/** A text with a number, {count}, in its singular and plural. */
export interface Counted {
  readonly one: string;
  readonly many: string;
}

/**
 * The texts about the changes that a command makes: whole sentences, shown through `t` by the engine, which has a
 * general text for each that is left out. The values are {name}, {names}, {count}, {command}, {operation} and the
 * record's own.
 */
export interface ChangeTexts {
  /** The question: `Delete topic {name}?`. */
  readonly question?: OneOrMany;
  /**
   * The announcement of the change, with its {target} (profile, region, instance): `About to delete topic {name}
   * ({target}).`.
   */
  readonly about?: OneOrMany;
  /** The same before the names that a {pattern} selects are known: `About to delete topics matching "{pattern}" ({target}).`. */
  readonly matching?: string;
  /** The same for the names that it selected, by their {count}; the names themselves are shown above. */
  readonly matched?: Counted;
  /** That a change without a clear response was made: `no clear response, but the topic exists, so it was created`. */
  readonly reconciled?: string;
  /** How --if-exists or --if-not-exists helps: `Use --if-exists to skip topics that do not exist.`. */
  readonly skip?: string;
  /** The refusal to change something that does not exist, with its {name} and the {reason} of the service. */
  readonly absent?: string;
  /** The refusal to create something that already exists, with its {name} and the {reason} of the service. */
  readonly present?: string;
  /** The note about the part ({count}) that is skipped of a run that was interrupted at a {time}. */
  readonly resumed?: Counted;
  /** A name in these texts; default: the name as typed. */
  readonly label?: (names: Row) => string;
  /** Other values of these texts, from what is sent. */
  readonly values?: (steps: readonly Step[]) => Readonly<Record<string, string>>;
}

/** What is shown before a change. */
interface Announcement {
  /** Lines shown above the question (what is ordered). */
  readonly shows?: (plan: Plan, params: WireParams) => readonly string[];
  /**
   * What the change would affect: lines above the question, or the refusal of what does not exist. Read only if a
   * question is asked. `eachName`: the names are shown nowhere else, so that each has a line.
   */
  readonly impact?: (
    inputs: readonly Values[],
    reader: Reader,
    eachName?: boolean,
  ) => Promise<readonly string[] | Refused>;
}

/** How names are typed to confirm a change that cannot be undone. */
export interface TypedNames {
  /** The prompt: `Type the id to confirm:`. */
  readonly prompt: string;
}

/** How a change is confirmed: without a question, with a yes-or-no question, or by typing the names again. */
export type Confirmation = Announcement &
  ({ readonly kind: 'yes-no' | 'none' } | { readonly kind: 'type-name'; readonly typed: TypedNames });

/** The confirmation as a record declares it; without a kind it is the usual one of the effect. */
export type ConfirmationSpec = Announcement & (Confirmation | { readonly kind?: never });

/** The refusal that --if-exists or --if-not-exists turns into success. */
export interface Idempotence {
  readonly flag: 'if-exists' | 'if-not-exists';
  /** For --if-not-exists: how the existing object differs from the requested one; undefined if it does not. */
  readonly compare?: (input: Values, reader: Reader) => Promise<string | undefined>;
  /** After a refusal: whether the object to remove is absent. For operations that have no error code for that case. */
  readonly isGone?: (input: Values, reader: Reader) => Promise<boolean>;
}

/** How the results of a change are named and printed. */
export interface Results {
  /** `array` if the verb accepts many names or may send several requests. */
  readonly kind: 'array' | 'single';
  /** Field names of the result rows, in the API's spelling; empty if the result has no name yet (an order). */
  readonly names: readonly string[];
  /** Field of the result rows that identifies what was changed (`-o name`); default: the first. */
  readonly identity?: string;
  /** The parameter in which one request carries the names of several results. */
  readonly batchedIn?: string;
  /** The name as a user types it, if results have the wire id. */
  readonly typedName?: (names: Row) => string;
  /** The naming fields as a user types them, for tables. */
  readonly typed?: NonNullable<View['typed']>;
}

/** A command that changes something. */
export interface ChangeCommand extends CommandBase {
  readonly kind: 'change';
  readonly effect: Exclude<Effect, 'read'>;
  readonly changeKind: ChangeKind;
  /** When set, the secret input is asked for only if this holds. */
  readonly needsSecret?: (input: Values) => boolean;
  /**
   * In place of `plan` for a command that accepts many names: one entry for each name or record, completed by the
   * flags.
   */
  readonly planEach?: Planner<readonly Values[]>;
  /**
   * The input that accepts many names, and the input with a pattern that selects them from their list (`Param.lists`)
   * in place of typed ones. The list filters by the input of the same key.
   */
  readonly byPattern?: { readonly names: string; readonly pattern: string };
  /** What --from-file accepts; absent if the command has no such option. */
  readonly file?: FileInput;
  readonly confirm: Confirmation;
  /** The texts about the changes; a function if they depend on what is sent. Undefined: the general texts. */
  readonly texts?: ChangeTexts | ((steps: readonly Step[]) => ChangeTexts);
  readonly idempotent?: Idempotence;
  readonly results: Results;
  /** What --wait waits for. */
  readonly wait?: WaitRule;
  /** The command that shows the outcome of a change without a clear response; undefined if there is none. */
  readonly inspectCommand: (input: Values) => string | undefined;
}

/** A command: how a user calls an operation. */
export type Command = ReadCommand | ChangeCommand;
