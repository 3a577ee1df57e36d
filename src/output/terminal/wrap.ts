import { type Measure, wrappedMessage } from '../../core/text/wrap.ts';
import { displayWidth, readyToMeasure } from '../table/width.ts';

/** Lays out a text that begins `indent` columns from the left; the lines after the first are to be indented as far. */
export type Wrap = (text: string, indent: number) => readonly string[];

/** However narrow the terminal is, lines are not made shorter than this. */
const LEAST = 20;

/**
 * Wraps messages at words for a terminal of this width; `sample` has all characters of the messages. Text that is written
 * elsewhere is never wrapped, so that one message is one line to search in.
 */
export async function wrapFor(width: number, sample: string): Promise<Wrap> {
  await readyToMeasure([sample.split('\n')]);
  const measure: Measure = (text) => displayWidth(text);
  return (text, indent) => wrappedMessage(text, Math.max(LEAST, width - indent), measure);
}
