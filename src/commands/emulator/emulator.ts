/** `emulator`: starts, resets and stops the local emulator. The emulator itself is in emulator/. */
import { EMULATOR_VARIABLE } from '../../config/emulator-address.ts';
import { filled } from '../../core/env.ts';
import type { FaultCount } from '../../emulator/faults/faults.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { suggest } from '../../core/text/suggest.ts';
import { plural, t } from '../../core/text/texts.ts';
import { type Detail, EXIT, type ExitCode, Failure, problem, usage } from '../../errors/failure.ts';
import type { Io } from '../../engine/io.ts';
import { finished, type Outcome, piece } from '../../engine/outcome.ts';
import { localStatePath } from '../../client/local-emulator.ts';
import { emulatorVariables, LOCAL_DEFAULTS } from '../../config/local-profile.ts';
import { shellQuoted } from '../../core/text/shell-word.ts';
import { keyFrom } from '../../engine/input/secret-input.ts';
import { interrupted } from '../../errors/interrupted.ts';
import { networkFault } from '../../transport/network-errors.ts';
import { type EmulatorFlags, readEmulatorFlags } from './flags.ts';
import type { ParsedToolCommand } from '../tool-command.ts';
import { toolGlobals } from '../tool-outcome.ts';

/** `emulator`: runs the emulator until it is stopped, or until the given command ends. */
export async function emulator(typed: ParsedToolCommand, io: Io): Promise<Outcome> {
  const problems: Detail[] = [...commandProblems(typed)];
  const flags = readEmulatorFlags(typed.options, problems);
  await toolGlobals(typed, io, problems);
  const credentials = await credentialsOf(typed, io);
  const running = await serve(typed, io, flags, credentials);
  const close = async (): Promise<void> => {
    await running.close();
    await logUnusedFaults(running.live.faults.list(), io);
  };
  if (typed.operands.length > 0) return { finish: () => runInside(typed, running.url, credentials, io), close };
  return {
    bytes: piece(exportLines(typed, running.url, credentials)),
    whole: true,
    finish: () => untilStopped(running.url, io),
    close,
  };
}

/** An empty command (`-- $COMMAND` without a value) is refused: the emulator would run until it is stopped. */
function commandProblems({ operands, endsOptions }: ParsedToolCommand): Detail[] {
  const [file] = operands;
  const isEmpty = file === undefined ? endsOptions : file.trim() === '';
  return isEmpty ? [problem('--', '{name} must be followed by a command')] : [];
}

/** Logs each fault that was never applied: what it was meant to test has not been tested. */
async function logUnusedFaults(faults: readonly FaultCount[], io: Io): Promise<void> {
  for (const { rule, hits, reached } of faults)
    if (hits === 0)
      await io.log.info(
        plural(
          reached,
          'fault "{rule}" was never applied: {count} matching request was received',
          'fault "{rule}" was never applied: {count} matching requests were received',
          { rule },
        ),
      );
}

/** `emulator reset`: resets the state of the local profile to its initial content. */
export async function reset(typed: ParsedToolCommand, io: Io): Promise<Outcome> {
  const running = filled(io.context.env[EMULATOR_VARIABLE]);
  await toolGlobals(typed, io, [
    ...typed.operands.map((operand) => ({ message: t('unexpected argument "{operand}"', { operand }) })),
    ...(running === undefined
      ? []
      : [
          problem(alikafka`emulator reset`, '{name} is not allowed while {variable} is set', {
            variable: EMULATOR_VARIABLE,
          }),
        ]),
  ]);
  await io.context.versionedFiles.reset(localStatePath(io.context));
  await io.log.info(t('local emulator reset to its initial state'));
  return finished();
}

