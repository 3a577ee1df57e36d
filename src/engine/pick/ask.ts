/** Pick lists: their items, and the questions. */
import type { Settings } from '../../config/settings.ts';
import type { Effects, PickItem, PickOptions } from '../../context.ts';
import type { Values } from '../../core/operation.ts';
import type { Listed, Param, ServiceNames } from '../../core/params.ts';
import { REGIONS } from '../../core/regions.ts';
import { t } from '../../core/text/texts.ts';
import { isListed, NAME_LISTS } from '../../operations/name-lists.ts';
import type { Log } from '../../output/terminal/log.ts';
import { type ItemLines, itemsIn, plainItems } from '../../output/pick-items.ts';
import type { CommandOptions } from '../command-context.ts';
import { nothingDone } from '../unprinted.ts';
import { listedRecords } from './listed.ts';
import { pickLines } from './names.ts';

/** What the reads of a pick list need. */
export interface PickContext {
  readonly settings: Settings;
  readonly options: CommandOptions;
  /** The input of the command that needs the names. */
  readonly input: Values;
  readonly context: Effects;
  readonly log: Log;
}

/** The names of a pick list: one kind of the service, kinds behind prefixes (`topic/`), or words. */
export type Pickable =
  | { readonly kind: ServiceNames }
  | { readonly prefixes: Readonly<Record<string, ServiceNames>> }
  | { readonly words: readonly string[] };

/** The items of a list of the service, with why it is empty. */
export interface ServiceList {
  readonly items: readonly PickItem[];
  readonly none: string;
}

/**
 * The pick list for the values of a parameter whose names exist; undefined if they cannot be listed. `input` is that of
 * the command, which may choose some of them.
 */
export function pickableOf(
  { lists, picks, prefixedBy = '' }: Pick<Param, 'lists' | 'picks' | 'prefixedBy'>,
  input: Values = {},
): Pickable | undefined {
  if (picks !== undefined) return { kind: picks };
  if (isListed(lists)) return { kind: lists };
  if (typeof lists !== 'object') return undefined;
  if (isWords(lists)) return { words: lists };
  const kinds = Object.entries(lists).flatMap(([prefix, kind]) => (isListed(kind) ? [[prefix, kind] as const] : []));
  const chosen = kinds.filter(([prefix]) => prefix === `${String(input[prefixedBy])}/`);
  if (chosen.length > 0) return { prefixes: Object.fromEntries(chosen) };
  return kinds.length === 0 ? undefined : { prefixes: Object.fromEntries(kinds) };
}

const isWords = (lists: readonly string[] | Readonly<Record<string, Listed>>): lists is readonly string[] =>
  Array.isArray(lists);

/** Reads a list of the service with the target of the settings. Throws Failure. */
export async function serviceList(kind: ServiceNames, pick: PickContext): Promise<ServiceList> {
  return { items: itemsIn([await linesOf(kind, '', pick)]), none: noneText(kind, pick) };
}

/** The items of a pick list. Throws Failure if names cannot be read. */
export async function pickList(from: Pickable, pick: PickContext): Promise<ServiceList> {
  if ('kind' in from) return serviceList(from.kind, pick);
  if ('words' in from) return { items: await plainItems(from.words.map((word) => [word] as const)), none: '' };
  const lists: ItemLines[] = [];
  for (const [prefix, kind] of Object.entries(from.prefixes)) lists.push(await linesOf(kind, prefix, pick));
  return { items: itemsIn(lists), none: t('There are no such resources.') };
}

const noneText = (kind: ServiceNames, { settings: { instance, region } }: PickContext): string =>
  t<string>(NAME_LISTS[kind].texts.none, { instance: instance?.value ?? '', region: region?.value ?? '' });

/** How the list is read: like any list, whatever the command that needs it does with its own requests. */
const READS = {
  format: 'json',
  columns: undefined,
  sort: undefined,
  queried: false,
  raw: false,
  dryRun: false,
  yes: false,
  validate: true,
  params: {},
} as const;

async function linesOf(kind: ServiceNames, prefix: string, pick: PickContext): Promise<ItemLines> {
  const { settings, options, input, context, log } = pick;
  const io = { context, log, unprinted: nothingDone() };
  const own = { ...settings, notes: [], warnings: [] };
  const rows = await listedRecords(kind, input, own, { ...options, ...READS }, io);
  return pickLines(kind, rows, context.now(), prefix);
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

/** Asks for one or several names of a list; `label` is the option or argument that they are for. */
export function askNames(
  { prompts }: Pick<Effects, 'prompts'>,
  from: Pickable,
  label: string,
  items: readonly PickItem[],
  many: boolean,
): Promise<readonly string[]> {
  return prompts.pick(questionOf(from, label, many), items, { many });
}

function questionOf(from: Pickable, name: string, many: boolean): string {
  if ('words' in from) return many ? t('Which values for {name}?', { name }) : t('Which value for {name}?', { name });
  if ('prefixes' in from) return many ? t('Which resources?') : t('Which resource?');
  const { texts } = NAME_LISTS[from.kind];
  return t<string>(many ? texts.many : texts.one);
}
