import type { Settings } from '../../config/settings.ts';
import type { Context } from '../../context.ts';
import { isLoopback, parseEndpoint } from '../../core/endpoint.ts';
import { hideKeys } from '../../credentials/source.ts';
import { Failure } from '../../errors/failure.ts';
import { loadSettings } from '../../config/load-settings.ts';
import type { GlobalOptions } from '../global-options.ts';
import type { Io } from '../../engine/io.ts';
import { type Running, startLocal } from '../../client/local-emulator.ts';
import { hiddenProxies } from '../../transport/proxy-variables.ts';
import { type Signing, signingOf } from './signing.ts';

/** What all checks look at: the settings of this very command line, and where they lead. */
export interface CheckContext {
  readonly io: Io;
  readonly globals: GlobalOptions;
  /** What can be mended here is mended (--fix). */
  readonly fix: boolean;
  /** What is in force, or why nothing is. */
  readonly settings: Settings | Failure;
  /** The emulator of the profile local, or why it does not start; undefined where another service is meant. */
  readonly emulator: Running | Failure | undefined;
  /** The settings with which calls are made: what --endpoint and the local emulator say is an endpoint among them. */
  readonly target: Settings | Failure;
  /** Where the keys come from, or why there are none; undefined where no settings are in force. */
  readonly signing: Signing | Failure | undefined;
  close(): Promise<void>;
}

/** Finds out what a command would go by. What fails is kept: it is what the checks are about. */
export async function openCheckContext(globals: GlobalOptions, fix: boolean, io: Io): Promise<CheckContext> {
  const settings = await kept(() => loadSettings(globals.flags, io.context));
  const emulator = await emulatorOf(settings, io.context);
  const target = emulator instanceof Failure ? emulator : aimed(settings, emulator, globals.flags.endpoint);
  const signing = settings instanceof Failure ? undefined : await kept(async () => signingOf(settings, globals, io));
  hideSecrets(settings, io);
  const close = async (): Promise<void> => {
    if (emulator !== undefined && !(emulator instanceof Failure)) await emulator.close();
  };
  return { io, globals, fix, settings, emulator, target, signing, close };
}

async function emulatorOf(settings: Settings | Failure, context: Context): Promise<CheckContext['emulator']> {
  return settings instanceof Failure || !settings.local ? undefined : kept(() => startLocal(context));
}

/** The local emulator is called by its address, as any other. A loopback --endpoint serves both products. */
function aimed(
  settings: Settings | Failure,
  emulator: Running | undefined,
  flag: string | undefined,
): CheckContext['target'] {
  if (settings instanceof Failure) return settings;
  if (emulator !== undefined) return { ...settings, local: false, endpoints: both(emulator.url, 'profile local') };
  if (flag === undefined) return settings;
  const named = both(flag, '--endpoint');
  const parsed = parseEndpoint(flag);
  const loopback = 'origin' in parsed && isLoopback(parsed.origin);
  return { ...settings, endpoints: loopback ? named : { ...named, cms: settings.endpoints.cms } };
}

function both(value: string, source: string): Settings['endpoints'] {
  return { alikafka: { value, source }, cms: { value, source } };
}

async function kept<T>(make: () => Promise<T>): Promise<T | Failure> {
  try {
    return await make();
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
