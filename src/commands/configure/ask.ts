import type { ProfileKey } from '../../config/profiles/profile-key.ts';
import { PROFILE_KEYS } from '../../config/profiles/profile-keys.ts';
import { nameViolation, type ProfileFile } from '../../config/profiles/profiles.ts';
import { REGIONS } from '../../core/regions.ts';
import { namedMode } from '../../credentials/modes.ts';
import type { Mode } from '../../credentials/source.ts';
import { usage } from '../../errors/failure.ts';
import { FORMATS } from '../../output/document.ts';
import type { Io } from '../../engine/io.ts';
import { readValue } from '../config/value.ts';
import { kept, modeOf, strayProblems, type Values } from './draft.ts';
import { MODE_FIELDS, OFFERED } from './modes.ts';

/** The name of the profile. */
export async function askName(usual: string, io: Io): Promise<string> {
  for (;;) {
    const name = (await io.context.prompts.line(`Profile name [${usual}]:`)).trim() || usual;
    const violation = nameViolation(name);
    if (violation === undefined) return name;
    await io.log.write(`The name ${violation}.`);
  }
}

/** Everything that a profile holds; what is given is not asked. */
export async function askProfile(name: string, given: Values, file: ProfileFile, io: Io): Promise<Values> {
  const saved = file.profiles[name] ?? {};
  const mode = await askMode(given, modeOf(saved), io);
  const strays = strayProblems(mode, given, false);
  if (strays.length > 0) throw usage(strays);
  const values: Record<string, string> = { ...kept(saved, mode), ...given, mode };
  const asked = MODE_FIELDS[mode].filter(({ key }) => given[key] === undefined);
  for (const { key, required } of asked) await askInto(values, key, required, io);
  if (given['region'] === undefined) values['region'] = await askRegion(values['region'], io);
  if (given['instance'] === undefined) await askInto(values, 'instance', false, io);
  if (given['output'] === undefined) values['output'] = await askOutput(values['output'], io);
  return values;
}

async function askMode(given: Values, saved: Mode | undefined, io: Io): Promise<Mode> {
  const typed = namedMode(given['mode'] ?? '');
  if (typed !== undefined) return typed;
  const chosen = await io.context.prompts.select('How does it sign in?', OFFERED, saved);
  return namedMode(chosen) ?? 'AK';
}

/** One key; an empty answer keeps what is saved, or leaves it out. */
async function askInto(values: Record<string, string>, name: string, required: boolean, io: Io): Promise<void> {
  const key = PROFILE_KEYS[name];
  if (key === undefined) return;
  const saved = values[name];
  const hint = saved === undefined ? (required ? '' : ' (optional)') : key.secret === true ? ' [saved]' : ` [${saved}]`;
  const answer = await askKey(key, `${key.help}${hint}:`, required && saved === undefined, io);
  if (answer !== undefined) values[name] = answer;
}

/** Asks until the answer has its form; undefined where it is empty and may be. */
async function askKey(key: ProfileKey, question: string, required: boolean, io: Io): Promise<string | undefined> {
  const { prompts, cwd } = io.context;
  for (;;) {
    const answer = (await (key.secret === true ? prompts.secret(question) : prompts.line(question))).trim();
    if (key.secret === true) io.log.hide(answer);
    if (answer === '' && !required) return undefined;
    const read = answer === '' ? { violation: 'must not be empty' } : readValue(key, answer, cwd);
    if ('value' in read) return read.value;
    await io.log.write(`  ${read.violation}`);
  }
}

const ANOTHER = 'another';

/** One of those that are known, or any other. */
export async function askRegion(saved: string | undefined, io: Io): Promise<string> {
  const known = REGIONS.filter(({ today }) => today).map(({ id }) => ({ value: id, label: id }));
  const mine =
    saved === undefined || known.some(({ value }) => value === saved) ? [] : [{ value: saved, label: saved }];
  const choices = [...mine, ...known, { value: ANOTHER, label: 'another, by its id' }];
  const chosen = await io.context.prompts.select('Region', choices, saved ?? 'cn-hangzhou');
  if (chosen !== ANOTHER) return chosen;
  const key = PROFILE_KEYS['region'];
  return (key === undefined ? undefined : await askKey(key, 'Region id:', true, io)) ?? '';
}

function askOutput(saved: string | undefined, io: Io): Promise<string> {
  const choices = FORMATS.map((format) => ({ value: format, label: format }));
  return io.context.prompts.select('Output format', choices, saved ?? 'table');
}
