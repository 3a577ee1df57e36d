/**
 * Reads secrets from files and stdin. Their decoding is in core/text/secret-text.ts, prompts are in
 * cli/input/secret.ts.
 */
import type { Effects } from '../../context.ts';
import { secretText } from '../../core/text/secret-text.ts';
import { type Sentence, sentence } from '../../core/text/texts.ts';
import { type Detail, Failure, usage } from '../../errors/failure.ts';

/** The source of a secret. */
export type SecretInput = { readonly kind: 'stdin' } | { readonly kind: 'file'; readonly path: string };

/** The name under which problems are reported. */
type Label = Pick<Detail, 'flag' | 'name'>;

/** The source that `api` accepts as `@-` or `@file`; `path` is without the `@`. */
export const secretAt = (path: string): SecretInput => (path === '-' ? { kind: 'stdin' } : { kind: 'file', path });

/** Reads a password, without a byte order mark and one trailing newline, otherwise unchanged. Throws Failure (exit 2). */
export async function passwordFrom(input: SecretInput, label: Label, context: Effects): Promise<string> {
  const [password = ''] = await secretLines(input, label, context);
  return password;
}

/** Reads a key or a setting, without surrounding white space. Throws Failure (exit 2). */
export async function keyFrom(input: SecretInput, label: Label, context: Effects): Promise<string> {
  const [key = ''] = await keysFrom(input, label, context, 1);
  if (key === '') throw usage([about(label, sentence('{name} is empty'))]);
  return key;
}

/** Reads up to `most` keys, one per line, without surrounding white space. Throws Failure (exit 2). */
export async function keysFrom(
  input: SecretInput,
  label: Label,
  context: Effects,
  most: number,
): Promise<readonly string[]> {
  return (await secretLines(input, label, context, most)).map((line) => line.trim());
}

async function secretLines(
  input: SecretInput,
  label: Label,
  context: Effects,
  most?: number,
): Promise<readonly string[]> {
  const bytes = input.kind === 'stdin' ? await context.stdin.bytes() : await fileBytes(input.path, label, context);
  const read = secretText(bytes, most);
  if ('lines' in read) return read.lines;
  throw usage([about(label, read.violation)]);
}

async function fileBytes(path: string, label: Label, context: Effects): Promise<Uint8Array> {
  try {
    const bytes = await context.files.readInput(path);
    if (bytes !== undefined) return bytes;
  } catch (error) {
    if (error instanceof Failure) throw error;
    const reason = (error as Error).message;
    throw usage([about(label, sentence('{name}: cannot read {path}: {reason}', { path, reason }))]);
  }
  throw usage([about(label, sentence('{name}: {path} not found', { path }))]);
}

const about = (label: Label, says: Sentence): Detail => ({ ...label, message: says(label.flag ?? label.name ?? '') });
