/** The questions of `configure`. Each has its default; after a wrong answer it is asked again. */
import type { ProfileKey } from '../../config/profiles/profile-key.ts';
import { PROFILE_KEYS } from '../../config/profiles/profile-keys.ts';
import { nameViolation } from '../../config/profiles/profiles.ts';
import { type Sentence, sentence, t } from '../../core/text/texts.ts';
import { namedMode } from '../../credentials/modes.ts';
import type { Mode } from '../../credentials/source.ts';
import { usage } from '../../errors/failure.ts';
import { FORMATS } from '../../output/document.ts';
import type { Io } from '../../engine/io.ts';
import { askRegion as askForRegion } from '../../engine/pick/ask.ts';
import { askInstance, type Draft, instanceItems } from './ask-instance.ts';
import { readValue } from '../config/value.ts';
import { kept, modeOf, strayProblems, type Values } from './draft.ts';
import { MODE_FIELDS, OFFERED } from './modes.ts';

/** The name of the profile to save. */
export async function askName(usual: string, io: Io): Promise<string> {
  for (;;) {
    const name = (await io.context.prompts.line(t('Profile name [{usual}]:', { usual }))).trim() || usual;
    const violation = nameViolation(name);
    if (violation === undefined) return name;
    await io.log.tell(wrongAnswer(violation));
  }
}

/** Every value of the profile; values that are given as options are not asked. */
export async function askProfile(draft: Draft, given: Values, io: Io): Promise<Values> {
  const saved = draft.file.profiles[draft.name] ?? {};
  const mode = await askMode(given, modeOf(saved), io);
  const strays = strayProblems(mode, given, false);
  if (strays.length > 0) throw usage(strays);
  const values: Record<string, string> = { ...kept(saved, mode), ...given, mode };
  const asked = MODE_FIELDS[mode].filter(({ key }) => given[key] === undefined);
  for (const { key, required } of asked) await askInto(values, key, required, io);
  if (given['region'] === undefined) values['region'] = await askRegion(values['region'], io);
  if (given['instance'] === undefined) await askForInstance(values, draft, io);
  if (given['output'] === undefined) values['output'] = await askOutput(values['output'], io);
  return values;
}

async function askMode(given: Values, saved: Mode | undefined, io: Io): Promise<Mode> {
  const typed = namedMode(given['mode'] ?? '');
  if (typed !== undefined) return typed;
  const chosen = await io.context.prompts.select(
    t('How should alikafka authenticate?'),
    OFFERED.map(({ value, label }) => ({ value, label: t(label) })),
    saved,
  );
  return namedMode(chosen) ?? 'AK';
}

/** One key; an empty answer keeps the saved value, or leaves an optional key out. */
async function askInto(values: Record<string, string>, name: string, required: boolean, io: Io): Promise<void> {
  const key = PROFILE_KEYS[name];
  if (key === undefined) return;
  const saved = values[name];
  const answer = await askKey(key, questionOf(key, saved, required), required && saved === undefined, io);
  if (answer !== undefined) values[name] = answer;
}

function questionOf({ help, secret }: ProfileKey, saved: string | undefined, required: boolean): string {
  const name = t(help);
  if (secret === true)
    return saved === undefined ? t('{name} (hidden):', { name }) : t('{name} (hidden) [keep the saved one]:', { name });
  if (saved !== undefined) return t('{name} [{saved}]:', { name, saved });
  return required ? t('{name}:', { name }) : t('{name} (optional, Enter to skip):', { name });
}

/** Asks until the answer is valid; undefined if it is empty and not required. */
async function askKey(key: ProfileKey, question: string, required: boolean, io: Io): Promise<string | undefined> {
  const { prompts, cwd } = io.context;
  for (;;) {
    const answer = (await (key.secret === true ? prompts.secret(question) : prompts.line(question))).trim();
    if (key.secret === true) io.log.hide(answer);
    if (answer === '' && !required) return undefined;
    const read = answer === '' ? { violation: sentence('{name} must not be empty') } : readValue(key, answer, cwd);
    if ('value' in read) return read.value;
    await io.log.tell(wrongAnswer(read.violation));
  }
}

/** A full sentence, below the question. */
const wrongAnswer = (violation: Sentence): string => t('{problem}.', { problem: violation(t('The answer')) });

/** A known region, or any other by its id. */
export async function askRegion(saved: string | undefined, io: Io): Promise<string> {
  for (;;) {
    const region = await valid('region', await askForRegion(io.context, saved), io);
    if (region !== undefined) return region;
  }
}

/** Picks an instance of the region if they can be listed; otherwise its id or name is typed. */
async function askForInstance(values: Record<string, string>, draft: Draft, io: Io): Promise<void> {
  const items = await instanceItems(draft, values, io);
  if (items === undefined) return askInto(values, 'instance', false, io);
  const saved = values['instance'];
  delete values['instance'];
  for (;;) {
    const picked = await askInstance(items, saved, io);
    if (picked === '') return;
    const instance = await valid('instance', picked, io);
    if (instance === undefined) continue;
    values['instance'] = instance;
    return;
  }
}

/** A picked or typed value of a key; undefined if it is not valid, which is logged. */
async function valid(name: string, answer: string, io: Io): Promise<string | undefined> {
  const key = PROFILE_KEYS[name];
  const read = key === undefined ? { value: answer } : readValue(key, answer, io.context.cwd);
  if ('value' in read) return read.value;
  await io.log.tell(wrongAnswer(read.violation));
  return undefined;
}

function askOutput(saved: string | undefined, io: Io): Promise<string> {
  const choices = FORMATS.map((format) => ({ value: format, label: format }));
  return io.context.prompts.select(t('Default output format'), choices, saved ?? 'table');
}
