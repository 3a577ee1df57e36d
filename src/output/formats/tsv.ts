import type { Formatter } from '../document.ts';
import { separated } from './separated.ts';

/** Tab-separated values. There are no quotes: a tab or a line end in a field is written as `\t` or `\n`. */
export const tsv: Formatter = separated({ separator: '\t', end: '\n', field: (text) => text });
