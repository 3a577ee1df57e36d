/** Reads the names of one list for completion and saves them, for the completer and its next calls. */
import {
  type NamesFile,
  NAMES_FILES,
  markOf,
  namesFileOf,
  parseNames,
  type RefreshRequest,
} from '../../completion/names-file.ts';
import type { Name } from '../../completion/table.ts';
import { loadSettings } from '../../config/load-settings.ts';
import type { Context } from '../../context.ts';
import type { Values } from '../../core/operation.ts';
import type { ServiceNames } from '../../core/params.ts';
import { t } from '../../core/text/texts.ts';
import type { Row } from '../../core/shape.ts';
import { listedRecords } from '../../engine/pick/listed.ts';
import { nameField } from '../../engine/pick/names.ts';
import { nothingDone } from '../../engine/unprinted.ts';
import type { NameList } from '../../operations/name-list.ts';
import { NAME_LISTS } from '../../operations/name-lists.ts';
import { PLAIN } from '../../output/terminal/colors.ts';
import { makeLog } from '../../output/terminal/log.ts';

/** Limits of the reads in milliseconds, since a user may be waiting. */
const LIMITS = { timeout: 3000, deadline: 6000, maxAttempts: 2 };

/** Milliseconds after which unused files of names are removed. */
const KEPT = 24 * 3_600_000;

/** Reads the names that a request (JSON) asks for. A failure is saved too, so that it is not repeated at once. Never throws. */
export async function refresh(text: string, context: Context): Promise<void> {
  try {
    const request = JSON.parse(text) as RefreshRequest;
    const { identity } = request;
    const before = parseNames(await context.state.read(namesFileOf(identity)).catch(() => undefined), identity);
    const read = await namesOf(request, context).catch(() => undefined);
    const triedAt = context.now();
    const file: NamesFile =
      read === undefined
        ? { names: [], ...before, identity, triedAt }
        : { identity, triedAt, readAt: triedAt, ...read };
    await context.state.replace(namesFileOf(identity), JSON.stringify(file));
    await context.state.remove(markOf(identity));
    await removeOld(context);
  } catch {
    return; // the mark keeps the next call from trying again at once
  }
}

/** Throws Failure if the names cannot be read. */
async function namesOf(
  { list, targets, within = {} }: RefreshRequest,
  context: Context,
): Promise<Pick<NamesFile, 'names' | 'others'>> {
  const kind = list as ServiceNames;
  const own = { ...context, runProgram: refuseProgram };
  const settings = await loadSettings(targets, own);
  const options = { ...LIMITS, targets, endpoint: targets['endpoint'] };
  const io = { context: own, log: makeLog(own, true, PLAIN), unprinted: nothingDone() };
  const rows = await listedRecords(kind, inputOf(within), settings, options, io);
  return namesIn(rows, nameField(kind), NAME_LISTS[kind]);
}

/** The values as typed: one as a text, several as a list. */
const inputOf = (within: NonNullable<RefreshRequest['within']>): Values =>
  Object.fromEntries(
    Object.entries(within).map(([key, values]) => [key, values.length === 1 ? values[0] : [...values]]),
  );

/** A program that returns credentials may ask for a password or open a window, which must not happen on Tab. */
const refuseProgram: Context['runProgram'] = async () => ({ code: undefined, stdout: '', violation: t('not run') });

function namesIn(
  rows: readonly Row[],
  field: string,
  { describedBy, standsForId }: NameList,
): Pick<NamesFile, 'names' | 'others'> {
  const names = rows.flatMap((row): Name[] => {
    const [name, text] = [textOf(row, field), textOf(row, describedBy)];
    return name === undefined ? [] : [text === undefined ? [name] : [name, text]];
  });
  if (standsForId === undefined) return { names };
  const counts = new Map<string, number>();
  for (const [, text = ''] of names) counts.set(text, (counts.get(text) ?? 0) + 1);
  const others = names.flatMap(([name, text = '']): Name[] =>
    counts.get(text) === 1 && standsForId(text) ? [[text, name]] : [],
  );
  return { names, others };
}

function textOf(row: Row, field: string | undefined): string | undefined {
  const value = field === undefined ? undefined : row[field];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

async function removeOld(context: Context): Promise<void> {
  const before = context.now() - KEPT;
  for (const { name, modified } of await context.state.names(NAMES_FILES))
    if (modified < before) await context.state.remove(name);
}
