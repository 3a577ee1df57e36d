/** `configure`: saves a whole profile, from the wizard on a terminal, from options, or from the vendor's CLI (--import). */
import { LOCAL, nameViolation, type Profile, type ProfileFile, withUnknown } from '../../config/profiles/profiles.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { t } from '../../core/text/texts.ts';
import { type Detail, problem } from '../../errors/failure.ts';
import { type GlobalOptions, whyNoPrompt } from '../global-options.ts';
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

/** One `configure`: the typed options, and the saved profiles. */
interface Setup {
  readonly typed: ParsedToolCommand;
  readonly file: ProfileFile;
  /** Whether the wizard can ask for missing values. */
  readonly asks: boolean;
  readonly given: Values;
  readonly importFrom: string | undefined;
  readonly secretStdin: boolean;
}

/** Saves the profile; then one read shows whether it works. */
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
  const reported = new Set(read.problems.map(({ flag }) => flag));
  const more = (await problemsOf(setup, io)).filter(({ flag }) => !reported.has(flag));
  const globals = await toolGlobals(typed, io, [...countProblems(typed, []), ...read.problems, ...more]);
  const { name, valuesOver } = await collected(setup, globals, io);
  let values: Values = {};
  const change = (file: ProfileFile) => {
    values = valuesOver(file);
    const profile = withUnknown(profileOf(tidy(values)), file.profiles[name]);
    return { file: withProfile(file, name, profile), note: t('profile "{name}" saved', { name }) };
  };
  const saved = await changeSaved(change, globals, io);
  if (globals.dryRun) return finished();
  if (typed.options['noCheck'] !== true) await checkProfile(name, values, typed, globals, io);
  await logInUse(name, saved, io);
  return finished();
}

/** Problems that are known before anything is asked or read. */
async function problemsOf(setup: Setup, io: Io): Promise<Detail[]> {
  const { typed, file, asks, given, importFrom, secretStdin } = setup;
  const unknown = typed.options['noCheck'] === true ? [] : regionProblems(given);
  const name = typed.flags.profile ?? importFrom;
  const isThere = name !== LOCAL && isSaved(name ?? '', file);
  const violation = name === undefined || isThere ? undefined : nameViolation(name);
  const flag = typed.flags.profile === undefined ? '--import' : '--profile';
  if (violation !== undefined) return [{ flag, message: violation(flag) }];
  if (importFrom !== undefined) {
    const strays = [
      ...SIGN_IN_KEYS.filter((key) => given[key] !== undefined),
      ...(secretStdin ? ['secret-stdin'] : []),
    ];
    return [...unknown, ...strays.map((key) => problem(`--${key}`, '{name} cannot be combined with --import'))];
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
   * The values to save, made from the profiles at the moment of saving. Throws Failure (exit 5) if the profile was
   * changed while the user answered questions about it.
   */
  readonly valuesOver: (file: ProfileFile) => Values;
}

/** Answers are saved only if the profile has not changed since the questions. */
const answered = (name: string, values: Values, asked: ProfileFile): Collected => ({
  name,
  valuesOver: (now) => {
    refuseOther(name, asked, now);
    return values;
  },
});

async function collected(setup: Setup, globals: GlobalOptions, io: Io): Promise<Collected> {
  const { typed, file, asks, given, importFrom } = setup;
  if (importFrom !== undefined) return imported(importFrom, setup, io);
  const usual = await profileToSave(typed, io, file);
  const name = asks && typed.flags.profile === undefined ? await askName(usual, io) : usual;
  const secrets = await secretsOf(setup, file.profiles[name] ?? {}, io);
  const draft = { name, file, globals, offline: typed.options['noCheck'] === true || globals.dryRun };
  if (asks) return answered(name, await askProfile(draft, { ...given, ...secrets }, io), file);
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

/** The default format is not saved. */
function tidy(values: Values): Values {
  const { output, ...rest } = values;
  return output === undefined || output === 'table' ? rest : values;
}

const withProfile = (file: ProfileFile, name: string, profile: Profile): ProfileFile => ({
  current: file.current ?? name,
  profiles: { ...file.profiles, [name]: profile },
});

async function logInUse(name: string, { current = name }: ProfileFile, io: Io): Promise<void> {
  if (current !== name)
    await io.log.info(
      t('profile "{current}" stays in use; run "{command}" to change that', {
        current,
        command: alikafka`config use ${name}`,
      }),
    );
}
