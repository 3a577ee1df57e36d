/** Reading files that somebody else wrote: never more than so much, and never waiting for what may not come. */
import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';

/** Most bytes of a settings file. */
const LARGEST_SETTINGS = 16 * 1024 * 1024;

/** Most bytes of a file that this program wrote: what a text can hold, roughly. */
const LARGEST_OWN = 256 * 1024 * 1024;

/** Most bytes of a file with input. */
const LARGEST_INPUT = 100_000_000;

const PART = 64 * 1024;

/** The text of a settings file, of 16 MB at most. Throws as `readRegularFile`. */
export const readSettingsFile = (path: string): string => readRegularFile(path, LARGEST_SETTINGS);

/**
 * The same, or undefined where there is no such file. Settings are a handful of small files: waiting for them one by one
 * would cost more than reading them at once.
 */
export async function settingsText(path: string): Promise<string | undefined> {
  try {
    return readSettingsFile(path);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

/** Whether an error says that there is no such file. */
export const isAbsent = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');

/** The text of a file that this program wrote: a long batch writes down a lot. Throws as `readRegularFile`. */
export const readOwnFile = (path: string): string => readRegularFile(path, LARGEST_OWN);

/**
 * The text of a regular file, or of one that a link leads to. A pipe could let the program wait for ever, a device never
 * end. Throws what the file system says, or an Error that says what else it is.
 */
function readRegularFile(path: string, most: number): string {
  const file = openForReading(path);
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) throw notRegular(stats);
    return bytesOf(file, most).toString('utf8');
  } finally {
    closeSync(file);
  }
}

/**
 * The bytes of a file with input, 100 MB at most. A pipe is read to its end, as `-f <(command)` makes one, until `stop`.
 * Throws what the file system says, or an Error with the system's code for what is too long or a folder.
 */
export async function readInputFile(path: string, stop: AbortSignal): Promise<Buffer> {
  const file = openForReading(path);
  const stats = fstatSync(file);
  if (stats.isFIFO()) return pipeBytes(file, stop);
  try {
    if (stats.isDirectory()) throw notRegular(stats);
    return bytesOf(file, LARGEST_INPUT);
  } finally {
    closeSync(file);
  }
}

/** A pipe without a writer would hold up the opening itself, and with it Ctrl-C. */
const openForReading = (path: string): number => openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));

/** Everything up to the end, whatever size the file says that it has (those of /proc say none). */
function bytesOf(file: number, most: number): Buffer {
  const parts: Buffer[] = [];
  for (let all = 0; all <= most; ) {
    const part = Buffer.allocUnsafe(PART);
    const count = readSync(file, part);
    if (count === 0) return Buffer.concat(parts);
    parts.push(part.subarray(0, count));
    all += count;
  }
  throw tooLong(most);
}

/** Read as a socket is, so that signals are heard while nothing comes. */
async function pipeBytes(file: number, stop: AbortSignal): Promise<Buffer> {
  const { Socket } = await import('node:net');
  const pipe = new Socket({ fd: file, readable: true, writable: false, signal: stop });
  const parts: Buffer[] = [];
  let all = 0;
  for await (const part of pipe as AsyncIterable<Buffer>) {
    parts.push(part);
    all += part.length;
    if (all > LARGEST_INPUT) throw tooLong(LARGEST_INPUT);
  }
  return Buffer.concat(parts);
}

const withCode = (code: string, message: string): Error => Object.assign(new Error(message), { code });

const tooLong = (most: number): Error =>
  withCode('ERR_FS_FILE_TOO_LARGE', `it is longer than ${Math.floor(most / 1_000_000)} MB`);

function notRegular(stats: Stats): Error {
  if (stats.isDirectory()) return withCode('EISDIR', 'EISDIR: it is a folder');
  return withCode('EINVAL', `it is a ${stats.isFIFO() ? 'pipe' : 'device'}, not a regular file`);
}
