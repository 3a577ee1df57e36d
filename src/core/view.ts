/** The types of a view: how the answer of a read is shown as a table, fields or names. Formats are in output/. */
import type { Values } from './operation.ts';
import type { Scope } from './plan.ts';
import type { Fields, Json, Row } from './shape.ts';

/** The meaning of a state, which tables color. */
export type Tone = 'good' | 'warning' | 'bad';

/** The fields of all views. */
interface ViewBase {
  /** Default table columns: of a list, or of the rows in an object. */
  readonly columns: readonly string[];
  /** Field that identifies a record (`-o name`). */
  readonly name: string;
  /** Columns that a table keeps at any width of the terminal, in addition to the identifying one. */
  readonly essential?: readonly string[];
  /** Columns whose texts may be cut to fit a terminal; default: every text except the identifying one. */
  readonly freeText?: readonly string[];
  /** The meaning of a value for the reader, by its field. */
  readonly tones?: Readonly<Record<string, (value: Json, row: Row) => Tone | undefined>>;
  /** Times are shown exactly on a terminal too: for rows that differ in little but their time, such as points of a series. */
  readonly exactTimes?: boolean;
  /** Times at which something ends; a terminal marks those that are near, or past. */
  readonly expires?: readonly string[];
  /** Numbers next to which a terminal shows a bar, as long as their share of the maximum. */
  readonly bars?: readonly string[];
  /**
   * Units of numbers, which a table shows on a terminal: bytes and bytes/s are scaled (`1.4 MB/s`), others are added.
   */
  readonly units?: Readonly<Record<string, string>>;
  /** Labels of codes in tables: ServiceStatus 5 is Running. */
  readonly labels?: Readonly<Record<string, (code: Json, row: Row) => string>>;
  /** Values as a user types them, in tables in place of the API's: `topic/orders` for a wire id. */
  readonly typed?: Readonly<Record<string, (value: Json, row: Row) => string>>;
  /** Turns the printed object into rows, if they are not a list in it. */
  readonly toRows?: (data: Row) => Row[];
  /** Fields that this tool adds to the documented ones; of rows from several reads, all fields. */
  readonly extraFields?: Fields;
}

/** How a list of records is shown. */
export interface ListView extends ViewBase {
  readonly kind: 'list';
  /** The number of records in words, below a table on a terminal: `5 topics`. */
  readonly countText?: (count: number) => string;
  /**
   * Leave out columns that are empty in all rows of the first page, and add undocumented fields (points carry few of
   * their fields).
   */
  readonly columnsSeen?: boolean;
  /**
   * What `-o name` prints in place of the field, as the command line takes it; undefined for a row that cannot be named
   * where the command works.
   */
  readonly typedName?: (row: Row, scope: Scope) => string | undefined;
  /** Why no single field identifies a row for this input, as a whole text: `--output name` is then refused. */
  readonly unnamed?: (input: Values) => string | undefined;
  /** Units that depend on the input, in place of `units`. */
  readonly unitsOf?: (input: Values) => Readonly<Record<string, string>>;
  /** Order of the rows, except for ndjson, which prints them in the order of reading. */
  readonly order?: (a: Row, b: Row) => number;
  /** The maximum of printed rows; no more are requested, unless they are sorted first. Undefined: all rows. */
  readonly most?: (input: Values) => number | undefined;
  /** Filter of rows by this tool, where the service has none. */
  readonly select?: (row: Row, input: Values) => boolean;
  /** With `toRows`: the object that XML prints instead of the rows, with only what was requested. */
  readonly whole?: (data: Row, input: Values) => Row;
  /** XML element of rows from several reads; default Item. */
  readonly element?: string;
  /** The `extraFields` that this input never fills. */
  readonly unfilled?: (input: Values) => readonly string[];
}

/** How one record is shown: as fields and, if it has a list, a table of it. */
export interface ObjectView extends ViewBase {
  readonly kind: 'object';
  /** The path of the list whose records are its rows. */
  readonly rows?: readonly string[];
  /** A list in the object whose records are shown in a separate table, above the rows (totals by topic). */
  readonly totals?: { readonly list: string; readonly columns: readonly string[] };
}

/** How a read is shown. */
export type View = ListView | ObjectView;
