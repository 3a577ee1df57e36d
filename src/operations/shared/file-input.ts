import { recordShape } from '../../core/answer.ts';
import type { FileInput } from '../../core/command.ts';
import type { Operation } from '../../core/operation.ts';
import { fieldNames } from '../../core/shape.ts';

/** What --from-file takes of a listing: bare names, or records of which some fields fill inputs and the rest is passed over. */
export function fromListing(line: string, { answer }: Operation, fields: readonly string[]): FileInput {
  return {
    listing: { answer },
    line,
    fields: Object.fromEntries(fields.map((field) => [field, field])),
    ignored: fieldNames(recordShape(answer)).filter((field) => !fields.includes(field)),
  };
}
