/** Wraps messages to the width of a terminal. The wrapping itself is in core/text/wrap.ts. */
import { type Measure, wrappedMessage } from '../../core/text/wrap.ts';
import { displayWidth, readyToMeasure } from '../table/width.ts';

/** Lays out a text that begins `indent` columns from the left; later lines must be indented by the same width. */
export type Wrap = (text: string, indent: number) => readonly string[];

/** Minimum length of lines, for narrow terminals. */
const LEAST = 20;

/**
 * Wraps messages at words for a terminal of this width; `sample` has all characters of the messages. Text for other
 * destinations is never wrapped, so that each message is one line to search.
 */
export async function wrapFor(width: number, sample: string): Promise<Wrap> {
  await readyToMeasure([sample.split('\n')]);
  const measure: Measure = (text) => displayWidth(text);
  return (text, indent) => wrappedMessage(text, Math.max(LEAST, width - indent), measure);
}
