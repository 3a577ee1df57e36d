/** The embedded emulator for programs of its own: tests and benchmarks start it without a command. */
import { serveEmulator, type Emulator } from './emulator/server.ts';
import type { EmulatorOptions } from './emulator/options.ts';
import { listen } from './host/http/server.ts';

/**
 * Starts the emulator on a port of the loopback interface. Rejects with the store's own Error when its state cannot be
 * read, and with the system's (EADDRINUSE, EACCES) when the port cannot be had.
 */
export const startEmulator = (options: EmulatorOptions): Promise<Emulator> => serveEmulator(options, listen);
