/** Reads names and records from JSON and NDJSON. */
import { parse as parseExact } from '../../../vendor/lossless-json.ts';
import { givenTwice } from '../../../core/text/json-fields.ts';
import { parseJson } from '../../../core/text/json.ts';
import type { Json } from '../../../core/shape.ts';
import { sentence, t } from '../../../core/text/texts.ts';
import { type Item, itemOf, lineAt, type Parsed, type FileIssue } from '../../../engine/input/records/item.ts';

/** A JSON array or object, or a name or record per line (NDJSON). */
export function readJson(text: string): Parsed {
  const lines = text.split('\n');
  const first = lines.find((line) => line.trim() !== '') ?? '';
  if (first.trimStart().startsWith('[') || 'message' in parsed(first, undefined)) return readWhole(text);
  return { found: lines.flatMap((line, i) => (line.trim() === '' ? [] : [readLine(line, lineAt(i + 1))])) };
}

function readLine(line: string, at: string): Item | FileIssue {
  const found = parsed(line, at);
  return 'message' in found ? found : (twiceIn(line, at) ?? itemOf(at, found.value));
}

/** The issue of a field that a record has twice: one of the two would be ignored. */
function twiceIn(text: string, at?: string): FileIssue | undefined {
  const twice = givenTwice(text);
  return twice === undefined
    ? undefined
    : {
        at: at ?? lineOf(twice.at, text),
        message: sentence('{name} has the field "{field}" twice', { field: twice.field }),
      };
}

const lineOf = (position: number, text: string): string => lineAt(text.slice(0, position).split('\n').length);

function readWhole(text: string): Parsed {
  const found = text.trim() === '' ? { value: [] } : parsed(text, undefined);
  if ('message' in found) return { found: [found] };
  const twice = twiceIn(text);
  if (twice !== undefined) return { found: [twice] };
  const list = Array.isArray(found.value) ? found.value : [found.value];
  return { found: list.map((value, i) => itemOf(t('record {number}', { number: i + 1 }), value)) };
}

function parsed(text: string, at: string | undefined): { readonly value: Json } | FileIssue {
  try {
    return { value: parseJson(text) };
  } catch {
    const why = whyNot(text);
    return {
      at: at ?? placeOf(why, text),
      message: sentence('{name} is not valid JSON: {reason}', { reason: why.replace(/ at position \d+$/, '') }),
    };
  }
}

/** The syntax error with its position, which the fast parser does not always report. */
function whyNot(text: string): string {
  try {
    parseExact(text);
    return t('cannot be read');
  } catch (error) {
    return (error as Error).message;
  }
}

/** The line of the position in the parser's message. */
function placeOf(message: string, text: string): string | undefined {
  const [, position] = /position (\d+)/.exec(message) ?? [];
  return position === undefined ? undefined : lineOf(Number(position), text);
}
