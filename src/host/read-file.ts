/** Reads files up to a maximum size, without waiting for pipes and devices that may never end. */
import { t } from '../core/text/texts.ts';
import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';

/** Maximum bytes of a settings file. */
const LARGEST_SETTINGS = 16 * 1024 * 1024;

/** Maximum bytes of a file that this program wrote: about the longest string. */
const LARGEST_OWN = 256 * 1024 * 1024;

/** Maximum bytes of an input file. */
const LARGEST_INPUT = 100_000_000;

const PART = 64 * 1024;

/** The text of a settings file, 16 MB at most. Throws as `readRegularFile`. */
export const readSettingsFile = (path: string): string => readSettingsBytes(path).toString('utf8');

/** The same as bytes. */
export const readSettingsBytes = (path: string): Buffer => readRegularFile(path, LARGEST_SETTINGS);

/**
 * The same; undefined if the file does not exist. It is read synchronously: settings are a few small files, which
 * takes less time than waiting for each.
 */
export async function settingsBytes(path: string): Promise<Buffer | undefined> {
  try {
    return readSettingsBytes(path);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

/** The same as text. */
export const settingsText = async (path: string): Promise<string | undefined> =>
  (await settingsBytes(path))?.toString('utf8');

/** Whether an error means that the file does not exist. */
export const isAbsent = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');

/**
 * The text of a file that this program wrote, 256 MB at most: a long batch writes a lot. Throws as `readRegularFile`.
 */
export const readOwnFile = (path: string): string => readRegularFile(path, LARGEST_OWN).toString('utf8');

/**
 * The bytes of a regular file, also through links. A pipe could make the program wait for ever, and a device may never
 * end. Throws the file system's error, or an Error with such a code for a file that is too large or not regular.
 */
function readRegularFile(path: string, most: number): Buffer {
  const file = openForReading(path);
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) throw notRegular(stats);
    return bytesOf(file, most);
  } finally {
    closeSync(file);
  }
}

/**
 * The bytes of an input file, 100 MB at most. A pipe, as in `-f <(command)`, is read to its end or until `stop`. Throws
 * the file system's error, or an Error with such a code for a file that is too large or a folder.
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

/** Opening a pipe without a writer must not block, or Ctrl-C would not work. */
const openForReading = (path: string): number => openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));

/** All bytes up to the end, for any reported size (files in /proc report 0). */
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

/** Reads a pipe as a socket, so that signals work while it has no data. */
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
  withCode('ERR_FS_FILE_TOO_LARGE', t('larger than {size} MB', { size: Math.floor(most / 1_000_000) }));

function notRegular(stats: Stats): Error {
  if (stats.isDirectory()) return withCode('EISDIR', t('EISDIR: a folder, not a file'));
  return withCode('EINVAL', stats.isFIFO() ? t('a pipe, not a regular file') : t('a device, not a regular file'));
}
