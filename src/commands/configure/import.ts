/** `configure --import`: a profile of the vendor's CLI as values of an alikafka profile. */
import type { ProfileFile } from '../../config/profiles/profiles.ts';
import { aliyunOffer, aliyunProfile, parseAliyun } from '../../credentials/sources/aliyun.ts';
import { aliyunPath } from '../../credentials/sources/vendor-locations.ts';
import { keyOf } from '../../credentials/sources/own-profile.ts';
import type { Field, SignIn } from '../../credentials/sources/sign-in.ts';
import { suggest } from '../../core/text/suggest.ts';
import { EXIT, Failure, problem, usage } from '../../errors/failure.ts';
import type { Io } from '../../engine/io.ts';
import { readerOf } from '../../config/settings-files.ts';
import type { Values } from './draft.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { t } from '../../core/text/texts.ts';

/**
 * The values of a profile of the vendor's CLI. Throws Failure: exit 2 if it does not exist, exit 4 if it is invalid.
 */
export async function importedValues(name: string, own: ProfileFile, io: Io): Promise<Values> {
  const { env, home } = io.context;
  const path = aliyunPath(env, home);
  if (path === undefined)
    throw usage([problem('--import', '{name}: cannot find config.json of the Alibaba Cloud CLI: no home folder')], {
      hint: t('Set ALIBABA_CLOUD_CONFIG_FILE to the path of the file.'),
    });
  const file = parseAliyun(await textOf(path, io), path);
  const found = aliyunProfile(file, name, env);
  if (found === undefined) throw absent(name, path, [...file.profiles.keys()]);
  io.log.hide(found.profile.accessKeySecret);
  io.log.hide(found.profile.securityToken);
  const offer = aliyunOffer(file, name, env);
  if ('why' in offer)
    throw usage([problem('--import', '{name}: cannot import from {path}: {why}', { path, why: offer.why })]);
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
      throw usage([
        problem('--import', '{name}: cannot read {path}: {reason}', { path, reason: (error as Error).message }),
      ]);
    });
  if (text !== undefined) return text;
  throw usage([problem('--import', '{name}: {path} not found', { path })]);
}

function absent(name: string, path: string, names: readonly string[]): Failure {
  const near = suggest(name, names);
  const values = { path, profile: name };
  const detail =
    near === undefined
      ? problem('--import', '{name}: profile "{profile}" not found in {path}', values)
      : problem('--import', '{name}: profile "{profile}" not found in {path}; did you mean "{near}"?', {
          ...values,
          near,
        });
  return usage([detail], { hint: t('Profiles in this file: {names}.', { names: names.join(', ') }) });
}

/** Requires the source profile of an assumed role, which must exist here too. */
function needSource(name: string, { sourceProfile }: SignIn, own: ProfileFile, there: SignIn | undefined): void {
  if (sourceProfile === undefined) return;
  const here = own.profiles[sourceProfile];
  if (here !== undefined && here.accessKeyId === there?.accessKeyId) return;
  if (here !== undefined)
    throw usage([
      problem(
        '--import',
        '{name}: profile "{profile}" needs the credentials of profile "{source}", but the saved profile of that name has another AccessKey',
        { profile: name, source: sourceProfile },
      ),
    ]);
  throw new Failure({
    exitCode: EXIT.usage,
    code: 'Usage',
    message: t(
      '--import: profile "{profile}" needs the credentials of profile "{source}", which must be imported first',
      { profile: name, source: sourceProfile },
    ),
    next: alikafka`configure --profile ${sourceProfile} --import ${sourceProfile}`,
  });
}
