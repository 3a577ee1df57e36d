/** The format `tsv`. Its rows are made in separated.ts. */
import type { Formatter } from '../document.ts';
import { separated } from './separated.ts';

/** Tab-separated values. There are no quotes: tabs and line ends within a field are written as `\t` and `\n`. */
export const tsv: Formatter = separated({ separator: '\t', end: '\n', field: (text) => text });
