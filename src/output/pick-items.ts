/** The items of a pick list: names with details next to them, in columns. */
import type { PickItem } from '../context.ts';
import type { Row } from '../core/shape.ts';
import { harmless, textsOf } from './table/cells.ts';
import { type ColumnSource, columnsOf } from './table/columns.ts';
import type { Fields } from '../core/shape.ts';
import { aligned, cut, displayWidth } from './table/width.ts';

/** Maximum width of a column next to others; a longer text moves the texts after it. */
const WIDEST = 48;

/** Lines of a pick list before they are aligned: the values, and the texts of each. */
export interface ItemLines {
  readonly values: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * Records as lines, by their name field; records without one are left out. `details` are the fields next to the name.
 */
export async function recordLines(
  records: readonly Row[],
  view: ColumnSource & { readonly name: string },
  details: readonly string[],
  fields: Fields,
  now: number,
): Promise<ItemLines> {
  const named = records.filter((row) => typeof row[view.name] === 'string');
  const { name: _name, ...styles } = view;
  const columns = [...columnsOf([view.name], {}, fields), ...columnsOf(details, styles, fields)];
  const { rows } = await textsOf(columns, named, { terminal: true, wide: false, now });
  return { values: named.map((row) => String(row[view.name])), rows };
}

/** Several lists of lines as one list of items. */
export const itemsIn = (lists: readonly ItemLines[]): PickItem[] =>
  itemsOf(
    lists.flatMap(({ values }) => values),
    lists.flatMap(({ rows }) => rows),
  );

/** Values as items, each with the texts of its line: its name, and details. */
export const plainItems = async (lines: readonly (readonly [string, ...string[]])[]): Promise<PickItem[]> =>
  itemsOf(
    lines.map(([value]) => value),
    (await harmless(lines)).rows,
  );

function itemsOf(values: readonly string[], rows: readonly (readonly string[])[]): PickItem[] {
  const widths = widthsOf(rows);
  return values.map((value, i) => {
    const texts = withoutRepeats(rows[i] ?? []);
    const [name = ''] = texts;
    return { value, name, text: texts.join(' '), line: (columns) => lineOf(texts, widths, columns) };
  });
}

/** A remark that repeats the name is left out. */
const withoutRepeats = ([name = '', ...details]: readonly string[]): string[] => [
  name,
  ...details.map((text) => (text === name ? '' : text)),
];

/** The widths of the columns; the last text of a line is not padded. */
function widthsOf(rows: readonly (readonly string[])[]): readonly number[] {
  const widths: number[] = [];
  for (const row of rows)
    for (const [i, text] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, Math.min(displayWidth(text), WIDEST));
  return widths;
}

function lineOf(texts: readonly string[], widths: readonly number[], columns: number): string {
  const cells = texts.map((text, i) => aligned(text, widths[i] ?? 0, false, false));
  return cut(cells.join('  ').trimEnd(), columns);
}
