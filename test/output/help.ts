import fc from 'fast-check';
import type { Json, Row } from '../../src/core/shape.ts';
import { columnsOf, keysOf } from '../../src/output/table/columns.ts';
import type { Column, Document, Format, RenderOptions } from '../../src/output/document.ts';
import { formatter } from '../../src/output/format.ts';

/** 2026-11-24T10:00:00Z */
export const NOW = 1_795_514_400_000;
export const PIPE: RenderOptions = { terminal: false, width: 80, color: false, headers: true, wide: false, now: NOW };
export const TERMINAL: RenderOptions = { ...PIPE, terminal: true };

/** Pages that can be read again and again. */
export function pagesOf(...pages: readonly (readonly Row[])[]): AsyncIterable<readonly Row[]> {
  return {
    async *[Symbol.asyncIterator]() {
      yield* pages;
    },
  };
}

export const plainColumns = (...names: string[]): Column[] =>
  names.map((name) => ({ name, numeric: false, time: false }));

/** A list without a shape; its columns are the keys of its rows. */
export function list(rows: readonly Row[], more: Partial<Document> = {}): Document {
  const columns = more.columns ?? columnsOf(keysOf(rows), {}, {}, rows);
  const named = {
    kind: 'list',
    root: 'R',
    path: [],
    shape: undefined,
    fields: [],
    name: columns[0]?.name ?? '',
  } as const;
  return { ...named, pages: pagesOf(rows), columns, every: columns, ...more };
}

export function described(data: Row, more: Partial<Document> = {}): Document {
  const fields = columnsOf(Object.keys(data), {}, {}, [data]);
  return {
    ...list([]),
    kind: 'object',
    data,
    columns: [],
    fields,
    every: fields,
    name: fields[0]?.name ?? '',
    ...more,
  };
}

export const scalar = (data: Json): Document => ({ ...list([]), kind: 'value', data });

/** All that a format prints of a document. */
export async function printed(format: Format, document: Document, look: RenderOptions = PIPE): Promise<string> {
  let text = '';
  for await (const piece of (await formatter(format))(document, look)) text += piece;
  return text;
}

/** Texts as nasty as a service can send: any UTF-16 code unit, and what deceives or is obeyed more often than chance has it. */
export const nastyText: fc.Arbitrary<string> = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      ...'\u0000\u0007\b\t\n\v\r\u001b\u007f\u0085\u009b\u00ad\u061c\u200b\u200c\u200d\u200e\u202e\u2028\u2066\u2069\ufe0f\ufeff\ufffe\udc00\ud800',
    ),
    fc.constantFrom(
      '\u001b[31m',
      '\u001b]0;x\u0007',
      '\r\n',
      ']]>',
      '--',
      '"',
      "'",
      ',',
      '&',
      '<',
      '>',
      '\\',
      '#',
      ': ',
      '- ',
      '…',
      '│',
    ),
    fc.constantFrom(
      '中',
      '한',
      'が',
      'か\u3099',
      'e\u0301',
      '\u0301',
      '👍🏽',
      '👨‍👩‍👧',
      '❤️',
      '1️⃣',
      '🇨🇳',
      'ไทย',
      'नि',
      '\u{e0001}',
      '\u{1f600}',
    ),
    fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
    fc.string({ minLength: 1, maxLength: 1, unit: 'grapheme' }),
  ),
  maxLength: 12,
});

/** Characters that a terminal interprets or hides, in any context; only a line feed may end a line. */
export const OBEYED =
  /(?!\n)\p{Cc}|[\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u{e0000}-\u{e007f}\p{Cs}]/u;
