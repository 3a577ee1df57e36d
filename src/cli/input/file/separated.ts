/** Reads names and records from CSV and TSV. */
import { plural, type Sentence, sentence } from '../../../core/text/texts.ts';
import { type Separator, withoutDeclaration } from './format.ts';
import { type Item, lineAt, type Parsed, type FileIssue } from '../../../engine/input/records/item.ts';

interface Line {
  readonly number: number;
  readonly cells: readonly string[];
}

/**
 * Reads CSV by RFC 4180, or TSV, with a header row. Rows and columns of empty cells, as Excel writes them around a
 * table, are ignored. A tab-separated file has no quotes, as this tool writes none; its escapes (`\t`) stay unchanged.
 */
export async function readSeparated(text: string, separator: Separator): Promise<Parsed> {
  const lines = await linesOf(withoutDeclaration(text), separator);
  if ('message' in lines) return { found: [lines] };
  const [head, ...rest] = lines.slice(lines.findIndex(({ cells }) => cells[0]?.startsWith('#') !== true));
  const at = lineAt(head?.number ?? 1);
  const columns = (head?.cells ?? []).map((cell) => cell.trim());
  const wrong = headerIssue(columns, rest);
  if (wrong !== undefined) return { found: [{ at, message: wrong }] };
  return { found: rest.map((line) => recordOf(line, columns)), head: { at, names: columns.filter(isFilled) } };
}

const isFilled = (cell: string): boolean => cell.trim() !== '';

/** The problem of the header row. A column without a name is ignored if it is empty. */
function headerIssue(columns: readonly string[], rest: readonly Line[]): Sentence | undefined {
  if (columns.some((name, i) => name === '' && rest.some(({ cells }) => isFilled(cells[i] ?? ''))))
    return sentence('{name} has a column without a name');
  const twice = columns.find((name, i) => name !== '' && columns.indexOf(name) !== i);
  return twice === undefined ? undefined : sentence('{name} has the column "{column}" twice', { column: twice });
}

/** A row as a record. Cells beyond the named columns are ignored if they are empty. */
function recordOf({ number, cells }: Line, columns: readonly string[]): Item | FileIssue {
  const at = lineAt(number);
  const needed = columns.findLastIndex(isFilled) + 1;
  const count = Math.max(cells.findLastIndex(isFilled) + 1, Math.min(cells.length, needed));
  if (count !== needed) return { at, message: wrongCount(count, needed) };
  const named = columns.flatMap((name, i) => (name === '' ? [] : [[name, cells[i] ?? ''] as const]));
  return { at, value: new Map(named) };
}

const wrongCount =
  (count: number, needed: number): Sentence =>
  (name) =>
    plural(
      count,
      '{name} has {count} column, but the header has {needed}',
      '{name} has {count} columns, but the header has {needed}',
      { name, needed },
    );

async function linesOf(text: string, separator: Separator): Promise<readonly Line[] | FileIssue> {
  const { parse } = await import('../../../vendor/csv-parse.ts');
  const records: (readonly string[])[] = [];
  try {
    parse(text, {
      delimiter: separator,
      quote: separator === '\t' ? null : '"',
      record_delimiter: ['\r\n', '\n'],
      relax_column_count: true,
      on_record: (record: string[]) => void records.push(record),
    });
  } catch (error) {
    return unreadable(error as { code?: string; message: string }, nextLine(records));
  }
  return numbered(records);
}

/** Rows with their line numbers, without blank lines and rows of empty cells. The parser itself counts CRLF differently. */
function numbered(records: readonly (readonly string[])[]): Line[] {
  let number = 1;
  const all = records.map((cells) => {
    const line = { number, cells };
    number += linesIn(cells);
    return line;
  });
  return all.filter(({ cells }) => cells.some(isFilled));
}

const nextLine = (records: readonly (readonly string[])[]): number =>
  records.reduce((line, cells) => line + linesIn(cells), 1);

/** Line ends inside quotes count too. */
const linesIn = (cells: readonly string[]): number =>
  cells.reduce((sum, cell) => (cell.includes('\n') ? sum + cell.split('\n').length - 1 : sum), 1);

/** The reasons of syntax errors, by the codes of the parser. */
const REASONS: Readonly<Record<string, Sentence>> = {
  CSV_QUOTE_NOT_CLOSED: sentence('{name} has a quote that is not closed'),
  CSV_INVALID_CLOSING_QUOTE: sentence('{name} has text after a closing quote; write a quote inside quotes twice'),
  INVALID_OPENING_QUOTE: sentence('{name} has a quote in a value that does not begin with one'),
};

/** Why a file is not CSV, at the record where the parser stopped. */
const unreadable = ({ code = '', message }: { code?: string; message: string }, line: number): FileIssue => ({
  at: lineAt(line),
  message: REASONS[code] ?? sentence('{name} is not valid CSV: {reason}', { reason: message }),
});
