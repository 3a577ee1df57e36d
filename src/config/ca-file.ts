import { isAbsolute, join } from 'node:path';
import { type Failure, usage } from '../errors/failure.ts';
import { isInHome } from '../files/config-text.ts';
import { type Env, filled, type Setting } from './setting.ts';

/** How a CA file is read. */
export interface CaReader {
  /** The working folder; undefined where it has been removed. */
  readonly cwd: string | undefined;
  readonly read: (path: string) => Promise<string | undefined>;
}

/** The text of the CA file. Throws Failure (exit 2) where it holds no certificate that can be read. */
async function readCa(file: Setting, { cwd, read }: CaReader): Promise<string> {
  const path = isAbsolute(file.value) || isInHome(file.value) ? file.value : join(cwd ?? '', file.value);
  const text = await read(path).catch((error: unknown) => {
    throw refused(file, `${path} cannot be read: ${(error as Error).message}`);
  });
  if (text === undefined) throw refused(file, `names ${path}, which does not exist`);
  const trouble = await pemTrouble(text);
  if (trouble !== undefined) throw refused(file, `names ${path}, ${trouble}`);
  return text;
}

/**
 * What is trusted where a CA file is set: its certificates, and those of NODE_EXTRA_CA_CERTS, which Node forgets as soon
 * as it is given others. As Node does, one that cannot be read is passed over.
 */
export async function trustedText(file: Setting, env: Env, reader: CaReader): Promise<string> {
  const own = await readCa(file, reader);
  const path = filled(env['NODE_EXTRA_CA_CERTS']);
  const extra = path === undefined ? undefined : await reader.read(path).catch(() => undefined);
  return extra === undefined ? own : `${own}\n${extra}`;
}

const refused = ({ source }: Setting, message: string): Failure =>
  usage([{ flag: source, message: source === '--ca-file' ? message : `ca-file ${message}` }], {
    hint: 'It is a PEM file: one or more parts that begin with -----BEGIN CERTIFICATE-----.',
  });

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

async function pemTrouble(text: string): Promise<string | undefined> {
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
