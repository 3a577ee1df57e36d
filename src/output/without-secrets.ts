/** Masks secrets in what is printed. */
import type { Row } from '../core/shape.ts';
import { t } from '../core/text/texts.ts';
import { EXIT, Failure } from '../errors/failure.ts';
import { MASK, type Redact } from '../errors/redact.ts';
import type { Document } from './document.ts';
import type { Log } from './terminal/log.ts';

/** A record with some of its fields masked. */
export const covered = (row: Row, names: readonly string[]): Row =>
  names.length === 0 ? row : { ...row, ...Object.fromEntries(names.map((name) => [name, MASK])) };

/** The document with the registered secrets masked: a response may quote the request. */
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

/**
 * Throws Failure (exit 1) if the bytes of a response contain a registered secret, so that `--raw` must not print them.
 */
export function refuseRawSecrets(raw: Uint8Array, mask: Redact): void {
  const text = new TextDecoder().decode(raw);
  if (mask(text) === text) return;
  throw new Failure({
    exitCode: EXIT.refused,
    code: 'SecretInAnswer',
    message: t('the response contains a secret, so --raw cannot print it unchanged'),
    hint: t('Run the command without --raw to print the response with the secret masked.'),
  });
}
