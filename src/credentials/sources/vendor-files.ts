/** The files of the vendor's tools as places where keys may be. */
import { join } from 'node:path';
import { configText, expandHome } from '../../core/text/config-text.ts';
import { type AliyunFile, aliyunOffer, parseAliyun } from './aliyun.ts';
import { type Env, filled } from '../../core/env.ts';
import { ofFamilies, switchedOff } from './vendor-variables.ts';
import { brokenFile, namesNoFile } from '../failures.ts';
import { iniOffer, parseIni } from './ini.ts';
import type { Offer } from './place.ts';
import type { Candidate, ChainContext } from './chain-context.ts';

type Around = Pick<ChainContext, 'env' | 'home' | 'readFile'>;

/** Where a file is, and the variable that says so. */
interface Where {
  readonly path: string;
  readonly variable?: string;
}

const ALIYUN = 'ALIBABA_CLOUD_CONFIG_FILE';
const INI = 'ALIBABA_CLOUD_CREDENTIALS_FILE';

/** The vendor CLI's file: a profile that is named, that the environment names, or the current one. */
export function aliyunCandidate(around: ChainContext, named?: string): Candidate {
  const { env, home } = around;
  const where = aliyunWhere(env, home);
  if (where === undefined) return nowhere('~/.aliyun/config.json');
  const off = switchedOff(env);
  if (off !== undefined)
    return { from: shown(where.path, home), offer: async () => ({ why: `switched off by ${off}` }) };
  return candidate(where, around, (text, path) => offerOf(parseAliyun(text, path), named, env));
}

function aliyunWhere(env: Env, home: string | undefined): Where | undefined {
  return byVariable(env, home, ALIYUN) ?? inHome(home, '.aliyun', 'config.json');
}

/** Where the vendor CLI's file is; undefined where no variable says it and there is no home folder. */
export const aliyunPath = (env: Env, home: string | undefined): string | undefined => aliyunWhere(env, home)?.path;

function byVariable(env: Env, home: string | undefined, variable: string): Where | undefined {
  const path = filled(env[variable]);
  return path === undefined ? undefined : { path: expandHome(path, home), variable };
}

const inHome = (home: string | undefined, ...names: string[]): Where | undefined =>
  home === undefined ? undefined : { path: join(home, ...names) };

const nowhere = (from: string): Candidate => ({ from, offer: async () => ({ why: 'there is no home folder' }) });

function candidate(where: Where, around: Around, offer: (text: string, path: string) => Offer): Candidate {
  const from = shown(where.path, around.home);
  return {
    from,
    offer: async () => {
      const found = await read(where, around);
      return 'why' in found ? found : offer(found.text, from);
    },
  };
}

function offerOf(file: AliyunFile, named: string | undefined, env: Env): Offer {
  const name = named ?? profileOf(env);
  const { current } = file;
  if (name === undefined && current !== undefined && file.profiles.size > 0 && !file.profiles.has(current))
    throw brokenFile(file.path, `its current profile ${current} is not among its profiles`);
  return aliyunOffer(file, name ?? current ?? 'default', env);
}

const profileOf = (env: Env): string | undefined => ofFamilies(env, 'PROFILE')?.value;

/** The SDKs' files; one that is named may have the form of the vendor CLI's, as the Terraform provider means it. */
export function iniCandidates(around: ChainContext): Candidate[] {
  const all = iniWhere(around.env, around.home);
  if (all.length === 0) return [nowhere('~/.alibabacloud/credentials')];
  return all.map((where) =>
    candidate(where, around, (text, path) =>
      isJson(text)
        ? offerOf(parseAliyun(text, path), undefined, around.env)
        : iniOffer(parseIni(text), profileOf(around.env) ?? 'default', path, around.env),
    ),
  );
}

/** The SDKs for Node and Go read the first in the home folder, those for Java, Python and PHP the second. */
function iniWhere(env: Env, home: string | undefined): Where[] {
  const named = byVariable(env, home, INI);
  if (named !== undefined) return [named];
  return ['credentials', 'credentials.ini'].flatMap((name) => inHome(home, '.alibabacloud', name) ?? []);
}

const isJson = (text: string): boolean => text.trimStart().startsWith('{');

/**
 * The text of a file, or why there is nothing to take from it. Throws Failure (exit 4) where it cannot be read, and where
 * a variable names one that is not there.
 */
async function read(
  { path, variable }: Where,
  { readFile, home }: Around,
): Promise<{ readonly text: string } | { readonly why: string }> {
  let raw: string | undefined;
  let text: string | undefined;
  try {
    raw = await readFile(path);
    text = configText(raw);
  } catch (error) {
    throw brokenFile(shown(path, home), (error as Error).message, error);
  }
  if (text !== undefined) return { text };
  if (raw === undefined && variable !== undefined) throw namesNoFile(variable, path);
  return { why: raw === undefined ? 'no such file' : 'it is empty' };
}

/** A path as a person writes it. */
const shown = (path: string, home: string | undefined): string =>
  home !== undefined && home !== '' && path.startsWith(join(home, '/'))
    ? `~/${path.slice(join(home, '/').length).replaceAll('\\', '/')}`
    : path;

/** Names that the vendor's variable may mean. */
export interface VendorNames {
  /** Profiles of the vendor CLI's file, which `--profile` may name too; none where it cannot be read. */
  readonly profiles: readonly string[];
  /** Those and the sections of the SDKs' files; undefined where one cannot be read: whoever takes it is told why. */
  readonly all: readonly string[] | undefined;
}

/** The names in the vendor's files. */
export async function vendorNames(around: Around): Promise<VendorNames> {
  const where = aliyunWhere(around.env, around.home);
  const profiles = where === undefined ? [] : await namesIn(where, around, true);
  const sections = await Promise.all(iniWhere(around.env, around.home).map((one) => namesIn(one, around)));
  const known = [profiles, ...sections];
  return {
    profiles: profiles ?? [],
    all: known.includes(undefined) ? undefined : known.flatMap((names) => names ?? []),
  };
}

async function namesIn(where: Where, around: Around, isAliyun = false): Promise<string[] | undefined> {
  try {
    const found = await read(where, around);
    if ('why' in found) return [];
    const names = isAliyun || isJson(found.text) ? parseAliyun(found.text, where.path).profiles : parseIni(found.text);
    return [...names.keys()];
  } catch {
    return undefined;
  }
}
