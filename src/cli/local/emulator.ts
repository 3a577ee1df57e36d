import { localStateFile } from '../../config/paths.ts';
import { type Detail, EXIT, type ExitCode, Failure, usage } from '../../errors/failure.ts';
import type { Io } from '../io.ts';
import { LOCAL_DEFAULTS } from '../local-emulator.ts';

import { interrupted } from '../../wire/call.ts';
import type { LocalInvocation } from './local-command.ts';
import { localGlobals } from './print-local.ts';

/** `emulator`: serves until it is stopped, or for as long as the given command runs. */
export async function emulator(typed: LocalInvocation, io: Io): Promise<ExitCode> {
  const port = typed.options['port'] === undefined ? 0 : portOf(String(typed.options['port']));
  await localGlobals(typed, io, [...portProblems(port, String(typed.options['port'])), ...emptyProblems(typed)]);
  const credentials = await credentialsOf(typed, io);
  const running = await serve(typed, io, port, credentials);
  try {
    return typed.operands.length > 0
      ? await runInside(typed.operands, running.url, credentials, io)
      : await untilStopped(typed, running.url, credentials, io);
  } finally {
    await running.close();
  }
}

/** `emulator reset`: the state of the profile local, started afresh. */
export async function reset(typed: LocalInvocation, io: Io): Promise<ExitCode> {
  await localGlobals(
    typed,
    io,
    typed.operands.map(() => ({ name: 'an argument', message: 'is one too many: none here' })),
  );
  const { reset: resetState } = await import('../../emulator/store.ts');
  resetState(localStateFile(io.context.env, io.context.home));
  await io.talk.note('the state of the profile local is as new');
  return EXIT.done;
}

interface Keys {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

const portOf = (text: string): number => (/^\d+$/.test(text) ? Number(text) : Number.NaN);

/** A file or id that is given must have a name. */
function emptyProblems(typed: LocalInvocation): Detail[] {
  const flags = { state: '--state', accessKeyId: '--access-key-id', accessKeySecretFile: '--access-key-secret-file' };
  return Object.entries(flags)
    .filter(([option]) => typed.options[option] === '')
    .map(([, flag]) => ({ flag, message: 'must not be empty' }));
}

function portProblems(port: number, typed: string): Detail[] {
  return Number.isInteger(port) && port >= 0 && port <= 65_535
    ? []
    : [{ flag: '--port', message: `must be a port from 0 to 65535, not "${typed}"` }];
}

async function credentialsOf(typed: LocalInvocation, io: Io): Promise<Keys> {
  const accessKeyId = String(typed.options['accessKeyId'] ?? LOCAL_DEFAULTS.credentials.accessKeyId);
  const path = typed.options['accessKeySecretFile'];
  if (path === undefined) return { accessKeyId, accessKeySecret: LOCAL_DEFAULTS.credentials.accessKeySecret };
  const text = await io.context.files.read(String(path)).catch(() => undefined);
  const secret = text?.replace(/\r?\n$/, '') ?? '';
  if (secret === '')
    throw usage([{ flag: '--access-key-secret-file', message: `${String(path)} cannot be read, or is empty` }]);
  io.talk.hide(secret);
  return { accessKeyId, accessKeySecret: secret };
}

async function serve(typed: LocalInvocation, io: Io, port: number, credentials: Keys) {
  const [{ startEmulator }, { fileStore, memoryStore }, { seed }] = await Promise.all([
    import('../../emulator/server.ts'),
    import('../../emulator/store.ts'),
    import('../../emulator/seed.ts'),
  ]);
  const now = (): number => io.context.now();
  const { state } = typed.options;
  try {
    const store = state === undefined ? memoryStore(seed(now())) : fileStore(String(state), () => seed(now()));
    return await startEmulator({ port, credentials, store, now });
  } catch (error) {
    throw new Failure({
      exitCode: EXIT.refused,
      code: 'EmulatorFailed',
      message: `the emulator could not start: ${(error as Error).message}`,
      cause: error,
    });
  }
}

/** Variables that point this tool and the vendor's own at the emulator. */
function variables(url: string, keys: Keys): Record<string, string> {
  return {
    ALIKAFKA_ENDPOINT: url,
    ALIKAFKA_METRICS_ENDPOINT: url,
    ALIKAFKA_REGION: LOCAL_DEFAULTS.region,
    ALIBABA_CLOUD_REGION_ID: LOCAL_DEFAULTS.region,
    ALIKAFKA_INSTANCE: LOCAL_DEFAULTS.instance,
    ALIBABA_CLOUD_ACCESS_KEY_ID: keys.accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: keys.accessKeySecret,
  };
}

function runInside(command: readonly string[], url: string, keys: Keys, io: Io): Promise<ExitCode> {
  const clean = Object.entries(io.context.env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !/^ALIKAFKA_PROFILE$|_SECURITY_TOKEN$/.test(entry[0]),
  );
  return io.context.spawn(command, { ...Object.fromEntries(clean), ...variables(url, keys) }) as Promise<ExitCode>;
}

/** Says how to reach it, then waits for Ctrl-C. A secret from a file is not repeated. */
async function untilStopped(typed: LocalInvocation, url: string, keys: Keys, io: Io): Promise<ExitCode> {
  const own = typed.options['accessKeySecretFile'] !== undefined;
  const lines = Object.entries(variables(url, keys)).filter(([name]) => !(own && name.endsWith('SECRET')));
  await io.context.stdout.write(`${lines.map(([name, value]) => `export ${name}=${value}`).join('\n')}\n`);
  await io.talk.note(`the emulator listens on ${url}; Ctrl-C stops it`);
  const { stop } = io.context;
  if (!stop.aborted)
    await new Promise<void>((resolve) => stop.addEventListener('abort', () => resolve(), { once: true }));
  return interrupted(stop).exitCode;
}
