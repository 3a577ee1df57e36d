import type { Json, Row } from '../core/shape.ts';
import { EXIT, Failure } from '../errors/failure.ts';
import { MASK, type Redact } from '../errors/redact.ts';
import type { Document } from './document.ts';
import type { Log } from './terminal/log.ts';

/** A value with the secrets masked in each of its texts, the names of fields included. */
export function hiddenIn(value: Json, mask: Redact): Json {
  if (typeof value === 'string') return mask(value);
  if (typeof value === 'number' || typeof value === 'bigint') return mask(String(value)).includes(MASK) ? MASK : value;
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((one) => hiddenIn(one, mask));
  return Object.fromEntries(Object.entries(value).map(([name, inside]) => [mask(name), hiddenIn(inside, mask)]));
}

/** A record with stars in place of some of its fields. */
export const covered = (row: Row, names: readonly string[]): Row =>
  names.length === 0 ? row : { ...row, ...Object.fromEntries(names.map((name) => [name, MASK])) };

/** A document of what the service said, without the secrets that this command knows: an answer may quote the request. */
export function withoutSecrets(document: Document, { mask }: Pick<Log, 'mask'>): Document {
  const hidden = (row: Row): Row => hiddenIn(row, mask) as Row;
  const { pages, data, totals } = document;
  return {
    ...document,
    pages: hiddenPages(pages, hidden),
    ...(data === undefined ? {} : { data: hiddenIn(data, mask) }),
    ...(totals === undefined ? {} : { totals: { ...totals, rows: totals.rows.map(hidden) } }),
  };
}

async function* hiddenPages(
  pages: AsyncIterable<readonly Row[]>,
  hidden: (row: Row) => Row,
): AsyncGenerator<readonly Row[]> {
  for await (const rows of pages) yield rows.map(hidden);
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
