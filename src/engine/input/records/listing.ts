/** Recognizes responses of the service in a file, and takes the records from them. */
import { dataOf, isRow, unwrap } from '../../../core/answer.ts';
import type { FileInput, Listing } from '../../../core/command.ts';
import type { Json, Row } from '../../../core/shape.ts';
import { sentence, t } from '../../../core/text/texts.ts';
import { wholeNumber } from '../../../core/text/whole-number.ts';
import { type Item, itemOf, type Parsed, type FileIssue } from './item.ts';
import { knownFields } from './unknown-fields.ts';

/**
 * Replaces each response of the service in a file by its records: `{"TopicList":{"TopicVO":[…]}}`, as the vendor's CLI and
 * --raw print it, also in `{"GetTopicListResponse":…}`. All other fields, newer fields of records included, are ignored.
 */
export function withListings(parsed: Parsed, file: FileInput): Parsed {
  const { listing } = file;
  if (listing === undefined || parsed.head !== undefined) return parsed;
  const answers = parsed.found.map((one) => answerIn(one, listing));
  if (answers.every((body) => body === undefined)) return parsed;
  const known = knownFields(file);
  const read = parsed.found.map((one, i) => {
    const body = answers[i];
    const place = parsed.found.length === 1 ? undefined : one.at;
    return body === undefined ? { found: [one], cautions: [] } : recordsOf(body, listing, known, place);
  });
  return { found: read.flatMap(({ found }) => found), cautions: read.flatMap(({ cautions }) => cautions) };
}

/** The body of a response, recognized by the name of its list. */
function answerIn(one: Item | FileIssue, { answer }: Listing): Row | undefined {
  if (!('value' in one) || typeof one.value === 'string') return undefined;
  const body = unwrap(Object.fromEntries(one.value));
  return Object.hasOwn(body, answer.data[0] ?? '') ? body : undefined;
}

function recordsOf(
  body: Row,
  { answer, rows }: Listing,
  known: ReadonlySet<string>,
  place: string | undefined,
): { found: (Item | FileIssue)[]; cautions: FileIssue[] } {
  const data = dataOf(answer, body);
  const list: Json[] = Array.isArray(data) ? data : rows !== undefined && isRow(data) ? rows(data) : [data];
  const found = list.map((one, i) => itemOf(placeIn(place, i + 1), isRow(one) ? only(one, known) : one));
  const total = wholeNumber(body['Total']);
  if (total === undefined || total <= list.length) return { found, cautions: [] };
  const message = sentence('{name} is one page of a listing: {count} of {total} records', {
    count: list.length,
    total,
  });
  return { found, cautions: [{ at: undefined, message }] };
}

const placeIn = (place: string | undefined, number: number): string =>
  place === undefined ? t('record {number}', { number }) : t('{place} record {number}', { place, number });

const only = (record: Row, known: ReadonlySet<string>): Row =>
  Object.fromEntries(Object.entries(record).filter(([name]) => known.has(name)));
