/** Completes one command line: reads the table, finds what is offered, reads the names that are needed, and prints. */
import { parseSettings } from '../core/text/json-fields.ts';
import { profileFile } from '../config/paths.ts';
import { t } from '../core/text/texts.ts';
import type { CompletionEffects } from '../ports/completion.ts';
import { answer, linesOf, type ReadNames } from './answer.ts';
import { liveNames } from './live-names.ts';
import { type Offer, type Offered, offered } from './offers.ts';
import type { Name, Table } from './table.ts';

/** Prints the candidates for the last of the words. Where anything fails there are none: a shell shows no errors. */
export async function complete(words: readonly string[], effects: CompletionEffects): Promise<void> {
  await effects.write(await linesFor(words, effects));
}

async function linesFor(words: readonly string[], effects: CompletionEffects): Promise<string> {
  try {
    const found = offered(JSON.parse(effects.table()) as Table, words);
    const names = await namesFor(found, effects);
    return linesOf(answer(found.offers, ({ list = '' }) => names.get(list) ?? { names: [] }));
  } catch {
    return ':none\n';
  }
}

/** The names of every list that is needed. */
async function namesFor({ offers, targets }: Offered, effects: CompletionEffects): Promise<Map<string, ReadNames>> {
  const lists = offers.filter(({ list }) => list !== undefined);
  const read = lists.map(async (offer): Promise<[string, ReadNames]> => {
    return [offer.list ?? '', await namesOf(offer, targets, effects)];
  });
  return new Map(await Promise.all(read));
}

async function namesOf(offer: Offer, targets: Offered['targets'], effects: CompletionEffects): Promise<ReadNames> {
  const { list = '', typed, within } = offer;
  switch (list) {
    case 'file':
    case 'program':
      return { names: [] }; // the shell completes them
    case 'path':
      return { names: pathsFor(typed, effects) };
    case 'profile':
      return { names: [['local', t('The local emulator')], ...savedProfiles(effects)] };
    case 'saved-profile':
      return { names: savedProfiles(effects) };
    default:
      return liveNames(list, targets, effects, within);
  }
}

/** Files in the folder that is typed so far. */
function pathsFor(typed: string, { folder }: CompletionEffects): Name[] {
  const at = typed.lastIndexOf('/') + 1;
  const [path, start] = [typed.slice(0, at), typed.slice(at)];
  const shown = folder(path).filter((name) => !name.startsWith('.') || start.startsWith('.'));
  return shown.map((name) => [path + name]);
}

/** The saved profiles, with their regions. */
function savedProfiles({ env, home, readFile }: CompletionEffects): Name[] {
  const path = profileFile(env, home);
  const text = path === undefined ? undefined : readFile(path);
  if (text === undefined) return [];
  const file = parseSettings(text.replace(/^\ufeff/, '')) as {
    readonly profiles?: Readonly<Record<string, unknown>>;
  } | null;
  return Object.entries(file?.profiles ?? {}).map(([name, profile]): Name => {
    const region = (profile as { readonly region?: unknown } | null)?.region;
    return [name, typeof region === 'string' ? region : undefined];
  });
}
