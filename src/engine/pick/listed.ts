/** Reads the names that the service lists, by the whole command that lists them. */
import type { Settings } from '../../config/settings.ts';
import type { Values } from '../../core/operation.ts';
import type { ServiceNames, Value } from '../../core/params.ts';
import type { Row } from '../../core/shape.ts';
import { NAME_LISTS } from '../../operations/name-lists.ts';
import { readOf } from '../../operations/registry.ts';
import { commandRequest } from '../command-request.ts';
import type { CommandOptions } from '../command-context.ts';
import { fieldsOf } from '../input/fields.ts';
import { type EngineIo, runCommand } from '../run-command.ts';

/**
 * The records that have names of a kind, read by the whole command that lists them. `input` is that of the command that
 * needs the names, which narrows the list. Throws Failure.
 */
export async function listedRecords(
  kind: ServiceNames,
  input: Values,
  settings: Settings,
  options: Partial<CommandOptions>,
  io: EngineIo,
): Promise<Row[]> {
  const { path, records } = NAME_LISTS[kind];
  const outcome = await runCommand(await commandRequest(path, listInput(kind, input), settings, options), settings, io);
  try {
    const rows: Row[] = [];
    for await (const page of outcome.document?.pages ?? []) rows.push(...page);
    return records === undefined ? rows : rows.flatMap((row) => records(row, input));
  } finally {
    await outcome.close?.();
  }
}

/** The input of the command that lists names of a kind. */
function listInput(kind: ServiceNames, input: Values): Values {
  const fields = fieldsOf(readOf(NAME_LISTS[kind].path));
  const found = Object.entries(NAME_LISTS[kind].within ?? {}).flatMap(([own, keys]): [string, Value][] => {
    const value = keys.map((key) => input[key]).find((one) => one !== undefined);
    if (value === undefined) return [];
    const isMany = fields.find(({ key }) => key === own)?.many === true;
    return [[own, isMany === Array.isArray(value) ? value : isMany ? [String(value)] : String([value].flat()[0])]];
  });
  return Object.fromEntries(found);
}
