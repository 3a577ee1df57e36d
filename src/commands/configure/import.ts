import type { ProfileFile } from '../../config/profiles/profiles.ts';
import { aliyunOffer, aliyunProfile, parseAliyun } from '../../credentials/sources/aliyun.ts';
import { aliyunPath } from '../../credentials/sources/vendor-files.ts';
import { keyOf } from '../../credentials/sources/own-profile.ts';
import type { Field, SignIn } from '../../credentials/sources/sign-in.ts';
import { suggest } from '../../core/text/suggest.ts';
import { EXIT, Failure, usage } from '../../errors/failure.ts';
import type { Io } from '../../engine/io.ts';
import { readerOf } from '../../config/settings-files.ts';
import type { Values } from './draft.ts';
import { shellWord } from '../../core/text/shell-word.ts';

/** A profile of the vendor's CLI, by our keys. Throws Failure: exit 2 where there is none, exit 4 where it cannot be used. */
export async function importedValues(name: string, own: ProfileFile, io: Io): Promise<Values> {
  const { env, home } = io.context;
  const path = aliyunPath(env, home);
  if (path === undefined)
    throw usage([{ flag: '--import', message: 'has no file to read: there is no home folder' }], {
      hint: 'ALIBABA_CLOUD_CONFIG_FILE names one.',
    });
  const file = parseAliyun(await textOf(path, io), path);
  const found = aliyunProfile(file, name, env);
  if (found === undefined) throw absent(name, path, [...file.profiles.keys()]);
  io.log.hide(found.profile.accessKeySecret);
  io.log.hide(found.profile.securityToken);
  const offer = aliyunOffer(file, name, env);
  if ('why' in offer) throw usage([{ flag: '--import', message: `names ${path}, and ${offer.why}` }]);
  const { sourceProfile } = found.profile;
  const there = sourceProfile === undefined ? undefined : aliyunProfile(file, sourceProfile, env)?.profile;
  needSource(name, found.profile, own, there);
  return {
    ...byKey(found.profile),
    mode: offer.source.mode,
    ...(offer.region === undefined ? {} : { region: offer.region }),
  };
}

const byKey = (profile: SignIn): Values =>
  Object.fromEntries(Object.entries(profile).map(([field, value]) => [keyOf(field as Field), value]));

async function textOf(path: string, io: Io): Promise<string> {
  const text = await readerOf(io.context)
    .read(path)
    .catch((error: unknown) => {
      throw usage([{ flag: '--import', message: `${path} cannot be read: ${(error as Error).message}` }]);
    });
  if (text !== undefined) return text;
  throw usage([{ flag: '--import', message: `reads ${path}, which does not exist` }]);
}

function absent(name: string, path: string, names: readonly string[]): Failure {
  const near = suggest(name, names);
  return usage(
    [
      {
        flag: '--import',
        message: `names "${name}", which ${path} does not have${near === undefined ? '' : `; did you mean ${near}?`}`,
      },
    ],
    { hint: `Profiles there: ${names.join(', ')}` },
  );
}

/** A role that is taken with another profile's keys needs that one here too. */
function needSource(name: string, { sourceProfile }: SignIn, own: ProfileFile, there: SignIn | undefined): void {
  if (sourceProfile === undefined) return;
  const here = own.profiles[sourceProfile];
  if (here !== undefined && here.accessKeyId === there?.accessKeyId) return;
  if (here !== undefined)
    throw usage([
      {
        flag: '--import',
        message: `${name} takes its role with the keys of the profile ${sourceProfile}, and the one of that name here has others`,
      },
    ]);
  throw new Failure({
    exitCode: EXIT.usage,
    code: 'Usage',
    message: `--import ${name} takes its role with the keys of the profile ${sourceProfile}, which is not saved here`,
    next: `alikafka configure --profile ${shellWord(sourceProfile)} --import ${shellWord(sourceProfile)}`,
  });
}
