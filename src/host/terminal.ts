/** The terminal, if there is one, of the descriptors 0, 1 and 2. */
import { closeSync, fstatSync, statSync } from 'node:fs';

/** Whether a file descriptor is a character device, such as a terminal. */
export const isDevice = (descriptor: number): boolean => fstatSync(descriptor).isCharacterDevice();

/** Whether another program reads what is written: a descriptor that is a pipe or a socket. */
export function isRead(descriptor: number): boolean {
  try {
    const stats = fstatSync(descriptor);
    return stats.isFIFO() || stats.isSocket();
  } catch {
    return false; // the descriptor is closed
  }
}

/**
 * Whether a descriptor is a terminal. Files, pipes and the null device are told first: Node's own test loads its network
 * code.
 */
export function isTerminal(descriptor: number): boolean {
  try {
    const stats = fstatSync(descriptor);
    const mayBe = stats.isCharacterDevice() && stats.rdev !== nullDevice();
    return mayBe && process.getBuiltinModule('node:tty').isatty(descriptor);
  } catch {
    return false; // the descriptor is closed
  }
}

/** The number of the null device, which a job without a terminal has as its input; undefined on Windows. */
const nullDevice = (): number | undefined => statSync('/dev/null', { throwIfNoEntry: false })?.rdev;

/** Closes the descriptors of a closed terminal: at exit Node would restore its mode, and abort where that fails. */
export function releaseTerminal(): void {
  for (const descriptor of [0, 1, 2]) {
    try {
      if (isDevice(descriptor) && !isTerminal(descriptor)) closeSync(descriptor);
    } catch {
      // it is already closed
    }
  }
}

/** stderr for libraries that draw on it; errors of a closed terminal are ignored. */
export function logStream(): NodeJS.WriteStream {
  if (process.stderr.listenerCount('error') === 0) process.stderr.on('error', () => undefined);
  return process.stderr;
}
