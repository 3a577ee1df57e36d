/** Pick lists: their items, and the questions. */
import type { Settings } from '../../config/settings.ts';
import { openClient } from '../../client/client.ts';
import type { Effects, PickItem, PickOptions } from '../../context.ts';
import type { Values } from '../../core/operation.ts';
import type { ServiceNames } from '../../core/params.ts';
import { REGIONS } from '../../core/regions.ts';
import { t } from '../../core/text/texts.ts';
import { NAME_LISTS } from '../../operations/name-lists.ts';
import { readOf } from '../../operations/registry.ts';
import type { Log } from '../../output/terminal/log.ts';
import { plainItems } from '../../output/pick-items.ts';
import type { CommandOptions } from '../command-context.ts';
import { needsInstance } from '../input/needs.ts';
import { resolveInstance } from '../instance-name.ts';
import { pickItems, readRecords } from './names.ts';

/** What the reads of a pick list need. */
export interface PickContext {
  readonly settings: Settings;
  readonly options: CommandOptions;
  /** The input of the command that needs the names. */
  readonly input: Values;
  readonly context: Effects;
  readonly log: Log;
}

/** The items of a list of the service, with why it is empty. */
export interface ServiceList {
  readonly items: readonly PickItem[];
  readonly none: string;
}

/** Reads a list of the service with the target of the settings. Throws Failure. */
export async function serviceList(kind: ServiceNames, pick: PickContext): Promise<ServiceList> {
  const { settings, options, input, context, log } = pick;
  const { path, texts } = NAME_LISTS[kind];
  const client = openClient(context, settings, options, log);
  try {
    if (needsInstance(readOf(path), {})) client.instance = await resolveInstance(client);
    const rows = await readRecords(kind, client, { filter: {}, input }, options, context);
    const { instance = '', region } = client;
    return {
      items: await pickItems(kind, rows, context.now()),
      none: t<string>(texts.none, { instance, region }),
    };
  } finally {
    await client.close();
  }
}

/** The current regions by id and name, and always the saved one. */
export const regionItems = (saved?: string): Promise<PickItem[]> =>
  plainItems([
    ...(saved === undefined || REGIONS.some(({ id, today }) => today && id === saved) ? [] : [[saved] as const]),
    ...REGIONS.filter(({ today }) => today).map(({ id, name }) => [id, name] as const),
  ]);

/** Asks for a region: one of the known ones, or another by its id. */
export async function askRegion({ prompts }: Pick<Effects, 'prompts'>, saved?: string): Promise<string> {
  const options: PickOptions = { typed: true, first: saved ?? 'cn-hangzhou' };
  const [region = ''] = await prompts.pick(t('Which region?'), await regionItems(saved), options);
  return region;
}

/** Asks for one or several names of a kind. */
export function askNames(
  { prompts }: Pick<Effects, 'prompts'>,
  kind: ServiceNames,
  items: readonly PickItem[],
  many: boolean,
): Promise<readonly string[]> {
  const { texts } = NAME_LISTS[kind];
  return prompts.pick(t<string>(many ? texts.many : texts.one), items, { many });
}
