/** The context of the checks: settings, emulator, target and keys, read once for all of them. */
import type { Settings } from '../../config/settings.ts';
import type { Context } from '../../context.ts';
import { isLoopback, parseEndpoint } from '../../core/endpoint.ts';
import { t } from '../../core/text/texts.ts';
import { hideKeys } from '../../credentials/source.ts';
import { Failure } from '../../errors/failure.ts';
import { loadSettings } from '../../config/load-settings.ts';
import type { GlobalOptions } from '../global-options.ts';
import type { Io } from '../../engine/io.ts';
import { type Running, startLocal } from '../../client/local-emulator.ts';
import { hiddenProxies } from '../../transport/proxy-variables.ts';
import { type Signing, signingOf } from './signing.ts';

/** The common values of the checks: the settings of this command line, and what follows from them. */
export interface CheckContext {
  readonly io: Io;
  readonly globals: GlobalOptions;
  /** --fix: correct what can be corrected. */
  readonly fix: boolean;
  /** The settings that apply, or why they cannot be read. */
  readonly settings: Settings | Failure;
  /** The emulator of the local profile, or why it does not start; undefined for every other profile. */
  readonly emulator: Running | Failure | undefined;
  /** The settings of the requests: with --endpoint, or with the address of the emulator, as their endpoints. */
  readonly target: Settings | Failure;
  /** The source of the keys, or why there are none; undefined if the settings cannot be read. */
  readonly signing: Signing | Failure | undefined;
  close(): Promise<void>;
}

/** Reads the settings as a command does. A failure is kept as a value, since the checks report it. */
export async function openCheckContext(globals: GlobalOptions, fix: boolean, io: Io): Promise<CheckContext> {
  const settings = await failureOr(() => loadSettings(globals.flags, io.context));
  const emulator = await emulatorOf(settings, io.context);
  const target = emulator instanceof Failure ? emulator : withEndpoints(settings, emulator, globals.flags.endpoint);
  const signing =
    settings instanceof Failure ? undefined : await failureOr(async () => signingOf(settings, globals, io));
  hideSecrets(settings, io);
  const close = async (): Promise<void> => {
    if (emulator !== undefined && !(emulator instanceof Failure)) await emulator.close();
  };
  return { io, globals, fix, settings, emulator, target, signing, close };
}

async function emulatorOf(settings: Settings | Failure, context: Context): Promise<CheckContext['emulator']> {
  return settings instanceof Failure || !settings.local ? undefined : failureOr(() => startLocal(context));
}

/** The local emulator is called by its address. A loopback --endpoint serves both products. */
function withEndpoints(
  settings: Settings | Failure,
  emulator: Running | undefined,
  flag: string | undefined,
): CheckContext['target'] {
  if (settings instanceof Failure) return settings;
  if (emulator !== undefined) return { ...settings, local: false, endpoints: both(emulator.url, t('profile local')) };
  if (flag === undefined) return settings;
  const named = both(flag, '--endpoint');
  const parsed = parseEndpoint(flag);
  const loopback = 'origin' in parsed && isLoopback(parsed.origin);
  return { ...settings, endpoints: loopback ? named : { ...named, cms: settings.endpoints.cms } };
}

function both(value: string, source: string): Settings['endpoints'] {
  return { alikafka: { value, source }, cms: { value, source } };
}

async function failureOr<T>(read: () => Promise<T>): Promise<T | Failure> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

function hideSecrets(settings: Settings | Failure, { log, context }: Io): void {
  hiddenProxies(context.env, log);
  const credentials = settings instanceof Failure ? undefined : settings.credentials;
  if (credentials?.kind === 'known') hideKeys(credentials.keys, log);
}
