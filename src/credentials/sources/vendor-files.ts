/**
 * The files of the vendor's CLI and SDKs as places of credentials: where they are, and which profile of them is used.
 */
import { join } from 'node:path';
import { configText } from '../../core/text/config-text.ts';
import { type AliyunFile, aliyunOffer, parseAliyun } from './aliyun.ts';
import type { Env } from '../../core/env.ts';
import { disabledBy, ofFamilies } from './vendor-variables.ts';
import { brokenFile, namesNoFile, unreadableFile } from '../failures.ts';
import { iniOffer, parseIni } from './ini.ts';
import type { Offer } from './place.ts';
import { aliyunLocation, iniLocations, type Location } from './vendor-locations.ts';
import type { Candidate, ChainContext } from './chain-context.ts';
import { t } from '../../core/text/texts.ts';

type FileContext = Pick<ChainContext, 'env' | 'home' | 'readFile'>;

/** The vendor CLI's file: the profile `named`, else the one that the environment names, else the current one. */
export function aliyunCandidate(context: ChainContext, named?: string): Candidate {
  const { env, home } = context;
  const location = aliyunLocation(env, home);
  if (location === undefined) return nowhere('~/.aliyun/config.json');
  const variable = disabledBy(env);
  if (variable !== undefined)
    return {
      from: shown(location.path, home),
      offer: async () => ({ why: t('disabled by {variable}', { variable }) }),
    };
  return candidate(location, context, (text, path) => offerOf(parseAliyun(text, path), named, env));
}

const nowhere = (from: string): Candidate => ({ from, offer: async () => ({ why: t('no home folder') }) });

function candidate(location: Location, context: FileContext, offer: (text: string, path: string) => Offer): Candidate {
  const from = shown(location.path, context.home);
  return {
    from,
    offer: async () => {
      const found = await read(location, context);
      return 'why' in found ? found : offer(found.text, from);
    },
  };
}

function offerOf(file: AliyunFile, named: string | undefined, env: Env): Offer {
  const name = named ?? profileOf(env);
  const { current } = file;
  if (name === undefined && current !== undefined && file.profiles.size > 0 && !file.profiles.has(current))
    throw brokenFile(t('{path}: current profile "{profile}" not found', { path: file.path, profile: current }));
  return aliyunOffer(file, name ?? current ?? 'default', env);
}

const profileOf = (env: Env): string | undefined => ofFamilies(env, 'PROFILE')?.value;

/**
 * The SDKs' files. One that a variable names may have the format of the vendor CLI's, as for the Terraform provider.
 */
export function iniCandidates(context: ChainContext): Candidate[] {
  const all = iniLocations(context.env, context.home);
  if (all.length === 0) return [nowhere('~/.alibabacloud/credentials')];
  return all.map((location) =>
    candidate(location, context, (text, path) =>
      isJson(text)
        ? offerOf(parseAliyun(text, path), undefined, context.env)
        : iniOffer(parseIni(text), profileOf(context.env) ?? 'default', path, context.env),
    ),
  );
}

const isJson = (text: string): boolean => text.trimStart().startsWith('{');

/**
 * The text of a file, or why it has none. Throws Failure (exit 4) if the file cannot be read, and where a variable
 * names a file that does not exist.
 */
async function read(
  { path, variable }: Location,
  { readFile, home }: FileContext,
): Promise<{ readonly text: string } | { readonly why: string }> {
  let raw: string | undefined;
  let text: string | undefined;
  try {
    raw = await readFile(path);
    text = configText(raw);
  } catch (error) {
    throw unreadableFile(shown(path, home), error);
  }
  if (text !== undefined) return { text };
  if (raw === undefined && variable !== undefined) throw namesNoFile(variable, path);
  return { why: raw === undefined ? t('file not found') : t('file is empty') };
}

/** A path with `~` for the home folder. */
const shown = (path: string, home: string | undefined): string =>
  home !== undefined && home !== '' && path.startsWith(join(home, '/'))
    ? `~/${path.slice(join(home, '/').length).replaceAll('\\', '/')}`
    : path;

/** The names of profiles in the vendor's files. */
export interface VendorNames {
  /** Profiles of the vendor CLI's file, which `--profile` may name as well; empty if it cannot be read. */
  readonly profiles: readonly string[];
  /** Those and the sections of the SDKs' files; undefined if a file cannot be read, which its use reports. */
  readonly all: readonly string[] | undefined;
}

/** Reads the names of profiles in the vendor's files. Never rejects. */
export async function vendorNames(context: FileContext): Promise<VendorNames> {
  const location = aliyunLocation(context.env, context.home);
  const profiles = location === undefined ? [] : await namesIn(location, context, true);
  const sections = await Promise.all(iniLocations(context.env, context.home).map((one) => namesIn(one, context)));
  const known = [profiles, ...sections];
  return {
    profiles: profiles ?? [],
    all: known.includes(undefined) ? undefined : known.flatMap((names) => names ?? []),
  };
}

async function namesIn(location: Location, context: FileContext, isAliyun = false): Promise<string[] | undefined> {
  try {
    const found = await read(location, context);
    if ('why' in found) return [];
    const names =
      isAliyun || isJson(found.text) ? parseAliyun(found.text, location.path).profiles : parseIni(found.text);
    return [...names.keys()];
  } catch {
    return undefined;
  }
}
