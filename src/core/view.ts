import type { Values } from './operation.ts';
import type { Scope } from './plan.ts';
import type { Fields, Json, Row } from './shape.ts';

/** The meaning of a state, which tables color. */
export type Tone = 'good' | 'warning' | 'bad';

/** The part that all views have. */
interface ViewBase {
  /** Chosen table columns: of a list, or of the rows inside an object. */
  readonly columns: readonly string[];
  /** Field that identifies a record (`-o name`). */
  readonly name: string;
  /** Columns that a table keeps however narrow the terminal is, with the identifying one. */
  readonly essential?: readonly string[];
  /** Columns whose texts may be cut to fit a terminal; default: every text but the identifying one. */
  readonly freeText?: readonly string[];
  /** What a value means for the reader, by its field. */
  readonly tones?: Readonly<Record<string, (value: Json, row: Row) => Tone | undefined>>;
  /** Its times are shown exactly, also on a terminal: rows that differ in little but their time, such as the points of a series. */
  readonly exactTimes?: boolean;
  /** Moments that something ends at; near ones are marked on a terminal. */
  readonly expires?: readonly string[];
  /** Numbers that a terminal shows a bar beside, as long as their share of the largest. */
  readonly bars?: readonly string[];
  /** Units of numbers, which a table shows on a terminal: bytes and bytes/s are scaled (`1.4 MB/s`), others are added. */
  readonly units?: Readonly<Record<string, string>>;
  /** Codes to words in tables: ServiceStatus 5 to Running. */
  readonly labels?: Readonly<Record<string, (code: Json, row: Row) => string>>;
  /** Values as a person types them, in tables in place of the API's: `topic/orders` for a wire id. */
  readonly typed?: Readonly<Record<string, (value: Json, row: Row) => string>>;
  /** Turns the printed object into rows, where they are not a list in it. */
  readonly toRows?: (data: Row) => Row[];
  /** Fields that this tool adds to the documented ones; of rows from several reads, all fields. */
  readonly extraFields?: Fields;
}

/** How a list of records is shown. */
export interface ListView extends ViewBase {
  readonly kind: 'list';
  /** How many records a list has, in words, for the end of a table on a terminal: `5 topics`. */
  readonly countText?: (count: number) => string;
  /** Leave out columns that are empty in all rows of the first page, and add undocumented fields (points carry few of their fields). */
  readonly columnsSeen?: boolean;
  /**
   * What `-o name` prints in place of the field, as the command line takes it; undefined for a row that cannot be named
   * where the command works.
   */
  readonly typedName?: (row: Row, scope: Scope) => string | undefined;
  /** Why no single field does, for this input, as a whole text: `--output name` is then refused. */
  readonly unnamed?: (input: Values) => string | undefined;
  /** Units that depend on the input, in place of `units`. */
  readonly unitsOf?: (input: Values) => Readonly<Record<string, string>>;
  /** Order of the rows, but for ndjson, which prints them as they are read. */
  readonly order?: (a: Row, b: Row) => number;
  /** The maximum of printed rows; no more are requested. Undefined: all rows. */
  readonly most?: (input: Values) => number | undefined;
  /** Filter of rows by this tool, where the service has none. */
  readonly select?: (row: Row, input: Values) => boolean;
  /** With `toRows`: the object that XML prints in place of the rows, with what was asked for alone. */
  readonly whole?: (data: Row, input: Values) => Row;
  /** XML element of rows that are put together from several reads; default Item. */
  readonly element?: string;
  /** Of `extraFields`, the ones that this input never fills. */
  readonly unfilled?: (input: Values) => readonly string[];
}

/** How one record is shown: as fields and, where there is a list inside, a table of it. */
export interface ObjectView extends ViewBase {
  readonly kind: 'object';
  /** The path of the list whose records are its rows. */
  readonly rows?: readonly string[];
  /** A list inside whose records are shown in a table of their own, above the rows (totals by topic). */
  readonly totals?: { readonly list: string; readonly columns: readonly string[] };
}

/** How a read is shown. */
export type View = ListView | ObjectView;
