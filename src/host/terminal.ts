/** The terminal, if there is one, behind the descriptors 0, 1 and 2. */
import { closeSync, fstatSync } from 'node:fs';

export const isDevice = (descriptor: number): boolean => fstatSync(descriptor).isCharacterDevice();

/** Node's own test loads its network code; only what is a character device can be a terminal at all. */
export function isTerminal(descriptor: number): boolean {
  try {
    return isDevice(descriptor) && process.getBuiltinModule('node:tty').isatty(descriptor);
  } catch {
    return false; // the descriptor is closed
  }
}

/** Node restores its terminal at the end and aborts where that has gone; a descriptor that is closed it leaves alone. */
export function letGoOfTerminal(): void {
  for (const descriptor of [0, 1, 2]) {
    try {
      if (isDevice(descriptor) && !isTerminal(descriptor)) closeSync(descriptor);
    } catch {
      // it is closed
    }
  }
}

/** stderr for libraries that draw on it: that the terminal is gone changes nothing. */
export function logStream(): NodeJS.WriteStream {
  if (process.stderr.listenerCount('error') === 0) process.stderr.on('error', () => undefined);
  return process.stderr;
}
