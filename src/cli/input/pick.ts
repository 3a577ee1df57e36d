/** Asks for missing values of a command line, with pick lists, and completes the line. */
import { loadSettings } from '../../config/load-settings.ts';
import { requireCredentials, type Settings } from '../../config/settings.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { t } from '../../core/text/texts.ts';
import { EXIT, Failure } from '../../errors/failure.ts';
import type { Io } from '../../engine/io.ts';
import {
  askNames,
  askRegion,
  type Pickable,
  type PickContext,
  pickList,
  type ServiceList,
} from '../../engine/pick/ask.ts';
import { refuseProtected } from '../../engine/protection.ts';
import type { CommandRequest } from '../../engine/run-command.ts';
import type { ParsedServiceCommand } from '../parsed-command.ts';
import { check, type OpenRequest } from './check.ts';
import { optionWords, withArguments, withOptions } from './picked-words.ts';
import { labelOf } from '../../engine/input/fields.ts';
import type { OpenValue } from './open-values.ts';

/** A command line while its values are picked. */
interface Line {
  readonly parsed: ParsedServiceCommand;
  /** Its words, and those that were picked. */
  readonly words: readonly string[];
  readonly settings: Settings;
}

/** A complete command line. */
export interface Completed {
  readonly request: CommandRequest;
  readonly settings: Settings;
}

/**
 * Asks for one value after the other until the line is complete; a note shows the complete line, which asks nothing.
 * `words` is the line as typed. Throws Failure: the missing values if a list is empty or cannot be read, exit 4 if the
 * command is not allowed or has no keys, 130 if the user declines.
 */
export async function pickMissing(first: Line, open: OpenRequest, io: Io): Promise<Completed> {
  let [line, checked]: [Line, OpenRequest | CommandRequest] = [first, open];
  const logged = new Set<string>();
  while ('open' in checked) {
    const { bound, options, open: values } = checked;
    refuseProtected(line.settings, bound.operation.effect, options, bound.command.path);
    if (!options.dryRun) requireCredentials(line.settings);
    await logNew(line.settings, logged, io);
    const [value] = values;
    if (value === undefined) throw checked.refusal;
    line = await withPicked(line, value, await picked(value, line.settings, checked, io), io);
    checked = await check(line.parsed, line.settings, io, checked);
  }
  await io.log.info(t('to skip the list next time, run "{command}"', { command: alikafka`${line.words as string[]}` }));
  const { notes, warnings } = line.settings;
  const unsaid = (text: string): boolean => !logged.has(text);
  return {
    request: checked,
    settings: { ...line.settings, notes: notes.filter(unsaid), warnings: warnings.filter(unsaid) },
  };
}

/** Logs notes and warnings of the settings before anything is sent, each once. */
async function logNew({ notes, warnings }: Settings, logged: Set<string>, { log }: Io): Promise<void> {
  for (const note of notes) if (!logged.has(note)) await log.info(note);
  for (const warning of warnings) if (!logged.has(warning)) await log.warn(warning);
  for (const text of [...notes, ...warnings]) logged.add(text);
}

async function picked(
  value: OpenValue,
  settings: Settings,
  { options, input, refusal }: OpenRequest,
  { context, log }: Io,
): Promise<readonly string[]> {
  if (!('from' in value)) return [await askRegion(context)];
  const { items, none } = await readList(value.from, { settings, options, input, context, log }, refusal);
  if (items.length === 0) throw withHint(refusal, none);
  const [label, many] = 'field' in value ? [labelOf(value.field.param), value.field.many] : ['', false];
  return askNames(context, value.from, label, items, many);
}

async function readList(from: Pickable, pick: PickContext, refusal: Failure): Promise<ServiceList> {
  try {
    return await pickList(from, pick);
  } catch (error) {
    if (!(error instanceof Failure) || ENDS.includes(error.exitCode)) throw error;
    const reason = error.message.replace(/[.?]$/, '');
    throw withHint(refusal, t('The list to pick from cannot be read: {reason}.', { reason }));
  }
}

/** The exit codes of a user's refusal or a signal, which end the command. */
const ENDS: readonly number[] = [EXIT.hungUp, EXIT.interrupted, EXIT.terminated];

const withHint = (failure: Failure, hint: string): Failure =>
  new Failure({ ...failure, message: failure.message, cause: failure.cause, hint });

/** The line with the picked values, as if they had been typed. */
async function withPicked(line: Line, value: OpenValue, values: readonly string[], { context }: Io): Promise<Line> {
  const { parsed, words } = line;
  if ('setting' in value) {
    const flags = { ...parsed.flags, [value.setting]: values[0] };
    const more = [SHORT[value.setting], ...values];
    return {
      parsed: { ...parsed, flags },
      words: withOptions(words, more),
      settings: await loadSettings(flags, context),
    };
  }
  const { key, param, many } = value.field;
  const typed = { ...parsed.typed, [key]: many ? values : values[0] };
  const more =
    param.flag === undefined ? withArguments(words, values) : withOptions(words, optionWords(param.flag, values));
  return { ...line, parsed: { ...parsed, typed }, words: more };
}

const SHORT = { region: '-r', instance: '-i' } as const;
