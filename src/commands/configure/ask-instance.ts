/** The question for the default instance: from the list of the region's instances, once they can be read. */
import { regionWarning } from '../../config/check-settings.ts';
import { emulatorAround } from '../../config/emulator-address.ts';
import { loadSources, settingsFrom } from '../../config/load-settings.ts';
import type { ProfileFile } from '../../config/profiles/profiles.ts';
import type { PickItem } from '../../context.ts';
import { t } from '../../core/text/texts.ts';
import { EXIT, Failure } from '../../errors/failure.ts';
import type { Io } from '../../engine/io.ts';
import { serviceList } from '../../engine/pick/ask.ts';
import { plainItems } from '../../output/pick-items.ts';
import type { GlobalOptions } from '../global-options.ts';
import { profileOf, type Values } from './draft.ts';

/** A profile that is not saved yet, and how calls with it are made. */
export interface Draft {
  readonly name: string;
  readonly file: ProfileFile;
  readonly globals: GlobalOptions;
  /** Nothing is sent. */
  readonly offline: boolean;
}

/**
 * The instances of the region of a profile as items; undefined, with the reason on stderr, if they cannot be listed, or
 * if there are none. Throws Failure on a signal.
 */
export async function instanceItems(draft: Draft, values: Values, io: Io): Promise<readonly PickItem[] | undefined> {
  const { region = '' } = values;
  if (draft.offline || emulatorAround(io.context.env) !== undefined) return undefined;
  const unknown = regionWarning(region);
  if (unknown !== undefined) {
    await io.log.warn(t('instances not listed: {reason}', { reason: unknown }));
    return undefined;
  }
  try {
    const { items, none } = await listed(draft, values, io);
    if (items.length > 0) return items;
    await io.log.info(none);
  } catch (error) {
    if (!(error instanceof Failure) || ENDS.includes(error.exitCode)) throw error;
    await io.log.warn(t('cannot list the instances: {reason}', { reason: error.message }));
  }
  return undefined;
}

/** The exit codes of a signal that ends the command. */
const ENDS: readonly number[] = [EXIT.hungUp, EXIT.interrupted, EXIT.terminated];

/** Reads the list with the keys, region and endpoints of the draft. */
async function listed({ name, file, globals }: Draft, values: Values, { context, log }: Io) {
  const profiles = { ...file.profiles, [name]: profileOf(values) };
  const sources = { ...(await loadSources({}, context)), file: { ...file, profiles } };
  const settings = await settingsFrom({ profile: name }, sources, context);
  return serviceList('instance', { settings, options: globals, input: {}, context, log });
}

/** The id of the picked instance, or the typed text; empty for none. `saved` is marked initially. */
export async function askInstance(items: readonly PickItem[], saved: string | undefined, io: Io): Promise<string> {
  const none = await plainItems([['', t('no default instance')]]);
  const isListed = saved === undefined || items.some(({ value }) => value === saved);
  const own = isListed ? [] : await plainItems([[saved]]);
  const all = [...none.map(named), ...own, ...items];
  const options = { typed: true, first: saved ?? '' };
  const [picked = ''] = await io.context.prompts.pick(t('Which default instance?'), all, options);
  return picked;
}

/** The item without an instance has its words as its name. */
const named = (item: PickItem): PickItem => ({ ...item, name: item.text.trim(), line: () => item.text.trim() });
