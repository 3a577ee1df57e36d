/** Reads the values of a record's fields, from texts of cells and from JSON. */
import { givenTwice } from '../../../core/text/json-fields.ts';
import { parseJson, toJson } from '../../../core/text/json.ts';
import type { Param, Tag } from '../../../core/params.ts';
import type { Json } from '../../../core/shape.ts';
import { type Sentence, sentence } from '../../../core/text/texts.ts';
import { isMany } from '../fields.ts';
import { checkedList, readMany, readOne, readTag, type ReadValue, unreadable } from '../read-input.ts';

/** Whether a field of a record has no value: an empty cell, null, an empty list. */
export function isBlank(value: Json | undefined): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === 'string' ? value.trim() === '' : Array.isArray(value) && value.length === 0;
}

/**
 * Reads a field of a record by the rules of its flag or argument. An argument that accepts many is one text here, or a
 * list of one. `trims`: remove surrounding white space.
 */
export function readField(param: Param, value: Json, trims: boolean): ReadValue {
  if (param.kind === 'tags') return readTags(param, value);
  const listed = isMany(param) && (param.argument === undefined || param.kind === 'texts');
  const raw = Array.isArray(value) && listed && param.argument === undefined ? value : [value];
  if (raw.some((one) => typeof one === 'object'))
    return unreadable(sentence(listed ? '{name} must be a list of strings' : '{name} must be a string'));
  if (TEXTS.includes(param.kind) && raw.some((one) => typeof one !== 'string')) return unreadable(inQuotes(raw));
  const words = raw.map((one) => (trims ? String(one).trim() : String(one)));
  return listed ? readMany(param, words) : readOne(param, words[0] ?? '');
}

/** Kinds whose values must be texts: a name such as 1.0 or 1e3 would change when read as a number. */
const TEXTS: readonly Param['kind'][] = ['text', 'texts', 'choice'];

const inQuotes = (raw: readonly Json[]): Sentence =>
  sentence('{name} must be a string in quotes, not {value}', {
    value: toJson(raw.find((one) => typeof one !== 'string') ?? null),
  });

function readTags(param: Param, value: Json): ReadValue {
  const all = listOf(value)?.map(tagOf);
  const tags = all?.filter((tag) => tag !== undefined);
  if (tags === undefined || tags.length < (all?.length ?? 0))
    return unreadable(sentence('{name} must be a list of objects with Key and Value'));
  return checkedList(param, tags);
}

/** A list; in a cell its JSON text, or a single pair. */
function listOf(value: Json): readonly Json[] | undefined {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'string' || !value.trimStart().startsWith('[')) return [value];
  try {
    const list = parseJson(value);
    return Array.isArray(list) && givenTwice(value) === undefined ? list : undefined;
  } catch {
    return undefined;
  }
}

/** `{Key, Value}` as the API has it, or `key=value` as a flag has it. */
function tagOf(value: Json): Tag | undefined {
  if (typeof value === 'string') return readTag(value);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  const { Key, Value, ...more } = value;
  const texts = typeof Key === 'string' && typeof (Value ?? '') === 'string';
  if (!texts || Object.keys(more).length > 0) return undefined;
  return Value === undefined || Value === null ? { Key } : { Key, Value: String(Value) };
}
