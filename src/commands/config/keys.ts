import type { ProfileKey } from '../../config/profiles/profile-key.ts';
import type { ProfileFile } from '../../config/profiles/profiles.ts';
import type { View } from '../../core/view.ts';
import { type Detail, EXIT, Failure, usage } from '../../errors/failure.ts';
import { MASK } from '../../errors/redact.ts';
import { whyNoPrompt } from '../global-options.ts';
import type { Io } from '../../engine/io.ts';
import { finished, type Outcome } from '../../engine/outcome.ts';
import { loadSaved } from '../../config/load-settings.ts';
import { keyFrom } from '../../engine/input/secret-input.ts';
import {
  type Changed,
  changeSaved,
  countProblems,
  isSaved,
  profileName,
  profileNamer,
  profilePath,
} from './profiles-file.ts';
import { acceptedValue, keyOf, readValue } from './value.ts';
import type { ParsedToolCommand } from '../tool-command.ts';
import { toolGlobals, rowsOutcome } from '../tool-outcome.ts';

const VALUE: View = { kind: 'list', columns: ['Value'], name: 'Value' };

/** A command that prints one value prints it without a head. */
const bare = (typed: ParsedToolCommand): ParsedToolCommand => ({ ...typed, flags: { ...typed.flags, headers: false } });

/** `config get`: one value; exit 3 when it is not set. */
export async function get(typed: ParsedToolCommand, io: Io): Promise<Outcome> {
  const { key, problems } = keyOf(typed.operands[0]);
  const shown = await toolGlobals(bare(typed), io, [...problems, ...countProblems(typed, [], 1)]);
  const file = await loadSaved(io.context);
  const name = await profileName(typed, io, file);
  const value = key === undefined || !isSaved(name, file) ? undefined : file.profiles[name]?.[key.field];
  if (value === undefined)
    throw new Failure({
      exitCode: EXIT.notFound,
      code: 'NotSet',
      message: `${typed.operands[0] ?? ''} is not set in profile ${name}`,
      next: `alikafka config list`,
    });
  return rowsOutcome([{ Value: key?.secret === true ? MASK : value }], VALUE, 'Config', shown);
}

/** `config path`: where the file is. */
export async function path(typed: ParsedToolCommand, io: Io): Promise<Outcome> {
  const shown = await toolGlobals(bare(typed), io, countProblems(typed, []));
  return rowsOutcome([{ Value: profilePath(io) }], VALUE, 'Config', shown);
}

/** `config set`: saves one value; a secret comes from stdin, never from an argument. */
export async function set(typed: ParsedToolCommand, io: Io): Promise<Outcome> {
  const { key, problems } = keyOf(typed.operands[0]);
  const globals = await toolGlobals(typed, io, [
    ...problems,
    ...setProblems(typed, io, key),
    ...countProblems(typed, [], 2),
  ]);
  const nameIn = await profileNamer(typed, io);
  nameIn(await loadSaved(io.context)); // what is wrong with the file or the name is said before anything is asked
  if (key === undefined) throw usage([{ name: '<key>', message: 'is required' }]);
  const value = await valueOf(typed, key, io);
  const change = (file: ProfileFile): Changed => {
    const name = nameIn(file);
    const profiles = { ...file.profiles, [name]: { ...file.profiles[name], [key.field]: value } };
    const says = `${typed.operands[0] ?? ''} is saved in profile ${name}`;
    return { file: { current: file.current ?? name, profiles }, says };
  };
  await changeSaved(change, globals, io);
  return finished();
}

/** `config unset`: removes one value. */
export async function unset(typed: ParsedToolCommand, io: Io): Promise<Outcome> {
  const { key, problems } = keyOf(typed.operands[0]);
  const globals = await toolGlobals(typed, io, [...problems, ...countProblems(typed, [], 1)]);
  const nameIn = await profileNamer(typed, io);
  const saved = await loadSaved(io.context);
  if (key === undefined || !isSaved(nameIn(saved), saved)) return finished();
  const change = (file: ProfileFile): Changed => {
    const name = nameIn(file);
    if (!isSaved(name, file)) return { file };
    return { file: without(file, name, key), says: `${typed.operands[0] ?? ''} is not set in profile ${name}` };
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
      { name: '<value>', message: 'takes no secret: arguments are visible to every user of this machine; use --stdin' },
    ];
  if (value !== undefined && stdin) return [{ flag: '--stdin', message: 'cannot be combined with a value' }];
  const asks = key.secret === true && whyNoPrompt(typed.flags, io.context) === undefined;
  if (value === undefined && !stdin && !asks)
    return [{ name: '<value>', message: key.secret === true ? 'is read with --stdin' : 'is required' }];
  const read = value === undefined ? undefined : readValue(key, value, io.context.cwd);
  return read !== undefined && 'violation' in read ? [{ name: '<value>', message: read.violation }] : [];
}

/** What is saved: from the argument, stdin or a prompt. Throws Failure (exit 2) where it cannot be. */
async function valueOf(typed: ParsedToolCommand, key: ProfileKey, io: Io): Promise<string> {
  const value = typed.operands[1] ?? (await unseenValue(typed, io));
  if (key.secret === true) io.log.hide(value);
  if (value === '') throw usage([{ name: '<value>', message: 'is empty' }]);
  return acceptedValue(key, value, io.context.cwd, { flag: '--stdin' });
}

async function unseenValue(typed: ParsedToolCommand, io: Io): Promise<string> {
  if (typed.options['stdin'] === true) return keyFrom({ kind: 'stdin' }, { flag: '--stdin' }, io.context);
  return io.context.prompts.secret(`${typed.operands[0] ?? ''}:`);
}
