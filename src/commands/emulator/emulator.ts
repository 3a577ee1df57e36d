import { EMULATOR_VARIABLE } from '../../config/emulator-address.ts';
import { filled } from '../../core/env.ts';
import type { FaultCount } from '../../emulator/faults/faults.ts';
import { type Detail, EXIT, type ExitCode, Failure } from '../../errors/failure.ts';
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

/** `emulator`: serves until it is stopped, or for as long as the given command runs. */
export async function emulator(typed: ParsedToolCommand, io: Io): Promise<Outcome> {
  const problems: Detail[] = [...commandProblems(typed)];
  const flags = readEmulatorFlags(typed.options, problems);
  await toolGlobals(typed, io, problems);
  const credentials = await credentialsOf(typed, io);
  const running = await serve(typed, io, flags, credentials);
  const close = async (): Promise<void> => {
    await running.close();
    await sayIdle(running.live.faults.list(), io);
  };
  if (typed.operands.length > 0)
    return { finish: () => runInside(typed.operands, running.url, credentials, io), close };
  return {
    bytes: piece(exportLines(typed, running.url, credentials)),
    whole: true,
    finish: () => untilStopped(running.url, io),
    close,
  };
}

/** A script whose variable is empty (`-- $COMMAND`) would wait for a command that never runs. */
function commandProblems({ operands, endsOptions }: ParsedToolCommand): Detail[] {
  const [file] = operands;
  const isEmpty = file === undefined ? endsOptions : file.trim() === '';
  return isEmpty ? [{ flag: '--', message: 'must be followed by the command to run, which is empty' }] : [];
}

/** A fault that was asked for and hit nothing: what was to be tried was not. */
async function sayIdle(faults: readonly FaultCount[], io: Io): Promise<void> {
  for (const { rule, hits, reached } of faults)
    if (hits === 0) await io.log.info(`the fault ${rule} hit nothing; ${reached} calls that it is about came in`);
}

/** `emulator reset`: the state of the profile local, started afresh. */
export async function reset(typed: ParsedToolCommand, io: Io): Promise<Outcome> {
  const around = filled(io.context.env[EMULATOR_VARIABLE]);
  await toolGlobals(typed, io, [
    ...typed.operands.map(() => ({ name: 'an argument', message: 'is one too many: none here' })),
    ...(around === undefined
      ? []
      : [{ name: 'emulator reset', message: `is refused while ${EMULATOR_VARIABLE} is set` }]),
  ]);
  await io.context.versionedFiles.reset(localStatePath(io.context));
  await io.log.info('the state of the profile local is as new');
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

/** A port that cannot be had is said with the way to another one. */
function notStarted(error: unknown, port: number): Failure {
  const isPort = (error as NodeJS.ErrnoException).syscall === 'listen';
  return new Failure({
    exitCode: EXIT.refused,
    code: 'EmulatorFailed',
    message: isPort
      ? `the emulator cannot listen on port ${port}: ${networkFault(error).words}`
      : `the emulator could not start: ${(error as Error).message}`,
    hint: isPort ? 'Choose another port with --port; 0 takes any free one.' : undefined,
    next: isPort ? 'alikafka emulator --port 0' : undefined,
    cause: error,
  });
}

/** What it runs talks to this emulator, whatever profile, endpoint or project file says (config/emulator-address.ts). */
function runInside(command: readonly string[], url: string, keys: Keys, io: Io): Promise<ExitCode> {
  const clean = Object.entries(io.context.env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !/^ALIKAFKA_PROFILE$|_SECURITY_TOKEN$/.test(entry[0]),
  );
  const around = { [EMULATOR_VARIABLE]: url };
  return io.context.spawn(command, {
    ...Object.fromEntries(clean),
    ...emulatorVariables(url, keys),
    ...around,
  }) as Promise<ExitCode>;
}

/** How to reach it, for a shell to read. A secret from a file is not repeated. */
function exportLines(typed: ParsedToolCommand, url: string, keys: Keys): string {
  const own = typed.options['accessKeySecretFile'] !== undefined;
  const lines = Object.entries(emulatorVariables(url, keys)).filter(([name]) => !(own && name.endsWith('SECRET')));
  return lines.map(([name, value]) => `export ${name}=${shellQuoted(value)}\n`).join('');
}

/** Waits for Ctrl-C. */
async function untilStopped(url: string, { context: { stop }, log }: Io): Promise<ExitCode> {
  await log.info(`the emulator listens on ${url}; Ctrl-C stops it`);
  if (!stop.aborted)
    await new Promise<void>((resolve) => stop.addEventListener('abort', () => resolve(), { once: true }));
  return interrupted(stop).exitCode;
}
