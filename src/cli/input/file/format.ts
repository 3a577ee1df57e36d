import type { FileInput } from '../../../core/command.ts';

/** How a file writes names and records. */
export type FileFormat =
  | { readonly kind: 'lines' | 'json' | 'yaml' }
  | { readonly kind: 'separated'; readonly separator: Separator };

export type Separator = ',' | '\t' | ';' | '|';

const SEPARATORS: readonly Separator[] = [',', '\t', ';'];

/** The first line of a table may say with what its cells are separated, for Excel; it is no row. */
const DECLARATION = /^"?sep=([,;\t|])"?[,;\t ]*(?=\r?\n|$)/i;

/** A table without such a line, whose end stays so that lines keep their numbers. */
export const withoutDeclaration = (text: string): string => text.replace(DECLARATION, '');

/** Formats that the end of a name promises; the others are told by their content. */
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

/** Where the first line is a head. In a file that calls itself a table, several columns are one whatever they say. */
function asTable(text: string, file: FileInput, promised: boolean): FileFormat | undefined {
  const first = firstLine(text);
  for (const separator of SEPARATORS) {
    const cells = headCells(first, separator);
    if (cells.length > 1 && (promised || cells.some((cell) => isColumn(cell, file))))
      return { kind: 'separated', separator };
  }
  return isLoneHead(headCells(first, ',')[0] ?? '', file, promised) ? { kind: 'separated', separator: ',' } : undefined;
}

/** One column is a head where it is a field that may be given; a table's is not mistaken for a name in the wrong case. */
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

/**
 * The first line that says something; a comment says nothing to names and to YAML alike, and a row of empty cells
 * nothing to a table.
 */
function firstLine(text: string): string {
  return /^(?![^\S\r\n]*#|(?:[^\S\r\n]|[,;"])*$).*$/m.exec(text)?.[0].trimEnd() ?? '';
}
