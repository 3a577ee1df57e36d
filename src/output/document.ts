/** The documents that formats print, and the formats. */
import type { Json, Row, Shape } from '../core/shape.ts';
import type { Tone } from '../core/view.ts';

/** A column of a table, or a field of a vertical table. */
export interface Column {
  /** The API's field name, which is also the header. */
  readonly name: string;
  /** Right-aligned. */
  readonly numeric: boolean;
  /** Epoch milliseconds, shown as UTC with Z. */
  readonly time: boolean;
  /** A time that is shown exactly on a terminal too, not relative to now. */
  readonly exactTime?: boolean;
  /** The unit of its numbers, shown on a terminal. */
  readonly unit?: string;
  /** The label of a code, shown with it in tables. */
  readonly labels?: (code: Json, row: Row) => string;
  /** The value as a user types it, shown in tables in place of the API's. */
  readonly typed?: (value: Json, row: Row) => string;
  /** An identifier: it is never cut. Numbers and times are not either. */
  readonly exact?: boolean;
  /** Kept in a table at any width of the terminal. */
  readonly essential?: boolean;
  /** Rows are sorted by it: kept in a table as long as that fits the terminal. */
  readonly sorted?: boolean;
  /** The meaning of a value for the reader, which sets its color. */
  readonly tone?: (value: Json, row: Row) => Tone | undefined;
  /** A time at which something ends: marked on a terminal when it is near, and then kept as a sorted one is. */
  readonly expires?: boolean;
  /** A terminal shows a bar next to it. */
  readonly bar?: boolean;
  /** It has no values: it shows this number as a bar, as long as its share of the maximum of the page. */
  readonly barOf?: string;
}

/**
 * What is printed, independent of the format. For a list, `pages` are the records as they arrive; for an object, `data`
 * is the object and `pages` the rows inside it; for a value, `data` is a scalar from `--query`.
 */
export interface Document {
  readonly kind: 'list' | 'object' | 'value';
  /** XML root: `GetTopicListResponse`. */
  readonly root: string;
  /** XML elements between the root and the data: `['TopicList']`. */
  readonly path: readonly string[];
  /**
   * Shape of the data (the list or the object), for the XML names of records and nested lists; undefined for derived
   * data.
   */
  readonly shape: Shape | undefined;
  /** XML element of a record without a shape; default Item. */
  readonly element?: string;
  readonly pages: AsyncIterable<readonly Row[]>;
  readonly data?: Json;
  /** The path of an object's rows in its data, list inside list; undefined if the rows are computed. */
  readonly rowsAt?: readonly string[];
  /** The maximum of printed rows once they are sorted; undefined: all. */
  readonly most?: number;
  /** The number of rows, in words. */
  readonly countText?: (count: number) => string;
  /** Columns of the table of rows. */
  readonly columns: readonly Column[];
  /** Fields of the vertical table of an object, in order; null ones are left out. */
  readonly fields: readonly Column[];
  /** A separate table between an object's fields and its rows. */
  readonly totals?: { readonly columns: readonly Column[]; readonly rows: readonly Row[] };
  /** The columns of csv and tsv: every field, or the selected ones. */
  readonly every: readonly Column[];
  /** The identifying field, for `-o name`. */
  readonly name: string;
  /**
   * Only for a list from `--query` whose items are not records. `data` has the items, for formats that print values;
   * `pages` has their cells by position ('0', '1', …), for formats that print lines, which then have no header.
   */
  readonly items?: 'scalars' | 'lists';
  /** A table shows each record as a list of these names and values, in place of a row. */
  readonly pairsOf?: ((row: Row) => readonly (readonly [name: string, value: Json])[]) | undefined;
  /** Its cells contain sentences and commands, which are wrapped on a terminal and never cut. */
  readonly uncut?: boolean | undefined;
  /** A single value to copy: its table has no borders on a terminal either. */
  readonly bare?: boolean | undefined;
}

/** The destination of the text, and how it may be formatted. */
export interface RenderOptions {
  /** stdout is a terminal: borders, and cutting to the width. */
  readonly terminal: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** A table without borders breaks its sentences at words to fit the width: stdout is a terminal, and nothing is cut. */
  readonly wraps?: boolean;
  /** Colors may be used. */
  readonly color: boolean;
  /** Headers are printed (table, csv, tsv). */
  readonly headers: boolean;
  /** Nothing is left out, cut or rounded. */
  readonly wide: boolean;
  /** The current time in epoch milliseconds, for times on a terminal. */
  readonly now: number;
  /** Called with the names of the columns that a table had no room for. */
  readonly hidden?: (names: readonly string[]) => void;
}

/** A formatter returns a document's text in pieces, as the pages arrive. It throws what the pages throw. */
export type Formatter = (document: Document, options: RenderOptions) => AsyncIterable<string>;

/** The output formats, in the order of help. */
export const FORMATS = ['table', 'json', 'xml', 'yaml', 'csv', 'tsv', 'ndjson', 'name'] as const;
/** An output format. */
export type Format = (typeof FORMATS)[number];
