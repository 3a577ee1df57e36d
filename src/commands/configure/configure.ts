import { LOCAL, nameViolation, type Profile, type ProfileFile, withUnknown } from '../../config/profiles/profiles.ts';
import type { Detail } from '../../errors/failure.ts';
import { whyNoPrompt } from '../global-options.ts';
import type { Io } from '../../engine/io.ts';
import { finished, type Outcome } from '../../engine/outcome.ts';
import { loadSaved } from '../../config/load-settings.ts';
import { changeSaved, countProblems, isSaved, profileToSave } from '../config/profiles-file.ts';
import { refuseOther } from '../config/changed-meanwhile.ts';
import { askName, askProfile, askRegion } from './ask.ts';
import { checkProfile } from './check.ts';
import { kept, profileOf, SIGN_IN_KEYS, type Values } from './draft.ts';
import { modeIn, offlineProblems, readGiven, regionProblems, stdinSecrets } from './given.ts';
import { importedValues } from './import.ts';
import type { ParsedToolCommand } from '../tool-command.ts';
import { toolGlobals } from '../tool-outcome.ts';

/** One `configure`: what was typed, and what is saved already. */
interface Setup {
  readonly typed: ParsedToolCommand;
  readonly file: ProfileFile;
  /** There is a person who answers what the flags leave open. */
  readonly asks: boolean;
  readonly given: Values;
  readonly importFrom: string | undefined;
  readonly secretStdin: boolean;
}

/** `configure`: saves a whole profile, asked for on a terminal, else by flags; then one read says whether it works. */
export async function configure(typed: ParsedToolCommand, io: Io): Promise<Outcome> {
  const read = readGiven(typed, io.context);
  const importFrom = typed.options['import'];
  const setup: Setup = {
    typed,
    file: await loadSaved(io.context),
    asks: whyNoPrompt(typed.flags, io.context) === undefined,
    given: read.values,
    importFrom: typeof importFrom === 'string' ? importFrom : undefined,
    secretStdin: typed.options['secretStdin'] === true,
  };
  const said = new Set(read.problems.map(({ flag }) => flag));
  const more = (await problemsOf(setup, io)).filter(({ flag }) => !said.has(flag));
  const globals = await toolGlobals(typed, io, [...countProblems(typed, []), ...read.problems, ...more]);
  const { name, valuesOver } = await collected(setup, io);
  let values: Values = {};
  const change = (file: ProfileFile) => {
    values = valuesOver(file);
    const profile = withUnknown(profileOf(tidy(values)), file.profiles[name]);
    return { file: withProfile(file, name, profile), says: `profile ${name} is saved` };
  };
  const saved = await changeSaved(change, globals, io);
  if (globals.dryRun) return finished();
  if (typed.options['noCheck'] !== true) await checkProfile(name, values, typed, globals, io);
  await sayInUse(name, saved, io);
  return finished();
}

/** What can be seen to be wrong before anybody is asked and anything is read. */
async function problemsOf(setup: Setup, io: Io): Promise<Detail[]> {
  const { typed, file, asks, given, importFrom, secretStdin } = setup;
  const unknown = typed.options['noCheck'] === true ? [] : regionProblems(given);
  const name = typed.flags.profile ?? importFrom;
  const isThere = name !== LOCAL && isSaved(name ?? '', file);
  const violation = name === undefined || isThere ? undefined : nameViolation(name);
  if (violation !== undefined)
    return [{ flag: typed.flags.profile === undefined ? '--import' : '--profile', message: violation }];
  if (importFrom !== undefined) {
    const strays = [
      ...SIGN_IN_KEYS.filter((key) => given[key] !== undefined),
      ...(secretStdin ? ['secret-stdin'] : []),
    ];
    return [...unknown, ...strays.map((key) => ({ flag: `--${key}`, message: 'cannot be combined with --import' }))];
  }
  if (asks) return unknown;
  return [
    ...unknown,
    ...offlineProblems(given, file.profiles[await profileToSave(typed, io, file)] ?? {}, secretStdin),
  ];
}

interface Collected {
  readonly name: string;
  /**
   * What the profile is to hold, made from what is saved by then. Throws Failure (exit 5) where somebody answered
   * questions about a profile that was another one by then.
   */
  readonly valuesOver: (file: ProfileFile) => Values;
}

/** What somebody was asked about must be the same still. */
const answered = (name: string, values: Values, asked: ProfileFile): Collected => ({
  name,
  valuesOver: (now) => {
    refuseOther(name, asked, now);
    return values;
  },
});

async function collected(setup: Setup, io: Io): Promise<Collected> {
  const { typed, file, asks, given, importFrom } = setup;
  if (importFrom !== undefined) return imported(importFrom, setup, io);
  const usual = await profileToSave(typed, io, file);
  const name = asks && typed.flags.profile === undefined ? await askName(usual, io) : usual;
  const secrets = await secretsOf(setup, file.profiles[name] ?? {}, io);
  if (asks) return answered(name, await askProfile(name, { ...given, ...secrets }, file, io), file);
  return {
    name,
    valuesOver: ({ profiles: { [name]: saved = {} } }) => {
      const mode = modeIn(given, saved);
      return { ...kept(saved, mode), ...given, ...secrets, ...(mode === undefined ? {} : { mode }) };
    },
  };
}

async function secretsOf({ given, secretStdin }: Setup, saved: Profile, io: Io): Promise<Values> {
  return secretStdin ? stdinSecrets(modeIn(given, saved) ?? 'AK', io) : {};
}

async function imported(from: string, { typed, file, asks, given }: Setup, io: Io): Promise<Collected> {
  const name = typed.flags.profile ?? from;
  const fresh = { ...(await importedValues(from, file, io)), ...given };
  const over = ({ profiles }: ProfileFile): Values => ({ ...kept(profiles[name] ?? {}, undefined), ...fresh });
  const values = over(file);
  if (values['region'] !== undefined || !asks) return { name, valuesOver: over };
  return answered(name, { ...values, region: await askRegion(undefined, io) }, file);
}

/** A table is what comes anyway. */
function tidy(values: Values): Values {
  const { output, ...rest } = values;
  return output === undefined || output === 'table' ? rest : values;
}

const withProfile = (file: ProfileFile, name: string, profile: Profile): ProfileFile => ({
  current: file.current ?? name,
  profiles: { ...file.profiles, [name]: profile },
});

async function sayInUse(name: string, { current = name }: ProfileFile, io: Io): Promise<void> {
  if (current !== name)
    await io.log.info(`profile ${current} stays in use; "alikafka config use ${name}" changes that`);
}
