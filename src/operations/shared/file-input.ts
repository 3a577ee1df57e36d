/** What --from-file accepts of a listing. */
import { recordShape } from '../../core/answer.ts';
import type { FileInput } from '../../core/command.ts';
import type { Operation } from '../../core/operation.ts';
import { fieldNames } from '../../core/shape.ts';

/** Names, or records of a listing: `fields` of a record fill inputs, its other fields are ignored. */
export function fromListing(line: string, { answer }: Operation, fields: readonly string[]): FileInput {
  return {
    listing: { answer },
    line,
    fields: Object.fromEntries(fields.map((field) => [field, field])),
    ignored: fieldNames(recordShape(answer)).filter((field) => !fields.includes(field)),
  };
}
