/**
 * The commands for single keys of a profile (`config get`, `set` and `unset`), and `config path`. Whole profiles are in
 * profiles.ts.
 */
import { regionWarning } from '../../config/check-settings.ts';
import { LOCAL_DEFAULTS } from '../../config/local-profile.ts';
import type { ProfileKey } from '../../config/profiles/profile-key.ts';
import { PROFILE_KEYS } from '../../config/profiles/profile-keys.ts';
import { LOCAL, type Profile, type ProfileFile } from '../../config/profiles/profiles.ts';
import type { Row } from '../../core/shape.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { suggest } from '../../core/text/suggest.ts';
import { t } from '../../core/text/texts.ts';
import type { View } from '../../core/view.ts';
import { type Detail, EXIT, Failure, problem, usage } from '../../errors/failure.ts';
import { MASK, middleMasked } from '../../errors/redact.ts';
import { type GlobalOptions, whyNoPrompt } from '../global-options.ts';
import type { Io } from '../../engine/io.ts';
import { finished, type Outcome } from '../../engine/outcome.ts';
import { loadSaved } from '../../config/load-settings.ts';
import { keyFrom } from '../../engine/input/secret-input.ts';
import {
  type Changed,
  changeSaved,
  countProblems,
  isSaved,
  profileNamer,
  profilePath,
  profileToRead,
} from './profiles-file.ts';
import { acceptedValue, keyOf, readValue } from './value.ts';
import type { ParsedToolCommand } from '../tool-command.ts';
import { toolGlobals, rowsOutcome } from '../tool-outcome.ts';

const VALUE: View = { kind: 'list', columns: ['Value'], name: 'Value' };

/** A single value is printed without a header and borders. */
const valueOutcome = async (value: string, shown: GlobalOptions): Promise<Outcome> => {
  const { document, ...outcome } = await rowsOutcome([{ Value: value }], VALUE, 'Config', shown);
  return { ...outcome, ...(document === undefined ? {} : { document: { ...document, bare: true } }) };
};

const withoutHeaders = (typed: ParsedToolCommand): ParsedToolCommand => ({
  ...typed,
  flags: { ...typed.flags, headers: false },
});

/** The view of all keys. */
export const KEYS: View = { kind: 'list', columns: ['Key', 'Value'], name: 'Key' };

/**
 * `config get`: the value of one key, or all saved keys. Secrets and most of an AccessKey ID are masked. Throws Failure (exit 3) if nothing is
 * saved.
 */
export async function get(typed: ParsedToolCommand, io: Io): Promise<Outcome> {
  const [name] = typed.operands;
  const tooMany = countProblems(typed, [], 1);
  if (name === undefined) return getAll(typed, io, await toolGlobals(typed, io, tooMany, KEYS.columns));
  const { key, problems } = keyOf(name);
  const shown = await toolGlobals(withoutHeaders(typed), io, [...problems, ...tooMany]);
  const { profile, saved } = await savedToRead(typed, io);
  const value = key === undefined ? undefined : saved?.[key.field];
  if (key === undefined || value === undefined)
    throw notSaved(t('{key} is not set in profile "{profile}"', { key: name, profile }));
  return valueOutcome(shownValue(key, value), shown);
}

async function getAll(typed: ParsedToolCommand, io: Io, shown: GlobalOptions): Promise<Outcome> {
  const { profile, saved } = await savedToRead(typed, io);
  if (saved === undefined) throw notSaved(t('profile "{profile}" not found', { profile }));
  const rows = Object.entries(PROFILE_KEYS).flatMap(([name, key]): Row[] => {
    const value = saved[key.field];
    return value === undefined ? [] : [{ Key: name, Value: shownValue(key, value) }];
  });
  return rowsOutcome(rows, KEYS, 'ConfigGetResponse', shown);
}

/** The profile to read, and its values; undefined if it is not saved. */
async function savedToRead(
  typed: ParsedToolCommand,
  io: Io,
): Promise<{ readonly profile: string; readonly saved: Profile | undefined }> {
  const file = await loadSaved(io.context);
  const profile = await profileToRead(typed, io, file);
  if (profile === LOCAL) return { profile, saved: OF_LOCAL };
  return { profile, saved: isSaved(profile, file) ? file.profiles[profile] : undefined };
}

/** The values of the built-in profile, which are not saved. */
const OF_LOCAL: Profile = { region: LOCAL_DEFAULTS.region, instance: LOCAL_DEFAULTS.instance };

function shownValue({ secret, field }: ProfileKey, value: string): string {
  if (secret === true) return MASK;
  return field === 'accessKeyId' ? middleMasked(value) : value;
}

const notSaved = (message: string): Failure =>
  new Failure({ exitCode: EXIT.notFound, code: 'NotSet', message, next: alikafka`config list` });

/** `config path`: the path of the file of profiles. */
export async function path(typed: ParsedToolCommand, io: Io): Promise<Outcome> {
  const shown = await toolGlobals(withoutHeaders(typed), io, countProblems(typed, []));
  return valueOutcome(profilePath(io), shown);
}

