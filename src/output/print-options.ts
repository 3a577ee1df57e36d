/** The options of printing. */
import type { Format } from './document.ts';
import type { Sort } from './sort-option.ts';

/** How a document will be printed, as far as its builder needs to know: some documents depend on the format. */
export interface DocumentOptions {
  readonly format: Format;
  /** Columns of table, csv and tsv, in this order; undefined for the view's own. */
  readonly columns: readonly string[] | undefined;
  /** The field that rows are sorted by; undefined: the order of arrival. */
  readonly sort: Sort | undefined;
  /** A JMESPath expression is applied to the JSON form before it is printed. */
  readonly queried: boolean;
}

/** How a document is printed. */
export interface PrintOptions extends DocumentOptions {
  readonly headers: boolean;
  /** A table that is longer than the screen is shown in a pager. */
  readonly pager: boolean;
  /** Tables show all columns, with nothing cut or rounded. */
  readonly wide: boolean;
  /** --color or --no-color; undefined if neither is given. */
  readonly color: boolean | undefined;
}
