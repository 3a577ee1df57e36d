/** Recognizes the format of a file of names or records. The formats are read in the other files of this folder. */
import type { FileInput } from '../../../core/command.ts';

/** The formats of names and records. */
export type FileFormat =
  | { readonly kind: 'lines' | 'json' | 'yaml' }
  | { readonly kind: 'separated'; readonly separator: Separator };

/** The separator of a table's cells. */
export type Separator = ',' | '\t' | ';' | '|';

const SEPARATORS: readonly Separator[] = [',', '\t', ';'];

/** The first line of a table may declare its separator, for Excel; it is not a row. */
const DECLARATION = /^"?sep=([,;\t|])"?[,;\t ]*(?=\r?\n|$)/i;

/** A table without such a line; its line end stays, so that line numbers do not change. */
export const withoutDeclaration = (text: string): string => text.replace(DECLARATION, '');

/** The format of a file extension; other files are recognized by their content. */
const BY_NAME: Readonly<Record<string, FileFormat>> = {
  txt: { kind: 'lines' },
  json: { kind: 'json' },
  ndjson: { kind: 'json' },
  jsonl: { kind: 'json' },
  yaml: { kind: 'yaml' },
  yml: { kind: 'yaml' },
};

/** The format of a file, by its name and content. Without a header row it is a list of names. */
export function formatOf(name: string, text: string, file: FileInput): FileFormat {
  const end = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const promised = Object.hasOwn(BY_NAME, end) ? BY_NAME[end] : undefined;
  if (promised !== undefined) return promised;
  const declared = DECLARATION.exec(text)?.[1] as Separator | undefined;
  if (declared !== undefined) return { kind: 'separated', separator: declared };
  const table = end === 'csv' || end === 'tsv';
  return asTable(text, file, table) ?? (table ? { kind: 'lines' } : byContent(text, file));
}

/**
 * A table if the first line is a header row. In a file with the extension of a table, several columns always are one.
 */
function asTable(text: string, file: FileInput, promised: boolean): FileFormat | undefined {
  const first = firstLine(text);
  for (const separator of SEPARATORS) {
    const cells = headCells(first, separator);
    if (cells.length > 1 && (promised || cells.some((cell) => isColumn(cell, file))))
      return { kind: 'separated', separator };
  }
  return isLoneHead(headCells(first, ',')[0] ?? '', file, promised) ? { kind: 'separated', separator: ',' } : undefined;
}

/** Whether a single column is a header row: its name is a known field, in any case for the extension of a table. */
function isLoneHead(cell: string, file: FileInput, promised: boolean): boolean {
  const low = cell.toLowerCase();
  return (
    Object.hasOwn(file.fields, cell) || (promised && Object.keys(file.fields).some((f) => f.toLowerCase() === low))
  );
}

const headCells = (line: string, separator: Separator): string[] =>
  line.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));

/** The name of a field, in any case. */
const isColumn = (cell: string, { fields, ignored }: FileInput): boolean =>
  [...Object.keys(fields), ...ignored].some((field) => field.toLowerCase() === cell.toLowerCase());

const isField = (cell: string, { fields, ignored }: FileInput): boolean =>
  Object.hasOwn(fields, cell) || ignored.includes(cell);

function byContent(text: string, file: FileInput): FileFormat {
  if (/^\s*[[{"]/.test(text)) return { kind: 'json' };
  const first = firstLine(text);
  const [, key = ''] = /^([A-Za-z]+):(?:\s|$)/.exec(first) ?? [];
  return /^(-\s|-$|---|%YAML)/.test(first) || isField(key, file) ? { kind: 'yaml' } : { kind: 'lines' };
}

/** The first line with content. Comments are skipped for names and YAML, and rows of empty cells for tables. */
function firstLine(text: string): string {
  return /^(?![^\S\r\n]*#|(?:[^\S\r\n]|[,;"])*$).*$/m.exec(text)?.[0].trimEnd() ?? '';
}