interface Keys {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

async function credentialsOf(typed: ParsedToolCommand, io: Io): Promise<Keys> {
  const accessKeyId = String(typed.options['accessKeyId'] ?? LOCAL_DEFAULTS.credentials.accessKeyId);
  const path = typed.options['accessKeySecretFile'];
  if (path === undefined) return { accessKeyId, accessKeySecret: LOCAL_DEFAULTS.credentials.accessKeySecret };
  const input = { kind: 'file', path: String(path) } as const;
  const secret = await keyFrom(input, { flag: '--access-key-secret-file' }, io.context);
  io.log.hide(secret);
  return { accessKeyId, accessKeySecret: secret };
}

async function serve(typed: ParsedToolCommand, io: Io, { faults, ...flags }: EmulatorFlags, credentials: Keys) {
  const [{ serveEmulator }, { fileStore, memoryStore }, { seed }, { newFaults }] = await Promise.all([
    import('../../emulator/server.ts'),
    import('../../emulator/state/store.ts'),
    import('../../emulator/state/seed.ts'),
    import('../../emulator/faults/faults.ts'),
  ]);
  const { listen, versionedFiles } = io.context;
  const now = (): number => io.context.now();
  const sleep = (milliseconds: number, signal: AbortSignal): Promise<void> => io.context.sleep(milliseconds, signal);
  const { state } = typed.options;
  try {
    const store =
      state === undefined ? memoryStore(seed(now())) : fileStore(String(state), () => seed(now()), versionedFiles);
    const options = { ...flags, credentials, store, now, sleep, faults: newFaults(faults), admin: true };
    return await serveEmulator(options, listen);
  } catch (error) {
    throw notStarted(error, flags.port);
  }
}

/** The failure of a start; for a port that is not available, with the command that picks a free one. */
function notStarted(error: unknown, port: number): Failure {
  const isPort = (error as NodeJS.ErrnoException).syscall === 'listen';
  return new Failure({
    exitCode: EXIT.refused,
    code: 'EmulatorFailed',
    message: isPort
      ? t('the emulator cannot listen on port {port}: {reason}', { port, reason: networkFault(error).words })
      : t('the emulator cannot start: {reason}', { reason: (error as Error).message }),
    hint: isPort ? t('Choose another port with --port; 0 picks a free one.') : undefined,
    next: isPort ? alikafka`emulator --port 0` : undefined,
    cause: error,
  });
}

/**
 * Runs a command whose requests go to this emulator, with any settings (config/emulator-address.ts). Throws Failure
 * (exit 2) if there is no such command.
 */
async function runInside(typed: ParsedToolCommand, url: string, keys: Keys, io: Io): Promise<ExitCode> {
  const clean = Object.entries(io.context.env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !/^ALIKAFKA_PROFILE$|_SECURITY_TOKEN$/.test(entry[0]),
  );
  const env = { ...Object.fromEntries(clean), ...emulatorVariables(url, keys), [EMULATOR_VARIABLE]: url };
  try {
    return (await io.context.spawn(typed.operands, env)) as ExitCode;
  } catch (error) {
    throw unknownCommand(typed, error) ?? error;
  }
}

/** Words of other programs for what `emulator` alone does. */
const STARTS: ReadonlySet<string> = new Set(['start', 'run', 'up', 'serve']);

/**
 * The failure of a single word that is no program and was typed without `--`: it was meant as a command of this tool.
 * Undefined for any other error.
 */
function unknownCommand({ operands, endsOptions }: ParsedToolCommand, error: unknown): Failure | undefined {
  const [word = '', ...others] = operands;
  const isUsage = error instanceof Failure && error.code === 'Usage';
  if (!isUsage || endsOptions || others.length > 0 || !/^[a-z-]+$/i.test(word)) return undefined;
  const command = ['emulator', word].join(' ');
  const isReset = suggest(word, ['reset']) !== undefined;
  const meant = isReset ? ['emulator', 'reset'].join(' ') : STARTS.has(word) ? 'emulator' : undefined;
  const message =
    meant === undefined
      ? t('unknown command "{command}"', { command })
      : t('unknown command "{command}"; did you mean "{meant}"?', { command, meant });
  return usage([{ message }], {
    hint: t(
      'Use "alikafka emulator" to start the emulator, "alikafka emulator reset" to reset it, and "alikafka emulator -- <command>" to run a command against it.',
    ),
    next: isReset ? alikafka`emulator reset` : meant === undefined ? alikafka`emulator --help` : alikafka`emulator`,
  });
}

/** Shell commands that set the variables of the emulator. A secret that was read from a file is left out. */
function exportLines(typed: ParsedToolCommand, url: string, keys: Keys): string {
  const own = typed.options['accessKeySecretFile'] !== undefined;
  const lines = Object.entries(emulatorVariables(url, keys)).filter(([name]) => !(own && name.endsWith('SECRET')));
  return lines.map(([name, value]) => `export ${name}=${shellQuoted(value)}\n`).join('');
}

/** Waits until the program is stopped, as with Ctrl-C. */
async function untilStopped(url: string, { context: { stop }, log }: Io): Promise<ExitCode> {
  await log.info(t('emulator running at {url} (press Ctrl-C to stop)', { url }));
  if (!stop.aborted)
    await new Promise<void>((resolve) => stop.addEventListener('abort', () => resolve(), { once: true }));
  return interrupted(stop).exitCode;
}
