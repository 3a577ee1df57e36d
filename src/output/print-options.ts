import type { Format } from './document.ts';
import type { Sort } from './sort.ts';

/** What is known beforehand of how a document will be printed: some documents are made for their format. */
export interface DocumentOptions {
  readonly format: Format;
  /** Fields of table, csv and tsv, in this order; undefined: the view's own. */
  readonly columns: readonly string[] | undefined;
  /** The field that rows are sorted by; undefined: as they come. */
  readonly sort: Sort | undefined;
  /** A JMESPath expression is applied to the JSON form before it is printed. */
  readonly queried: boolean;
}

/** How a document is printed. */
export interface PrintOptions extends DocumentOptions {
  readonly headers: boolean;
  /** Tables show every field, and nothing shortened. */
  readonly wide: boolean;
  /** --color or --no-color; undefined where neither was given. */
  readonly color: boolean | undefined;
}
