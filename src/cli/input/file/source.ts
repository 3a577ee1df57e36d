/** Reads the bytes of a file or stdin as text. The formats are read in parse.ts. */
import type { Context } from '../../../context.ts';
import { sentence, type Sentence, t } from '../../../core/text/texts.ts';
import { type Detail, Failure, problem } from '../../../errors/failure.ts';

/** The text of a file, with its name in messages. */
export interface Source {
  readonly name: string;
  readonly text: string;
}

/** Longer files are refused; in characters, of which there are at most as many as bytes. */
const LONGEST = 100_000_000;

/**
 * Reads a file of names (`-` is stdin), or returns why it cannot be read or is not text. Throws Failure if reading is
 * interrupted.
 */
export async function readSource(path: string, context: Context): Promise<Source | Detail> {
  const name = path === '-' ? 'stdin' : path;
  const text = path === '-' ? decoded(await context.stdin.bytes()) : await fileText(path, context);
  if (typeof text !== 'string') return text;
  if (text.length > LONGEST) return tooLong(name);
  const plain = withLineFeeds(text);
  const why = notText(plain);
  return why === undefined ? { name, text: plain.replace(/^\uFEFF/, '') } : { name, message: why(name) };
}

/** Excel on a Mac ends lines with a carriage return. If there are line feeds, those end the lines. */
const withLineFeeds = (text: string): string => (text.includes('\n') ? text : text.replaceAll('\r', '\n'));

const tooLong = (name: string): Detail => problem(name, '{name} is larger than 100 MB');

/** Node's own decoder, several times as fast as TextDecoder; it keeps a byte order mark. */
const decoded = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('utf8');

async function fileText(path: string, context: Context): Promise<string | Detail> {
  try {
    const bytes = await context.files.readInput(path);
    if (bytes !== undefined) return decoded(bytes);
    return { flag: '--from-file', message: t('--from-file: {path} not found', { path }) };
  } catch (error) {
    if (error instanceof Failure) throw error;
    return unread(path, error as { code?: string; message?: string });
  }
}

/** Why a file could not be read, by Node's code. */
function unread(path: string, { code, message }: { code?: string; message?: string }): Detail {
  if (code === 'EISDIR') return { flag: '--from-file', message: t('--from-file: {path} is a folder', { path }) };
  // longer than a string can be
  if (code === 'ERR_STRING_TOO_LONG' || code === 'ERR_FS_FILE_TOO_LARGE') return tooLong(path);
  return {
    flag: '--from-file',
    message: t('--from-file: cannot read {path}: {reason}', { path, reason: message ?? String(code) }),
  };
}

/** Bytes that are not UTF-8 were replaced by U+FFFD when they were read. */
function notText(text: string): Sentence | undefined {
  const at = text.search(/[\0\uFFFD]/);
  if (at === -1) return undefined;
  const line = text.slice(0, at).split('\n').length;
  return /^\uFFFD\uFFFD.\0/s.test(text)
    ? sentence('{name} is encoded in UTF-16, as PowerShell does by default; save it as UTF-8')
    : sentence('{name} line {line} is not valid UTF-8', { line });
}
