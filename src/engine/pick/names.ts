/** The records that have the names of a kind: read with a client, their names, and their lines in a pick list. */
import type { Client } from '../../client/client.ts';
import { dataShape } from '../../core/answer.ts';
import type { Values } from '../../core/operation.ts';
import type { ServiceNames } from '../../core/params.ts';
import type { Row } from '../../core/shape.ts';
import type { ListView } from '../../core/view.ts';
import { t } from '../../core/text/texts.ts';
import type { Effects } from '../../context.ts';
import { NAME_LISTS } from '../../operations/name-lists.ts';
import { type BoundRead, readOf } from '../../operations/registry.ts';
import { type ItemLines, recordLines } from '../../output/pick-items.ts';
import { recordFields } from '../../output/table/columns.ts';
import type { CommandOptions } from '../command-context.ts';

/** The command that lists names of a kind, with its view. */
function listOf(kind: ServiceNames): BoundRead & { readonly view: ListView } {
  const bound = readOf(NAME_LISTS[kind].path);
  const { view } = bound.command;
  if (view.kind !== 'list') throw new Error(`${bound.command.path} shows no list`);
  return { ...bound, view };
}

/** The field of the records that is the name. */
export const nameField = (kind: ServiceNames): string => NAME_LISTS[kind].name ?? listOf(kind).view.name;

/**
 * The records that the command lists with the input `filter` (`{ name: 'tmp-*' }`), read with a client. Shows progress.
 * Throws Failure.
 */
export async function readRecords(
  kind: ServiceNames,
  client: Client,
  filter: Values,
  { quiet }: Pick<CommandOptions, 'quiet'>,
  { progress }: Pick<Effects, 'progress'>,
): Promise<readonly Row[]> {
  const { operation, view } = listOf(kind);
  const shown = quiet ? undefined : progress.start(t<string>(NAME_LISTS[kind].texts.does));
  try {
    const rows = await client.reader.rows(operation, {});
    return rows.filter((row) => view.select?.(row, filter) !== false);
  } finally {
    shown?.();
  }
}

/** The names of listed records, without duplicates; records without one are left out. */
export function namesIn(kind: ServiceNames, rows: readonly Row[]): string[] {
  const field = nameField(kind);
  return [...new Set(rows.map((row) => row[field]).filter((name) => typeof name === 'string'))];
}

/** Listed records as the lines of a pick list, each name once, behind a prefix (`topic/`). */
export function pickLines(kind: ServiceNames, rows: readonly Row[], now: number, prefix = ''): Promise<ItemLines> {
  const { operation, view } = listOf(kind);
  const name = nameField(kind);
  const named = namesIn(kind, rows).map((one) => ({ ...rows.find((row) => row[name] === one), [name]: prefix + one }));
  const fields = recordFields(dataShape(operation.answer));
  return recordLines(named, { ...view, name }, NAME_LISTS[kind].details, fields, now);
}
