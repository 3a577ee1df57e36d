/**
 * The public entry `alikafka/emulator`: the embedded emulator for other programs and tests. Its type declarations are
 * generated from this file alone, so it exports no types of other files.
 */
import { emulatorVariables, LOCAL_DEFAULTS } from './config/local-profile.ts';
import { newFaults } from './emulator/faults/faults.ts';
import { rulesFromTexts } from './emulator/faults/read.ts';
import { serveEmulator } from './emulator/server.ts';
import { seed } from './emulator/state/seed.ts';
import { memoryStore } from './emulator/state/store.ts';
import { listen } from './host/http/server.ts';

/** How an emulator is started; all fields are optional. */
export interface EmulatorOptions {
  /** Port on the loopback interface; a free one if 0 or undefined. */
  readonly port?: number;
  /** The key that must sign requests; that of the profile `local` if undefined. */
  readonly credentials?: { readonly accessKeyId: string; readonly accessKeySecret: string };
  /** Faults to inject, as after `--fault`: `drop,action=CreateTopic,at=after,times=1` (docs/emulator.md). */
  readonly faults?: readonly string[];
  /** The time in epoch milliseconds; that of the system if undefined. */
  readonly now?: () => number;
}

/** An emulator that is running. */
export interface RunningEmulator {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  readonly port: number;
  /** Environment variables with which alikafka and the vendor's SDKs use it, with region, instance and key. */
  readonly env: Readonly<Record<string, string>>;
  /** Waits for the requests in progress, then closes every connection. */
  close(): Promise<void>;
}

/**
 * Starts an emulator with the instances of the profile `local`, kept in memory. Rejects with Error for a fault rule
 * that cannot be read, and with the system's error (EADDRINUSE, EACCES) for a port that is not available.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<RunningEmulator> {
  const { port = 0, credentials = LOCAL_DEFAULTS.credentials, faults = [], now = Date.now } = options;
  const running = await serveEmulator(
    { port, credentials, now, store: memoryStore(seed(now())), faults: newFaults(rulesFromTexts(faults)), admin: true },
    listen,
  );
  const env = emulatorVariables(running.url, credentials);
  return { url: running.url, port: running.port, env, close: () => running.close() };
}
