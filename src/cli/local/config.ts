import { profileFile } from '../../config/paths.ts';
import {
  LOCAL,
  loadProfiles,
  PROFILE_KEYS,
  type Profile,
  type ProfileFile,
  type ProfileKey,
} from '../../config/profiles.ts';
import { saveProfiles } from '../../config/save.ts';
import { filled } from '../../config/setting.ts';
import type { View } from '../../core/operation.ts';
import { parseEndpoint, isRegionId } from '../../core/endpoint.ts';
import { suggest } from '../../core/suggest.ts';
import { type Detail, EXIT, type ExitCode, Failure, usage } from '../../errors/failure.ts';
import { MASK } from '../../errors/redact.ts';
import { FORMATS } from '../../output/document.ts';
import type { Io } from '../io.ts';
import { localGlobals, printRows } from './print-local.ts';
import type { LocalInvocation } from './local-command.ts';

const LIST: View = {
  kind: 'list',
  columns: ['Profile', 'Current', 'AccessKeyId', 'Region', 'Instance', 'Output', 'Readonly', 'Confirm'],
  name: 'Profile',
};
const VALUE: View = { kind: 'list', columns: ['Value'], name: 'Value' };

/** `config list`: every profile, the built-in one among them; no secrets. */
export async function list(typed: LocalInvocation, io: Io): Promise<ExitCode> {
  const shown = await localGlobals(typed, io, tooMany(typed, 0), LIST.columns);
  const file = await load(io);
  const rows = [...Object.entries(file.profiles), [LOCAL, {}] as [string, Profile]].map(([name, profile]) => ({
    Profile: name,
    Current: file.current === name,
    AccessKeyId: middleMasked(profile.accessKeyId),
    Region: profile.region ?? null,
    Instance: profile.instance ?? null,
    Output: profile.output ?? null,
    Readonly: profile.readonly ?? null,
    Confirm: profile.confirm ?? null,
  }));
  await printRows(rows, LIST, 'Profiles', shown, io);
  return EXIT.done;
}

/** `config get`: one value; exit 3 when it is not set. */
export async function get(typed: LocalInvocation, io: Io): Promise<ExitCode> {
  const { key, problems } = keyOf(typed);
  const shown = await localGlobals({ ...typed, flags: { ...typed.flags, headers: false } }, io, [
    ...problems,
    ...tooMany(typed, 1),
  ]);
  const file = await load(io);
  const name = profileName(typed, io, file);
  const value = key === undefined ? undefined : file.profiles[name]?.[key.field];
  if (value === undefined)
    throw new Failure({
      exitCode: EXIT.notFound,
      code: 'NotSet',
      message: `${typed.operands[0] ?? ''} is not set in profile ${name}`,
      next: `alikafka config list`,
    });
  await printRows([{ Value: key?.secret === true ? MASK : value }], VALUE, 'Config', shown, io);
  return EXIT.done;
}

/** `config set`: saves one value; a secret comes from stdin, never from an argument. */
export async function set(typed: LocalInvocation, io: Io): Promise<ExitCode> {
  const { key, problems } = keyOf(typed);
  await localGlobals(typed, io, [...problems, ...(await setProblems(typed, io, key)), ...tooMany(typed, 2)]);
  const file = await load(io);
  const name = profileName(typed, io, file);
  if (key === undefined) throw usage([{ name: '<key>', message: 'is required' }]);
  const value = typed.operands[1] ?? (await secretValue(typed, io));
  if (value === '') throw usage([{ flag: '--stdin', message: 'holds nothing' }]);
  if (key.secret) io.talk.hide(value);
  const current = file.current ?? name;
  await saveProfiles(
    { current, profiles: { ...file.profiles, [name]: { ...file.profiles[name], [key.field]: value } } },
    profilePath(io),
  );
  await io.talk.note(`${typed.operands[0] ?? ''} is saved in profile ${name}`);
  return EXIT.done;
}

/** `config unset`: removes one value. */
export async function unset(typed: LocalInvocation, io: Io): Promise<ExitCode> {
  const { key, problems } = keyOf(typed);
  await localGlobals(typed, io, [...problems, ...tooMany(typed, 1)]);
  const file = await load(io);
  const name = profileName(typed, io, file);
  if (key === undefined || !Object.hasOwn(file.profiles, name)) return EXIT.done;
  const { [key.field]: _gone, ...rest } = file.profiles[name] ?? {};
  await saveProfiles({ ...file, profiles: { ...file.profiles, [name]: rest } }, profilePath(io));
  return EXIT.done;
}

/** `config use`: the profile that is used when none is named. */
export async function use(typed: LocalInvocation, io: Io): Promise<ExitCode> {
  const [name] = typed.operands;
  await localGlobals(typed, io, [
    ...(name === undefined ? [{ name: '<profile>', message: 'is required' }] : []),
    ...tooMany(typed, 1),
  ]);
  const file = await load(io);
  if (name !== LOCAL && !(name !== undefined && Object.hasOwn(file.profiles, name))) throw noProfile(name ?? '', file);
  await saveProfiles({ ...file, current: name }, profilePath(io));
  await io.talk.note(`profile ${name} is used from now on`);
  return EXIT.done;
}

