/** Certificates to trust in addition to Node's: from the setting `ca-file`, SSL_CERT_FILE and NODE_EXTRA_CA_CERTS. */
import { isAbsolute, join } from 'node:path';
import { EXIT, Failure, usage } from '../errors/failure.ts';
import { isInHome } from '../core/text/config-text.ts';
import { type Env, filled } from '../core/env.ts';
import { type Setting, subjectOf } from './setting.ts';
import { type Sentence, sentence, t } from '../core/text/texts.ts';

/** How a CA file is read. */
export interface CaReader {
  /** The working directory; undefined if it has been removed. */
  readonly cwd: string | undefined;
  readonly read: (path: string) => Promise<string | undefined>;
}

/**
 * The certificates, as PEM text, to trust in addition to Node's: those of the CA file and of SSL_CERT_FILE, and then those
 * of NODE_EXTRA_CA_CERTS too, which Node no longer reads once it is given others. Undefined if Node's defaults are
 * enough. Throws Failure if a file cannot be used: exit 2 for the setting, exit 4 for a variable.
 */
export async function trustedText(file: Setting | undefined, env: Env, reader: CaReader): Promise<string | undefined> {
  const own = file === undefined ? [] : [await readCa(file, reader)];
  const more = await readVariable('SSL_CERT_FILE', env, reader, usable);
  const node = await readVariable('NODE_EXTRA_CA_CERTS', env, reader, usable);
  const trusted = [...own, ...more];
  return trusted.length === 0 ? undefined : [...trusted, ...node].join('\n');
}

/** The text of the CA file. Throws Failure (exit 2) if a certificate is missing or damaged. */
async function readCa(file: Setting, reader: CaReader): Promise<string> {
  const path = pathOf(file.value, reader);
  const text = await reader.read(path).catch((error: unknown) => {
    throw refused(file, unreadable(path, error));
  });
  if (text === undefined) throw refused(file, notFound(path));
  const violation = await pemViolation(text, path);
  if (violation !== undefined) throw refused(file, violation);
  return text;
}

const pathOf = (path: string, { cwd }: CaReader): string =>
  isAbsolute(path) || isInHome(path) ? path : join(cwd ?? '', path);

/**
 * The part of the file that can be used; nothing if the variable is not set. Other programs read these variables, too,
 * so that a damaged certificate in a bundle is skipped; a file that does not exist is a mistake in the variable.
 */
async function readVariable(
  name: string,
  env: Env,
  reader: CaReader,
  use: (text: string) => Promise<string | undefined>,
): Promise<string[]> {
  const value = filled(env[name])?.trim();
  if (value === undefined || value === '') return [];
  const path = pathOf(value, reader);
  const text = await reader.read(path).catch((error: unknown) => {
    throw badVariable(name, unreadable(path, error));
  });
  if (text === undefined) throw badVariable(name, notFound(path));
  const used = await use(text);
  if (used === undefined) throw badVariable(name, withoutCertificate(path));
  return [used];
}

const unreadable = (path: string, error: unknown): Sentence =>
  sentence('{name}: cannot read {path}: {reason}', { path, reason: (error as Error).message });

const notFound = (path: string): Sentence => sentence('{name}: {path} not found', { path });

const withoutCertificate = (path: string): Sentence =>
  sentence('{name}: {path} contains no certificate in PEM format', { path });

const badVariable = (name: string, violation: Sentence): Failure =>
  new Failure({
    exitCode: EXIT.credentials,
    code: 'BadConfig',
    message: violation(name),
    hint: t('Correct the variable {name}, or unset it.', { name }),
  });

/** The certificates of a bundle that are not damaged, as Go programs read it; undefined if there is none. */
async function usable(text: string): Promise<string | undefined> {
  const { X509Certificate } = await import('node:crypto');
  const good = (text.match(CERTIFICATE) ?? []).filter((part) => {
    try {
      return new X509Certificate(part) !== undefined;
    } catch {
      return false;
    }
  });
  return good.length === 0 ? undefined : good.join('\n');
}

const refused = (file: Setting, violation: Sentence): Failure =>
  usage([{ flag: file.source, message: violation(subjectOf(file, 'ca-file')) }], {
    hint: t('A CA file is in PEM format: each certificate begins with -----BEGIN CERTIFICATE-----.'),
  });

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

async function pemViolation(text: string, path: string): Promise<Sentence | undefined> {
  const parts = text.match(CERTIFICATE) ?? [];
  if (parts.length === 0) return withoutCertificate(path);
  const { X509Certificate } = await import('node:crypto');
  try {
    for (const part of parts) new X509Certificate(part);
    return undefined;
  } catch {
    return sentence('{name}: {path} contains a damaged certificate', { path });
  }
}
