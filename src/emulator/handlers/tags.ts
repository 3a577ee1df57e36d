/** The rules of tags: limits, valid keys and values, and matching. The handlers are in tag.ts. */
import { type Tag as SentTag, tagKey, tagValue } from '../../core/params.ts';
import { productRefusal } from '../checks/refusal.ts';
import type { Tag } from '../state/state.ts';

/** The maximum number of tags of a resource, and of a request (the vendor's console guide of 2021). */
export const MOST_TAGS = 20;

/** Whether tags include all requested ones; one without a value matches any (docs/sources.md#tag-filters). */
export function carriesAll(tags: readonly Tag[], asked: readonly SentTag[]): boolean {
  return asked.every((one) => tags.some((tag) => isAsked(tag, one)));
}

/** Whether a tag matches a requested one. */
export function isAsked(tag: Tag, { Key, Value }: SentTag): boolean {
  return tag.Key === Key && (Value === undefined || tag.Value === Value);
}

/** Refuses invalid tags, with a code for each rule (docs/sources.md#tag-rules). */
export function checkTags(tags: readonly SentTag[]): void {
  checkKeys(tags.map(({ Key }) => Key));
  const value = tags.map(({ Value = '' }) => tagValue(Value)).find((violation) => violation !== undefined);
  if (value !== undefined) throw productRefusal('BIZ_TAG_TAGVALUE_NOT_VALID', value('The tag'));
  if (new Set(tags.map(({ Key }) => Key)).size < tags.length) throw productRefusal('BIZ_TAG_DUPLICATE_TAG_KEY');
}

/** Refuses invalid keys, and too many of them. */
export function checkKeys(keys: readonly string[]): void {
  if (keys.length > MOST_TAGS)
    throw productRefusal('BIZ_TAG_REQUEST_TAG_NUM_EXCEED', `A request has at most ${MOST_TAGS} tags`);
  const key = keys.map(tagKey).find((violation) => violation !== undefined);
  if (key !== undefined) throw productRefusal('BIZ_TAG_TAGKEY_NOT_VALID', key('The tag'));
}
