/**
 * The public entry `alikafka/emulator`: the embedded emulator for programs and tests of others. Its types are made from
 * this file alone, so it exports none of another.
 */
import { emulatorVariables, LOCAL_DEFAULTS } from './config/local-profile.ts';
import { newFaults } from './emulator/faults/faults.ts';
import { rulesFromTexts } from './emulator/faults/read.ts';
import { serveEmulator } from './emulator/server.ts';
import { seed } from './emulator/state/seed.ts';
import { memoryStore } from './emulator/state/store.ts';
import { listen } from './host/http/server.ts';

export interface EmulatorOptions {
  /** On the loopback interface; any free port when absent or 0. */
  readonly port?: number;
  /** The key that requests must be signed with; that of the profile `local` when absent. */
  readonly credentials?: { readonly accessKeyId: string; readonly accessKeySecret: string };
  /** What goes wrong, as after `--fault`: `drop,action=CreateTopic,at=after,times=1` (docs/emulator.md). */
  readonly faults?: readonly string[];
  /** The time in epoch milliseconds; the system's when absent. */
  readonly now?: () => number;
}

export interface RunningEmulator {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  readonly port: number;
  /** Environment variables that point alikafka and the vendor's SDKs at it, region, instance and key included. */
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
