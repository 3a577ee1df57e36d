/** The format `json`. */
import type { Formatter } from '../document.ts';
import { jsonText } from '../json-text.ts';
import { wholeData } from '../pages.ts';

/** One JSON value: an array for a list, an object for an object. */
export const json: Formatter = async function* (document) {
  yield `${jsonText(await wholeData(document), 2)}\n`;
};