/** `config path`: where the file is. */
export async function path(typed: LocalInvocation, io: Io): Promise<ExitCode> {
  const shown = await localGlobals({ ...typed, flags: { ...typed.flags, headers: false } }, io, tooMany(typed, 0));
  await printRows([{ Value: profilePath(io) }], VALUE, 'Config', shown, io);
  return EXIT.done;
}

const profilePath = (io: Io): string => profileFile(io.context.env, io.context.home);

const load = (io: Io): Promise<ProfileFile> => loadProfiles((file) => io.context.files.read(file), profilePath(io));

/** The profile that is read or written: the named one, the current one, else `default`. */
function profileName(typed: LocalInvocation, io: Io, file: ProfileFile): string {
  const { env } = io.context;
  const vendors = filled(env['ALIBABA_CLOUD_PROFILE']);
  const theirs = vendors !== undefined && Object.hasOwn(file.profiles, vendors) ? vendors : undefined;
  const name = typed.flags.profile ?? filled(env['ALIKAFKA_PROFILE']) ?? theirs ?? file.current ?? 'default';
  if (name === LOCAL)
    throw usage([{ flag: '--profile', message: 'local is built in and holds nothing to read or set' }], {
      next: 'alikafka config set region <id> --profile default',
    });
  return name;
}

function keyOf(typed: LocalInvocation): { key: ProfileKey | undefined; problems: Detail[] } {
  const [name] = typed.operands;
  if (name === undefined)
    return {
      key: undefined,
      problems: [{ name: '<key>', message: `is required: one of ${Object.keys(PROFILE_KEYS).join(', ')}` }],
    };
  const key = Object.hasOwn(PROFILE_KEYS, name) ? PROFILE_KEYS[name] : undefined;
  if (key !== undefined) return { key, problems: [] };
  const near = suggest(name, Object.keys(PROFILE_KEYS));
  return {
    key,
    problems: [
      {
        name: '<key>',
        message: `must be one of ${Object.keys(PROFILE_KEYS).join(', ')}, not "${name}"${near === undefined ? '' : `; did you mean ${near}?`}`,
      },
    ],
  };
}

async function setProblems(typed: LocalInvocation, io: Io, key: ProfileKey | undefined): Promise<Detail[]> {
  const [, value] = typed.operands;
  const stdin = typed.options['stdin'] === true;
  if (key === undefined) return [];
  if (value !== undefined && key.secret)
    return [
      { name: '<value>', message: 'takes no secret: arguments are visible to every user of this machine; use --stdin' },
    ];
  if (value !== undefined && stdin) return [{ flag: '--stdin', message: 'cannot be combined with a value' }];
  if (value === undefined && !stdin && !(key.secret && io.context.stdin.isTTY))
    return [{ name: '<value>', message: key.secret ? 'is read with --stdin' : 'is required' }];
  const trouble = value === undefined ? undefined : valueTrouble(key, value);
  return trouble === undefined ? [] : [{ name: '<value>', message: trouble }];
}

function valueTrouble(key: ProfileKey, value: string): string | undefined {
  if (value === '') return 'must not be empty; "config unset" removes a key';
  if (key.field === 'region' && !isRegionId(value)) return `must be a region id such as cn-hangzhou, not "${value}"`;
  if (key.field === 'output' && !FORMATS.some((format) => format === value))
    return `must be one of ${FORMATS.join(', ')}, not "${value}"`;
  if (key.words?.includes(value) === false) return `must be ${key.words.join(' or ')}, not "${value}"`;
  if (key.field !== 'endpoint' && key.field !== 'metricsEndpoint') return undefined;
  const parsed = parseEndpoint(value);
  return 'trouble' in parsed ? parsed.trouble : undefined;
}

async function secretValue(typed: LocalInvocation, io: Io): Promise<string> {
  if (typed.options['stdin'] === true) return (await io.context.stdin.text()).replace(/\r?\n$/, '');
  return io.context.prompts.secret(`${typed.operands[0] ?? ''}:`);
}

function tooMany(typed: LocalInvocation, most: number): Detail[] {
  return typed.operands
    .slice(most)
    .map(() => ({ name: 'an argument', message: `is one too many: at most ${most} here` }));
}

function noProfile(name: string, file: ProfileFile): Failure {
  const near = suggest(name, [LOCAL, ...Object.keys(file.profiles)]);
  return usage(
    [{ name: '<profile>', message: `"${name}" does not exist${near === undefined ? '' : `; did you mean ${near}?`}` }],
    { hint: `Profiles: ${[...Object.keys(file.profiles), LOCAL].join(', ')}` },
  );
}

/** A key id with its middle masked: enough to tell two apart. */
function middleMasked(id: string | undefined): string | null {
  if (id === undefined) return null;
  return id.length <= 8 ? `${id.slice(0, 2)}****` : `${id.slice(0, 4)}****${id.slice(-4)}`;
}
