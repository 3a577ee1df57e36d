/** The names that the service lists, read like the command that lists them. */
import type { Client } from '../../client/client.ts';
import { dataShape } from '../../core/answer.ts';
import type { Values } from '../../core/operation.ts';
import type { ServiceNames } from '../../core/params.ts';
import type { Row } from '../../core/shape.ts';
import type { ListView } from '../../core/view.ts';
import { t } from '../../core/text/texts.ts';
import type { Effects, PickItem } from '../../context.ts';
import { NAME_LISTS } from '../../operations/name-lists.ts';
import { type BoundRead, readOf } from '../../operations/registry.ts';
import { recordItems } from '../../output/pick-items.ts';
import { recordFields } from '../../output/table/columns.ts';
import type { CommandOptions } from '../command-context.ts';

/** The command that lists names of a kind, with its view. */
function listOf(kind: ServiceNames): BoundRead & { readonly view: ListView } {
  const bound = readOf(NAME_LISTS[kind].path);
  const { view } = bound.command;
  if (view.kind !== 'list') throw new Error(`${bound.command.path} shows no list`);
  return { ...bound, view };
}

/**
 * The records that the command lists with the input `filter` (`{ name: 'tmp-*' }`); `input` is that of the command that
 * needs the names. Shows progress. Throws Failure.
 */
export async function readRecords(
  kind: ServiceNames,
  client: Client,
  { filter, input }: { readonly filter: Values; readonly input: Values },
  { quiet }: Pick<CommandOptions, 'quiet'>,
  { progress }: Pick<Effects, 'progress'>,
): Promise<readonly Row[]> {
  const { operation, view } = listOf(kind);
  const { texts, within = [] } = NAME_LISTS[kind];
  const narrowed = Object.fromEntries(within.map((key) => [key, input[key]]));
  const shown = quiet ? undefined : progress.start(t<string>(texts.does));
  try {
    const rows = await client.reader.rows(operation, narrowed);
    return rows.filter((row) => view.select?.(row, filter) !== false);
  } finally {
    shown?.();
  }
}

/** The names of listed records, without duplicates; records without one are left out. */
export function namesIn(kind: ServiceNames, rows: readonly Row[]): string[] {
  const { view } = listOf(kind);
  return [...new Set(rows.map((row) => row[view.name]).filter((name) => typeof name === 'string'))];
}

/** Listed records as the items of a pick list. */
export function pickItems(kind: ServiceNames, rows: readonly Row[], now: number): Promise<PickItem[]> {
  const { operation, view } = listOf(kind);
  return recordItems(rows, view, NAME_LISTS[kind].details, recordFields(dataShape(operation.answer)), now);
}