/** `config set`: saves one value; a secret comes from stdin, never from an argument. */
export async function set(typed: ParsedToolCommand, io: Io): Promise<Outcome> {
  const { key, problems } = keyOf(typed.operands[0]);
  const globals = await toolGlobals(typed, io, [
    ...problems,
    ...setProblems(typed, io, key),
    ...countProblems(typed, [], 2),
  ]);
  const nameIn = await profileNamer(typed, io, asOption(typed.operands));
  nameIn(await loadSaved(io.context)); // an invalid file or name is refused before a prompt
  if (key === undefined) throw usage([problem('<key>', '{name} is required')]);
  const value = await valueOf(typed, key, io);
  const change = (file: ProfileFile): Changed => {
    const name = nameIn(file);
    const profiles = { ...file.profiles, [name]: { ...file.profiles[name], [key.field]: value } };
    return { file: { current: file.current ?? name, profiles }, note: savedNote(name, typed.operands[0] ?? '', file) };
  };
  await changeSaved(change, globals, io);
  const warning = key.field === 'region' ? regionWarning(value) : undefined;
  if (warning !== undefined) await io.log.warn(warning);
  return finished();
}

/** A profile that did not exist is named as new, since its name may be misspelled. */
function savedNote(profile: string, key: string, file: ProfileFile): string {
  if (isSaved(profile, file)) return t('{key} saved in profile "{profile}"', { key, profile });
  const near = suggest(profile, Object.keys(file.profiles));
  return near === undefined
    ? t('{key} saved in profile "{profile}" (created)', { key, profile })
    : t('{key} saved in profile "{profile}" (created); did you mean "{near}"?', { key, profile, near });
}

/** A read of the local emulator with a value as an option, since its profile saves none; undefined if it has none. */
function asOption([key, value]: readonly string[]): string | undefined {
  if (value === undefined) return undefined;
  if (key === 'instance') return alikafka`topic list --instance ${value}`;
  if (key === 'region') return alikafka`topic list --region ${value}`;
  return key === 'output' ? alikafka`topic list --output ${value}` : undefined;
}

/** `config unset`: removes one value. Succeeds if it is not set. */
export async function unset(typed: ParsedToolCommand, io: Io): Promise<Outcome> {
  const { key, problems } = keyOf(typed.operands[0]);
  const globals = await toolGlobals(typed, io, [...problems, ...countProblems(typed, [], 1)]);
  const nameIn = await profileNamer(typed, io);
  const saved = await loadSaved(io.context);
  if (key === undefined || !isSaved(nameIn(saved), saved)) return finished();
  const change = (file: ProfileFile): Changed => {
    const name = nameIn(file);
    if (!isSaved(name, file)) return { file };
    const note = t('{key} removed from profile "{profile}"', { key: typed.operands[0] ?? '', profile: name });
    return { file: without(file, name, key), note };
  };
  await changeSaved(change, globals, io);
  return finished();
}

function without(file: ProfileFile, name: string, { field }: ProfileKey): ProfileFile {
  const { [field]: _gone, ...rest } = file.profiles[name] ?? {};
  return { ...file, profiles: { ...file.profiles, [name]: rest } };
}

function setProblems(typed: ParsedToolCommand, io: Io, key: ProfileKey | undefined): Detail[] {
  const [, value] = typed.operands;
  const stdin = typed.options['stdin'] === true;
  if (key === undefined) return [];
  if (value !== undefined && key.secret === true)
    return [
      problem(
        '<value>',
        '{name} must not be a secret: arguments are visible to every user of this machine; use --stdin',
      ),
    ];
  if (value !== undefined && stdin) return [problem('--stdin', '{name} cannot be combined with <value>')];
  const asks = key.secret === true && whyNoPrompt(typed.flags, io.context) === undefined;
  if (value === undefined && !stdin && !asks)
    return [
      key.secret === true
        ? problem('<value>', '{name} is a secret: use --stdin to read it from stdin')
        : problem('<value>', '{name} is required'),
    ];
  const read = value === undefined ? undefined : readValue(key, value, io.context.cwd);
  return read !== undefined && 'violation' in read ? [{ name: '<value>', message: read.violation('<value>') }] : [];
}

/** The value to save: from the argument, stdin or a prompt. Throws Failure (exit 2) if it is not valid. */
async function valueOf(typed: ParsedToolCommand, key: ProfileKey, io: Io): Promise<string> {
  const value = typed.operands[1] ?? (await hiddenValue(typed, key, io));
  if (key.secret === true) io.log.hide(value);
  if (value === '') throw usage([problem('<value>', '{name} must not be empty')]);
  return acceptedValue(key, value, io.context.cwd, '--stdin');
}

async function hiddenValue(typed: ParsedToolCommand, { help }: ProfileKey, io: Io): Promise<string> {
  if (typed.options['stdin'] === true) return keyFrom({ kind: 'stdin' }, { flag: '--stdin' }, io.context);
  return io.context.prompts.secret(t('{help} (hidden):', { help: t(help) }));
}
