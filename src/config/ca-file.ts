import { isAbsolute, join } from 'node:path';
import { EXIT, Failure, usage } from '../errors/failure.ts';
import { isInHome } from '../core/text/config-text.ts';
import { type Env, filled } from '../core/env.ts';
import type { Setting } from './setting.ts';

/** How a CA file is read. */
export interface CaReader {
  /** The working folder; undefined where it has been removed. */
  readonly cwd: string | undefined;
  readonly read: (path: string) => Promise<string | undefined>;
}

/**
 * What is trusted beside the CAs of Node: the CA file's certificates and those of SSL_CERT_FILE, and then those of
 * NODE_EXTRA_CA_CERTS too, which Node forgets as soon as it is given others. Undefined where Node's own way is enough.
 * Throws Failure where a file cannot be used: exit 2 for the setting, exit 4 for a variable.
 */
export async function trustedText(file: Setting | undefined, env: Env, reader: CaReader): Promise<string | undefined> {
  const own = file === undefined ? [] : [await readCa(file, reader)];
  const more = await readVariable('SSL_CERT_FILE', env, reader, usable);
  const node = await readVariable('NODE_EXTRA_CA_CERTS', env, reader, usable);
  const trusted = [...own, ...more];
  return trusted.length === 0 ? undefined : [...trusted, ...node].join('\n');
}

/** The text of the CA file. Throws Failure (exit 2) where it holds no certificate that can be read. */
async function readCa(file: Setting, reader: CaReader): Promise<string> {
  const path = pathOf(file.value, reader);
  const text = await reader.read(path).catch((error: unknown) => {
    throw refused(file, `${path} cannot be read: ${(error as Error).message}`);
  });
  if (text === undefined) throw refused(file, `names ${path}, which does not exist`);
  const violation = await pemViolation(text);
  if (violation !== undefined) throw refused(file, `names ${path}, ${violation}`);
  return text;
}

const pathOf = (path: string, { cwd }: CaReader): string =>
  isAbsolute(path) || isInHome(path) ? path : join(cwd ?? '', path);

/**
 * What is of use in the file that a variable names; nothing where it is not set. Other programs read these variables,
 * too, so that what cannot be used in a bundle is passed over; a file that is not there is a slip of whoever set it.
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
    throw badVariable(name, `${path}, which cannot be read: ${(error as Error).message}`);
  });
  if (text === undefined) throw badVariable(name, `${path}, which does not exist`);
  const used = await use(text);
  if (used === undefined) throw badVariable(name, `${path}, which holds no certificate as PEM`);
  return [used];
}

const badVariable = (name: string, what: string): Failure =>
  new Failure({
    exitCode: EXIT.credentials,
    code: 'BadConfig',
    message: `${name} names ${what}`,
    hint: `Correct ${name}, or unset it.`,
  });

/** The certificates of a bundle that can be read, as a Go program takes them; undefined where there is none. */
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

const refused = ({ source }: Setting, message: string): Failure =>
  usage([{ flag: source, message: source === '--ca-file' ? message : `ca-file ${message}` }], {
    hint: 'It is a PEM file: one or more parts that begin with -----BEGIN CERTIFICATE-----.',
  });

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

async function pemViolation(text: string): Promise<string | undefined> {
  const parts = text.match(CERTIFICATE) ?? [];
  if (parts.length === 0) return 'which holds no certificate as PEM';
  const { X509Certificate } = await import('node:crypto');
  try {
    for (const part of parts) new X509Certificate(part);
    return undefined;
  } catch {
    return 'in which a certificate is damaged';
  }
}
