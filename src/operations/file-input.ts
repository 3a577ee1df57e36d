import type { FileInput } from '../core/operation.ts';
import type { Fields } from '../core/shape.ts';

/** What --from-file takes of a listing: bare names, or records of which some fields fill inputs and the rest is passed over. */
export function fromListing(line: string, record: Fields, fields: readonly string[]): FileInput {
  return {
    line,
    fields: Object.fromEntries(fields.map((field) => [field, field])),
    ignored: Object.keys(record).filter((field) => !fields.includes(field)),
  };
}
