import type { Row } from '../core/shape.ts';
import { EXIT, Failure } from '../errors/failure.ts';
import { MASK, type Redact } from '../errors/redact.ts';
import type { Document } from './document.ts';
import type { Log } from './terminal/log.ts';

/** A record with stars in place of some of its fields. */
export const covered = (row: Row, names: readonly string[]): Row =>
  names.length === 0 ? row : { ...row, ...Object.fromEntries(names.map((name) => [name, MASK])) };

/** A document of what the service said, without the secrets that this command knows: an answer may quote the request. */
export function withoutSecrets(document: Document, { masked }: Pick<Log, 'masked'>): Document {
  const { pages, data, totals } = document;
  return {
    ...document,
    pages: hiddenPages(pages, masked),
    ...(data === undefined ? {} : { data: masked(data) }),
    ...(totals === undefined ? {} : { totals: { ...totals, rows: masked(totals.rows) } }),
  };
}

async function* hiddenPages(
  pages: AsyncIterable<readonly Row[]>,
  masked: Log['masked'],
): AsyncGenerator<readonly Row[]> {
  for await (const rows of pages) yield masked(rows);
}

/** Throws Failure where the bytes of an answer cannot be printed unchanged without showing a secret of this command. */
export function refuseRawSecrets(raw: Uint8Array, mask: Redact): void {
  const text = new TextDecoder().decode(raw);
  if (mask(text) === text) return;
  throw new Failure({
    exitCode: EXIT.refused,
    code: 'SecretInAnswer',
    message: 'the answer contains a secret, so --raw cannot print it unchanged',
    hint: 'Without --raw the secret is masked.',
  });
}
