/** The files of the vendor's tools as places where keys may be. */
import { join } from 'node:path';
import { type AliyunFile, aliyunOffer, parseAliyun } from './aliyun.ts';
import { type Env, filled, isOn, ofFamilies } from './env.ts';
import { brokenFile } from './failures.ts';
import { iniOffer, parseIni } from './ini.ts';
import type { Offer } from './place.ts';
import type { Candidate, Surroundings } from './surroundings.ts';

/** Variables that switch the vendor CLI's file off. */
const OFF = ['ALIBABA_CLOUD_IGNORE_PROFILE', 'ALIBABA_CLOUD_CLI_PROFILE_DISABLED'];

/** The vendor CLI's file: a profile that is named, that the environment names, or the current one. */
export function aliyunCandidate(around: Surroundings, named?: string): Candidate {
  const { env, home } = around;
  const path = aliyunPath(env, home);
  if (path === undefined) return nowhere('~/.aliyun/config.json');
  return {
    from: shown(path, home),
    offer: async () => {
      const off = OFF.find((name) => isOn(env[name]));
      if (off !== undefined) return { why: `switched off by ${off}` };
      const text = await read(path, around);
      if (text === undefined) return { why: 'no such file' };
      return offerOf(parseAliyun(text, shown(path, home)), named, env);
    },
  };
}

/** Where the vendor CLI's file is; undefined where no variable says it and there is no home folder. */
export function aliyunPath(env: Env, home: string | undefined): string | undefined {
  return filled(env['ALIBABA_CLOUD_CONFIG_FILE']) ?? inHome(home, '.aliyun', 'config.json');
}

const inHome = (home: string | undefined, ...names: string[]): string | undefined =>
  home === undefined ? undefined : join(home, ...names);

const nowhere = (from: string): Candidate => ({ from, offer: async () => ({ why: 'there is no home folder' }) });

function offerOf(file: AliyunFile, named: string | undefined, env: Env): Offer {
  return aliyunOffer(file, named ?? profileOf(env) ?? file.current ?? 'default', env);
}

const profileOf = (env: Env): string | undefined => ofFamilies(env, 'PROFILE')?.value;

/** The SDKs' file; one that is named may have the form of the vendor CLI's, as the Terraform provider means it. */
export function iniCandidate(around: Surroundings): Candidate {
  const { env, home } = around;
  const path = filled(env['ALIBABA_CLOUD_CREDENTIALS_FILE']) ?? inHome(home, '.alibabacloud', 'credentials');
  if (path === undefined) return nowhere('~/.alibabacloud/credentials');
  return {
    from: shown(path, home),
    offer: async () => {
      const text = await read(path, around);
      if (text === undefined) return { why: 'no such file' };
      if (/^\ufeff?\s*\{/.test(text)) return offerOf(parseAliyun(text, shown(path, home)), undefined, env);
      return iniOffer(parseIni(text), profileOf(env) ?? 'default', shown(path, home), env);
    },
  };
}

async function read(
  path: string,
  { readFile, home }: Pick<Surroundings, 'readFile' | 'home'>,
): Promise<string | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    throw brokenFile(shown(path, home), (error as Error).message, error);
  }
}

/** A path as a person writes it. */
const shown = (path: string, home: string | undefined): string =>
  home !== undefined && home !== '' && path.startsWith(join(home, '/'))
    ? `~/${path.slice(join(home, '/').length).replaceAll('\\', '/')}`
    : path;

/** Names of the profiles in the vendor CLI's file; none where it cannot be read. */
export async function aliyunNames(around: Pick<Surroundings, 'env' | 'home' | 'readFile'>): Promise<string[]> {
  const path = aliyunPath(around.env, around.home);
  if (path === undefined) return [];
  try {
    const text = await around.readFile(path);
    return text === undefined ? [] : [...parseAliyun(text, path).profiles.keys()];
  } catch {
    return []; // whoever takes the profile is told what is wrong with the file
  }
}
